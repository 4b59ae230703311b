// The pane beside the picture that shows one of several things: the output,
// the goroutine that is followed, the part of the run that is selected. On a
// phone the output is always there, what is chosen besides is a sheet over it,
// and the tabs are not shown (styles/look.css).
import { byId } from "./elements.ts";

export type DetailName = "output" | "follow" | "range";

export class Details {
  private readonly tabs = [...byId("details").querySelectorAll<HTMLButtonElement>("[role=tab]")];

  constructor() {
    for (const tab of this.tabs) {
      tab.addEventListener("click", () => this.choose(tab));
      tab.addEventListener("keydown", (event) => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!by) return;
        const there = this.tabs.filter((t) => !t.hidden);
        const next = there[(there.indexOf(tab) + by + there.length) % there.length];
        if (next) this.choose(next);
        next?.focus();
        event.preventDefault();
      });
    }
  }

  /** Offers a panel under a name and shows it when it is new. */
  offer(name: DetailName, label: string): void {
    const tab = this.tab(name);
    tab.textContent = label;
    if (!tab.hidden) return;
    tab.hidden = false;
    this.choose(tab);
  }

  /** Takes a panel away; where it was shown, the output is. */
  remove(name: DetailName): void {
    const tab = this.tab(name);
    if (tab.hidden) return;
    const focused = byId(name).contains(document.activeElement) || document.activeElement === tab;
    tab.hidden = true;
    const output = this.tab("output");
    if (tab.ariaSelected === "true") this.choose(output);
    if (focused) output.focus();
  }

  show(name: DetailName): void {
    this.choose(this.tab(name));
  }

  private tab(name: DetailName): HTMLButtonElement {
    return byId<HTMLButtonElement>(`tab-${name}`);
  }

  private choose(chosen: HTMLButtonElement): void {
    for (const tab of this.tabs) {
      const on = tab === chosen;
      tab.classList.toggle("on", on);
      tab.ariaSelected = String(on);
      tab.tabIndex = on ? 0 : -1;
      const panel = tab.getAttribute("aria-controls");
      if (panel) byId(panel).hidden = !on;
    }
  }
}
