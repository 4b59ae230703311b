// Predict, then reveal: where a mark asks something, or at steps that the
// picture proposes, the player rests, and the reader says what comes next. The
// trace tells whether that is so.
import type { Score } from "../element/gopark.d.ts";
import { byId, create } from "../elements.ts";
import type { PlayerLink } from "../player-link.ts";
import type { AskAt, Question, View } from "../protocol.ts";
import { strings } from "../strings.ts";
import { PredictPanel } from "./panel.ts";

/** How many questions a run without marks is asked. */
const most = 8;
/** An answer that comes so many steps later is walked to; from farther away, only the last step is shown. */
const walk = 12;

export interface PredictEvents {
  score(score: Score): void;
  /** The steps at which playing must end have changed. */
  stopsChanged(): void;
  toggled(on: boolean): void;
  /** A question is open, or it has been answered or left. */
  asking(open: boolean): void;
}

/** The question that is open. */
interface Open {
  question: Question;
  answered: boolean;
  /** The run was playing when it came here. */
  playing: boolean;
}

export class Predict {
  private readonly panel: PredictPanel;
  private readonly toggle = create("input");
  private asks: readonly AskAt[] = [];
  private readonly asked = new Set<number>();
  private open: Open | undefined;
  private step = 0;
  private playing = false;
  /** The last step that the reader has seen: what is known is not asked. */
  private furthest = 0;
  private right = 0;
  private answered = 0;
  private runs = 0;
  private loaded = false;

  constructor(
    private readonly picture: PlayerLink,
    /** The questions that the marks of the run in the picture ask; none: it has no marks. */
    private readonly marks: () => readonly AskAt[],
    private readonly events: PredictEvents,
  ) {
    this.panel = new PredictPanel({ choose: (answer) => this.choose(answer), leave: () => this.leave() });
    this.toggle.type = "checkbox";
    this.toggle.role = "switch";
    this.toggle.id = "predict-on";
    this.toggle.addEventListener("change", () => {
      this.set(this.toggle.checked);
      events.toggled(this.toggle.checked);
    });
    const knob = create("span", "switch", this.toggle, create("span", "knob"));
    byId("options").append(create("label", "option", create("span", "", strings.predict), knob));
  }

  /** The steps at which playing ends; null: those of others do. */
  get stops(): { only: boolean; steps: readonly number[] } {
    if (this.open?.answered) return { only: true, steps: [this.open.question.revealAt] };
    return { only: false, steps: this.asks.filter(({ step }) => this.asksAt(step)).map(({ step }) => step) };
  }

  /** Begins or ends asking. */
  set(on: boolean): void {
    this.toggle.checked = on;
    this.picture.set("hideFuture", Number(on));
    if (on && this.loaded) void this.prepare();
    else this.forget();
  }

  /** Another run is in the picture. */
  load(): void {
    this.loaded = true;
    this.restart();
    this.furthest = 0;
    this.step = 0;
    if (this.toggle.checked) void this.prepare();
  }

  view(view: View): void {
    const played = this.playing;
    const from = this.step;
    this.step = view.step;
    this.playing = view.playing;
    if (view.step === 0 && from > 0) this.restart();
    const { open } = this;
    if (open && (view.step < open.question.step || view.step > open.question.revealAt || (!open.answered && view.step !== open.question.step))) {
      this.close();
    }
    if (!this.open && !view.playing) void this.askAt(view.step, played);
    this.furthest = Math.max(this.furthest, view.step);
  }

  /** Answers with the number of an answer; false: nothing is asked. */
  answer(digit: number): boolean {
    if (!this.open) return false;
    this.choose(digit - 1);
    return true;
  }

  /** Leaves the question that is open; false: none is. */
  leave(): boolean {
    const { open } = this;
    if (!open) return false;
    this.close();
    if (open.playing) this.picture.command("play");
    // The answer may have led to where the next question is.
    else void this.askAt(this.step, false);
    return true;
  }

  private asksAt(step: number): boolean {
    return this.toggle.checked && !this.asked.has(step) && step >= this.furthest;
  }

  private restart(): void {
    this.asked.clear();
    this.right = 0;
    this.answered = 0;
    this.furthest = 0;
    this.close();
    this.events.stopsChanged();
  }

  private forget(): void {
    this.runs++;
    this.asks = [];
    this.close();
    this.events.stopsChanged();
  }

  private async prepare(): Promise<void> {
    const run = ++this.runs;
    this.asks = this.marks();
    if (this.asks.length === 0) {
      // Refused when the frame starts anew; then it is loaded again.
      const proposed = await this.picture.propose(most).catch(() => []);
      if (run !== this.runs) return;
      this.asks = proposed;
    }
    this.events.stopsChanged();
    if (!this.playing) void this.askAt(this.step, false);
  }

  private async askAt(step: number, playing: boolean): Promise<void> {
    const ask = this.asks.find((a) => a.step === step);
    if (!ask || !this.asksAt(step)) return;
    this.asked.add(step);
    const run = this.runs;
    const question = await this.picture.ask(ask.kind, step).catch(() => undefined);
    if (run !== this.runs || this.step !== step || this.open) return;
    if (!question || question.answers.length === 0) {
      if (playing) this.picture.command("play");
      return;
    }
    this.open = { question, answered: false, playing };
    this.picture.command("asking", 1);
    this.panel.ask(question, this.scoreLine());
    this.events.asking(true);
  }

  private choose(answer: number): void {
    const { open } = this;
    if (!open || open.answered || answer < 0 || answer >= open.question.answers.length) return;
    open.answered = true;
    this.events.asking(false);
    const { question } = open;
    const correct = answer === question.right;
    this.answered++;
    if (correct) this.right++;
    this.panel.reveal(question, answer, this.scoreLine());
    this.events.score({ right: this.right, asked: this.answered, step: question.step, kind: question.kind, correct });
    // What lies on the way to the answer is seen there.
    for (const { step } of this.asks) if (step > question.step && step < question.revealAt) this.asked.add(step);
    this.events.stopsChanged();
    if (question.revealAt - question.step > walk) {
      this.picture.command("seek", question.revealAt - 1);
      this.picture.command("forward");
    } else {
      this.picture.command("play");
    }
  }

  private close(): void {
    if (!this.open) return;
    this.open = undefined;
    this.picture.command("asking", 0);
    this.panel.close();
    this.events.asking(false);
    this.events.stopsChanged();
  }

  private scoreLine(): string {
    return this.answered > 0 ? strings.predictScore(this.right, this.answered) : "";
  }
}
