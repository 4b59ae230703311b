// What the two windows of a presentation tell each other: the screen, which is
// the page that the audience sees, and the speaker's window. The screen has
// opened the speaker's window, and that is all by which they find each other:
// no other window, not even a copy of one of them, is taken for it, and it
// makes no difference in whose page the player stands. Each may go and come
// back at any time: the speaker's window says hello until the screen answers,
// and is told everything then.
import type { Mark } from "../data.ts";
import type { Look, Phrase } from "../protocol.ts";
import type { TimerState } from "./timer.ts";

/** What is presented. */
export interface ScreenRun {
  title: string;
  steps: number;
  marks: readonly Mark[];
  /** The recording, and the page of the canvas program that shows it. */
  trace: Uint8Array | undefined;
  player: string;
}

/** What the audience sees of it. */
export interface ScreenState {
  presenting: boolean;
  blank: boolean;
  laser: boolean;
  spotlight: boolean;
  marksOnly: boolean;
  step: number;
  playing: boolean;
  /** The audience is asked what comes next. */
  asking: boolean;
  sentence: readonly Phrase[];
  /** The sentence of the next step; empty: there is none. */
  next: readonly Phrase[];
  picture: PictureState;
}

/** The picture on the screen: a smaller one of this layout shows the same things at the same places. */
export interface PictureState {
  /** CSS pixels */
  width: number;
  height: number;
  look: Omit<Look, "type">;
  simple: boolean;
}

/** The time of the talk. Both windows know it, so that either may be closed. */
export interface TalkTime {
  timer: TimerState;
  /** How many there are, as typed. */
  minutes: string;
}

export type FromScreen =
  /** It wants this speaker's window. */
  | { type: "opened" }
  | { type: "run"; run: ScreenRun }
  | { type: "state"; state: ScreenState }
  | { type: "time"; time: TalkTime }
  | { type: "closed" };

/**
 * What a speaker does to the screen from afar. next and previous go by steps, or
 * by marks where the speaker has chosen to stop only there; the other ones go
 * the other way.
 */
export type Action =
  | "start" | "next" | "previous" | "nextOther" | "previousOther" | "forward" | "back" | "nextMark" | "previousMark"
  | "toggle" | "blank" | "laser" | "spotlight" | "marksOnly";

export type FromSpeaker =
  /** It is there, and wants to be told. */
  | { type: "hello"; time: TalkTime | undefined }
  | { type: "do"; action: Action }
  | { type: "seek"; step: number }
  | { type: "key"; key: string; shift: boolean }
  /** The laser's place in the picture, from 0 to 1; null: nowhere. */
  | { type: "point"; at: { x: number; y: number } | null }
  | { type: "time"; time: TalkTime }
  /** Another screen is followed from now on. */
  | { type: "bye" };

type Envelope<Message> = { gopark: "present"; message: Message } | null | undefined;

/** Tells another window of the site something. */
export function post(to: Window, message: FromScreen | FromSpeaker): void {
  to.postMessage({ gopark: "present", message }, location.origin);
}

/** Hears what other windows of the site tell. A page that has told something and is gone by now is no window any more: null. */
export function listen<Message extends FromScreen | FromSpeaker>(receive: (message: Message, from: Window | null) => void): void {
  addEventListener("message", ({ origin, source, data }: MessageEvent<Envelope<Message>>) => {
    if (origin === location.origin && data?.gopark === "present") receive(data.message, source as Window | null);
  });
}
