// The script of embed.html, the player for other pages: alone in a frame, with
// parameters in its address, and spoken to by messages (messages.ts).
import { sameSettings } from "../address.ts";
import type { PageData, Settings } from "../data.ts";
import { byId, create } from "../elements.ts";
import { fillHelp } from "../help.ts";
import { otherRun, readLink, writeLink } from "../link/link.ts";
import { unpack } from "../link/codec.ts";
import { Player, type Shown } from "../player.ts";
import { fileOf } from "../messages.ts";
import { startPresenting } from "../present/start.ts";
import { type Program, samePrograms } from "../saved.ts";
import { offerSharing } from "../share/share.ts";
import { strings } from "../strings.ts";
import { effectiveTheme, setOwnTheme } from "../theme.ts";
import { Api, stateOf } from "./api.ts";
import { dataOfProgram, type EmbedData, readEmbedData } from "./data.ts";
import { keepPosition, keptPosition } from "./position.ts";
import { Host } from "./host.ts";
import { liveNames, parameterNames } from "./names.ts";
import type { ErrorInfo, MarkerInfo } from "../element/gopark.d.ts";
import { type EmbedOptions, type Place, readParameter, readParameters, stepAt } from "./options.ts";
import { Watcher } from "./watcher.ts";

/** So begins the fragment of an address whose host hands over the program. */
const handedOver = "#handed";
/** Every trace begins with it (scenarios/trace/doc.go). */
const traceMagic = [0x93, 0x67, 0x6f, 0x70, 0x61, 0x72, 0x6b, 0x0a];

const parts = { both: 0, stage: 1, timeline: 2 };
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** A file could not be fetched; it may be there the next time. */
class NotFetched extends Error {}

/** What the player is to show. */
interface Source {
  data: PageData;
  program?: Program | undefined;
  recording?: Uint8Array | undefined;
}

class Embed {
  private readonly options: EmbedOptions;
  private readonly data: EmbedData = readEmbedData();
  private readonly host = new Host(() => stateOf(this.player));
  private readonly handed = location.hash.startsWith(handedOver);
  private readonly problems = byId("embed-problems");
  private player: Player | undefined;
  private page: PageData | undefined;
  private playing = false;
  /** The slide of a deck that it stands on is shown; also where there is no deck. */
  private onStage = true;
  /** The markers of the author belong to the run that they were given for. */
  private marked: Shown | undefined;
  /** Starts the player, if it still waits. */
  private begin: () => void = () => {};
  private readonly begun = new Promise<void>((resolve) => (this.begin = resolve));

  constructor() {
    const { options, problems } = readParameters(new URLSearchParams(location.search));
    this.options = options;
    setOwnTheme(options.theme);
    fillHelp();
    this.arrange();
    for (const { name, problem } of problems) this.report("parameter", problem, name);
    let api = this.start(this.findSource());
    this.host.onSlide = (shown) => {
      this.onStage = shown;
      if (!shown) this.player?.command("pause");
      else if (this.playsByItself && this.player?.loaded) this.player.command("play");
    };
    // Where the focus comes into the frame without a target, the keys are the player's.
    addEventListener("focus", () => {
      if (document.activeElement === document.body) byId("player").focus({ preventScroll: true });
    });
    this.host.onCall = async (method, args) => {
      if (method === "getState") return stateOf(this.player);
      this.begin();
      const [given] = args;
      const there = await api.catch((error: unknown) => {
        // A player that has nothing to show shows what it is given.
        if (!(method === "run" && typeof given === "string") && !(method === "load" && given instanceof Uint8Array)) throw error;
        return (api = this.start(Promise.resolve(this.sourceOf(given))));
      });
      return there.call(method, args);
    };
  }

  private start(source: Promise<Source>): Promise<Api> {
    const started = source.then((found) => this.show(found));
    started.catch((error: unknown) => this.fail(error));
    return started;
  }

