// The interpreter in its Web Worker, as the page sees it: warm it, run a
// program, stop it. A run is stopped by ending the worker; the compiled
// program is kept, so that the next worker starts at once.
import type { EngineFiles } from "./data.ts";
import type { Check, CheckDone, Checked, FromEngine, Result, Run, ToEngine } from "./protocol.ts";
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

/** What somebody waits for: the answer to the message of that number. */
interface Waiting {
  id: number;
  answer(message: Result | CheckDone): void;
  checked(message: Checked): void;
  reject(error: Error): void;
}

export class Engine {
  private module: Promise<WebAssembly.Module> | undefined;
  private worker: Worker | undefined;
  private ready: Promise<Worker> | undefined;
  private abandon: ((error: Error) => void) | undefined;
  private waiting: Waiting | undefined;
  private lastID = 0;
  private started = false;

  constructor(
    private readonly files: EngineFiles,
    private readonly progress: Progress,
  ) {}

  /** Whether a program can be run at once. */
  get isReady(): boolean {
    return this.started;
  }

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
  run(request: Omit<Run, "type" | "id">): Promise<Result> {
    return this.ask<Result>((id) => ({ type: "run", id, ...request }));
  }

  /** Runs a program in many schedules and tells the verdict on each run when it is there. A run that is still going on is stopped. */
  check(request: Omit<Check, "type" | "id">, checked: (verdict: Checked) => void): Promise<CheckDone> {
    return this.ask<CheckDone>((id) => ({ type: "check", id, ...request }), checked);
  }

  private ask<Answer extends Result | CheckDone>(message: (id: number) => ToEngine, checked: (verdict: Checked) => void = () => {}): Promise<Answer> {
    this.stop();
    const id = ++this.lastID;
    // Registered before the worker is there, so that stop() reaches a run
    // that is still waiting for it.
    const answer = new Promise<Answer>((resolve, reject) => {
      this.waiting = { id, answer: (m) => resolve(m as Answer), checked, reject };
    });
    this.warm().then(
      (worker) => {
        if (this.waiting?.id === id) worker.postMessage(message(id));
      },
      (error: unknown) => this.fail(id, error instanceof Error ? error : new Error(String(error))),
    );
    return answer;
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
            this.started = true;
            resolve();
            break;
          case "checked":
            if (this.waiting?.id === data.id) this.waiting.checked(data);
            break;
          case "result":
          case "checkDone":
            if (this.waiting?.id === data.id) {
              this.waiting.answer(data);
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
    this.started = false;
    this.abandon?.(new Died());
    this.abandon = undefined;
  }

  private fail(id: number, error: Error): void {
    if (this.waiting?.id !== id) return;
    this.waiting.reject(error);
    this.waiting = undefined;
  }
}
