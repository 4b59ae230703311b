// The live runs: goroutines, really started in the reader's browser, and Web
// Workers beside them.
import { byId } from "../elements.ts";
import { Died, Stopped } from "../engine.ts";
import { Measurement, type MeasureFiles } from "./measure.ts";
import { Results, fewest } from "./results.ts";
import { strings } from "./strings.ts";
import { startWorkers } from "./workers.ts";

/** The numbers that have a row and a button from the beginning. */
export const usual: readonly number[] = [1_000, 10_000, 100_000, 1_000_000];
/** From here on the reader is told before how much memory it takes. */
const largeBytes = 1 << 29;
/** What a goroutine was seen to take, until one has been measured here. */
const expectedBytes = 2_700;
/** Set while goroutines are started: if the page is loaded and it is there, the page before this one died of them. */
const marker = "gopark:counting";

export class Live {
  private readonly startButton = byId<HTMLButtonElement>("start");
  private readonly stopButton = byId<HTMLButtonElement>("stop");
  private readonly status = byId("live-status");
  private readonly progress = byId<HTMLProgressElement>("live-progress");
  private readonly soFar = byId("live-so-far");
  private readonly results = new Results(byId<HTMLTableSectionElement>("results"), usual);
  private readonly measurement: Measurement;
  private n = 1;
  private running = 0;
  private started = 0;
  private measuredBytes = expectedBytes;
  /** The time to start a goroutine, once it is known. */
  goroutineNs: number | null = null;

  constructor(files: MeasureFiles) {
    this.measurement = new Measurement(files, {
      loading: (loaded, total) => {
        this.progress.value = loaded / total;
        this.soFar.textContent = strings.loadingProgram(loaded, total);
      },
      starting: () => this.say(strings.starting(this.running)),
      started: (i) => this.showStarted(i),
    });
    this.startButton.addEventListener("click", () => void this.run());
    this.stopButton.addEventListener("click", () => this.measurement.stop());
    // Leaving the page is not dying of the run.
    addEventListener("pagehide", () => mark(null));
    const victim = mark();
    mark(null);
    this.say(victim === null ? strings.idle : strings.pageDied(victim), victim !== null);
  }

  /** The number that the button will start. */
  choose(n: number): void {
    this.n = n;
    this.startButton.textContent = strings.start(n);
    const need = n * expectedBytes;
    byId("live-note").textContent = need >= largeBytes ? strings.largeRun(need) : "";
  }

  private async run(): Promise<void> {
    const n = this.n;
    this.running = n;
    this.started = 0;
    this.busy(true);
    this.say("");
    mark(n);
    try {
      const c = await this.measurement.run(n);
      const each = (c.stackBytes + c.heapBytes) / n;
      if (n >= fewest) [this.measuredBytes, this.goroutineNs] = [each, c.startNs / n];
      this.results.show(c);
      this.say(strings.counted(n, each, c.sysBytes, c.startNs + c.endNs));
    } catch (error) {
      this.say(...this.explain(error, n));
    } finally {
      mark(null);
      this.busy(false);
    }
  }

  private explain(error: unknown, n: number): [text: string, bad: boolean] {
    if (error instanceof Stopped) return [strings.stopped(this.started, n), false];
    if (error instanceof Died) return [strings.died(this.started, n, this.measuredBytes), true];
    return [strings.programMissing(error instanceof Error ? error.message : String(error)), true];
  }

  private showStarted(i: number): void {
    this.started = i;
    this.progress.value = i / this.running;
    this.soFar.textContent = strings.startedSoFar(i, this.running);
    if (i === this.running) this.say(strings.measuring(i));
  }

  private busy(busy: boolean): void {
    const hadFocus = document.activeElement === this.startButton || document.activeElement === this.stopButton;
    this.startButton.hidden = busy;
    this.stopButton.hidden = !busy;
    if (hadFocus) (busy ? this.stopButton : this.startButton).focus();
    this.progress.value = 0;
    this.soFar.textContent = "";
    byId("live-progress-line").classList.toggle("on", busy);
    byId("live-note").classList.toggle("on", !busy);
  }

  private say(text: string, bad = false): void {
    this.status.textContent = text;
    this.status.classList.toggle("bad", bad);
  }
}

/** Reads the marker, or sets it to a number or to nothing. */
function mark(n?: number | null): number | null {
  try {
    if (n === null) sessionStorage.removeItem(marker);
    else if (n !== undefined) sessionStorage.setItem(marker, String(n));
    return Number(sessionStorage.getItem(marker)) || null;
  } catch {
    return null; // Storage is refused; nothing is remembered.
  }
}

export function liveWorkers(goroutineNs: () => number | null): void {
  const start = byId<HTMLButtonElement>("start-workers");
  const range = byId<HTMLInputElement>("workers");
  const status = byId("workers-status");
  let abort: AbortController | null = null;
  const label = () => (start.textContent = strings.startWorkers(Number(range.value)));
  range.addEventListener("input", label);
  label();
  start.addEventListener("click", async () => {
    if (abort) return;
    const k = Number(range.value);
    abort = new AbortController();
    status.textContent = strings.startingWorkers(k);
    const stop = byId<HTMLButtonElement>("stop-workers");
    const { signal } = abort;
    stop.disabled = false;
    stop.onclick = () => abort?.abort();
    const { started, ms } = await startWorkers(k, signal);
    abort = null;
    stop.disabled = true;
    status.textContent = signal.aborted
      ? strings.workersStopped
      : started < k
        ? strings.workersFailed(started, k)
        : strings.workersStarted(k, ms, goroutineNs());
  });
}
