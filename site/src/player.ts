// The player of a page (templates/player.html): it connects the picture, the
// code, the interpreter and the controls. What is shown always belongs
// together: the trace in the picture, the texts it was made from, the settings
// and the outcome change in one place, here. The page around it – a lesson, an
// embedded player – gives it its data and listens to what happens.
import { sameSettings } from "./address.ts";
import { stdinName } from "./archive.ts";
import { CodePane } from "./code-pane.ts";
import { Controls } from "./controls.ts";
import type { Mark, PageData, Settings, SourceFile } from "./data.ts";
import type { Score } from "./element/gopark.d.ts";
import { byId } from "./elements.ts";
import { Emitter } from "./emitter.ts";
import { GoroutineTable } from "./goroutine-table.ts";
import { openHelp } from "./help.ts";
import { act, type KeyActions, listenToKeys } from "./keys.ts";
import { Loading } from "./loading.ts";
import { Looking } from "./looking.ts";
import { Marks } from "./marks.ts";
import { Narration } from "./narration.ts";
import { OutputPane } from "./output-pane.ts";
import { Predict } from "./predict/predict.ts";
import { type FrameMessage, PlayerLink } from "./player-link.ts";
import type { AskAt, Command, Compared, Language, Loaded, Look, Result, View } from "./protocol.ts";
import { RunPanel } from "./run-panel.ts";
import { Runner } from "./runner.ts";
import { type Program, rememberNow, samePrograms, sameTexts } from "./saved.ts";
import { strings } from "./strings.ts";
import { effectiveTheme, nextTheme, onThemeChange } from "./theme.ts";

/** How long the frame may say nothing before the page says so. */
const silenceMs = 20_000;

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** What the picture shows. */
export interface Shown {
  program: Program;
  settings: Settings;
}

/** How a player begins. */
export interface PlayerOptions {
  /** The step to begin at; null: where the data says. */
  step: number | null;
  settings: Settings;
  /** The program to begin with, instead of the data's own. */
  program?: Program | undefined;
  /** The name under which what is typed is kept; without one nothing is. */
  keptAs?: string | undefined;
  readOnly?: boolean | undefined;
  /** The reader is asked what comes next. */
  predict?: boolean | undefined;
  /** A recording to begin with, instead of the data's own. */
  recording?: Uint8Array | undefined;
}

export interface PlayerEvents {
  /** A run is in the picture. */
  loaded: Loaded;
  /** The step, or whether it plays, has changed. */
  view: View;
  /** Another program, or other settings, are in the picture. */
  shown: Shown;
  /** A run has ended, or the program could not be compiled. */
  result: Result;
  /** The program was typed in. */
  edited: Program;
  /** A question about what comes next was answered. */
  score: Score;
  /** A question about what comes next is open, or no more. */
  asking: boolean;
  /** Something went wrong that a sentence tells. */
  trouble: string;
  /** Somebody wants it presented; see src/present. */
  present: undefined;
  /** A key that means nothing to the player. */
  key: { key: string; shift: boolean };
}

export class Player {
  private readonly events = new Emitter<PlayerEvents>();
  private look: Omit<Look, "type" | "theme" | "reduced"> = { scale: 1, spotlight: false };
  /** The program of the page itself. */
  readonly original: Program;
  /** What it began with: the original, or what came by a link. */
  private readonly begun: Program;
  private readonly picture: PlayerLink;
  private readonly loading = new Loading();
  private readonly narration = new Narration();
  private readonly output = new OutputPane(byId("printed"));
  private readonly table = new GoroutineTable(byId<HTMLDetailsElement>("table"), byId("rows"));
  private readonly marks = new Marks(byId("marks"), (step) => this.picture.command("seek", step));
  private ownMarks: readonly Mark[] | null = null;
  private readonly controls: Controls;
  private readonly looking: Looking;
  private readonly predict: Predict;
  private readonly panel: RunPanel;
  private readonly runner: Runner;
  private readonly code: CodePane;

  /** What the picture shows. */
  shown: Shown;
  /** The run in the picture; none before there is one. */
  loaded: Loaded | undefined;
  view: View | undefined;
  /** The reader is asked what comes next, and has not answered. */
  asking = false;
  private settings: Settings;
  /** The recording on its way into the picture was handed over. */
  private handed = false;
  /** What somebody had to say; see say. */
  private notice = "";
  /** The steps at which playing ends for the page around the player. */
  private stops: readonly number[] = [];
  /** Why the last program was not run. */
  private refused = "";
  private playWhenLoaded = false;
  private heardOfPlayer = false;
  private setFetched: () => void = () => {};
  /** The picture's program has arrived, or it will not. */
  private readonly fetched = new Promise<void>((resolve) => (this.setFetched = resolve));
  private pictureFailed = false;
  private uncovering = false;

