// Starts Web Workers: as near to threads as a page gets.

/** How many answered, and how long that took. */
export interface WorkersStarted {
  started: number;
  ms: number;
}

const script = "onmessage = () => postMessage(0)";

/** Starts k workers at once, waits until each has answered, and ends them. */
export async function startWorkers(k: number, signal: AbortSignal): Promise<WorkersStarted> {
  // From a blob: what is measured is the start, not the way to the server.
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const workers: Worker[] = [];
  const begin = performance.now();
  const start = (): Promise<boolean> =>
    new Promise((resolve) => {
      const worker = new Worker(url);
      workers.push(worker);
      worker.onmessage = () => resolve(true);
      worker.onerror = () => resolve(false);
      signal.addEventListener("abort", () => resolve(false));
      worker.postMessage(0);
    });
  try {
    const answers = await Promise.all(Array.from({ length: k }, start));
    return { started: answers.filter(Boolean).length, ms: performance.now() - begin };
  } finally {
    for (const worker of workers) worker.terminate();
    URL.revokeObjectURL(url);
  }
}
