// The canvas program in its iframe, as the page sees it: typed messages over
// postMessage. Each message carries the field gopark: 1, so that messages of
// other scripts are left alone, and is taken only from our own frame.
import type { Ask, AskAt, Command, Compared, FromPlayer, Language, Look, Proposed, Question, ToPlayer } from "./protocol.ts";
import { strings } from "./strings.ts";

/** What the frame's own script says while it loads the canvas program. */
export interface FrameProgress {
  type: "progress";
  loaded: number;
  total: number;
}

/** Why there cannot be a picture. */
export interface FrameFailure {
  type: "noPicture";
  why: "webgl" | "ended" | "start";
  /** In its own words; "": there is none. */
  error: string;
}

/** Tells the frame's own script which keys are the page's, whatever they mean to the canvas program or the browser. */
export interface FrameKeys {
  type: "keys";
  names: readonly string[];
}

export type FrameMessage = FromPlayer | FrameProgress;

/** The answers to questions of the page. */
type Answer = Question | Proposed | Compared;
/** A message without its number. */
type Unnumbered<Message> = Message extends { id: number } ? Omit<Message, "id"> : never;

export class PlayerLink {
  readonly frame: HTMLIFrameElement;
  private ready = false;
  private look: Look | undefined;
  private trace: Uint8Array | undefined;
  private step = 0;
  /** The settings of the picture that outlive a frame. */
  private readonly settings = new Map<Command["name"], number>();
  private query = "";
  private stops: number[] = [];
  /** What was asked and is not answered, by number. */
  private readonly open = new Map<number, { answer: (message: Answer) => void; fail: (error: Error) => void }>();
  private asked = 0;
  private keys: readonly string[] = [];

  /** language: what everything is told in, undefined for English; the picture begins when that is known. */
  constructor(
    url: string,
    title: string,
    private readonly language: Promise<Language | undefined>,
    private readonly receive: (message: FrameMessage) => void,
  ) {
    this.frame = document.createElement("iframe");
    this.frame.title = title;
    this.frame.src = url;
    addEventListener("message", (event) => this.onMessage(event));
  }

  /** The trace that is shown. */
  get recording(): Uint8Array | undefined {
    return this.trace;
  }

  setLook(look: Omit<Look, "type">): void {
    this.look = { type: "look", ...look };
    if (this.ready) this.send(this.look);
  }

  /** Shows a trace at a step. The bytes are kept: a frame that had to start anew is given them again. */
  load(trace: Uint8Array, step: number): void {
    this.trace = trace;
    this.step = step;
    if (this.ready) this.send({ type: "load", step, data: trace });
  }

  command(name: Command["name"], arg = 0): void {
    if (this.ready) this.send({ type: "command", name, arg });
  }

  /** As command, for a setting of the picture: a frame that starts anew is told again. */
  set(name: Command["name"], arg: number): void {
    this.settings.set(name, arg);
    this.command(name, arg);
  }

  /** Notes a setting that the picture has changed by itself. */
  keep(name: Command["name"], arg: number): void {
    this.settings.set(name, arg);
  }

  /** Marks the goroutines that meet a query; an empty one ends it. */
  find(query: string): void {
    this.query = query;
    if (this.ready) this.send({ type: "find", query });
  }

  /** Sets the steps at which playing ends. */
  setStops(steps: readonly number[]): void {
    this.stops = [...steps];
    if (this.ready) this.send({ type: "stops", steps: this.stops });
  }

  /** A question about what comes after a step; without answers there is nothing to ask. */
  ask(kind: Ask["kind"], step: number): Promise<Question> {
    return this.request<Question>({ type: "ask", kind, step });
  }

  /** Steps at which the run that is shown is worth asking about. */
  async propose(most: number): Promise<AskAt[]> {
    return (await this.request<Proposed>({ type: "propose", most })).steps;
  }

  /** The first difference of the run that is shown from another. */
  compare(trace: Uint8Array): Promise<Compared> {
    return this.request<Compared>({ type: "compare", data: trace });
  }

  private request<Reply extends Answer>(message: Unnumbered<ToPlayer>): Promise<Reply> {
    if (!this.ready) return Promise.reject(new Error("the picture is not there yet"));
    const id = ++this.asked;
    return new Promise((answer, fail) => {
      this.open.set(id, { answer: (reply) => answer(reply as Reply), fail });
      this.send({ ...message, id } as ToPlayer);
    });
  }

  private abandon(why: string): void {
    for (const { fail } of this.open.values()) fail(new Error(why));
    this.open.clear();
  }

  /** Takes keys from the frame. */
  claim(keys: readonly string[]): void {
    this.keys = keys;
    if (this.ready) this.send({ type: "keys", names: keys });
  }

  private send(message: ToPlayer | FrameKeys): void {
    this.frame.contentWindow?.postMessage({ gopark: 1, ...message }, location.origin);
  }

  /** Tells a frame that has started all that is to be so. */
  private async begin(): Promise<void> {
    const language = await this.language;
    this.ready = true;
    this.abandon("the picture has started anew");
    if (language) this.send(language);
    if (this.look) this.send(this.look);
    for (const [name, arg] of this.settings) this.command(name, arg);
    if (this.keys.length > 0) this.claim(this.keys);
    if (this.query) this.find(this.query);
    if (this.stops.length > 0) this.setStops(this.stops);
    if (this.trace) this.send({ type: "load", step: this.step, data: this.trace });
  }

  private onMessage(event: MessageEvent<unknown>): void {
    if (event.source !== this.frame.contentWindow || event.origin !== location.origin) return;
    const sent = event.data as ((FrameMessage | FrameFailure) & { gopark?: number }) | null;
    if (typeof sent !== "object" || sent?.gopark !== 1) return;
    const message: FrameMessage =
      sent.type === "noPicture" ? { type: "failed", message: strings.whyNoPicture(sent.why, sent.error), fatal: true } : sent;
    switch (message.type) {
      case "ready":
        void this.begin();
        break;
      case "view":
        this.step = message.step;
        break;
      case "question":
      case "proposed":
      case "compared":
        this.open.get(message.id)?.answer(message);
        this.open.delete(message.id);
        break;
      case "failed":
        this.abandon(message.message);
        break;
    }
    this.receive(message);
  }
}
