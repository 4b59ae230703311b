// The text of a lesson in step with the player: a paragraph that is tied to a
// mark is lit while the player is there, and scrolling the text takes the
// player along. One of the two leads, the other follows: the text leads from
// the moment it is scrolled by hand until the player shows a step that the
// text has not asked for.
import { byId, create } from "./elements.ts";
import { strings } from "./strings.ts";

/** Where the text scrolls beside the picture and not with the page; see styles/lesson.css. */
const beside = matchMedia("(min-width: 860px)");
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** What somebody does who is about to scroll. */
const gestures = ["wheel", "touchmove", "pointerdown"] as const;
const scrollKeys: readonly string[] = ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End", " "];

interface Tied {
  element: HTMLElement;
  step: number;
}

export class LessonPane {
  private readonly pane = byId("lesson");
  private readonly tied: readonly Tied[];
  private readonly buttons: HTMLButtonElement[] = [];
  private lit: Tied | undefined;
  private step = 0;
  /** The text is being scrolled by a hand. */
  private byHand = false;
  /** What the text has asked the player for and not seen yet, in order. */
  private asked: number[] = [];
  private inStep = false;
  /** What in the text the keyboard has come to since the last step. */
  private focused: Element | undefined;

  constructor(private readonly seek: (step: number) => void) {
    this.tied = [...this.pane.querySelectorAll<HTMLElement>("[data-step]")]
      .map((element) => ({ element, step: Number(element.dataset["step"]) }))
      .sort((a, b) => a.step - b.step);
    for (const { element, step } of this.tied) {
      const button = create("button", "at-step", strings.atStep(step));
      button.type = "button";
      button.ariaLabel = strings.goToStep(step);
      button.hidden = true;
      button.addEventListener("click", () => this.goTo(step));
      element.prepend(button);
      this.buttons.push(button);
    }
    for (const gesture of gestures) this.pane.addEventListener(gesture, () => (this.byHand = true), { passive: true });
    this.pane.addEventListener("keydown", (event) => {
      if (scrollKeys.includes(event.key)) this.byHand = true;
    });
    this.pane.addEventListener("scroll", () => this.onScroll(), { passive: true });
    // What was hidden, or had another size, was not scrolled.
    new ResizeObserver(() => (this.focused ? this.keepFocusInSight() : this.follow())).observe(this.pane);
    // The text may be on its way to a step when the keyboard comes to something in it.
    this.pane.addEventListener("focusin", () => (this.focused = this.pane.querySelector(":focus-visible") ?? undefined));
    this.pane.addEventListener("focusout", () => (this.focused = undefined));
    this.pane.addEventListener("scrollend", () => this.keepFocusInSight());
  }

  /** Whether the run in the picture is the one that the text tells of. */
  setInStep(inStep: boolean): void {
    this.inStep = inStep;
    for (const button of this.buttons) button.hidden = !inStep;
    this.take();
  }

  /** The player shows a step; it may say so more than once. */
  show(step: number): void {
    if (step === this.step) return;
    this.step = step;
    this.take();
  }

  private take(): void {
    const { step } = this;
    this.light(this.inStep ? this.tied.findLast((t) => t.step <= step) : undefined);
    const answers = this.asked.indexOf(step);
    this.asked = this.asked.slice(answers + 1);
    if (answers < 0) this.playerLeads();
  }

  private playerLeads(): void {
    this.asked = [];
    this.byHand = false;
    this.focused = undefined;
    this.follow();
  }

  private light(tied: Tied | undefined): void {
    if (tied === this.lit) return;
    this.lit?.element.removeAttribute("aria-current");
    tied?.element.setAttribute("aria-current", "step");
    this.lit = tied;
  }

  private goTo(step: number): void {
    this.playerLeads();
    this.seek(step);
    if (beside.matches) return;
    byId("picture").scrollIntoView({ behavior: reducedMotion.matches ? "auto" : "smooth" });
  }

  // The line at which the text is read is not at a fixed height: it goes from
  // the first line to the lower edge as the text is scrolled from its beginning
  // to its end, so that every paragraph comes by, the first and the last as
  // well. Of the way that it goes in the text, this part is scrolled.

  private get scrolled(): number {
    return (this.pane.scrollHeight - this.pane.clientHeight) / (this.pane.scrollHeight - this.beginning);
  }

  private get beginning(): number {
    return this.pane.firstElementChild instanceof HTMLElement ? this.topOf(this.pane.firstElementChild) : 0;
  }

  private onScroll(): void {
    if (!this.byHand || !this.inStep || !beside.matches || this.scrolled <= 0) return;
    const line = this.beginning + this.pane.scrollTop / this.scrolled;
    // The paragraph that the line has passed last, in the order of the text.
    let read: Tied | undefined;
    for (const tied of this.tied) {
      const top = this.topOf(tied.element);
      if (top <= line + 1 && (!read || top >= this.topOf(read.element))) read = tied;
    }
    const step = read?.step ?? 0;
    if (read === this.lit) return;
    this.asked.push(step);
    this.light(read);
    this.seek(step);
  }

  /** Scrolls the text to where the player is, unless a hand is scrolling it. */
  private follow(): void {
    if (this.byHand || !beside.matches || this.pane.clientHeight === 0) return;
    const middle = this.lit ? this.topOf(this.lit.element) + this.lit.element.offsetHeight / 2 : this.beginning;
    const top = (middle - this.beginning) * this.scrolled;
    if (Math.abs(top - this.pane.scrollTop) < 1) return;
    this.pane.scrollTo({ top, behavior: reducedMotion.matches ? "auto" : "smooth" });
  }

  private keepFocusInSight(): void {
    if (!this.byHand) this.focused?.scrollIntoView({ block: "nearest" });
  }

  private topOf(element: HTMLElement): number {
    return element.getBoundingClientRect().top - this.pane.getBoundingClientRect().top + this.pane.scrollTop;
  }
}