  private async show(source: Source): Promise<Api> {
    const { options } = this;
    delete document.body.dataset["failed"];
    this.forget("load");
    this.page = source.data;
    this.showBefore(source);
    await this.wanted();
    const { data } = source;
    const link = await readLink(this.handed ? "" : location.hash, await this.settings(data.settings));
    for (const problem of link.problems) this.report("parameter", problem);
    const kept = keptPosition();
    const start = kept ?? link.step ?? options.step;
    // The marks and the length of a scenario are known before its recording is here.
    const opening = data.steps > 0 && options.startAt !== null ? stepAt(options.startAt, data.steps, this.markers(link.settings)) : null;
    const player = new Player(data, {
      step: start ?? opening,
      settings: link.settings,
      program: link.program ?? source.program,
      readOnly: !options.editable,
      recording: source.recording,
      predict: options.predict,
    });
    this.player = player;
    startPresenting(player, data);
    new Watcher(player, this.host, () => this.markers());
    const api: Api = new Api(player, () => this.markers(), (name, value) => this.set(api, name, value));
    let opened = false;
    player.on("loaded", () => {
      // Of a run that is made only now, a part, or a marker, is a step only now.
      if (!opened && (start ?? opening) === null && options.startAt !== null) this.open(api, options.startAt);
      if (!opened) player.command("speed", options.speed);
      const other = opened ? "" : otherRun({ step: kept === null ? start : null, of: link.step === null ? null : link.of }, player.loaded?.steps ?? 0);
      if (other) this.report("parameter", other, "step");
      this.giveMarkers();
      if (!opened && this.playsByItself) {
        void seen(byId("picture")).then(() => {
          if (this.onStage) player.command("play");
        });
      }
      opened = true;
    });
    player.on("view", (view) => {
      keepPosition(view.step);
      // Where playing has come to the end, a loop begins anew.
      if (options.loop && view.ended && !view.playing && this.playing) this.again(api);
      this.playing = view.playing;
    });
    player.set("parts", parts[options.view]);
    const home = fileOf(data.name || "play");
    offerSharing(player, data, home);
    this.linkPage(player, data, home);
    return api;
  }

  /** What moves by itself is not for everybody. */
  private get playsByItself(): boolean {
    return this.options.autoplay && !reducedMotion.matches;
  }

  private open(api: Api, place: Place): void {
    try {
      this.player?.command("seek", api.stepOf(place));
    } catch (error) {
      this.report("parameter", String(error instanceof Error ? error.message : error), "start-at");
    }
  }

  private again(api: Api): void {
    const { startAt } = this.options;
    if (startAt === null) this.player?.command("seek", 0);
    else this.open(api, startAt);
    this.player?.command("play");
  }

  // What is shown.

  private async findSource(): Promise<Source> {
    const { scenario, src } = this.options;
    if (scenario) {
      const url = Object.hasOwn(this.data.scenarios, scenario) && this.data.scenarios[scenario];
      if (!url) throw new Error(strings.unknownScenario(scenario));
      return { data: (await (await this.fetched(url)).json()) as PageData };
    }
    if (this.handed) {
      const { handed, missing } = await this.host.handed;
      if (missing) throw notFetched(missing.url, missing.why);
      if (!handed) throw new Error(strings.noProgram);
      return this.sourceOf(handed);
    }
    if (src) return this.sourceOf(new Uint8Array(await (await this.fetched(src)).arrayBuffer()));
    const { program, problems } = await readLink(location.hash, dataOfProgram(this.data, "").settings);
    if (!program) throw new Error(problems.join(" ") || strings.noProgram);
    const data = dataOfProgram(this.data, program.texts[0] ?? "");
    return { data, program };
  }

  private sourceOf(content: string | Uint8Array): Source {
    if (typeof content !== "string" && traceMagic.every((byte, i) => content[i] === byte)) {
      return { data: dataOfProgram(this.data, ""), recording: content };
    }
    const text = typeof content === "string" ? content : new TextDecoder().decode(content);
    return { data: dataOfProgram(this.data, text) };
  }

  private async fetched(url: string): Promise<Response> {
    const response = await fetch(url).catch(() => {
      throw notFetched(url, "");
    });
    if (!response.ok) throw notFetched(url, `${response.status} ${response.statusText}`.trim());
    return response;
  }

  private async settings(own: Settings): Promise<Settings> {
    const { procs, policy, seed, schedule } = this.options;
    const packed = schedule === null ? "" : await unpack(schedule).catch(() => null);
    if (packed === null) this.report("parameter", strings.linkScheduleDamaged);
    return { procs: procs ?? own.procs, policy: policy ?? own.policy, seed: seed ?? own.seed, schedule: packed ?? "" };
  }

  private markers(settings = this.player?.shown.settings): readonly MarkerInfo[] {
    const { page, options, player, marked } = this;
    if (options.markers.length > 0) {
      const { shown } = player ?? {};
      const same = !marked || !shown || (samePrograms(marked.program, shown.program) && sameSettings(marked.settings, shown.settings));
      return same ? options.markers : [];
    }
    // The marks of a scenario stand in its recorded run.
    return page && settings && sameSettings(settings, page.settings) ? page.marks : [];
  }

  /** Puts the markers of the author into the run that has come, or takes them away where it is another one. */
  private giveMarkers(): void {
    const { player, options } = this;
    const steps = player?.loaded?.steps;
    if (!player || steps === undefined) return;
    if (options.markers.length > 0 && !this.marked) {
      this.marked = player.shown;
      for (const { label, step } of options.markers) if (step > steps) this.report("parameter", strings.markerBeyond(label, step, steps), "markers");
    }
    player.setMarks(options.markers.length > 0 ? this.markers() : null);
    this.applyStops();
  }

