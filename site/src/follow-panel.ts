// The goroutine that is followed: what it does and why, who woke it and whom
// it woke, and its own transitions around now.
import type { Details } from "./details.ts";
import { byId, create } from "./elements.ts";
import { nameOf, nodesOf } from "./phrases.ts";
import type { Command, Followed, Wake } from "./protocol.ts";
import { strings } from "./strings.ts";

export class FollowPanel {
  private readonly name = byId("follow-name");
  private readonly dot = byId("follow-dot");
  private readonly why = byId("follow-why");
  private readonly wakes = byId("follow-wakes");
  private readonly story = byId("story");
  private shown = "";

  constructor(
    private readonly details: Details,
    private readonly command: (name: Command["name"], arg?: number) => void,
  ) {
    byId("follow-back").addEventListener("click", () => command("sameBack"));
    byId("follow-forward").addEventListener("click", () => command("sameForward"));
    byId("follow-stop").addEventListener("click", () => command("select", 0));
  }

  show(followed: Followed | null): void {
    // While playing much is told that is told already.
    const key = JSON.stringify(followed);
    if (key === this.shown) return;
    this.shown = key;
    if (!followed) {
      this.details.remove("follow");
      return;
    }
    const { row } = followed;
    this.name.textContent = row.name;
    this.dot.className = `dot state-${row.state}`;
    this.dot.textContent = row.state || strings.notYet;
    this.why.textContent = row.why;
    this.showWakes(followed);
    // Before the list scrolls, which it can only where it is seen.
    this.details.offer("follow", row.name);
    this.showStory(followed);
  }

  private showWakes({ wokenBy, woke }: Followed): void {
    const parts: (Node | string)[] = [];
    const add = (words: (who: Node, step: Node) => (Node | string)[], wake: Wake | null): void => {
      if (!wake) return;
      if (parts.length > 0) parts.push(" · ");
      parts.push(...words(nameOf(wake.name, "g", wake.g), this.stepButton(wake.step, strings.inStep(wake.step))));
    };
    add(wokenBy?.created ? strings.createdBy : strings.wokenBy, wokenBy);
    add(woke?.created ? strings.created : strings.woke, woke);
    this.wakes.replaceChildren(...parts);
  }

  private showStory({ story }: Followed): void {
    const focused = this.story.contains(document.activeElement);
    let current: HTMLElement | undefined;
    this.story.replaceChildren(
      ...story.map((moment) => {
        const item = create("li", moment.now ? "now" : "", this.stepButton(moment.step, String(moment.step)), create("span", "", ...nodesOf(moment.phrases)));
        if (moment.now) {
          item.setAttribute("aria-current", "step");
          current = item;
        }
        return item;
      }),
    );
    if (!current) return;
    // Within the list: the page must not scroll.
    const { offsetTop, offsetHeight } = current;
    this.story.scrollTop = offsetTop - this.story.offsetTop - (this.story.clientHeight - offsetHeight) / 2;
    if (focused) current.querySelector("button")?.focus({ preventScroll: true });
  }

  private stepButton(step: number, text: string): HTMLElement {
    const button = create("button", "step-link", text);
    button.type = "button";
    button.title = strings.goToStep(step);
    button.addEventListener("click", () => this.command("seek", step));
    return button;
  }
}
