// The custom element <gopark-player>: a frame with the player (embed.html),
// spoken to by messages (embed/messages.ts). The frame keeps a host page's
// styles, keys and scripts and ours apart. It is made when the element comes
// near the window, or somebody asks for it; until the player answers, a poster
// stands there, or the author's own code.
import { languages, liveNames, parameterNames } from "../embed/names.ts";
import { type FromEmbed, type Handed, type ToEmbed, version } from "../embed/messages.ts";
import type { Difference, GoparkPlayer, Place, RunSettings, State } from "./gopark.d.ts";
import { effectiveTheme, onHostTheme } from "./host-theme.ts";
import { keyCodes } from "./key-codes.ts";
import { adoptProperties, defineProperties } from "./properties.ts";
import { styles } from "./styles.ts";

/** The script as its page names it, be it a module or not: a module of another origin needs a header that not every host sends. */
const script = document.currentScript ?? [...document.scripts].find((s) => /\/gopark\.js(\?|$)/.test(s.src));
if (!(script instanceof HTMLScriptElement)) throw new Error("gopark.js: expected a script element with its address, found none");

/** The folder of the player's site. */
const site = new URL("./", script.src);
/** The player's pages by language, as a page of that site names those of its own version; other sites get what is there. */
const frames = JSON.parse(script.dataset["frames"] ?? "{}") as Partial<Record<string, string>>;

