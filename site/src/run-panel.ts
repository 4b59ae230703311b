// What the code pane says about running the code: the state of the run, whose
// version this is, and the buttons for it.
import { byId } from "./elements.ts";
import { showStatus } from "./status.ts";
import { strings } from "./strings.ts";

export interface RunEvents {
  run(): void;
  stop(): void;
  restore(): void;
}

/** After this time a run that has not ended says how to stop it. */
const hintAfterMs = 2000;

export class RunPanel {
  private readonly runButton = byId<HTMLButtonElement>("run");
  private readonly stopButton = byId<HTMLButtonElement>("stop");
  private readonly restoreButton = byId<HTMLButtonElement>("reset");
  private readonly yours = byId("yours");
  private hint: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly on: RunEvents) {
    this.runButton.addEventListener("click", () => this.on.run());
    this.stopButton.addEventListener("click", () => this.on.stop());
    this.restoreButton.addEventListener("click", () => this.on.restore());
    byId("restore").addEventListener("click", () => this.on.restore());
  }

  say(text: string, tone: "plain" | "bad" = "plain"): void {
    showStatus(text, { bad: tone === "bad" });
  }

  setRunning(running: boolean): void {
    clearTimeout(this.hint);
    // The focus must not fall off the page with the button that had it.
    const focused = document.activeElement;
    this.runButton.hidden = running;
    this.stopButton.hidden = !running;
    if (running && focused === this.runButton) this.stopButton.focus();
    if (!running && focused === this.stopButton) this.runButton.focus();
    if (running) {
      this.say(strings.running);
      this.hint = setTimeout(() => this.say(strings.stillRunning), hintAfterMs);
    }
  }

  /** How far the interpreter has come, while a run waits for it. */
  showLoading(loaded: number, total: number): void {
    clearTimeout(this.hint);
    showStatus(loaded < total ? strings.loadingEngine(loaded, total) : strings.startingEngine, { progress: true });
    if (loaded >= total) this.hint = setTimeout(() => this.say(strings.stillRunning), hintAfterMs);
  }

  /** Whether the code differs from the scenario's, with a banner when it comes from an earlier visit. */
  setYours(yours: boolean, banner: boolean, words: string): void {
    byId("yours-words").textContent = words;
    this.restoreButton.hidden = !yours || banner;
    this.yours.hidden = !yours || !banner;
  }
}