  constructor(
    private readonly data: PageData,
    private readonly options: PlayerOptions,
  ) {
    this.original = { texts: data.files.map((f) => f.text), stdin: "" };
    this.begun = options.program ?? this.original;
    this.shown = { program: this.begun, settings: options.settings };
    this.settings = options.settings;

    this.picture = new PlayerLink(data.player, data.title, this.language(), (message) => this.onPlayer(message));
    this.looking = new Looking(data, this.picture, this.settings);
    this.predict = new Predict(this.picture, () => this.asks(), {
      score: (score) => this.events.emit("score", score),
      stopsChanged: () => this.applyStops(),
      toggled: (on) => rememberNow("predict", on ? "1" : "0"),
      asking: (open) => {
        this.asking = open;
        this.events.emit("asking", open);
      },
    });
    this.controls = new Controls(this.settings, {
      command: (name, arg) => this.picture.command(name, arg),
      seek: (step) => this.picture.command("seek", step),
      end: () => this.seekEnd(),
      settings: (settings) => {
        this.settings = settings;
        this.looking.showProcsFor(settings);
        void this.run(false);
      },
      badSeed: () => this.panel.say(strings.badSeed, "bad"),
    });
    this.panel = new RunPanel({
      run: () => void this.run(true),
      stop: () => this.runner.stop(),
      restore: () => this.restore(),
    });
    this.runner = new Runner(data, this.panel, (sentence) => this.events.emit("trouble", sentence));
    this.code = new CodePane(data, this.original, this.begun, options, {
      changed: () => {
        this.showCodeState();
        this.showMarkers();
      },
      edited: (program) => this.events.emit("edited", program),
      run: () => void this.run(true),
      // Ready by the time the first edit is.
      focused: () => this.runner.warm(),
    });
    this.wireKeys();
    this.predict.set(options.predict ?? false);
    onThemeChange(() => this.setLook());
    reducedMotion.addEventListener("change", () => this.setLook());

    // The editor is fetched after the picture's program, unless somebody reaches for the code before.
    const reached = new Promise((resolve) => byId("editor").addEventListener("focusin", resolve, { once: true }));
    void Promise.race([this.fetched, reached]).then(() => this.code.start());
    if (typeof WebAssembly !== "object") {
      this.pictureFailed = true;
      this.loading.failed(strings.noWebAssembly);
      this.setFetched();
    } else {
      this.startPicture(options.step);
    }
  }

  /** Calls back at every event of a name; the function returned ends that. */
  on<Name extends keyof PlayerEvents>(name: Name, listener: (value: PlayerEvents[Name]) => void): () => void {
    return this.events.on(name, listener);
  }

  /** Tells the picture to do something (protocol.Command). */
  command(name: Command["name"], arg?: number): void {
    this.picture.command(name, arg);
  }

  /** Sets the steps at which playing ends. */
  setStops(steps: readonly number[]): void {
    this.stops = steps;
    this.applyStops();
  }

  private applyStops(): void {
    const { only, steps } = this.predict.stops;
    this.picture.setStops(only ? steps : [...this.stops, ...steps]);
  }

  /** Whether the reader is asked what comes next. */
  setPredict(on: boolean): void {
    this.predict.set(on);
  }

  /** The questions of the marks. */
  private asks(): AskAt[] {
    return this.shownMarks.flatMap(({ step, ask }) => (ask ? [{ step, kind: ask }] : []));
  }

  /** Changes how the picture is drawn, whatever the theme. */
  changeLook(part: Partial<typeof this.look>): void {
    this.look = { ...this.look, ...part };
    this.setLook();
  }

  /** Gives keys to somebody before the player takes them; of those that the picture would take, or the browser, the names. */
  giveKeys(to: ((key: string, shift: boolean) => boolean) | undefined, names: readonly string[] = []): void {
    this.keyActions.first = to;
    this.picture.claim(names);
  }

  /** Does what a key means, as if it were pressed here; false: it means nothing. */
  press(key: string, shift: boolean): boolean {
    return act(key, shift, this.keyActions);
  }

