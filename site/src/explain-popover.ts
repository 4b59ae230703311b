// What the picture says of the thing that the mouse rests on, a finger has
// touched or the keyboard has chosen: beside the thing, or, where there is
// little room, as a sheet at the bottom (styles/look.css).
import { byId, create } from "./elements.ts";
import { nodesOf, showPhrases, textOf } from "./phrases.ts";
import type { Explained } from "./protocol.ts";

export interface ExplainEvents {
  /** The mouse is on the explanation, or not any more. */
  hold(on: boolean): void;
  close(): void;
}

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Between the thing and its explanation. */
const gap = 10;

/**
 * Where a box of a size goes: below, above, to the right or to the left of the
 * thing, at the first place within the first of the rooms that has one; else
 * where the last has most to spare.
 */
export function placeBeside(thing: Box, size: { w: number; h: number }, rooms: readonly Box[]): { x: number; y: number } {
  let best = { x: 0, y: 0, spare: -Infinity };
  for (const room of rooms) {
    const right = room.x + room.w - size.w;
    const bottom = room.y + room.h - size.h;
    const x = clamp(thing.x + thing.w / 2 - size.w / 2, room.x, right);
    const y = clamp(thing.y + thing.h / 2 - size.h / 2, room.y, bottom);
    const [below, above] = [thing.y + thing.h + gap, thing.y - gap - size.h];
    const [beside, before] = [thing.x + thing.w + gap, thing.x - gap - size.w];
    const places = [
      { x, y: clamp(below, room.y, bottom), spare: bottom - below },
      { x, y: clamp(above, room.y, bottom), spare: above - room.y },
      { x: clamp(beside, room.x, right), y, spare: right - beside },
      { x: clamp(before, room.x, right), y, spare: before - room.x },
    ];
    const fits = places.find((p) => p.spare >= 0);
    if (fits) return { x: fits.x, y: fits.y };
    best = places.reduce((a, b) => (b.spare > a.spare ? b : a));
  }
  return { x: best.x, y: best.y };
}

function clamp(v: number, least: number, most: number): number {
  return Math.max(least, Math.min(v, most));
}

/** What two boxes share. */
function common(a: Box, b: Box): Box {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return { x, y, w: Math.min(a.x + a.w, b.x + b.w) - x, h: Math.min(a.y + a.h, b.y + b.h) - y };
}

export class ExplainPopover {
  private readonly box = byId("explain");
  private readonly title = byId("explain-title");
  private readonly lines = byId("explain-lines");
  private readonly followButton = byId<HTMLButtonElement>("explain-follow");
  private readonly announcement = byId("announce");
  private shown: Explained | undefined;

  constructor(
    private readonly player: HTMLElement,
    private readonly frame: HTMLElement,
    on: ExplainEvents,
  ) {
    this.box.addEventListener("pointerenter", () => on.hold(true));
    this.box.addEventListener("pointerleave", () => on.hold(false));
    // Escape inside goes back to the picture, where it came from.
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.frame.focus();
      on.close();
    });
    byId("explain-close").addEventListener("click", () => on.close());
    this.followButton.addEventListener("click", () => on.close());
  }

  /** Whether something is explained. */
  get open(): boolean {
    return !this.box.hidden;
  }

  show(message: Explained): void {
    const before = this.shown;
    this.shown = message.shown ? message : undefined;
    if (!this.shown) {
      this.hide();
      return;
    }
    const appears = this.box.hidden;
    showPhrases(this.title, message.title);
    this.lines.replaceChildren(...message.lines.map((line) => create("p", "", ...nodesOf(line))));
    this.followButton.hidden = message.g === 0;
    if (message.g > 0) this.followButton.dataset["g"] = String(message.g);
    else delete this.followButton.dataset["g"];
    this.box.hidden = false;
    // It glides from thing to thing, but does not fly in from where the last one was.
    this.box.classList.toggle("glides", !appears);
    this.place(message);
    if (message.byKey && before?.key !== message.key) this.announce(message);
  }

  private hide(): void {
    const focused = this.box.contains(document.activeElement);
    this.box.hidden = true;
    if (focused) this.frame.focus();
  }

  private place(thing: Box): void {
    const player = this.player.getBoundingClientRect();
    const frame = this.frame.getBoundingClientRect();
    const margin = 8;
    const window = { x: margin, y: margin, w: document.documentElement.clientWidth - 2 * margin, h: innerHeight - 2 * margin };
    // Within the picture, where that is possible: the sentence below it stays in sight.
    const picture = common({ x: frame.x, y: frame.y, w: frame.width, h: frame.height }, window);
    const size = { w: this.box.offsetWidth, h: this.box.offsetHeight };
    const at = placeBeside({ x: frame.x + thing.x, y: frame.y + thing.y, w: thing.w, h: thing.h }, size, [picture, window]);
    this.box.style.setProperty("--x", `${Math.round(at.x - player.x - this.player.clientLeft)}px`);
    this.box.style.setProperty("--y", `${Math.round(at.y - player.y - this.player.clientTop)}px`);
  }

  private announce(message: Explained): void {
    this.announcement.textContent = [textOf(message.title), ...message.lines.map(textOf)].join(". ");
  }
}
