// The shell around a Go program in its Web Worker, that of the interpreter or of
// the measurement: a classic script, since wasm_exec.js is one. The page sends
// the compiled program; once that runs, it answers the messages of protocol.ts
// itself.
import type { WorkerFailed, WorkerStart } from "./engine.ts";

interface GoProgram {
  importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}
declare const Go: new () => GoProgram;
/** What wasm_exec.js gives programs to print with. */
declare const fs: { writeSync(fd: number, bytes: Uint8Array): number };
declare function importScripts(...urls: string[]): void;

// The DOM's types describe a window; a worker's postMessage has no target.
const post = postMessage as (message: WorkerFailed) => void;

onmessage = async ({ data }: MessageEvent<WorkerStart>) => {
  onmessage = null;
  try {
    importScripts(data.exec);
    const go = new Go();
    if (data.silent) {
      fs.writeSync = (_, bytes) => {
        throw new Error(new TextDecoder().decode(bytes));
      };
    }
    const instance = await WebAssembly.instantiate(data.module, go.importObject);
    await go.run(instance);
    post({ type: "failed", message: "the program ended" });
  } catch (error) {
    post({ type: "failed", message: String(error) });
  }
};
