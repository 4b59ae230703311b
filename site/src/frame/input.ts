// Input in the frame. Ebitengine would prevent every key's default, trap Tab,
// swallow the wheel and swipes, and leave a button stuck that is released
// outside. So none of its listeners hears anything; what is ours is passed to
// the program, the rest is left to the browser or handed to the page.
import type { FrameLoop } from "./loop.ts";
import type { PageLink } from "./page-link.ts";

const unheard = [
  "keydown", "keyup", "mousedown", "mouseup", "mousemove", "wheel",
  "touchstart", "touchend", "touchmove", "contextmenu", "dragover", "drop",
];

/** Keys that are nobody's command: Tab always leaves the canvas, and modifiers mean nothing alone. */
const silent = new Set(["Tab", "Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "Dead", "Process", "Unidentified"]);

export function keepInput(page: PageLink, loop: FrameLoop): void {
  // The window's capturing listeners run first, in the order in which they are
  // added, until one stops the event: ours come before the deaf ones.
  addKeys(page, loop);
  addPointer(loop);
  for (const type of unheard) {
    addEventListener(type, (event) => event.stopImmediatePropagation(), { capture: true, passive: true });
  }
  addEventListener("webglcontextlost", onContextLost, { capture: true });
}

function addKeys(page: PageLink, loop: FrameLoop): void {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || silent.has(event.key)) return;
    loop.wake();
    if (globalThis.goparkPlayer?.key(event.key, event.shiftKey)) {
      event.preventDefault();
      return;
    }
    page.post({ type: "key", key: event.key, shift: event.shiftKey });
  }, { capture: true });
}

function addPointer(loop: FrameLoop): void {
  let pressed: number | undefined;
  const canvasOf = (event: PointerEvent): HTMLCanvasElement | undefined =>
    event.target instanceof HTMLCanvasElement ? event.target : undefined;

  addEventListener("pointerdown", (event) => {
    const canvas = canvasOf(event);
    if (!canvas || event.button !== 0) return;
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    pressed = event.pointerId;
    loop.wake();
    globalThis.goparkPlayer?.press(event.clientX, event.clientY);
  }, { capture: true });

  addEventListener("pointermove", (event) => {
    const canvas = canvasOf(event);
    if (!canvas || (pressed !== undefined && pressed !== event.pointerId)) return;
    const over = globalThis.goparkPlayer?.move(event.clientX, event.clientY) ?? false;
    canvas.style.cursor = over ? "pointer" : "default";
  }, { capture: true });

  const release = (event: PointerEvent): void => {
    if (pressed !== event.pointerId) return;
    pressed = undefined;
    globalThis.goparkPlayer?.release();
  };
  addEventListener("pointerup", release, { capture: true });
  addEventListener("pointercancel", release, { capture: true });
  addEventListener("blur", () => {
    pressed = undefined;
    globalThis.goparkPlayer?.release();
  });
}

/** The graphics card took its context away. The frame starts anew; the page then gives it the trace and the step again. */
function onContextLost(event: Event): void {
  event.stopImmediatePropagation();
  event.preventDefault();
  location.reload();
}
