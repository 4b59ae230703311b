// The page around an embedded player, as the player sees it. Any page may
// embed a player; it is told nothing before it has connected, and from then on
// only the window and the origin that did are heard.
import type { EventDetails, State } from "../element/gopark.d.ts";
import { type EventName, type FromEmbed, type Handed, type ToEmbed, version } from "./messages.ts";

export class Host {
  /** Answers a call; it throws what is told to the host. */
  onCall: (method: string, args: unknown[]) => unknown = () => {
    throw new Error("the player is not there yet");
  };
  /** A slide deck says that the slide of this frame is shown, or no more. */
  onSlide: (shown: boolean) => void = () => {};
  private origin: string | null = null;
  private connected: (handed: Handed) => void = () => {};
  private readonly waiting: FromEmbed[] = [];

  /** What the host hands over, once it has connected. */
  readonly handed = new Promise<Handed>((resolve) => (this.connected = resolve));

  constructor(private readonly state: () => State) {
    if (parent === window) return;
    addEventListener("message", (event: MessageEvent<unknown>) => {
      if (event.source !== parent) return;
      // reveal.js tells every frame so, whatever is in it.
      if (event.data === "slide:start" || event.data === "slide:stop") this.onSlide(event.data === "slide:start");
      if (this.origin !== null && event.origin !== this.origin) return;
      const message = event.data as ToEmbed | null;
      if (typeof message !== "object" || message?.gopark !== "embed" || message.v !== version) return;
      this.take(message, event.origin);
    });
    // There is nothing in it that a stranger may not know.
    parent.postMessage({ gopark: "embed", v: version, type: "hello" } satisfies FromEmbed, "*");
  }

  emit<Name extends EventName>(name: Name, detail: EventDetails[Name]): void {
    this.post({ gopark: "embed", v: version, type: "event", name, detail, state: this.state() });
  }

  passKey(key: string, shift: boolean): void {
    this.post({ gopark: "embed", v: version, type: "key", key, shift });
  }

  private take(message: ToEmbed, origin: string): void {
    if (message.type === "connect") {
      this.origin = origin;
      this.connected(handedBy(message));
      for (const early of this.waiting.splice(0)) this.post(early);
    } else if (message.type === "call" && this.origin !== null) {
      void this.answer(message.id, String(message.method), Array.isArray(message.args) ? message.args : []);
    }
  }

  private async answer(id: number, method: string, args: unknown[]): Promise<void> {
    const reply = { gopark: "embed", v: version, type: "reply", id } as const;
    try {
      this.post({ ...reply, value: await this.onCall(method, args) });
    } catch (error) {
      this.post({ ...reply, error: error instanceof Error ? error.message : String(error) });
    }
  }

  private post(message: FromEmbed): void {
    if (this.origin === null) {
      // Whoever connects late hears what has happened; few hosts ever do.
      if (parent !== window && this.waiting.length < 100) this.waiting.push(message);
      return;
    }
    // A page from a file has no origin that could be named.
    parent.postMessage(message, this.origin === "null" ? "*" : this.origin);
  }
}

/** What a host has handed over, as far as it is that. */
function handedBy({ handed, missing }: { handed?: unknown; missing?: unknown }): Handed {
  if (typeof handed === "string" || handed instanceof Uint8Array) return { handed };
  if (typeof missing !== "object" || missing === null) return {};
  const { url, why } = missing as Record<string, unknown>;
  return { missing: { url: String(url), why: String(why ?? "") } };
}
