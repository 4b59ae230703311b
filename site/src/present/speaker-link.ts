// The speaker's window as the screen sees it: it is opened here, told what the
// screen shows, and its wishes arrive here. Nothing is told while there is none.
import { type FromScreen, type FromSpeaker, listen, post, type ScreenRun, type ScreenState, type TalkTime } from "./channel.ts";

/** The name of the window: one player presented after another has the same. */
const name = "gopark-speaker";
// Which page presents is said in the address only so that opening the window once more does not load it anew.
const address = `${document.body.dataset["speaker"] ?? ""}#${location.pathname.split("/").pop()}`;

export interface SpeakerEvents {
  /** What the screen shows. */
  run(): ScreenRun;
  state(): ScreenState;
  /** The first speaker's window has come, or the last has gone. */
  listened(to: boolean): void;
  /** A speaker wants something. */
  wish(message: Exclude<FromSpeaker, { type: "hello" | "time" | "bye" }>): void;
}

export class SpeakerLink {
  /** The windows that have said hello; a copy of one is another. */
  private readonly speakers = new Set<Window>();
  private time: TalkTime | undefined;
  /** The state that was told last. */
  private told = "";
  private telling = false;

  constructor(private readonly on: SpeakerEvents) {
    listen<FromSpeaker>((message, from) => this.receive(message, from));
    addEventListener("pagehide", () => {
      this.post({ type: "closed" });
      this.speakers.clear();
    });
  }

  /** Opens the window, or shows it when it is open; false: the browser does not let it open. */
  open(): boolean {
    const speaker = open(address, name, "popup,width=1100,height=700");
    // Another player's, which is here now.
    if (speaker) post(speaker, { type: "opened" });
    return speaker !== null;
  }

  /** The talk has begun, unless it has before. */
  begin(): void {
    if (this.time) return;
    this.time = { timer: { passed: 0, since: Date.now() }, minutes: "" };
    this.post({ type: "time", time: this.time });
  }

  /** Another run is on the screen. */
  tellRun(): void {
    if (this.speakers.size > 0) this.post({ type: "run", run: this.on.run() });
  }

  /** Something on the screen has changed: what changes at once is told at once. */
  tell(): void {
    if (this.telling || this.speakers.size === 0) return;
    this.telling = true;
    queueMicrotask(() => {
      this.telling = false;
      const state = this.on.state();
      const text = JSON.stringify(state);
      if (text === this.told) return;
      this.told = text;
      this.post({ type: "state", state });
    });
  }

  private receive(message: FromSpeaker, from: Window | null): void {
    if (!from) return;
    if (message.type === "hello") {
      this.welcome(from, message.time);
      return;
    }
    if (!this.speakers.has(from)) return;
    switch (message.type) {
      case "time":
        this.time = message.time;
        for (const speaker of this.speakers) if (speaker !== from) post(speaker, message);
        break;
      case "bye":
        this.part(from);
        break;
      default:
        this.on.wish(message);
    }
  }

  private welcome(speaker: Window, time: TalkTime | undefined): void {
    this.speakers.add(speaker);
    if (this.speakers.size === 1) this.on.listened(true);
    this.time ??= time;
    if (this.time) post(speaker, { type: "time", time: this.time });
    post(speaker, { type: "run", run: this.on.run() });
    this.told = "";
    this.tell();
  }

  private part(speaker: Window): void {
    this.speakers.delete(speaker);
    if (this.speakers.size === 0) this.on.listened(false);
  }

  private post(message: FromScreen): void {
    for (const speaker of this.speakers) {
      if (speaker.closed) this.part(speaker);
      else post(speaker, message);
    }
  }
}