  /** How the picture is drawn. */
  get drawn(): { look: Omit<Look, "type">; simple: boolean } {
    return { look: this.wholeLook(), simple: this.looking.simple };
  }

  /** Ends what Esc ends first; false: there is nothing such. */
  escape(): boolean {
    return this.predict.leave() || this.looking.escape();
  }

  /** Gives the run in the picture marks of the page's own, in the place of the data's; null: these again. */
  setMarks(marks: readonly Mark[] | null): void {
    if (marks === this.ownMarks) return;
    this.ownMarks = marks;
    this.showTicks();
    this.predict.load();
  }

  private showTicks(): void {
    if (this.loaded) this.marks.show(this.shownMarks, this.loaded.steps);
  }

  /** The marks of the run in the picture; those of the data belong to its own recording. */
  get shownMarks(): readonly Mark[] {
    return this.ownMarks ?? (this.showsRecording ? this.data.marks : []);
  }

  /** Says something above the code, until there is something else to say; "": nothing. */
  say(sentence: string): void {
    this.notice = sentence;
    this.showCodeState();
  }

  /** As command, for what outlives the run: how it is looked at. */
  set(name: Command["name"], arg: number): void {
    this.picture.set(name, arg);
  }

  /** The name of the scenario; "": it is none. */
  get scenario(): string {
    return this.data.name;
  }

  /** The first difference of the run in the picture from another. */
  compare(trace: Uint8Array): Promise<Compared> {
    return this.picture.compare(trace);
  }

  get step(): number {
    return this.view?.step ?? 0;
  }

  /** The recording in the picture; none before there is one. */
  get trace(): Uint8Array | undefined {
    return this.picture.recording;
  }

  /** The program as it is typed now. */
  program(): Program {
    return this.code.program;
  }

  // The picture.

  private startPicture(step: number | null): void {
    this.setLook();
    byId("picture").prepend(this.picture.frame);
    setTimeout(() => {
      if (this.heardOfPlayer) return;
      this.loading.failed(strings.pictureSilent);
      this.setFetched();
    }, silenceMs);
    const start = step ?? this.data.startAt;
    if (this.options.recording) {
      this.load(this.options.recording, start);
      return;
    }
    if (this.recorded(this.begun, this.settings)) {
      void this.loadRecording(start);
      return;
    }
    // Another run than the recorded one is wanted; only when that fails is the
    // recorded one shown, with its own settings.
    void this.run(false, start).then((ran) => {
      if (ran || this.runner.running || this.loaded) return;
      if (!this.data.trace) {
        const why = `${strings.nothingToShow} ${this.refused}`.trim();
        this.loading.failed(why);
        this.events.emit("trouble", why);
        return;
      }
      this.settings = this.data.settings;
      this.controls.showSettings(this.settings);
      this.looking.showProcsFor(this.settings);
      void this.loadRecording(this.data.startAt);
    });
  }

