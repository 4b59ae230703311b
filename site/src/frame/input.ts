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
  const pinch = addPointer(loop);
  addWheel(loop);
  addGestures(loop, pinch);
  for (const type of unheard) {
    addEventListener(type, (event) => event.stopImmediatePropagation(), { capture: true, passive: true });
  }
  addEventListener("webglcontextlost", onContextLost, { capture: true });
}

function addKeys(page: PageLink, loop: FrameLoop): void {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || silent.has(event.key)) return;
    loop.wake();
    if (page.claimed.has(event.key)) {
      event.preventDefault();
    } else if (globalThis.goparkPlayer?.key(event.key, event.shiftKey)) {
      event.preventDefault();
      return;
    }
    page.post({ type: "key", key: event.key, shift: event.shiftKey });
  }, { capture: true });
}

/** How far a finger moves before it drags, in CSS pixels, and how long it rests for a long press, in milliseconds. */
const fingerSlack = 8;
const longPress = 450;

/** A touch that may still become a tap, a drag, a long press, or the page's scrolling. */
interface Finger {
  id: number;
  x: number;
  y: number;
  timer: number;
}

function addPointer(loop: FrameLoop): Pinch {
  let pressed: number | undefined;
  let finger: Finger | undefined;
  const pinch = new Pinch();
  const canvasOf = (event: PointerEvent): HTMLCanvasElement | undefined =>
    event.target instanceof HTMLCanvasElement ? event.target : undefined;
  const press = (id: number, x: number, y: number, shift: boolean): void => {
    pressed = id;
    loop.wake();
    globalThis.goparkPlayer?.press(x, y, shift);
  };
  const leaveFinger = (): void => {
    if (finger) clearTimeout(finger.timer);
    finger = undefined;
  };
  const cancel = (): void => {
    leaveFinger();
    pinch.clear();
    if (pressed === undefined) return;
    pressed = undefined;
    globalThis.goparkPlayer?.cancel();
  };

  addEventListener("pointerdown", (event) => {
    const canvas = canvasOf(event);
    if (!canvas || event.button !== 0) return;
    // Who points need not be shown where the focus is; see player.html.
    document.documentElement.classList.add("pointed");
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    if (event.pointerType !== "touch") {
      press(event.pointerId, event.clientX, event.clientY, event.shiftKey);
      return;
    }
    pinch.down(event);
    if (pinch.active) {
      leaveFinger();
      if (pressed !== undefined) globalThis.goparkPlayer?.cancel();
      pressed = undefined;
      return;
    }
    const { pointerId: id, clientX: x, clientY: y } = event;
    const timer = setTimeout(() => {
      finger = undefined;
      press(id, x, y, true);
    }, longPress);
    finger = { id, x, y, timer };
  }, { capture: true });

  addEventListener("pointermove", (event) => {
    const canvas = canvasOf(event);
    if (!canvas) return;
    if (pinch.active) {
      loop.wake();
      pinch.move(event);
      return;
    }
    pinch.move(event);
    if (finger?.id === event.pointerId) {
      const { x, y } = finger;
      const [right, down] = [Math.abs(event.clientX - x), Math.abs(event.clientY - y)];
      if (Math.max(right, down) < fingerSlack) return;
      leaveFinger();
      if (down > right) return; // the page scrolls
      press(event.pointerId, x, y, false);
    }
    if (pressed !== undefined && pressed !== event.pointerId) return;
    const over = globalThis.goparkPlayer?.move(event.clientX, event.clientY) ?? false;
    canvas.style.cursor = over ? "pointer" : "default";
  }, { capture: true });

  addEventListener("pointerup", (event) => {
    pinch.up(event);
    if (finger?.id === event.pointerId) {
      leaveFinger();
      press(event.pointerId, event.clientX, event.clientY, false);
    }
    if (pressed !== event.pointerId) return;
    pressed = undefined;
    globalThis.goparkPlayer?.release();
  }, { capture: true });
  // The browser has taken the touch: it scrolls the page.
  addEventListener("pointercancel", cancel, { capture: true });
  addEventListener("blur", () => {
    cancel();
    document.documentElement.classList.remove("pointed");
  });
  document.documentElement.addEventListener("pointerleave", () => {
    loop.wake();
    globalThis.goparkPlayer?.leave();
  });
  addEventListener("dblclick", (event) => {
    if (!(event.target instanceof HTMLCanvasElement)) return;
    loop.wake();
    globalThis.goparkPlayer?.double(event.clientX, event.clientY);
  }, { capture: true });
  return pinch;
}

/** Two fingers: their middle moves what is under it, their distance zooms. */
class Pinch {
  private readonly fingers = new Map<number, PointerEvent>();

  get active(): boolean {
    return this.fingers.size === 2;
  }

  get touched(): boolean {
    return this.fingers.size > 0;
  }

  down(event: PointerEvent): void {
    this.fingers.set(event.pointerId, event);
  }

  move(event: PointerEvent): void {
    if (!this.fingers.has(event.pointerId)) return;
    const before = this.spread();
    this.fingers.set(event.pointerId, event);
    const now = this.spread();
    if (!before || !now) return;
    globalThis.goparkPlayer?.wheel(now.x, now.y, before.x - now.x, 0, false);
    globalThis.goparkPlayer?.pinch(now.x, now.y, now.distance / before.distance);
  }

  up(event: PointerEvent): void {
    this.fingers.delete(event.pointerId);
  }

  clear(): void {
    this.fingers.clear();
  }

  /** The middle of the fingers and how far they are apart. */
  private spread(): { x: number; y: number; distance: number } | undefined {
    const [a, b] = [...this.fingers.values()];
    if (!a || !b || this.fingers.size > 2) return undefined;
    return {
      x: (a.clientX + b.clientX) / 2,
      y: (a.clientY + b.clientY) / 2,
      distance: Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)),
    };
  }
}

/** Pixels to a line, for wheels that count in lines. */
const lineHeight = 16;

function addWheel(loop: FrameLoop): void {
  addEventListener("wheel", (event) => {
    if (!(event.target instanceof HTMLCanvasElement)) return;
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : lineHeight;
    let [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    // Browsers turn the wheel themselves where Shift does that.
    if (event.shiftKey && dx === 0) [dx, dy] = [dy, 0];
    loop.wake();
    const zoom = event.ctrlKey || event.metaKey;
    if (globalThis.goparkPlayer?.wheel(event.clientX, event.clientY, dx, dy, zoom)) event.preventDefault();
  }, { capture: true, passive: false });
}

/** What Safari tells of a pinch on a trackpad, where others turn the wheel with Ctrl; no standard has it. */
interface GestureEvent extends UIEvent {
  /** Against the beginning of the gesture. */
  readonly scale: number;
  readonly clientX: number;
  readonly clientY: number;
}

function addGestures(loop: FrameLoop, pinch: Pinch): void {
  let before = 1;
  for (const type of ["gesturestart", "gesturechange", "gestureend"]) {
    addEventListener(type, (event) => {
      // It tells of fingers on a screen as well; those are counted by themselves.
      if (!(event.target instanceof HTMLCanvasElement) || pinch.touched) return;
      event.preventDefault();
      const { scale, clientX, clientY } = event as GestureEvent;
      if (type !== "gesturestart") {
        loop.wake();
        globalThis.goparkPlayer?.pinch(clientX, clientY, scale / before);
      }
      before = scale;
    }, { capture: true, passive: false });
  }
}

/** The graphics card took its context away. The frame starts anew; the page then gives it the trace and the step again. */
function onContextLost(event: Event): void {
  event.stopImmediatePropagation();
  event.preventDefault();
  location.reload();
}
