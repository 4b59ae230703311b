// Every text that the scripts of goroutine-vs-thread put on the page.
import type { LimitID, SystemID } from "./facts.ts";
import { bytes, duration, integer, share } from "./format.ts";

const plural = (n: number, one: string) => `${integer(n)} ${one}${n === 1 ? "" : "s"}`;
const goroutines = (n: number) => plural(n, "goroutine");
const threads = (n: number) => plural(n, "thread");
const workers = (n: number) => plural(n, "worker");

/** A system in a sentence. */
const systemNames: Record<SystemID, string> = { linux: "Linux", windows: "Windows", macos: "macOS" };

const limitNames: Record<LimitID, string> = {
  maps: "vm.max_map_count",
  user: "ulimit -u",
  "threads-max": "kernel.threads-max",
  "pid-max": "kernel.pid_max",
  task: "kern.num_taskthreads",
  memory: "the memory itself",
  addresses: "the address space",
};

export const strings = {
  goroutines,
  threads,
  goroutineText: (stack: number, descriptor: number) =>
    `of memory, ${bytes(stack)} of stack and ${bytes(descriptor)} of descriptor for each`,
  reservedText: (each: number) => `of addresses reserved, ${bytes(each)} for each. That is not memory yet`,
  touchedText: (each: number) => `of memory touched, ${bytes(each)} for each that only waits`,
  ofMemory: (part: number, memory: number) =>
    part <= memory ? `${share(part, memory)} of your memory` : `${bytes(part - memory)} more than you have`,

  sliderValue: (n: number, goroutine: number, reserved: number) =>
    `${integer(n)}: goroutines ${bytes(n * goroutine)}, threads ${bytes(n * reserved)} reserved`,
  badAmount: "A whole number from 1 to 1,000,000.",

  verdict: {
    bothFit: (ratio: number) => `Both fit. A thread takes ${integer(ratio)} times the memory of a goroutine, before it has done anything.`,
    onlyAddresses: (reserved: number) => ` That ${bytes(reserved)} are reserved does no harm: a process has 128\u00a0TB of addresses.`,
    threadsStop: (n: number, at: number, limit: string, name: string) =>
      `${goroutines(n)} fit. ${threads(n)} do not: ${name}, as it usually is set, stops at about ${integer(at)} (${limit}).`,
    threadsTooLarge: (n: number) => `${goroutines(n)} fit. ${threads(n)} do not: the memory they touch is more than you have.`,
    neither: (n: number) => `Neither fits: ${integer(n)} are too many for this memory, of whichever kind.`,
  },

  systemNames,
  limitNames,
  limitReached: "reached",
  limitWhy: {
    maps: "memory areas that one process may have, 65,530 by default; the stack of a thread and the guard page below it are two [6]",
    user: "threads that one user may have; half of threads-max by default",
    "threads-max": "set when the kernel starts: kernel stacks may fill an eighth of the memory [6]",
    "pid-max": "every thread needs a number of its own: at most 2²² on 64-bit Linux, where it is not left at 32,768 [6]",
    task: "threads that one process may have: 2,048 to some thousand, by the Mac; sysctl tells yours",
    memory: "divided by the 28 KB that a waiting thread has touched [7]",
    addresses: "128 TB for a process on x86-64, divided by what each reserves: the last to be used up",
  } satisfies Record<LimitID, string>,
  noLimit: "Windows sets no number: its threads end when memory that must not be promised twice, the commit limit, is used up [3].",

  drawing: {
    goroutines: "goroutines",
    threads: "threads",
    memory: "your memory",
    reserved: (n: string) => `${n} reserved`,
    touched: (n: string) => `${n} touched`,
    raised: "goroutines: less than a pixel",
    scale: (n: number) => `this square is ${bytes(n)}`,
    enlarged: (times: number) => `enlarged ${integer(times)} times`,
    described: (n: number, goroutine: number, reserved: number, touched: number, memory: number) =>
      `To scale: ${goroutines(n)} take ${bytes(n * goroutine)}; ${threads(n)} reserve ${bytes(n * reserved)} and touch ${bytes(n * touched)}; the memory is ${bytes(memory)}.`,
  },

  start: (n: number) => `Start ${goroutines(n)}`,
  loadingProgram: (loaded: number, total: number) => `Loading the program… ${bytes(loaded)} of ${bytes(total)}`,
  starting: (n: number) => `Starting ${goroutines(n)}…`,
  startedSoFar: (started: number, n: number) => `${integer(started)} of ${integer(n)}`,
  measuring: (n: number) => `${goroutines(n)} are blocked. Measuring…`,
  idle: "Nothing has been started yet.",
  counted: (n: number, each: number, sys: number, totalNs: number) =>
    `${goroutines(n)}: started, blocked, woken and done in ${duration(totalNs)}. ` +
    (n < 100 ? "Too few to be measured one by one." : `Each took ${integer(each)} bytes; the program had ${bytes(sys)}.`),
  stopped: (started: number, n: number) =>
    `Stopped after ${integer(started)} of ${goroutines(n)}. Their memory is free again.`,
  died: (started: number, n: number, each: number) =>
    `The program ended at about ${goroutines(started)}; most likely there was no more memory: at ${integer(each)} bytes each, ${integer(n)} need ${bytes(n * each)}.`,
  pageDied: (n: number) => `The last time, this page did not survive ${goroutines(n)}: your browser ran out of memory. Try fewer.`,
  programMissing: (why: string) => `The program could not be loaded: ${why}.`,
  largeRun: (need: number) => `This will take about ${bytes(need)} of memory while it runs. A phone may not have it to give.`,
  noWebAssembly: "Measuring needs WebAssembly, which this browser does not offer.",

  notRun: "not run",
  eachBytes: (n: number) => `${integer(n)}\u00a0B`,
  tooFew: "too few to tell",
  gaugeTitle: (stack: number, rest: number) => `${integer(stack)} bytes of stack, ${integer(rest)} bytes beside it`,
  duration,

  startWorkers: (k: number) => `Start ${workers(k)}`,
  startingWorkers: (k: number) => `Starting ${workers(k)}…`,
  workersStarted: (k: number, totalMs: number, goroutineNs: number | null) => {
    const each = (totalMs * 1e6) / k;
    const compared =
      goroutineNs === null ? "" : ` A goroutine took ${duration(goroutineNs)} here: ${integer(each / goroutineNs)} times less.`;
    return `${workers(k)} answered after ${duration(totalMs * 1e6)}, ${duration(each)} for each.${compared}`;
  },
  workersFailed: (done: number, k: number) => `Only ${integer(done)} of ${workers(k)} started; your browser refused the others.`,
  workersStopped: "Stopped; all workers are ended.",
};
