// The marks of a run on the slider: a tick for each, and which one is next.
import { create } from "./elements.ts";
import { strings } from "./strings.ts";

/** What a tick stands for. */
export interface Tick {
  step: number;
  label: string;
}

export class Marks {
  private marks: readonly Tick[] = [];

  constructor(
    private readonly list: HTMLElement,
    private readonly seek: (step: number) => void,
  ) {}

  /** Shows the marks of a run of so many steps; they are in the order of their steps. */
  show(marks: readonly Tick[], steps: number): void {
    this.marks = marks.filter((m) => m.step <= steps);
    this.list.hidden = this.marks.length === 0;
    this.list.replaceChildren(
      ...this.marks.map((mark) => {
        const tick = create("button", "tick");
        tick.type = "button";
        // The keys ] and [ lead to them, and so does the slider: they need no stops of their own.
        tick.tabIndex = -1;
        tick.title = tick.ariaLabel = strings.mark(mark.step, mark.label);
        tick.addEventListener("click", () => this.seek(mark.step));
        const item = create("li", "", tick);
        item.style.setProperty("--at", String(mark.step / Math.max(steps, 1)));
        return item;
      }),
    );
  }

  /** Goes to the next mark after a step. */
  forward(from: number): void {
    const next = this.marks.find((m) => m.step > from);
    if (next) this.seek(next.step);
  }

  /** Goes to the last mark before a step. */
  back(from: number): void {
    const last = this.marks.findLast((m) => m.step < from);
    if (last) this.seek(last.step);
  }
}
