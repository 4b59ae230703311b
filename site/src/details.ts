// The pane beside the picture that shows one of several things: the output,
// the goroutine that is followed, the part of the run that is selected. On a
// phone the output is always there, what is chosen besides is a sheet over it,
// and the tabs are not shown (styles/look.css). The text of a lesson is one of
// them where there is no column for it.
import { byId } from "./elements.ts";

export type DetailName = "lesson" | "output" | "follow" | "range";

/** Where the text of a lesson shares its place with the output; see styles/lesson.css. */
const shared = matchMedia("(min-width: 860px) and (max-width: 1499px)");

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
    if (!document.getElementById("tab-lesson")) return;
    const place = (): void => this.placeLesson(shared.matches);
    shared.addEventListener("change", place);
    place();
  }

  private placeLesson(here: boolean): void {
    const lesson = byId("lesson");
    lesson.role = here ? "tabpanel" : null;
    if (here) {
      this.tab("lesson").hidden = false;
      this.show("lesson");
    } else {
      this.remove("lesson");
      lesson.hidden = false;
    }
  }

  /** Offers a panel under a name and shows it when it is new. */
  offer(name: DetailName, label = this.tab(name).textContent): void {
    const tab = this.tab(name);
    tab.textContent = label;
    if (!tab.hidden) return;
    tab.hidden = false;
    this.choose(tab);
  }

  /** Takes a panel away; where it was shown, the first that is there is. */
  remove(name: DetailName): void {
    const tab = this.tab(name);
    if (tab.hidden) return;
    const focused = byId(name).contains(document.activeElement) || document.activeElement === tab;
    tab.hidden = true;
    byId(name).hidden = true;
    const first = this.tabs.find((t) => !t.hidden);
    if (!first) return;
    if (tab.ariaSelected === "true") this.choose(first);
    if (focused) first.focus();
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
      if (panel && !tab.hidden) byId(panel).hidden = !on;
    }
  }
}
