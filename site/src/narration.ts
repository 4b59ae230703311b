// The narration bar: where we are, one plain sentence, the clock. The same
// sentence is announced to screen readers, but not while the run plays: a
// queue of sentences nobody can follow helps nobody.
import { byId } from "./elements.ts";
import { showPhrases, textOf } from "./phrases.ts";
import type { View } from "./protocol.ts";
import { strings } from "./strings.ts";

export class Narration {
  private readonly sentence = byId("sentence");
  private readonly counter = byId("counter");
  private readonly clock = byId("clock");
  private readonly announcement = byId("announce");
  /** What was announced, and at which step: two steps may have the same sentence. */
  private announced = { step: -1, text: "" };

  constructor() {
    // In a frame of its own: it changes what is observed, until that rests.
    new ResizeObserver(() => requestAnimationFrame(() => this.fit())).observe(this.sentence);
  }

  show(view: View, steps: number): void {
    showPhrases(this.sentence, view.narration);
    this.fit();
    this.counter.textContent = strings.counter(view.step, steps);
    this.clock.textContent = strings.virtualTime(view.time);
    if (view.playing) return;
    const text = textOf(view.narration);
    if (view.step === this.announced.step && text === this.announced.text) return;
    this.announced = { step: view.step, text };
    this.announcement.replaceChildren(text);
  }

  /** A long sentence is set smaller: its place has a fixed height, so that nothing else moves. */
  private fit(): void {
    this.sentence.classList.remove("long");
    this.sentence.classList.toggle("long", this.sentence.scrollHeight > this.sentence.clientHeight);
  }
}
