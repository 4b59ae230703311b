// The page of a scenario: it connects the picture, the code, the interpreter
// and the controls. What is shown always belongs together: the trace in the
// picture, the texts it was made from, the settings and the outcome change
// in one place, here.
import { Address, fragmentOf, readAddress, sameSettings } from "./address.ts";
import { Controls } from "./controls.ts";
import { type Outcome, type PageData, readPageData, type Settings } from "./data.ts";
import type { Editor } from "./editor.ts";
import { byId } from "./elements.ts";
import { Died, Engine, Stopped } from "./engine.ts";
import { GoroutineTable } from "./goroutine-table.ts";
import { fillHelp, openHelp } from "./help.ts";
import { act, type KeyActions, listenToKeys } from "./keys.ts";
import { languageOf, withLanguage } from "./language-version.ts";
import { Loading } from "./loading.ts";
import { Looking } from "./looking.ts";
import { Narration } from "./narration.ts";
import { OutputPane } from "./output-pane.ts";
import { textOf } from "./phrases.ts";
import { type FrameMessage, PlayerLink } from "./player-link.ts";
import type { Loaded, Result, View } from "./protocol.ts";
import { RunPanel } from "./run-panel.ts";
import { type Program, recallProgram, rememberProgram } from "./saved.ts";
import { StdinBox } from "./stdin-box.ts";
import { strings } from "./strings.ts";
import { effectiveTheme, nextTheme, onThemeChange, startTheme } from "./theme.ts";

/** How long the frame may say nothing before the page says so. */
const silenceMs = 20_000;
/** How long typing rests before the text is remembered. */
const rememberAfterMs = 400;

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** What the picture shows. */
interface Shown {
  program: Program;
  settings: Settings;
  outcome: Outcome;
}

class Page {
  private readonly original: Program;
  private readonly player: PlayerLink;
  private readonly engine: Engine;
  private readonly loading = new Loading();
  private readonly narration = new Narration();
  private readonly output = new OutputPane(byId("printed"));
  private readonly table = new GoroutineTable(byId<HTMLDetailsElement>("table"), byId("rows"));
  private readonly address = new Address();
  private readonly controls: Controls;
  private readonly looking: Looking;
  private readonly panel: RunPanel;
  private readonly stdin: StdinBox;

