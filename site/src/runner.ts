// The runs of the code pane's program, one at a time: the newest counts, and
// how it goes is said above the code.
import type { PageData, Settings } from "./data.ts";
import { Died, Engine, Stopped } from "./engine.ts";
import type { Result } from "./protocol.ts";
import type { RunPanel } from "./run-panel.ts";
import type { Program } from "./saved.ts";
import { strings } from "./strings.ts";

export class Runner {
  private readonly engine: Engine;
  private newest = 0;
  /** A run is under way. */
  running = false;

  /** trouble is told what went wrong outside of the program. */
  constructor(
    private readonly data: PageData,
    private readonly panel: RunPanel,
    private readonly trouble: (sentence: string) => void,
  ) {
    this.engine = new Engine(data.engine, (loaded, total) => {
      if (this.running) panel.showLoading(loaded, total);
    });
  }

  /** Makes the interpreter ready before it is needed. */
  warm(): void {
    if (typeof WebAssembly === "object") this.engine.warm().catch(() => {});
  }

  stop(): void {
    this.engine.stop();
  }

  /** Gives up the run that is under way: something else is wanted. */
  abandon(): void {
    if (!this.running) return;
    this.supersede();
    this.engine.stop();
    this.end();
  }

  /** Begins something that takes the place of all runs before it; the function returned says whether it is still the newest. */
  supersede(): () => boolean {
    const mine = ++this.newest;
    return () => mine === this.newest;
  }

  /** Runs a program. Undefined: it has no result, which is said, or a newer run has taken its place. */
  async run(program: Program, settings: Settings): Promise<Result | undefined> {
    const isNewest = this.supersede();
    this.running = true;
    this.panel.setRunning(true);
    try {
      const result = await this.engine.run({
        names: this.data.files.map((f) => f.name),
        texts: [...program.texts],
        stdin: program.stdin,
        procs: settings.procs,
        policy: settings.policy,
        seed: settings.seed,
        schedule: settings.schedule,
      });
      if (!isNewest()) return undefined;
      this.end();
      return result;
    } catch (error) {
      if (!isNewest()) return undefined;
      this.end();
      this.sayWhy(error);
      return undefined;
    }
  }

  private end(): void {
    this.running = false;
    this.panel.setRunning(false);
  }

  private sayWhy(error: unknown): void {
    if (error instanceof Stopped) {
      this.panel.say(strings.stopped);
      return;
    }
    const why = error instanceof Died ? strings.engineDied : strings.engineMissing(error instanceof Error ? error.message : String(error));
    this.panel.say(why, "bad");
    this.trouble(why);
  }
}
