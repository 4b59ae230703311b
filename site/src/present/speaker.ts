// Entry of the speaker's window: what the screen shows and what comes next, what
// to say there, the time; and the clicker's keys here, too.
import { byId, create } from "../elements.ts";
import type { Phrase } from "../protocol.ts";
import { strings } from "../strings.ts";
import { startTheme } from "../theme.ts";
import type { Action, FromScreen, ScreenRun, ScreenState } from "./channel.ts";
import { clicker } from "./keys.ts";
import { Miniature } from "./miniature.ts";
import { ScreenLink } from "./screen-link.ts";
import { TimerPanel } from "./timer-panel.ts";

/** The keys that go to the screen, and those that do while it asks something. */
const passedOn: ReadonlySet<string> = new Set([...clicker, ".", "b", "h", "k", "m", "Escape", " ", "ArrowRight", "ArrowLeft", "Home", "End"]);
const answers: ReadonlySet<string> = new Set(["1", "2", "3", "4", "5"]);

class Desk {
  private readonly screen: ScreenLink;
  private readonly timer = new TimerPanel((time) => this.screen.post({ type: "time", time }));
  private readonly miniature = new Miniature((at) => this.screen.post({ type: "point", at }));
  private readonly controls = document.querySelectorAll<HTMLButtonElement>("[data-do]");
  private run: ScreenRun | undefined;
  private asking = false;

  constructor() {
    this.say(strings.speaker.waiting);
    this.screen = new ScreenLink({
      receive: (message) => this.receive(message),
      time: () => this.timer.time,
      lost: () => this.lose(strings.speaker.noLesson),
    });
    for (const button of this.controls) button.addEventListener("click", () => this.do(button.dataset["do"] as Action));
    byId("start").addEventListener("click", () => this.do("start"));
    addEventListener("keydown", (event) => this.onKey(event));
    // The sentences beside it take room from it.
    new ResizeObserver(() => this.showMark()).observe(byId("mark-list-pane"));
  }

  private do(action: Action): void {
    this.screen.post({ type: "do", action });
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (!passedOn.has(event.key) && !(this.asking && answers.has(event.key))) return;
    if (event.target instanceof Element) {
      if (event.target.closest("input") && !clicker.has(event.key)) return;
      if (event.target.closest("button") && event.key === " ") return;
    }
    event.preventDefault();
    this.screen.post({ type: "key", key: event.key, shift: event.shiftKey });
  }

  private receive(message: FromScreen): void {
    switch (message.type) {
      case "run":
        this.showRun(message.run);
        break;
      case "state":
        this.show(message.state);
        break;
      case "time":
        this.timer.set(message.time);
        break;
      case "closed":
        this.lose(strings.speaker.closed);
    }
  }

  private showRun(run: ScreenRun): void {
    this.run = run;
    byId("desk").hidden = false;
    byId("title").replaceChildren(english(run.title));
    document.title = strings.speaker.title(run.title);
    byId("mark-list").replaceChildren(
      ...run.marks.map((mark) => {
        const button = create("button", "", create("span", "", String(mark.step)), english(mark.label));
        button.type = "button";
        button.addEventListener("click", () => this.screen.post({ type: "seek", step: mark.step }));
        return create("li", "", button);
      }),
    );
    this.miniature.showRun(run);
  }

  private show(state: ScreenState): void {
    const { run } = this;
    if (!run) return;
    this.asking = state.asking;
    this.say(state.blank ? strings.speaker.isBlank : state.asking ? strings.speaker.asked : state.presenting ? "" : strings.speaker.notPresented);
    byId("start").hidden = state.presenting;
    byId<HTMLButtonElement>("start").disabled = false;

    byId("now").replaceChildren(...plain(state.sentence));
    byId("next").replaceChildren(...(state.step < run.steps ? plain(state.next) : [strings.speaker.nothingNext]));
    byId("counter").textContent = strings.counter(state.step, run.steps);

    const at = run.marks.findLastIndex((mark) => mark.step <= state.step);
    const mark = run.marks[at];
    byId("note-title").replaceChildren(...(mark ? strings.speaker.noteOf(english(mark.label), mark.step) : [strings.speaker.notes]));
    byId("note").replaceChildren(mark ? english(mark.note) : run.marks.length > 0 ? strings.speaker.noNoteYet : strings.speaker.noMarks);
    byId("mark-list").querySelectorAll("button").forEach((button, i) => {
      button.disabled = false;
      const before = button.ariaCurrent;
      button.ariaCurrent = i === at ? "step" : null;
      if (button.ariaCurrent !== before) this.showMark();
    });

    for (const button of this.controls) {
      const name = button.dataset["do"] as Action;
      if (name === "toggle") button.textContent = state.playing ? `❚❚ ${strings.pause}` : `▶ ${strings.play}`;
      if (button.ariaPressed !== null && name in state) button.ariaPressed = String(state[name as keyof ScreenState]);
      button.disabled = !possible(name, state, run);
    }
    this.miniature.show(state, run.steps);
  }

  /** Scrolls the list of marks, and nothing else, to where the run is. */
  private showMark(): void {
    const pane = byId("mark-list-pane");
    const mark = pane.querySelector("[aria-current]")?.getBoundingClientRect();
    if (!mark) return;
    const { top, bottom } = pane.getBoundingClientRect();
    pane.scrollTop += Math.min(0, mark.top - top) + Math.max(0, mark.bottom - bottom);
  }

  /** There is no screen that could do anything. */
  private lose(words: string): void {
    this.say(words);
    for (const button of document.querySelectorAll<HTMLButtonElement>("[data-do], #mark-list button, #start")) button.disabled = true;
  }

  private say(words: string): void {
    const line = byId("connection");
    if (line.textContent !== words) line.textContent = words;
  }
}

/** Whether an action would change anything. */
function possible(action: Action, { step }: ScreenState, { steps, marks }: ScreenRun): boolean {
  switch (action) {
    case "forward":
      return step < steps;
    case "back":
      return step > 0;
    case "nextMark":
      return marks.some((mark) => mark.step > step);
    case "previousMark":
      return marks.some((mark) => mark.step < step);
    default:
      return true;
  }
}

/** What lessons say is English in every language. */
function english(text: string): HTMLElement {
  const element = create("span", "", text);
  element.lang = "en";
  return element;
}

/** A sentence whose names are not to be pressed. */
function plain(phrases: readonly Phrase[]): (Node | string)[] {
  return phrases.map((phrase) => (phrase.strong ? create("strong", "", phrase.text) : phrase.text));
}

startTheme();
new Desk();
