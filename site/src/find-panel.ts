// The field that finds goroutines, and the list of the first of them.
import { byId, create } from "./elements.ts";
import type { Found } from "./protocol.ts";
import { strings } from "./strings.ts";

export interface FindEvents {
  opens(): void;
  find(query: string): void;
  follow(g: number): void;
}

export class FindPanel {
  private readonly panel = byId("find");
  private readonly field = byId<HTMLInputElement>("find-query");
  private readonly count = byId("find-count");
  private readonly list = byId("find-list");
  private readonly button = byId("find-button");
  private active = -1;

  constructor(private readonly on: FindEvents) {
    this.button.addEventListener("click", () => (this.panel.hidden ? this.open() : this.close()));
    byId("find-close").addEventListener("click", () => this.close());
    this.field.addEventListener("input", () => this.ask());
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      else if (event.target !== this.field) return;
      else if (event.key === "ArrowDown") this.choose(this.active + 1);
      else if (event.key === "ArrowUp") this.choose(this.active - 1);
      else if (event.key === "Enter") this.followChosen();
      else return;
      event.preventDefault();
    });
  }

  open(): void {
    this.on.opens();
    this.panel.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.field.focus();
    this.field.select();
    this.ask();
  }

  /** Says what has been found, unless something else has been asked for since. */
  show(found: Found): void {
    if (this.panel.hidden || found.query !== this.query) return;
    this.count.textContent = found.count > 0 ? strings.found(found.count, found.first.length) : strings.foundNone(found.query);
    const chosen = this.options()[this.active]?.dataset["g"];
    this.list.replaceChildren(
      ...found.first.map((row, i) => {
        const option = create("li", "", create("strong", "", row.name), create("span", `dot state-${row.state}`, row.state), create("span", "why", row.why));
        option.id = `found-${i}`;
        option.role = "option";
        option.dataset["g"] = String(row.g);
        return option;
      }),
    );
    this.choose(this.options().findIndex((o) => o.dataset["g"] === chosen));
  }

  /** What is listed is of another step. */
  outdated(playing: boolean): void {
    if (playing && !this.panel.hidden && this.query !== "") this.count.textContent = strings.foundWhenPaused;
  }

  private get query(): string {
    return this.field.value.trim();
  }

  private ask(): void {
    this.active = -1;
    if (this.query === "") {
      this.count.textContent = strings.findHint;
      this.list.replaceChildren();
    }
    this.on.find(this.query);
  }

  private close(): void {
    if (this.panel.hidden) return;
    const focused = this.panel.contains(document.activeElement);
    this.panel.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    this.on.find("");
    if (focused) (this.button.checkVisibility() ? this.button : byId("more")).focus();
  }

  private options(): HTMLElement[] {
    return [...this.list.children] as HTMLElement[];
  }

  private choose(index: number): void {
    const options = this.options();
    this.active = Math.max(-1, Math.min(index, options.length - 1));
    options.forEach((option, i) => {
      option.ariaSelected = String(i === this.active);
      if (i === this.active) option.scrollIntoView({ block: "nearest" });
    });
    const chosen = options[this.active];
    if (chosen) this.field.setAttribute("aria-activedescendant", chosen.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  private followChosen(): void {
    const g = this.options()[Math.max(this.active, 0)]?.dataset["g"];
    if (g) this.on.follow(Number(g));
  }
}
