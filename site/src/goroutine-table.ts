// The text table of all goroutines and their states. The player sends it only
// while it is open (Looking), and it is filled only then.
import { create } from "./elements.ts";
import { nameOf } from "./phrases.ts";
import type { GState } from "./protocol.ts";
import { strings } from "./strings.ts";

export class GoroutineTable {
  private states: readonly GState[] = [];
  private total = 0;

  constructor(
    private readonly details: HTMLDetailsElement,
    private readonly rows: HTMLElement,
  ) {
    details.addEventListener("toggle", () => this.fill());
  }

  show(states: readonly GState[], total: number): void {
    this.states = states;
    this.total = total;
    this.fill();
  }

  private fill(): void {
    if (!this.details.open) return;
    const rows = this.states.map((s) => {
      const state = create("td", `state-${s.state}`, s.state);
      const name = create("th", "", nameOf(s.name, "g", s.g));
      name.scope = "row";
      return create("tr", "", name, state, create("td", "", s.why));
    });
    if (this.total > this.states.length && this.states.length >= 1000) {
      const cell = create("td", "", strings.moreGoroutines(this.states.length));
      cell.colSpan = 3;
      rows.push(create("tr", "", cell));
    }
    this.rows.replaceChildren(...rows);
  }
}