  private editor: Editor | undefined;
  private shown: Shown;
  private settings: Settings;
  private loaded: Loaded | undefined;
  private view: View | undefined;
  private running = false;
  private runs = 0;
  private fromEarlierVisit = false;
  private playWhenLoaded = false;
  private heardOfPlayer = false;
  private pictureFailed = false;
  private uncovering = false;
  private rememberTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly data: PageData) {
    this.original = { texts: data.files.map((f) => f.text), stdin: "" };
    this.shown = { program: this.original, settings: data.settings, outcome: data.outcome };
    const wanted = readAddress(location.hash, data.settings);
    this.settings = wanted.settings;

    this.engine = new Engine(data.engine, (loaded, total) => {
      if (this.running) this.panel.showLoading(loaded, total);
    });
    this.player = new PlayerLink(data.player, data.title, (message) => this.onPlayer(message));
    this.looking = new Looking(data, this.player, this.settings);
    this.controls = new Controls(this.settings, {
      command: (name, arg) => this.player.command(name, arg),
      seek: (step) => this.player.command("seek", step),
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
      stop: () => this.engine.stop(),
      restore: () => this.restore(),
      goTo: (problem) => this.editor?.goTo(problem),
    });
    this.stdin = new StdinBox({
      changed: () => this.onEdit(),
      run: () => void this.run(true),
    });
    this.showSettingsLine();
    this.wireKeys();
    this.wireVersions();
    onThemeChange(() => this.setLook());
    reducedMotion.addEventListener("change", () => this.setLook());

    if (typeof WebAssembly !== "object") {
      this.pictureFailed = true;
      this.loading.failed(strings.noWebAssembly);
    } else {
      this.startPicture(wanted.step);
    }
    void this.startEditor();
  }

  // The picture.

  private startPicture(step: number | null): void {
    this.setLook();
    byId("picture").prepend(this.player.frame);
    setTimeout(() => {
      if (!this.heardOfPlayer) this.loading.failed(strings.pictureSilent);
    }, silenceMs);
    const start = step ?? this.data.startAt;
    if (sameSettings(this.settings, this.data.settings)) {
      void this.loadRecording(start);
    } else {
      // The address asks for another run than the recorded one; only when
      // that fails is the recorded one shown, with its own settings.
      void this.run(false, start).then((ran) => {
        if (ran || this.running || this.loaded) return;
        this.settings = this.data.settings;
        this.controls.showSettings(this.settings);
        this.looking.showProcsFor(this.settings);
        void this.loadRecording(start);
      });
    }
  }

  private async loadRecording(step: number): Promise<void> {
    const id = ++this.runs;
    try {
      const response = await fetch(this.data.trace);
      if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
      const trace = new Uint8Array(await response.arrayBuffer());
      if (id !== this.runs) return;
      this.shown = { program: this.original, settings: this.data.settings, outcome: this.data.outcome };
      this.player.load(trace, step);
      this.showSettingsLine();
      this.showCodeState();
    } catch (error) {
      this.loading.failed(strings.noTrace(String(error)));
    }
  }

  private setLook(): void {
    this.player.setLook({
      theme: effectiveTheme(),
      reduced: reducedMotion.matches,
      scale: 1,
    });
  }

  private onPlayer(message: FrameMessage): void {
    this.heardOfPlayer = true;
    switch (message.type) {
      case "progress":
        this.loading.progress(message.loaded, message.total);
        break;
      case "ready":
        break;
      case "loaded":
        this.loaded = message;
        this.output.load(message.outputs);
        this.controls.setPicture(true, message.steps);
        if (this.playWhenLoaded) this.player.command("play");
        this.playWhenLoaded = false;
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
        act(message.key, message.shift, this.keyActions);
        break;
      case "failed":
        if (message.fatal) {
          this.pictureFailed = true;
          this.controls.setPicture(false);
          this.loading.failed(strings.noPicture(message.message));
          // A dead canvas would still take the focus.
          this.player.frame.remove();
        } else {
          this.panel.say(strings.pictureTrouble(message.message), "bad");
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
    this.controls.showStep(view.step, steps, view.playing, textOf(view.narration));
    this.controls.showSpeed(view.speed);
    this.table.show(view.states, this.loaded?.goroutines ?? 0);
    this.looking.showView(view);
    this.showMarkers();
    this.address.show(fragmentOf(view.step, this.shown.settings, this.data.settings));
    byId("player").dataset["step"] = String(view.step);
    if (this.loaded && !this.uncovering) this.uncover();
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
    element.textContent = ended ? strings.outcome(this.shown.outcome) : "";
    element.classList.toggle("bad", this.shown.outcome.exitStatus !== 0);
  }

  private seekEnd(): void {
    if (this.loaded) this.player.command("seek", this.loaded.steps);
  }

  // The code.

  private async startEditor(): Promise<void> {
    const { Editor } = await import("./editor.ts");
    const program = recallProgram(this.data.name, this.original.texts.length) ?? this.original;
    this.fromEarlierVisit = !samePrograms(program, this.original);
    this.stdin.show(program.stdin);
    this.editor = new Editor(byId("editor"), this.data.files, program.texts, {
      changed: () => {
        this.panel.setProblems([]);
        this.onEdit();
        this.showMarkers();
      },
      run: () => void this.run(true),
      focused: () => {
        // Ready by the time the first edit is.
        if (typeof WebAssembly === "object") this.engine.warm().catch(() => {});
      },
      fileShown: (index) => this.showTab(index),
    });
    for (const tab of byId("tabs").querySelectorAll<HTMLElement>(".tab")) {
      tab.addEventListener("click", () => this.editor?.showFile(Number(tab.dataset["file"])));
    }
    this.showTab(0);
    this.showCodeState();
    this.showMarkers();
  }

  private program(): Program {
    return this.editor ? { texts: this.editor.texts(), stdin: this.stdin.text } : this.original;
  }

  private onEdit(): void {
    if (!this.editor) return;
    this.showCodeState();
    clearTimeout(this.rememberTimer);
    this.rememberTimer = setTimeout(() => this.rememberCode(), rememberAfterMs);
  }

  private rememberCode(): void {
    clearTimeout(this.rememberTimer);
    // What is remembered is not in the editor yet.
    if (!this.editor) return;
    const program = this.program();
    rememberProgram(this.data.name, samePrograms(program, this.original) ? null : program);
  }

  /** Says whose version this is and whether the picture belongs to it. */
  private showCodeState(): void {
    const program = this.program();
    const yours = !samePrograms(program, this.original);
    if (!yours) this.fromEarlierVisit = false;
    this.panel.setYours(yours, this.fromEarlierVisit);
    if (!this.running) this.panel.say(this.difference(program));
    this.showVersion(program.texts[0] ?? "");
    this.stdin.setHidden(!this.editor || this.editor.hasStdin());
    this.nameTabs();
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
    this.editor?.mark(markers, cut, this.loaded?.files ?? [], reducedMotion.matches);
  }

  private restore(): void {
    if (this.running) {
      this.engine.stop();
      this.runs++;
      this.running = false;
      this.panel.setRunning(false);
    }
    this.editor?.replace(this.original.texts);
    this.stdin.show(this.original.stdin);
    this.rememberCode();
    if (sameSettings(this.settings, this.data.settings)) {
      if (!samePrograms(this.shown.program, this.original)) void this.loadRecording(this.data.startAt);
      this.showCodeState();
    } else {
      void this.run(false);
    }
  }

  private showTab(index: number): void {
    for (const tab of byId("tabs").querySelectorAll<HTMLElement>(".tab")) {
      const on = Number(tab.dataset["file"]) === index;
      tab.classList.toggle("on", on);
      if (tab.getAttribute("role") === "tab") tab.setAttribute("aria-selected", String(on));
    }
  }

  /** The one tab of a text with several files says so, since the name is none of theirs. */
  private nameTabs(): void {
    const [tab, ...others] = byId("tabs").querySelectorAll<HTMLElement>(".tab");
    if (!tab || others.length > 0) return;
    tab.textContent = this.editor?.isArchive(0) ? strings.archive : (this.data.files[0]?.name ?? "");
  }

  // The run.

  /** Runs the code as it is with the settings as they are; false: nothing new is shown. */
  private async run(play: boolean, step = 0): Promise<boolean> {
    const program = this.program();
    const settings = this.settings;
    // A run that a newer one has replaced has nothing to say any more.
    const id = ++this.runs;
    this.running = true;
    if (play) {
      this.fromEarlierVisit = false;
      this.showCodeState();
    }
    this.panel.setProblems([]);
    this.editor?.setProblems([]);
    this.panel.setRunning(true);
    this.rememberCode();
    let result: Result;
    try {
      result = await this.engine.run({
        names: this.data.files.map((f) => f.name),
        texts: [...program.texts],
        stdin: program.stdin,
        procs: settings.procs,
        policy: settings.policy,
        seed: settings.seed,
        schedule: "",
      });
    } catch (error) {
      if (id === this.runs) this.endRun(error);
      return false;
    }
    if (id !== this.runs) return false;
    this.running = false;
    this.panel.setRunning(false);
    if (!result.data) {
      const problems = result.diagnostics ?? [];
      this.panel.say(problems.length > 0 ? strings.problems(problems.length) : result.message, "bad");
      this.panel.setProblems(problems);
      this.editor?.setProblems(problems);
      return false;
    }
    this.shown = { program, settings, outcome: result };
    this.fromEarlierVisit = false;
    this.playWhenLoaded = play && !reducedMotion.matches;
    this.player.load(result.data, step);
    this.showSettingsLine();
    this.showCodeState();
    if (this.pictureFailed) this.panel.say(strings.outcome(result));
    return true;
  }

  private endRun(error: unknown): void {
    this.running = false;
    this.panel.setRunning(false);
    if (error instanceof Stopped) this.panel.say(strings.stopped);
    else if (error instanceof Died) this.panel.say(strings.engineDied, "bad");
    else this.panel.say(strings.engineMissing(error instanceof Error ? error.message : String(error)), "bad");
  }

  private showSettingsLine(): void {
    byId("settings-line").textContent = strings.settingsLine(this.shown.settings);
  }

  // The switch between the rules for loop variables.

  private wireVersions(): void {
    if (!this.data.versionSwitch) return;
    byId("versions").addEventListener("change", (event) => {
      if (!(event.target instanceof HTMLInputElement) || !this.editor) return;
      const [first = "", ...rest] = this.program().texts;
      this.editor.replace([withLanguage(first, event.target.value), ...rest]);
      void this.run(true);
    });
  }

  private showVersion(text: string): void {
    if (!this.data.versionSwitch) return;
    const version = languageOf(text);
    for (const input of byId("versions").querySelectorAll("input")) input.checked = input.value === version;
  }

  // The keys.

  private readonly keyActions: KeyActions = {
    command: (name, arg) => this.player.command(name, arg),
    seekTenth: (tenth) => {
      if (this.loaded) this.player.command("seek", Math.round((this.loaded.steps * tenth) / 10));
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
        case "leave":
          if (!this.looking.escape() && document.activeElement instanceof HTMLElement) document.activeElement.blur();
      }
    },
  };

  private wireKeys(): void {
    fillHelp();
    byId("help-button").addEventListener("click", openHelp);
    listenToKeys(byId("player"), this.keyActions);
  }
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}

function samePrograms(a: Program, b: Program): boolean {
  return sameTexts(a.texts, b.texts) && a.stdin === b.stdin;
}

function toggleFullscreen(element: HTMLElement): void {
  // Refused where the browser or the embedding page does not allow it; then
  // the page just stays as it is.
  const done = document.fullscreenElement ? document.exitFullscreen() : element.requestFullscreen?.();
  done?.catch(() => {});
}

startTheme();
new Page(readPageData());
