// The speaker's window as the screen sees it: it is opened here, told what the
// screen shows, and its wishes arrive here. Nothing is told while there is none.
import { addressOf, Channel, type FromScreen, type FromSpeaker, ownId, type ScreenRun, type ScreenState, speakerWindow } from "./channel.ts";

export interface SpeakerEvents {
  /** What the screen shows. */
  run(): ScreenRun;
  state(): ScreenState;
  /** The first speaker's window has come, or the last has gone. */
  listened(to: boolean): void;
  /** A speaker wants something. */
  wish(message: Exclude<FromSpeaker, { type: "hello" | "bye" }>): void;
}

export class SpeakerLink {
  /** The address of the speaker's page. */
  readonly address: string;
  private readonly channel: Channel<FromScreen, FromSpeaker>;
  private readonly speakers = new Set<string>();
  /** The state that was told last. */
  private told = "";
  private telling = false;

  constructor(private readonly on: SpeakerEvents) {
    const presentation = { page: location.pathname.split("/").pop() || "./", id: ownId() };
    this.address = (document.body.dataset["speaker"] ?? "") + addressOf(presentation);
    this.channel = new Channel(presentation, "screen", (message) => this.receive(message));
    this.channel.post({ type: "opened" });
    addEventListener("pagehide", () => this.channel.post({ type: "closed" }));
    // It has been kept, and is shown again.
    addEventListener("pageshow", (event) => {
      if (event.persisted) this.channel.post({ type: "opened" });
    });
  }

  /** Whether there can be one: browsers keep the channels of a page in somebody else's page apart. */
  static get possible(): boolean {
    try {
      return top?.location.origin === location.origin;
    } catch {
      return false;
    }
  }

  /** Opens the window, or shows it when it is open; false: the browser does not let it open. */
  open(): boolean {
    return open(this.address, speakerWindow, "popup,width=1100,height=700") !== null;
  }

  /** Another run is on the screen. */
  tellRun(): void {
    if (this.speakers.size > 0) this.channel.post({ type: "run", run: this.on.run() });
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
      this.channel.post({ type: "state", state });
    });
  }

  private receive(message: FromSpeaker): void {
    switch (message.type) {
      case "hello":
        this.speakers.add(message.speaker);
        if (this.speakers.size === 1) this.on.listened(true);
        this.told = "";
        this.tellRun();
        this.tell();
        break;
      case "bye":
        this.speakers.delete(message.speaker);
        if (this.speakers.size === 0) this.on.listened(false);
        break;
      default:
        this.on.wish(message);
    }
  }
}