  /** What the picture says, in the language of the page; undefined: in English. */
  private async language(): Promise<Language | undefined> {
    const name = document.documentElement.lang;
    const url = this.data.narration[name];
    if (!url) return undefined;
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
      return { type: "language", name, text: await response.text() };
    } catch (error) {
      this.say(strings.pictureTrouble(String(error)));
      return undefined;
    }
  }

  /** Whether the run in the picture is the one that the page's data has recorded. */
  get showsRecording(): boolean {
    return this.recorded(this.shown.program, this.shown.settings);
  }

  /** Whether the run of a program is the one that the page's data has recorded. */
  private recorded(program: Program, settings: Settings): boolean {
    return this.data.trace !== "" && samePrograms(program, this.original) && sameSettings(settings, this.data.settings);
  }

  private async loadRecording(step: number): Promise<void> {
    const isNewest = this.runner.supersede();
    try {
      const response = await fetch(this.data.trace);
      if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
      const trace = new Uint8Array(await response.arrayBuffer());
      if (!isNewest()) return;
      this.show({ program: this.original, settings: this.data.settings }, trace, step);
    } catch (error) {
      this.loading.failed(strings.noTrace(String(error)));
      this.events.emit("trouble", strings.noTrace(String(error)));
    }
  }

  /** Puts a run into the picture, with what it is a run of. */
  private show(shown: Shown, trace: Uint8Array, step: number): void {
    this.shown = shown;
    this.picture.load(trace, step);
    this.events.emit("shown", shown);
    this.showCodeState();
  }

  /** Shows a recording that somebody hands over, with the program in it. */
  load(trace: Uint8Array, step = 0): void {
    this.runner.abandon();
    // Nor is a recording wanted that is still on its way.
    this.runner.supersede();
    this.notice = "";
    this.handed = true;
    this.picture.load(trace, step);
  }

  /** Takes over the program and the settings of a recording that was handed over. */
  private adopt(run: Loaded): void {
    this.handed = false;
    const stdin = run.files.indexOf(stdinName);
    const sources = run.files.map((name, i) => ({ name, text: run.texts[i] ?? "" })).filter((_, i) => i !== stdin);
    const program = { texts: [joined(sources)], stdin: run.texts[stdin] ?? "" };
    this.settings = { procs: run.procs, policy: run.policy, seed: run.seed, schedule: "" };
    this.controls.showSettings(this.settings);
    this.looking.showProcsFor(this.settings);
    this.shown = { program, settings: this.settings };
    this.code.put(program);
    this.events.emit("shown", this.shown);
    this.showCodeState();
  }

  /** Runs a program that somebody hands over, in the place of the one that is there. */
  async runProgram(program: Program, settings: Settings = this.settings, step = 0): Promise<boolean> {
    this.settings = settings;
    this.controls.showSettings(settings);
    this.looking.showProcsFor(settings);
    this.code.put(program);
    this.notice = "";
    return this.run(false, step);
  }

  private wholeLook(): Omit<Look, "type"> {
    return { theme: effectiveTheme(), reduced: reducedMotion.matches, ...this.look };
  }

  private setLook(): void {
    this.picture.setLook(this.wholeLook());
  }

  private onPlayer(message: FrameMessage): void {
    this.heardOfPlayer = true;
    switch (message.type) {
      case "progress":
        this.loading.progress(message.loaded, message.total);
        if (message.loaded >= message.total) this.setFetched();
        break;
      case "ready":
        this.setFetched();
        break;
      case "loaded":
        this.loaded = message;
        if (this.handed) this.adopt(message);
        this.output.load(message.outputs);
        this.controls.setPicture(true, message.steps);
        this.showTicks();
        if (this.playWhenLoaded) this.picture.command("play");
        this.playWhenLoaded = false;
        this.predict.load();
        this.events.emit("loaded", message);
        break;
      case "view":
        this.showView(message);
        break;
      case "explained":
        this.looking.showExplained(message);
        break;
      case "found":
        this.looking.showFound(message);
        break;
      case "key":
        if (!act(message.key, message.shift, this.keyActions)) this.events.emit("key", { key: message.key, shift: message.shift });
        break;
      case "failed":
        if (message.fatal) {
          this.pictureFailed = true;
          this.setFetched();
          this.controls.setPicture(false);
          this.loading.failed(strings.noPicture(message.message));
          // A dead canvas would still take the focus.
          this.picture.frame.remove();
          this.events.emit("trouble", strings.noPicture(message.message));
        } else {
          this.handed = false;
          const trouble = strings.pictureTrouble(message.message);
          // What goes wrong before there is a run is still to be read when it is there.
          if (!this.loaded) this.notice = trouble;
          this.panel.say(trouble, "bad");
          this.events.emit("trouble", trouble);
        }
    }
  }

  private showView(view: View): void {
    this.view = view;
    const steps = this.loaded?.steps ?? view.step;
    this.narration.show(view, steps);
    // Before the output, which scrolls to its end in the room that is left.
    this.showOutcome(view.ended);
    this.output.show(view.step);
    this.controls.showStep(view.step, steps, view.playing);
    this.controls.showSpeed(view.speed);
    this.table.show(view.states, this.loaded?.goroutines ?? 0);
    this.looking.showView(view);
    this.showMarkers();
    byId("player").dataset["step"] = String(view.step);
    if (this.loaded && !this.uncovering) this.uncover();
    this.predict.view(view);
    this.events.emit("view", view);
  }

  /** A view is told in the frame that draws it; the one after that shows it. */
  private uncover(): void {
    this.uncovering = true;
    requestAnimationFrame(() => {
      this.loading.done();
      byId("player").dataset["loaded"] = "true";
    });
  }

  private showOutcome(ended: boolean): void {
    const element = byId("outcome");
    element.hidden = !ended;
    element.textContent = ended && this.loaded ? strings.outcome(this.loaded) : "";
    element.classList.toggle("bad", this.loaded?.exitStatus !== 0);
  }

  private seekEnd(): void {
    if (this.loaded) this.picture.command("seek", this.loaded.steps);
  }

  // The code.

  /** Says whose version this is and whether the picture belongs to it. */
  private showCodeState(): void {
    const { isChanged, fromEarlierVisit } = this.code;
    this.panel.setYours(isChanged, fromEarlierVisit, this.options.program ? strings.linkedProgram : strings.yourVersion);
    if (!this.runner.running) this.panel.say(this.difference(this.program()) || this.notice);
  }

  /** How the program differs from the one that the picture shows, in words. */
  private difference(program: Program): string {
    const { texts, stdin } = this.shown.program;
    if (!sameTexts(program.texts, texts)) return strings.edited;
    return program.stdin === stdin ? "" : strings.inputChanged;
  }

  /** Markers stand at lines of the texts that ran; at other texts there are none. */
  private showMarkers(): void {
    const current = this.view && sameTexts(this.program().texts, this.shown.program.texts);
    const { markers, cut } = current && this.view ? this.view : { markers: [], cut: false };
    this.code.mark(markers, cut, this.loaded?.files ?? [], reducedMotion.matches);
  }

  private restore(): void {
    this.runner.abandon();
    this.code.restore();
    if (this.recorded(this.original, this.settings)) {
      if (!samePrograms(this.shown.program, this.original)) void this.loadRecording(this.data.startAt);
    } else {
      void this.run(false);
    }
  }

  // The run.

  /** Runs the code as it is with the settings as they are; false: nothing new is shown. */
  private async run(play: boolean, step = 0): Promise<boolean> {
    const program = this.program();
    const settings = this.settings;
    if (play) {
      this.notice = "";
      this.code.fromEarlierVisit = false;
      this.code.remember();
      this.showCodeState();
    }
    this.code.setProblems([]);
    const result = await this.runner.run(program, settings);
    if (!result) return false;
    this.events.emit("result", result);
    if (!result.data) {
      const problems = result.diagnostics ?? [];
      const [first] = problems;
      this.refused = first ? `${strings.place(first.file, first.line, first.col)} ${first.message}` : result.message;
      this.panel.say(first ? strings.problems(problems.length, this.loaded !== undefined) : result.message, "bad");
      this.code.setProblems(problems);
      return false;
    }
    this.code.fromEarlierVisit = false;
    this.playWhenLoaded = play && !reducedMotion.matches;
    this.show({ program, settings }, result.data, step);
    if (this.pictureFailed) this.panel.say(strings.outcome(result));
    return true;
  }

  // The keys.

  private readonly keyActions: KeyActions = {
    leads: (direction) => !this.loaded || !this.view || (direction > 0 ? this.view.step < this.loaded.steps : this.view.step > 0),
    command: (name, arg) => this.picture.command(name, arg),
    seekTenth: (tenth) => {
      if (this.predict.answer(tenth)) return;
      if (this.loaded) this.picture.command("seek", Math.round((this.loaded.steps * tenth) / 10));
    },
    changeSpeed: (by) => this.controls.changeSpeed(by),
    page: (action) => {
      switch (action) {
        case "help":
          openHelp();
          break;
        case "theme":
          nextTheme();
          break;
        case "present":
          this.events.emit("present", undefined);
          break;
        case "fullscreen":
          toggleFullscreen(byId("player"));
          break;
        case "end":
          this.seekEnd();
          break;
        case "explain":
          this.looking.explain();
          break;
        case "find":
          this.looking.find();
          break;
        case "procs":
          this.looking.toggleProcs();
          break;
        case "level":
          this.looking.toggleLevel();
          break;
        case "nextMark":
          this.marks.forward(this.step);
          break;
        case "previousMark":
          this.marks.back(this.step);
          break;
        case "leave":
          if (!this.escape() && document.activeElement instanceof HTMLElement) document.activeElement.blur();
      }
    },
  };

  private wireKeys(): void {
    listenToKeys(byId("player"), this.keyActions, (key, shift) => this.events.emit("key", { key, shift }));
  }
}

/** Files as one text, an archive where there are several. */
function joined(files: readonly SourceFile[]): string {
  if (files.length === 1) return files[0]?.text ?? "";
  return files.map(({ name, text }) => `-- ${name} --\n${text.endsWith("\n") ? text : text + "\n"}`).join("");
}

function toggleFullscreen(element: HTMLElement): void {
  // Refused where the browser or the embedding page does not allow it; then
  // the page just stays as it is.
  const done = document.fullscreenElement ? document.exitFullscreen() : element.requestFullscreen?.();
  done?.catch(() => {});
}
