// The interpreter in its Web Worker, as the page sees it: warm it, run a
// program, stop it. A run is stopped by ending the worker; the compiled
// program is kept, so that the next worker starts at once.
import type { EngineFiles } from "./data.ts";
import type { FromEngine, Result, Run, ToEngine } from "./protocol.ts";
import { compileProgram, type Progress } from "./wasm.ts";

/** The page starts the worker with the compiled program. */
export interface WorkerStart {
  exec: string;
  module: WebAssembly.Module;
  /** The program prints nothing but why it dies: it is ended at the first line. */
  silent?: boolean;
}

/** The worker's shell says that the program is gone. */
export interface WorkerFailed {
  type: "failed";
  message: string;
}

/** The run was stopped by the user. */
export class Stopped extends Error {}
/** The worker ended by itself during a run. */
export class Died extends Error {}

interface Waiting {
  id: number;
  resolve(result: Result): void;
  reject(error: Error): void;
}

export class Engine {
  private module: Promise<WebAssembly.Module> | undefined;
  private worker: Worker | undefined;
  private ready: Promise<Worker> | undefined;
  private abandon: ((error: Error) => void) | undefined;
  private waiting: Waiting | undefined;
  private lastID = 0;

  constructor(
    private readonly files: EngineFiles,
    private readonly progress: Progress,
  ) {}

  /** Fetches, compiles and starts the interpreter, unless that has happened. */
  warm(): Promise<Worker> {
    if (this.ready) return this.ready;
    const attempt: Promise<Worker> = this.start().catch((error: unknown) => {
      // A later attempt may be under way already; leave that alone.
      if (this.ready === attempt) this.discard();
      throw error;
    });
    this.ready = attempt;
    return attempt;
  }

  /** Runs a program. A run that is still going on is stopped. */
  async run(request: Omit<Run, "type" | "id">): Promise<Result> {
    this.stop();
    const id = ++this.lastID;
    // Registered before the worker is there, so that stop() reaches a run
    // that is still waiting for it.
    const result = new Promise<Result>((resolve, reject) => {
      this.waiting = { id, resolve, reject };
    });
    this.warm().then(
      (worker) => {
        if (this.waiting?.id !== id) return;
        const message: ToEngine = { type: "run", id, ...request };
        worker.postMessage(message);
      },
      (error: unknown) => this.fail(id, error instanceof Error ? error : new Error(String(error))),
    );
    return result;
  }

  /** Ends the run that is going on and warms a new worker. */
  stop(): void {
    if (!this.waiting) return;
    const { id } = this.waiting;
    this.fail(id, new Stopped());
    if (this.worker) {
      this.discard();
      this.warm().catch(() => {
        // Reported by the next run.
      });
    }
  }

  private async start(): Promise<Worker> {
    this.module ??= compileProgram(
      {
        url: this.files.wasm,
        bytes: this.files.wasmBytes,
        gzUrl: this.files.wasmGz,
        gzBytes: this.files.wasmGzBytes,
      },
      this.progress,
    ).catch((error: unknown) => {
      this.module = undefined;
      throw error;
    });
    const module = await this.module;
    const worker = new Worker(this.files.worker);
    this.worker = worker;
    await new Promise<void>((resolve, reject) => {
      this.abandon = reject;
      worker.onmessage = ({ data }: MessageEvent<FromEngine | WorkerFailed>) => {
        if (this.worker !== worker) return;
        switch (data.type) {
          case "ready":
            resolve();
            break;
          case "result":
            if (this.waiting?.id === data.id) {
              this.waiting.resolve(data);
              this.waiting = undefined;
            }
            break;
          case "failed":
            this.lost(data.message);
        }
      };
      worker.onerror = (event) => {
        event.preventDefault();
        if (this.worker === worker) this.lost(event.message || "the worker could not start");
      };
      const exec = new URL(this.files.exec, document.baseURI).href;
      worker.postMessage({ exec, module } satisfies WorkerStart);
    });
    return worker;
  }

  private lost(message: string): void {
    const id = this.waiting?.id;
    this.discard();
    if (id !== undefined) this.fail(id, new Died(message));
  }

  private discard(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.ready = undefined;
    this.abandon?.(new Died());
    this.abandon = undefined;
  }

  private fail(id: number, error: Error): void {
    if (this.waiting?.id !== id) return;
    this.waiting.reject(error);
    this.waiting = undefined;
  }
}
