// The custom element <gopark-player>: a frame with the player (embed.html),
// spoken to by messages (embed/messages.ts). The frame keeps a host page's
// styles, keys and scripts and ours apart. It is made when the element comes
// near the window, or somebody asks for it; until then a poster stands there,
// or the author's own code.
import { liveNames, parameterNames } from "../embed/names.ts";
import { type FromEmbed, type ToEmbed, version } from "../embed/messages.ts";
import type { GoparkPlayer, Place, RunSettings, State } from "./gopark.d.ts";
import { effectiveTheme, onHostTheme } from "./host-theme.ts";
import { keyCodes } from "./key-codes.ts";

const site = new URL("./", import.meta.url);

/** Attributes that HTML or a framework gives any element; all others are parameters. */
const notOurs = /^(class|id|style|title|slot|part|hidden|dir|tabindex|role|is|nonce|translate|draggable|itemprop|data-.*|aria-.*|on.*|v-.*|_.*|[:@#*].*)$/;

/** From this width on the code stands beside the picture; see styles/embed.css. */
const wide = 860;

const styles = new CSSStyleSheet();
styles.replaceSync(`
  :host { display: block; contain: layout paint; position: relative; min-width: 0; }
  :host([hidden]) { display: none; }
  .room { position: relative; height: var(--gopark-height, var(--height)); overflow: auto; }
  iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; display: block; color-scheme: inherit; }
  img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; object-position: top; }
  button { position: absolute; inset: auto 0 16px; margin: auto; width: max-content; font: 600 16px/1 system-ui, sans-serif; padding: 14px 22px; border-radius: 9px; border: 1px solid #1b2228; background: #1b2228; color: #fff; cursor: pointer; }
  button:focus-visible { outline: 3px solid #5ab0f2; outline-offset: 2px; }
  ::slotted(*) { margin-block: 0 !important; }
`);

/** A call that waits for its reply. */
interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

const noState: State = {
  currentStep: 0, duration: 0, paused: true, ended: false, scenario: "", source: "", procs: 1, policy: "go", seed: "1", sentence: "", time: "",
};

let players = 0;

export class GoparkPlayerElement extends HTMLElement implements GoparkPlayer {
  static readonly observedAttributes: readonly string[] = parameterNames;

  private readonly room = document.createElement("div");
  private readonly number = ++players;
  private frame: HTMLIFrameElement | undefined;
  private connected = false;
  private state = noState;
  private readonly calls: ToEmbed[] = [];
  private readonly waiting = new Map<number, Waiting>();
  private lastID = 0;
  private changed = false;
  private unfollow: () => void = () => {};

  private readonly nearness = new IntersectionObserver(
    (entries) => {
      if (entries.some((e) => e.isIntersecting) && this.getAttribute("preload") !== "none") this.start();
    },
    { rootMargin: "400px 0px" },
  );
  private readonly size = new ResizeObserver(() => this.fit());
  private readonly onMessage = (event: MessageEvent<unknown>): void => {
    if (!this.frame || event.source !== this.frame.contentWindow || event.origin !== site.origin) return;
    const message = event.data as FromEmbed | null;
    if (typeof message === "object" && message?.gopark === "embed" && message.v === version) void this.take(message);
  };

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styles];
    this.room.className = "room";
    root.append(this.room);
  }

  connectedCallback(): void {
    addEventListener("message", this.onMessage);
    this.unfollow = onHostTheme(() => this.applyTheme());
    this.size.observe(this);
    this.fit();
    this.showBefore();
    if (this.getAttribute("preload") === "auto") this.start();
    else this.nearness.observe(this);
  }

  /** Away from the page the frame is gone; the step is kept for when the element comes back. */
  disconnectedCallback(): void {
    removeEventListener("message", this.onMessage);
    this.unfollow();
    this.nearness.disconnect();
    this.size.disconnect();
    this.end();
  }

  attributeChangedCallback(name: string, _: string | null, value: string | null): void {
    if (!this.frame || !this.isConnected) return;
    if (name === "theme") this.applyTheme();
    else if (liveNames.some((n) => n === name) && value !== null) this.call("set", name, value).catch(() => {}); // it reports the error itself
    else this.restart();
  }

  play(): Promise<void> {
    return this.call("play") as Promise<void>;
  }

  pause(): Promise<void> {
    return this.call("pause") as Promise<void>;
  }

  step(n = 1): Promise<void> {
    return this.call("step", n) as Promise<void>;
  }

  seek(place: Place): Promise<void> {
    return this.call("seek", place) as Promise<void>;
  }

  run(source: string, settings: RunSettings = {}): Promise<boolean> {
    return this.call("run", source, settings) as Promise<boolean>;
  }

  load(trace: Uint8Array): Promise<void> {
    return this.call("load", trace) as Promise<void>;
  }

  getState(): Promise<State> {
    return this.call("getState") as Promise<State>;
  }

  getTrace(): Promise<Uint8Array> {
    return this.call("getTrace") as Promise<Uint8Array>;
  }

  get currentStep(): number {
    return this.state.currentStep;
  }

  get duration(): number {
    return this.state.duration;
  }

  get source(): string {
    return this.state.source || this.ownProgram();
  }

  get paused(): boolean {
    return this.state.paused;
  }

  override focus(options?: FocusOptions): void {
    (this.frame ?? this.room.querySelector("button"))?.focus(options);
  }

  /** The program that the author has put between the tags. */
  private ownProgram(): string {
    const code = this.querySelector("pre > code, pre, script[type='text/x-go']");
    return code?.textContent?.replace(/^\n/, "") ?? "";
  }

  // The frame.

  private start(): void {
    if (this.frame || !this.isConnected) return;
    this.nearness.disconnect();
    const frame = document.createElement("iframe");
    frame.title = this.title || `Gopark: ${this.getAttribute("scenario") ?? "Go"}`;
    frame.allow = "fullscreen; clipboard-write";
    frame.allowFullscreen = true;
    frame.src = this.address();
    this.frame = frame;
    this.room.replaceChildren(frame);
  }

  private end(): void {
    this.frame?.remove();
    this.frame = undefined;
    this.connected = false;
    for (const { reject } of this.waiting.values()) reject(new Error("the player was taken off the page"));
    this.waiting.clear();
    this.calls.length = 0;
  }

  /** Several attributes may change at once. */
  private restart(): void {
    if (this.changed) return;
    this.changed = true;
    queueMicrotask(() => {
      this.changed = false;
      if (!this.isConnected) return;
      this.end();
      this.state = noState;
      this.start();
    });
  }

  private address(): string {
    const url = new URL("embed.html", site);
    for (const { name, value } of this.attributes) {
      if (notOurs.test(name) || name === "src" || name === "preload") continue;
      url.searchParams.set(name, name === "poster" ? new URL(value, document.baseURI).href : value);
    }
    url.searchParams.set("theme", this.theme());
    // A language that the page has by itself may be one that the player has not.
    const lang = this.closest("[lang]")?.getAttribute("lang")?.toLowerCase().split("-")[0] ?? "";
    if (!this.hasAttribute("lang") && ["es", "ru", "zh"].includes(lang)) url.searchParams.set("lang", lang);
    if (this.state.currentStep > 0) url.searchParams.set("step", String(this.state.currentStep));
    if (!this.hasAttribute("scenario") && (this.hasAttribute("src") || this.ownProgram())) url.hash = `handed=${this.number}`;
    return url.href;
  }

  /** The program or the recording that the frame does not get by itself. It is fetched here, where the host's rules hold. */
  private async handed(): Promise<string | Uint8Array> {
    const src = this.getAttribute("src");
    if (src === null) return this.ownProgram();
    const url = new URL(src, document.baseURI).href;
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  // Messages.

  private async take(message: FromEmbed): Promise<void> {
    switch (message.type) {
      case "hello":
        await this.connect();
        break;
      case "event":
        this.state = message.state;
        if (message.name === "error") console.warn(`gopark-player: ${(message.detail as { message?: string }).message ?? ""}`);
        this.dispatchEvent(new CustomEvent(message.name, { detail: { ...message.state, ...message.detail } }));
        break;
      case "reply": {
        const call = this.waiting.get(message.id);
        this.waiting.delete(message.id);
        if (message.error === undefined) call?.resolve(message.value);
        else call?.reject(new Error(message.error));
        break;
      }
      case "key":
        this.passKey(message.key, message.shift);
    }
  }

  private async connect(): Promise<void> {
    const { frame } = this;
    let handed: string | Uint8Array | undefined;
    if (frame?.src.includes("#handed")) {
      handed = await this.handed().catch((error: unknown) => {
        console.warn(`gopark-player: ${String(error)}`);
        return "";
      });
    }
    if (frame !== this.frame) return;
    this.connected = true;
    this.send({ gopark: "embed", v: version, type: "connect", ...(handed !== undefined && { handed }) });
    for (const call of this.calls.splice(0)) this.send(call);
  }

  private call(method: string, ...args: unknown[]): Promise<unknown> {
    this.start();
    return new Promise((resolve, reject) => {
      if (!this.frame) {
        reject(new Error("the player is not on a page"));
        return;
      }
      const id = ++this.lastID;
      this.waiting.set(id, { resolve, reject });
      const call: ToEmbed = { gopark: "embed", v: version, type: "call", id, method, args };
      if (this.connected) this.send(call);
      else this.calls.push(call);
    });
  }

  private send(message: ToEmbed): void {
    this.frame?.contentWindow?.postMessage(message, site.origin);
  }

  /** A key that the player has no use for is the page's: as if it had been pressed on this element. */
  private passKey(key: string, shiftKey: boolean): void {
    const keyCode = keyCodes[key] ?? (key.length === 1 ? key.toUpperCase().charCodeAt(0) : 0);
    this.dispatchEvent(new KeyboardEvent("keydown", { key, keyCode, shiftKey, bubbles: true, composed: true, cancelable: true }));
  }

  // How it looks.

  private theme(): string {
    const theme = this.getAttribute("theme") ?? "auto";
    return theme === "auto" ? effectiveTheme(this) : theme;
  }

  private applyTheme(): void {
    if (this.frame) this.call("set", "theme", this.theme()).catch(() => {}); // it reports the error itself
    else this.showBefore();
  }

  private fit(): void {
    const narrow = this.clientWidth < wide;
    const code = this.getAttribute("code") !== "hide" || this.hasAttribute("editable");
    this.room.style.setProperty("--height", `${narrow ? (code ? 860 : 560) : 560}px`);
  }

  /** The author's code, or a poster, and a button. */
  private showBefore(): void {
    const button = document.createElement("button");
    button.textContent = "▶ Gopark";
    button.addEventListener("click", () => {
      this.start();
      this.frame?.focus();
    });
    const scenario = this.getAttribute("scenario");
    const poster = this.getAttribute("poster");
    if (!scenario && !poster) {
      this.room.replaceChildren(document.createElement("slot"), button);
      return;
    }
    const picture = document.createElement("img");
    picture.alt = this.title;
    picture.addEventListener("error", () => picture.remove());
    const theme = this.theme() === "auto" ? "light" : this.theme();
    picture.src = poster ? new URL(poster, document.baseURI).href : new URL(`posters/${scenario}-start-wide-${theme}.svg`, site).href;
    this.room.replaceChildren(picture, button);
  }
}

if (!customElements.get("gopark-player")) customElements.define("gopark-player", GoparkPlayerElement);
