// The program that starts goroutines and measures them, in a Web Worker of its
// own for each run: ending it is how a run is stopped, and how its memory goes
// back to the browser.
import { Died, Stopped, type WorkerFailed, type WorkerStart } from "../engine.ts";
import type { Counted, FromMeasure, ToMeasure } from "../protocol.ts";
import { compileProgram, type Program, type Progress } from "../wasm.ts";

/** What the page is told of the program: its files, by their URLs. */
export interface MeasureFiles extends Program {
  worker: string;
  exec: string;
}

export interface MeasureEvents {
  loading: Progress;
  starting(): void;
  started(n: number): void;
}

export class Measurement {
  private module: Promise<WebAssembly.Module> | undefined;
  private end: ((error: Error) => void) | undefined;

  constructor(
    private readonly files: MeasureFiles,
    private readonly on: MeasureEvents,
  ) {}

  /** Starts goroutines and measures them. Fails with Stopped or Died, or because the program cannot be had. */
  async run(goroutines: number): Promise<Counted> {
    this.stop();
    let worker: Worker | undefined;
    let over = false;
    const ended = new Promise<never>((_, reject) => {
      this.end = reject;
    });
    const counted = async (): Promise<Counted> => {
      const module = await this.load();
      // Stopped while the program was still on its way.
      if (over) throw new Stopped();
      worker = new Worker(this.files.worker);
      return this.talk(worker, module, goroutines);
    };
    try {
      return await Promise.race([ended, counted()]);
    } finally {
      over = true;
      worker?.terminate();
    }
  }

  /** Ends the run that is going on. */
  stop(): void {
    this.end?.(new Stopped());
    this.end = undefined;
  }

  private load(): Promise<WebAssembly.Module> {
    this.module ??= compileProgram(this.files, this.on.loading).catch((error: unknown) => {
      this.module = undefined;
      throw error;
    });
    return this.module;
  }

  private talk(worker: Worker, module: WebAssembly.Module, goroutines: number): Promise<Counted> {
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FromMeasure | WorkerFailed>) => {
        switch (data.type) {
          case "ready":
            this.on.starting();
            worker.postMessage({ type: "count", goroutines } satisfies ToMeasure);
            break;
          case "counting":
            this.on.started(data.started);
            break;
          case "counted":
            resolve(data);
            break;
          case "failed":
            reject(new Died(data.message));
        }
      };
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Died(event.message));
      };
      const exec = new URL(this.files.exec, document.baseURI).href;
      // When memory runs out, Go would print where each goroutine is; when
      // there are a million, for many minutes.
      worker.postMessage({ exec, module, silent: true } satisfies WorkerStart);
    });
  }
}