/** Attributes that HTML or a framework gives any element; all others are parameters. */
const notOurs =
  /^(accesskey|autocapitalize|autocorrect|autofocus|class|contenteditable|dir|draggable|enterkeyhint|exportparts|hidden|id|inert|inputmode|is|item.*|nonce|part|popover|role|slot|spellcheck|style|tabindex|title|translate|(aria|data|hx|ng|v|x)-.*|on.*|_.*|.*[:@#*.[(].*)$/;

/** An address as the page means it; what is none stays as it is, to be told. */
function absolute(address: string): string {
  return URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI).href : address;
}

/** How long a frame that has loaded may say nothing. */
const silenceMs = 4000;
/** Up to this width a picture is that of a phone. */
const phone = 620;

/** A call that waits for its reply. */
interface Waiting {
  message: ToEmbed;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

const noState: State = {
  currentStep: 0, duration: 0, paused: true, ended: false, scenario: "", source: "", procs: 1, policy: "go", seed: "1", sentence: "", time: "",
};

export class GoparkPlayerElement extends HTMLElement implements GoparkPlayer {
  static readonly observedAttributes: readonly string[] = parameterNames;

  // Private to the language as well: what is in an element frameworks take for properties of it.
  readonly #room = document.createElement("div");
  #frame: HTMLIFrameElement | undefined;
  /** The frame has greeted; it may wait for the file of src from then on. */
  #greeted = false;
  #connected = false;
  #state = noState;
  /** The program that it began with; "": none yet. */
  #begun = "";
  readonly #waiting = new Map<number, Waiting>();
  #lastID = 0;
  #changed = false;
  #themeSent = "";
  #unfollow: () => void = () => {};

  readonly #nearness = new IntersectionObserver(
    (entries) => {
      if (entries.some((e) => e.isIntersecting)) this.#start();
    },
    { rootMargin: "400px 0px" },
  );
  readonly #onMessage = (event: MessageEvent<unknown>): void => {
    if (!this.#frame || event.source !== this.#frame.contentWindow || event.origin !== site.origin) return;
    const message = event.data as FromEmbed | null;
    if (typeof message === "object" && message?.gopark === "embed" && message.v === version) void this.#take(message);
  };

  /** Firefox never loads a frame that the page forbids. */
  readonly #onForbidden = ({ effectiveDirective, blockedURI, disposition }: SecurityPolicyViolationEvent): void => {
    const ours = effectiveDirective === "frame-src" && disposition === "enforce" && blockedURI.startsWith(site.origin);
    if (ours && this.#frame && !this.#greeted) this.#giveUp(this.#frame);
  };

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styles];
    this.#room.className = "room";
    root.append(this.#room);
  }

  connectedCallback(): void {
    adoptProperties(this);
    addEventListener("message", this.#onMessage);
    document.addEventListener("securitypolicyviolation", this.#onForbidden);
    this.#unfollow = onHostTheme(this, () => this.#applyTheme());
    this.#showBefore();
    const preload = this.getAttribute("preload");
    if (preload === "auto") this.#start();
    else if (preload !== "none") this.#nearness.observe(this);
  }

  /** Away from the page the frame is gone; what it showed comes back with the element. */
  disconnectedCallback(): void {
    removeEventListener("message", this.#onMessage);
    document.removeEventListener("securitypolicyviolation", this.#onForbidden);
    this.#unfollow();
    this.#nearness.disconnect();
    this.#end("the player was taken off the page");
    this.#state = { ...this.#state, paused: true };
  }

  /** Moved at once (Element.moveBefore) the frame lives on. */
  connectedMoveCallback(): void {}

  attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    if (!this.isConnected) return;
    if (!this.#frame) this.#showBefore();
    else if (name === "theme") this.#applyTheme();
    else if (liveNames.some((n) => n === name)) this.#set(name, value);
    else if (value !== before) this.#restart();
  }

  play(): Promise<void> {
    return this.#call("play") as Promise<void>;
  }

  pause(): Promise<void> {
    return this.#call("pause") as Promise<void>;
  }

  step(n = 1): Promise<void> {
    return this.#call("step", n) as Promise<void>;
  }

  seek(place: Place): Promise<void> {
    return this.#call("seek", place) as Promise<void>;
  }

  run(source: string, settings: RunSettings = {}): Promise<boolean> {
    return this.#call("run", source, settings) as Promise<boolean>;
  }

  load(trace: Uint8Array): Promise<void> {
    return this.#call("load", trace) as Promise<void>;
  }

  getState(): Promise<State> {
    return this.#call("getState") as Promise<State>;
  }

  getTrace(): Promise<Uint8Array> {
    return this.#call("getTrace") as Promise<Uint8Array>;
  }

  compare(trace: Uint8Array): Promise<Difference> {
    return this.#call("compare", trace) as Promise<Difference>;
  }

  get currentStep(): number {
    return this.#state.currentStep;
  }

  get duration(): number {
    return this.#state.duration;
  }

  get source(): string {
    return this.#state.source || this.#ownProgram();
  }

  get paused(): boolean {
    return this.#state.paused;
  }

  override focus(options?: FocusOptions): void {
    (this.#frame ?? this.#room.querySelector("button"))?.focus(options);
  }

  override blur(): void {
    this.#frame?.blur();
  }

  /** The program that the author has put between the tags. */
  #ownProgram(): string {
    const code = this.querySelector("pre > code, pre, script[type='text/x-go']");
    return code?.textContent?.replace(/^\n/, "") ?? "";
  }

  // The frame.

  #start(): void {
    if (this.#frame || !this.isConnected) return;
    this.#nearness.disconnect();
    const frame = document.createElement("iframe");
    frame.title = this.title || `Gopark: ${this.getAttribute("scenario") ?? "Go"}`;
    frame.allow = "fullscreen; clipboard-write";
    frame.className = "silent";
    frame.src = this.#address();
    frame.addEventListener("load", () => {
      setTimeout(() => {
        if (frame === this.#frame && !this.#greeted) this.#giveUp(frame);
      }, silenceMs);
    });
    this.#frame = frame;
    this.#room.append(frame);
  }

  #end(why: string): void {
    this.#frame?.remove();
    this.#frame = undefined;
    this.#greeted = this.#connected = false;
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    this.#waiting.clear();
  }

  /** The frame says nothing: what was there before it stays, and can be asked again. */
  #giveUp({ src }: HTMLIFrameElement): void {
    const why = `${src} does not answer. Does the page’s Content-Security-Policy allow ${site.origin} in frame-src?`;
    console.warn(`gopark-player: ${why}`, this);
    this.#end(why);
    this.dispatchEvent(new CustomEvent("error", { detail: { ...this.#state, kind: "load", message: why, diagnostics: [] } }));
  }

  /** Several attributes may change at once. */
  #restart(): void {
    if (this.#changed) return;
    this.#changed = true;
    queueMicrotask(() => {
      this.#changed = false;
      if (!this.isConnected) return;
      this.#end("the player has started anew");
      this.#state = noState;
      this.#begun = "";
      this.#showBefore();
      this.#start();
    });
  }

  /** Another program is shown than the one that it began with: by run or load, or somebody has typed it. */
  get #isOther(): boolean {
    return this.#begun !== "" && this.#state.source !== this.#begun;
  }

  #address(): string {
    const lang = this.#language() ?? "en";
    const url = new URL(frames[lang] ?? (lang === "en" ? "embed.html" : `embed.${lang}.html`), site);
    const own: Record<string, string> = {};
    for (const { name, value } of this.attributes) if (!notOurs.test(name)) own[name] = value;
    delete own["src"];
    if (own["preload"] === "none") delete own["preload"]; // somebody has asked for it
    if (own["poster"]) own["poster"] = absolute(own["poster"]);
    own["theme"] = this.#themeSent = this.#theme();
    const { currentStep, duration, procs, policy, seed } = this.#state;
    if (duration > 0) Object.assign(own, { step: currentStep, procs, policy, seed });
    if (this.#isOther) delete own["scenario"];
    for (const [name, value] of Object.entries(own)) url.searchParams.set(name, value);
    if (!own["scenario"] && (this.#isOther || this.hasAttribute("src") || this.#ownProgram())) url.hash = "handed";
    return url.href;
  }

  /** The language of the page, if it is one that the player has. */
  #language(): string | undefined {
    const lang = this.closest("[lang]")?.getAttribute("lang")?.toLowerCase().split("-")[0];
    return languages.find((l) => l === lang);
  }

  /** The program or the recording that the frame does not get by itself. A file is fetched here, where the host's rules hold. */
  async #handed(): Promise<Handed> {
    if (this.#isOther) return { handed: this.#state.source };
    const src = this.getAttribute("src");
    if (src === null) return { handed: this.#ownProgram() };
    const url = absolute(src);
    try {
      const response = await fetch(url);
      if (!response.ok) return { missing: { url, why: `${response.status} ${response.statusText}`.trim() } };
      return { handed: new Uint8Array(await response.arrayBuffer()) };
    } catch {
      // Browsers do not tell a script why.
      return { missing: { url, why: "" } };
    }
  }

  // Messages.

  async #take(message: FromEmbed): Promise<void> {
    switch (message.type) {
      case "hello":
        await this.#connect();
        break;
      case "event":
        this.#state = message.state;
        if (message.name === "ready") this.#begun ||= message.state.source;
        this.dispatchEvent(new CustomEvent(message.name, { detail: { ...message.state, ...message.detail } }));
        break;
      case "reply": {
        const call = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        if (message.error === undefined) call?.resolve(message.value);
        else call?.reject(new Error(message.error));
        break;
      }
      case "key":
        this.#passKey(message.key, message.shift);
    }
  }

  async #connect(): Promise<void> {
    const frame = this.#frame;
    if (!frame) return;
    this.#greeted = true;
    // What stood there until now; the frame itself would load anew if it were put in again.
    for (const child of [...this.#room.children]) if (child !== frame) child.remove();
    frame.className = "";
    const handed = new URL(frame.src).hash ? await this.#handed() : {};
    if (frame !== this.#frame) return;
    this.#connected = true;
    this.#send({ gopark: "embed", v: version, type: "connect", ...handed });
    // A frame that has loaded anew knows nothing of the calls before.
    for (const { message } of this.#waiting.values()) this.#send(message);
  }

  #call(method: string, ...args: unknown[]): Promise<unknown> {
    this.#start();
    return new Promise((resolve, reject) => {
      if (!this.#frame) {
        reject(new Error("the player is not on a page"));
        return;
      }
      const id = ++this.#lastID;
      const message: ToEmbed = { gopark: "embed", v: version, type: "call", id, method, args };
      this.#waiting.set(id, { message, resolve, reject });
      if (this.#connected) this.#send(message);
    });
  }

  /** Sets a parameter; what is wrong with it the player tells by itself. */
  #set(name: string, value: string | null): void {
    this.#call("set", name, value).catch(() => {});
  }

  #send(message: ToEmbed): void {
    this.#frame?.contentWindow?.postMessage(message, site.origin);
  }

  /** A key that the player has no use for is the page's: as if it had been pressed on this element. */
  #passKey(key: string, shiftKey: boolean): void {
    const keyCode = keyCodes[key] ?? (key.length === 1 ? key.toUpperCase().charCodeAt(0) : 0);
    this.dispatchEvent(new KeyboardEvent("keydown", { key, keyCode, shiftKey, bubbles: true, composed: true, cancelable: true }));
  }

  // How it looks.

  #theme(): string {
    const theme = this.getAttribute("theme") ?? "auto";
    return theme === "auto" ? effectiveTheme(this) : theme;
  }

  #applyTheme(): void {
    const theme = this.#theme();
    if (!this.#frame) this.#showBefore();
    else if (theme !== this.#themeSent) this.#set("theme", (this.#themeSent = theme));
  }

  /** A poster, or the author's code, and a button. */
  #showBefore(): void {
    const button = document.createElement("button");
    button.textContent = "▶ Gopark";
    if (this.title) button.ariaLabel = `${button.textContent}: ${this.title}`;
    button.addEventListener("click", () => {
      this.#start();
      this.#frame?.focus();
    });
    const scenario = this.getAttribute("scenario");
    const poster = this.getAttribute("poster");
    if ((!scenario && !poster) || this.#isOther) {
      this.#room.replaceChildren(document.createElement("slot"), button);
      return;
    }
    const picture = document.createElement("img");
    picture.alt = this.title;
    picture.addEventListener("error", () => picture.remove());
    const theme = ["dark", "contrast"].find((t) => t === this.#theme()) ?? "light";
    const size = this.clientWidth > phone ? "wide" : "phone";
    picture.src = poster ? absolute(poster) : new URL(`posters/${scenario}-start-${size}-${theme}.svg`, site).href;
    this.#room.replaceChildren(picture, button);
  }
}

if (!customElements.get("gopark-player")) {
  defineProperties(GoparkPlayerElement.prototype, { step: GoparkPlayerElement.prototype.step });
  customElements.define("gopark-player", GoparkPlayerElement);
}
