// The keys of presenter mode: those that clickers send, and a few more.
import type { Action } from "./channel.ts";

/** What a key of presenter mode does; the last three are for the screen's own window only. */
export type PresenterAction = Action | "full" | "speaker" | "stop";

const actions: Readonly<Record<string, PresenterAction>> = {
  PageDown: "next", PageUp: "previous",
  ".": "blank", b: "blank",
  F5: "start", Escape: "stop",
  h: "spotlight", k: "laser", m: "marksOnly", n: "speaker", f: "full",
};
const shiftActions: Readonly<Record<string, PresenterAction>> = { PageDown: "nextOther", PageUp: "previousOther", F5: "start" };

/** The keys that are taken from the canvas program and from the browser. */
export const claimed: readonly string[] = [".", "F5"];
/** Those that are the presenter's even while somebody types. */
export const clicker: ReadonlySet<string> = new Set(["PageDown", "PageUp", "F5"]);

export function actionOf(key: string, shift: boolean): PresenterAction | undefined {
  return (shift ? shiftActions : actions)[key];
}
