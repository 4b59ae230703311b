// The blank screen: nothing on it, until any key or a click. It has the focus,
// so that no key reaches what is behind it.
import { create } from "../elements.ts";
import { strings } from "../strings.ts";

export class Blank {
  private readonly cover = create("button", "blank");
  private before: Element | null = null;

  constructor(place: HTMLElement, changed: () => void) {
    this.cover.type = "button";
    this.cover.hidden = true;
    this.cover.ariaLabel = strings.present.isBlank;
    this.cover.addEventListener("click", () => {
      this.show(false);
      changed();
    });
    place.append(this.cover);
  }

  get on(): boolean {
    return !this.cover.hidden;
  }

  show(on: boolean): void {
    if (on === this.on) return;
    if (on) {
      this.before = document.activeElement;
      this.cover.hidden = false;
      this.cover.focus();
    } else {
      this.cover.hidden = true;
      if (this.before instanceof HTMLElement) this.before.focus({ preventScroll: true });
    }
  }
}
