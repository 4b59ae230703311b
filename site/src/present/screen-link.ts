// The screen as the speaker's window sees it: the window that has opened this
// one, or that has asked for it last. What is shown there may change, and be no
// lesson for a while.
import { type FromScreen, type FromSpeaker, listen, post, type TalkTime } from "./channel.ts";

/** How long it waits before it says hello again, in milliseconds. */
const patienceMs = 400;

export interface ScreenEvents {
  receive(message: Exclude<FromScreen, { type: "opened" }>): void;
  /** The time of the talk as far as it is known here. */
  time(): TalkTime | undefined;
  /** There is no window that could show a lesson. */
  lost(): void;
}

export class ScreenLink {
  private screen = opener as Window | null;
  private answered = false;

  constructor(private readonly on: ScreenEvents) {
    listen<FromScreen>((message, from) => {
      if (message.type === "opened") {
        if (from !== this.screen) this.post({ type: "bye" });
        this.screen = from;
        this.greet();
      } else if (from === this.screen || (from === null && message.type === "closed")) {
        if (message.type === "run" || message.type === "closed") this.answered = message.type === "run";
        on.receive(message);
      }
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) this.greet();
    });
    setInterval(() => {
      if (!this.answered || this.screen?.closed) this.greet();
    }, patienceMs);
    this.greet();
  }

  post(message: FromSpeaker): void {
    if (this.screen && !this.screen.closed) post(this.screen, message);
  }

  private greet(): void {
    if (!this.screen || this.screen.closed) this.on.lost();
    else this.post({ type: "hello", time: this.on.time() });
  }
}
