// The page of an exercise: its editor, the checks in many schedules, and what
// they have found.
import type { Editor } from "../editor.ts";
import { byId } from "../elements.ts";
import { Died, Engine, Stopped } from "../engine.ts";
import { showProblems } from "../problems.ts";
import type { CheckDone, Diagnostic } from "../protocol.ts";
import { showStatus } from "../status.ts";
import { strings } from "../strings.ts";
import { startTheme } from "../theme.ts";
import { compare, hideComparison } from "./comparison.ts";
import { type ExerciseData, programName, readData, testsName } from "./data.ts";
import { startAnswer, startHints } from "./hints.ts";
import { keep, progressOf } from "./progress.ts";
import { Results } from "./results.ts";
import { words } from "./strings.ts";
import { type Files, Watch } from "./watch.ts";

/** How long typing rests before the text is kept. */
const keepAfterMs = 400;

/** A program that runs into a limit in so many schedules, one after the other, does not end in the others either. */
const maxGivenUp = 3;

class ExercisePage {
  private readonly data = readData<ExerciseData>();
  private readonly engine = new Engine(this.data.engine, (loaded, total) => {
    this.loading = loaded < total ? strings.loadingEngine(loaded, total) : strings.startingEngine;
    if (this.checking) showStatus(this.loading, { progress: true });
  });
  /** How far the interpreter is, until it is ready. */
  private loading = strings.startingEngine;
  private readonly results = new Results(this.data.runs, (run, verdict) => {
    if (this.checked) this.watch.show(this.checked, run, verdict).catch((error: unknown) => this.fail(error));
  });
  private readonly watch = new Watch(this.engine);
  private readonly checkButton = byId<HTMLButtonElement>("check");
  private readonly stopButton = byId<HTMLButtonElement>("stop");
  private readonly resetButton = byId<HTMLButtonElement>("reset");
  private editor: Editor | undefined;
  /** The editor is there. */
  private readonly started: Promise<void>;
  private checking = false;
  /** What the results are about. */
  private checked: Files | undefined;
  private keepTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    startHints(this.data.name);
    startAnswer(this.data.name);
    this.checkButton.addEventListener("click", () => void this.check());
    this.stopButton.addEventListener("click", () => this.engine.stop());
    this.resetButton.addEventListener("click", () => {
      this.editor?.replace([this.data.starter, this.data.tests]);
      this.keepCode();
    });
    if (typeof WebAssembly !== "object") {
      this.checkButton.disabled = true;
      this.say(words.noWebAssembly);
    }
    this.started = this.startEditor();
    this.warmWhenIdle();
  }

  /** Whoever opens an exercise will run its checks: the interpreter is loaded when the page has nothing else to do. */
  private warmWhenIdle(): void {
    const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
    if (connection?.saveData) return;
    const idle = (then: () => void): unknown => (typeof requestIdleCallback === "function" ? requestIdleCallback(then) : setTimeout(then, 1000));
    const whenLoaded = (): unknown => idle(() => this.warm());
    if (document.readyState === "complete") whenLoaded();
    else addEventListener("load", whenLoaded, { once: true });
  }

  private warm(): void {
    // A failure is told when the checks are run.
    if (typeof WebAssembly === "object") this.engine.warm().catch(() => {});
  }

  // The code.

  private async startEditor(): Promise<void> {
    const { Editor } = await import("../editor.ts");
    const { starter, tests } = this.data;
    const files = [{ name: programName, text: starter }, { name: testsName, text: tests, fixed: true }];
    this.editor = new Editor(byId("editor"), files, [progressOf(this.data.name).code ?? starter, tests], false, {
      changed: () => this.onEdit(),
      run: () => void this.check(),
      focused: () => this.warm(),
      fileShown: (index) => this.showTab(index),
    });
    for (const tab of byId("tabs").querySelectorAll<HTMLElement>(".tab")) {
      tab.addEventListener("click", () => this.editor?.showFile(Number(tab.dataset["file"])));
    }
    this.showReset();
  }

  private showTab(index: number): void {
    for (const tab of byId("tabs").querySelectorAll<HTMLElement>(".tab")) {
      const on = Number(tab.dataset["file"]) === index;
      tab.classList.toggle("on", on);
      tab.setAttribute("aria-selected", String(on));
    }
  }

  private code(): string {
    return this.editor?.texts()[0] ?? this.data.starter;
  }

  private onEdit(): void {
    if (!this.editor) return;
    this.setProblems([]);
    this.showReset();
    if (!this.checking) this.say(this.isOutdated() ? words.edited : "");
    clearTimeout(this.keepTimer);
    this.keepTimer = setTimeout(() => this.keepCode(), keepAfterMs);
  }

  /** The results are about another text than the one in the editor. */
  private isOutdated(): boolean {
    return this.checked !== undefined && this.checked.texts[0] !== this.code();
  }

  private showReset(): void {
    this.resetButton.hidden = this.code() === this.data.starter;
  }

  private keepCode(): void {
    clearTimeout(this.keepTimer);
    // What is kept is not in the editor yet.
    if (!this.editor) return;
    const code = this.code() === this.data.starter ? null : this.code();
    if (progressOf(this.data.name).code !== code) keep(this.data.name, { code });
  }

  // The checks.

  private async check(): Promise<void> {
    if (this.checking || this.checkButton.disabled) return;
    this.setChecking(true);
    try {
      await this.started;
    } catch (error) {
      this.fail(error);
      this.setChecking(false);
      return;
    }
    this.keepCode();
    const files: Files = { names: [programName, testsName], texts: [this.code(), this.data.tests] };
    this.checked = files;
    showStatus(this.engine.isReady ? "" : this.loading, { progress: true });
    this.setProblems([]);
    this.watch.hide();
    hideComparison();
    this.results.begin();
    let givenUp = 0;
    try {
      const runs = this.data.runs.map(({ procs, policy, seed }) => ({ procs, policy, seed }));
      const done = await this.engine.check({ ...files, without: this.data.without, runs }, (verdict) => {
        this.say("");
        this.results.show(verdict);
        givenUp = verdict.outcome === "limit" ? givenUp + 1 : 0;
        if (givenUp === maxGivenUp) this.engine.stop();
      });
      const rewritten = this.data.rewrite && files.texts[0] !== this.data.starter;
      if (this.finish(done) && rewritten) await compare(this.engine, this.data.like, this.data.starter, files.texts[0] ?? "");
    } catch (error) {
      this.results.end();
      this.fail(error);
      if (error instanceof Stopped && givenUp === maxGivenUp) this.say(words.givenUp(givenUp), true);
    } finally {
      this.setChecking(false);
    }
    if (byId("problems").hidden && this.isOutdated()) this.say(words.edited);
  }

  /** Shows and keeps how the checks have ended; false: nothing was run. */
  private finish({ diagnostics }: CheckDone): boolean {
    if (diagnostics.length > 0) {
      this.results.hide();
      this.checked = undefined;
      this.say(words.problems(diagnostics.length), true);
      this.setProblems(diagnostics);
      return false;
    }
    const { name, runs } = this.data;
    const passed = this.results.end();
    const entry = progressOf(name);
    if (passed === runs.length && entry.solved === null) keep(name, { solved: today() });
    if (passed !== null && (entry.of !== runs.length || passed > entry.passed)) keep(name, { passed, of: runs.length });
    return true;
  }

  private fail(error: unknown): void {
    if (error instanceof Stopped) this.say("");
    else if (error instanceof Died) this.say(words.engineDied, true);
    else this.say(words.engineMissing(error instanceof Error ? error.message : String(error)), true);
  }

  private setChecking(checking: boolean): void {
    this.checking = checking;
    // The focus must not fall off the page with the button that had it.
    const focused = document.activeElement;
    this.checkButton.hidden = checking;
    this.stopButton.hidden = !checking;
    if (checking && focused === this.checkButton) this.stopButton.focus();
    if (!checking && focused === this.stopButton) this.checkButton.focus();
  }

  private setProblems(problems: readonly Diagnostic[]): void {
    showProblems(problems, (problem) => this.editor?.goTo(problem));
    this.editor?.setProblems(problems);
  }

  private say(text: string, bad = false): void {
    showStatus(text, { bad });
  }
}

function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

startTheme();
new ExercisePage();
