// The keys of the player. They work while the player area has the focus and
// nobody is typing; the canvas passes on the keys that it does not handle.
import type { Command } from "./protocol.ts";

/** What the page itself does at a key; the rest are commands to the player. */
export type PageAction = "help" | "theme" | "fullscreen" | "present" | "leave" | "end" | "explain" | "find" | "procs" | "level" | "nextMark" | "previousMark";

/** The keys of the timeline (viz/player/timeline.go). */
const timelineKeys: Readonly<Record<string, Command["name"]>> = {
  w: "zoomIn", s: "zoomOut", a: "panLeft", d: "panRight",
  W: "rowsHigher", S: "rowsLower", A: "rowsUp", D: "rowsDown",
  z: "zoomAll", l: "sortRows", x: "axis", r: "range",
};
/** By how much a key magnifies the stage. */
export const stageZoom = 1.6;

export interface KeyActions {
  /** Whether there is a step in that direction: where there is none, its key is left to whoever is around the player. */
  leads(direction: 1 | -1): boolean;
  /** Who is asked before all others. */
  first?: ((key: string, shift: boolean) => boolean) | undefined;
  command(name: Command["name"], arg?: number): void;
  seekTenth(tenth: number): void;
  changeSpeed(by: 1 | -1): void;
  page(action: PageAction): void;
}

/** Does what a key means; false: it means nothing here. */
export function act(key: string, shift: boolean, on: KeyActions): boolean {
  if (on.first?.(key, shift)) return true;
  if (/^[0-9]$/.test(key)) {
    on.seekTenth(Number(key));
    return true;
  }
  const timeline = timelineKeys[key];
  if (timeline) {
    on.command(timeline);
    return true;
  }
  switch (key) {
    case " ":
      on.command("toggle");
      return true;
    case "ArrowRight":
      if (!shift && !on.leads(1)) return false;
      on.command(shift ? "sameForward" : "forward");
      return true;
    case "ArrowLeft":
      if (!shift && !on.leads(-1)) return false;
      on.command(shift ? "sameBack" : "back");
      return true;
    case ".":
      on.command("lineForward");
      return true;
    case ",":
      on.command("lineBack");
      return true;
    case "Home":
      on.command("restart");
      return true;
    case "End":
      on.page("end");
      return true;
    case "]":
      on.page("nextMark");
      return true;
    case "[":
      on.page("previousMark");
      return true;
    case "+":
    case "=":
      on.changeSpeed(1);
      return true;
    case "-":
      on.changeSpeed(-1);
      return true;
    case "i":
      on.command("stageZoom", stageZoom);
      return true;
    case "o":
      on.command("stageZoom", 1 / stageZoom);
      return true;
    case "e":
      on.page("explain");
      return true;
    case "/":
      on.page("find");
      return true;
    case "g":
      on.page("procs");
      return true;
    case "v":
      on.page("level");
      return true;
    case "f":
      on.page("fullscreen");
      return true;
    case "p":
      on.page("present");
      return true;
    case "t":
      on.page("theme");
      return true;
    case "?":
      on.page("help");
      return true;
    case "Escape":
      on.page("leave");
      return true;
  }
  return false;
}

/** Whether an element needs this key for itself. */
function keeps(element: Element, key: string): boolean {
  if (element.closest("input:not([type=range]):not([type=radio]), textarea, select, [contenteditable], .cm-editor, dialog")) {
    return true;
  }
  if (element.closest("input[type=range], input[type=radio]")) {
    return key.startsWith("Arrow") || key === "Home" || key === "End" || key === " ";
  }
  // Scrolls by itself when it has the focus.
  if (element.closest("#printed")) return key === "Home" || key === "End" || key === " ";
  if (element.closest("button, a, summary")) return key === " " || key === "Enter";
  return false;
}

/** Listens to the keys of the player; unused is told those that mean nothing to it. */
export function listenToKeys(player: HTMLElement, on: KeyActions, unused: (key: string, shift: boolean) => void): void {
  player.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.isComposing) return;
    if (event.target instanceof Element && keeps(event.target, event.key)) return;
    if (act(event.key, event.shiftKey, on)) event.preventDefault();
    else unused(event.key, event.shiftKey);
  });
}