  private applyStops(): void {
    this.player?.setStops(this.options.pauseOnMarkers ? this.markers().map((m) => m.step) : []);
  }

  /** Sets a parameter that can change while the player is there; null: to its default. */
  private set(api: Api, name: string, value: string | null): void {
    this.forget(name);
    const known = parameterNames.find((n) => n === name);
    const problem = known && !liveNames.includes(known) ? strings.notLive(known) : readParameter(this.options, name, value);
    if (problem) {
      this.report("parameter", problem, name);
      throw new Error(problem);
    }
    const { options, player } = this;
    if (name === "theme") setOwnTheme(options.theme);
    if (name === "predict") player?.setPredict(options.predict);
    if (name === "speed" && player?.loaded) player.command("speed", options.speed);
    if (name === "view") player?.set("parts", parts[options.view]);
    if (name === "step" && options.step !== null) this.open(api, options.step);
    if (name === "start-at" && options.startAt !== null) this.open(api, options.startAt);
    if (name === "markers") {
      this.marked = undefined;
      this.giveMarkers();
    }
    this.arrange();
    this.applyStops();
  }

  // How it looks.

  private arrange(): void {
    const { code, editable, controls } = this.options;
    const body = document.body.dataset;
    body["code"] = code || editable ? "show" : "hide";
    body["controls"] = controls;
    body["editable"] = String(editable);
  }

  /** Before the player is there: its poster, and the code as it is. */
  private showBefore({ data, recording }: Source): void {
    byId("player").setAttribute("aria-label", data.title);
    document.title = data.title;
    byId("embed-title").textContent = data.title;
    const text = data.files[0]?.text ?? "";
    if (!recording) {
      const code = create("pre", "static-code", create("code", "", text));
      code.tabIndex = 0;
      code.ariaLabel = data.files[0]?.name ?? data.title;
      byId("editor").replaceChildren(code);
    }
    if (!data.versionSwitch) document.getElementById("versions")?.remove();
    const url = this.options.poster || (data.name && `posters/${data.name}-start-wide-${effectiveTheme()}.svg`);
    if (!url) return;
    const poster = create("img", "poster");
    poster.alt = "";
    poster.src = url;
    document.querySelector("#loading .start")?.replaceChildren(poster);
  }

  /** Until somebody looks, or does something: a page may have many players. */
  private async wanted(): Promise<void> {
    const { preload } = this.options;
    if (preload === "auto") return;
    const text = byId("loading-text");
    const bar = byId("loading-bar");
    const button = create("button", "strong embed-start", `▶ ${strings.startPlayer}`);
    button.type = "button";
    text.hidden = bar.hidden = true;
    text.after(button);
    button.addEventListener("click", () => this.begin());
    if (preload === "near") void seen(byId("picture")).then(() => this.begin());
    await this.begun;
    button.remove();
    text.hidden = bar.hidden = false;
  }

  /** The link to the same run in a page of its own. */
  private linkPage(player: Player, data: PageData, home: string): void {
    const link = byId<HTMLAnchorElement>("open-page");
    const refresh = async (): Promise<void> => {
      const program = data.trace !== "" && samePrograms(player.program(), player.original) ? undefined : player.program();
      link.href = home + (await writeLink({ step: player.step, settings: player.shown.settings, program }, data.settings));
    };
    link.href = home;
    for (const event of ["pointerenter", "focus"]) link.addEventListener(event, () => void refresh());
  }

  /** about: what it is about, a parameter or "load"; it is forgotten when that is right. */
  private report(kind: ErrorInfo["kind"], message: string, about = ""): HTMLElement {
    const told = [...this.problems.children].find((item) => item.firstChild?.textContent === message);
    if (told instanceof HTMLElement) return told;
    console.warn(`gopark: ${message}`);
    const item = create("li", "", message);
    item.dataset["about"] = about;
    this.problems.append(item);
    this.problems.hidden = false;
    this.host.emit("error", { kind, message, diagnostics: [] });
    return item;
  }

  private forget(about: string): void {
    for (const item of [...this.problems.children]) if (item instanceof HTMLElement && item.dataset["about"] === about) item.remove();
    this.problems.hidden = this.problems.childElementCount === 0;
  }

  private fail(error: unknown): void {
    const item = this.report("load", error instanceof Error ? error.message : String(error), "load");
    document.body.dataset["failed"] = "";
    if (!(error instanceof NotFetched)) return;
    const again = create("button", "", strings.tryAgain);
    again.type = "button";
    again.addEventListener("click", () => location.reload());
    item.append(" ", again);
  }
}

/** Fulfilled when an element comes into sight. */
function seen(element: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((e) => e.isIntersecting)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(element);
  });
}

/** why "": browsers do not say. */
function notFetched(url: string, why: string): NotFetched {
  return new NotFetched(why ? strings.noSource(url, why) : strings.noAnswer(url));
}

new Embed();
