// A plugin of reveal.js, GoparkReveal: the keys of a clicker step through the
// player of a slide, and move the deck on from its last step. Those that are
// pressed in the player and mean nothing to it come by the element
// (element.ts: passKey), as if they were the deck's.
import type { GoparkPlayerElement } from "./gopark.d.ts";

/** What of a deck is used here; see reveal.js. */
interface Deck {
  getCurrentSlide(): HTMLElement | undefined;
  isOverview(): boolean;
  isPaused(): boolean;
  on(type: "slidechanged", listener: (event: Event & { previousSlide?: HTMLElement; currentSlide: HTMLElement }) => void): void;
}

const keys: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 };

function playerOf(slide: Element | undefined): GoparkPlayerElement | null {
  return slide?.querySelector("gopark-player") ?? null;
}

function init(deck: Deck): void {
  // Before the deck hears it.
  document.addEventListener("keydown", (event) => {
    const by = keys[event.key];
    const player = playerOf(deck.getCurrentSlide());
    if (!by || !player || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || deck.isOverview() || deck.isPaused()) return;
    if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
    const step = player.currentStep + by;
    if (step < 0 || step > player.duration) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void player.step(by);
  }, { capture: true });

  deck.on("slidechanged", ({ previousSlide, currentSlide }) => {
    const before = playerOf(previousSlide);
    // Not to start one that has not been asked for.
    if (before && before.duration > 0) void before.pause();
    // A frame out of sight would keep the keys.
    before?.blur();
    const player = playerOf(currentSlide);
    if (!player?.hasAttribute("autoplay") || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    // One that was left at its end stays there.
    if (player.duration === 0 || player.currentStep < player.duration) void player.play();
  });

  // Slides that are not shown are loaded all the same.
  document.addEventListener("play", ({ target }) => {
    const player = target as GoparkPlayerElement;
    if (player.localName === "gopark-player" && player !== playerOf(deck.getCurrentSlide())) void player.pause();
  }, { capture: true });
}

Object.assign(globalThis, { GoparkReveal: { id: "gopark", init } });
