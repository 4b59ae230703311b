// What the two windows of a presentation tell each other: the screen, which is
// the page that the audience sees, and the speaker's window. They find each
// other by a BroadcastChannel whose name has the page's path and the number of
// the presentation in it. Each may be closed and come back at any time: who
// comes says so, and is told everything.
import type { Mark } from "../data.ts";
import type { Look, Phrase } from "../protocol.ts";

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

export type FromScreen =
  /** It is there now. */
  | { type: "opened" }
  | { type: "run"; run: ScreenRun }
  | { type: "state"; state: ScreenState }
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
  /** It is there now, and wants to be told. speaker tells several windows apart. */
  | { type: "hello"; speaker: string }
  | { type: "do"; action: Action }
  | { type: "seek"; step: number }
  | { type: "key"; key: string; shift: boolean }
  /** The laser's place in the picture, from 0 to 1; null: nowhere. */
  | { type: "point"; at: { x: number; y: number } | null }
  | { type: "bye"; speaker: string };

/** Which presentation: the file name of its page, and its number. */
export interface Presentation {
  page: string;
  id: string;
}

export class Channel<Out extends FromScreen | FromSpeaker, In extends FromScreen | FromSpeaker> {
  private readonly channel: BroadcastChannel;

  /** from: who posts here. */
  constructor({ page, id }: Presentation, private readonly from: "screen" | "speaker", receive: (message: In) => void) {
    this.channel = new BroadcastChannel(`gopark ${new URL(page, location.href).pathname} ${id}`);
    this.channel.addEventListener("message", ({ data }: MessageEvent<{ from: string; message: In }>) => {
      if (data.from !== from) receive(data.message);
    });
  }

  post(message: Out): void {
    this.channel.postMessage({ from: this.from, message });
  }
}

/** The name of the speaker's window: one page presented after another has the same. */
export const speakerWindow = "gopark-speaker";

const key = "gopark:presentation";

/** The number of the presentation in this window, which outlives a reload; null: there has been none. Frames of a window are several. */
export function rememberedId(): string | null {
  if (top !== window) return null;
  try {
    return sessionStorage.getItem(key + location.pathname);
  } catch {
    return null; // storage is not allowed here
  }
}

export function ownId(): string {
  const id = rememberedId() ?? newId();
  try {
    sessionStorage.setItem(key + location.pathname, id);
  } catch {
    // After a reload it is another one.
  }
  return id;
}

/** A number that nobody else has drawn. */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function addressOf({ page, id }: Presentation): string {
  return `#${new URLSearchParams({ page, id })}`;
}

export function presentationIn(fragment: string): Presentation | null {
  const params = new URLSearchParams(fragment.slice(1));
  const [page, id] = [params.get("page"), params.get("id")];
  return page && id ? { page, id } : null;
}
