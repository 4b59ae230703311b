// Every text that the scripts of goroutine-vs-thread put on the page, by name:
// as ../strings.ts.
import { say } from "../messages.ts";
import { most } from "./amount.ts";
import { touched, type LimitID, type SystemID } from "./facts.ts";
import { bytes, duration, exactBytes, share } from "./format.ts";

const addresses = 128 * 2 ** 40;

/** A system in a sentence. */
const systemNames: Record<SystemID, string> = { linux: "Linux", windows: "Windows", macos: "macOS" };

const goroutines = (n: number) => say("versus.goroutines", { n });
const threads = (n: number) => say("versus.threads", { n });
const ofMemory = (part: number, memory: number) =>
  part <= memory ? say("versus.ofMemory", { share: share(part, memory) }) : say("versus.moreThanMemory", { bytes: bytes(part - memory) });

export const strings = {
  goroutines,
  threads,
  goroutineText: (stack: number, descriptor: number, all: number, memory: number) =>
    say("versus.goroutineText", { stack: bytes(stack), descriptor: bytes(descriptor), part: ofMemory(all, memory) }),
  reservedText: (each: number) => say("versus.reservedText", { each: bytes(each) }),
  touchedText: (each: number, all: number, memory: number) => say("versus.touchedText", { each: bytes(each), part: ofMemory(all, memory) }),

  sliderValue: (n: number, goroutine: number, reserved: number) =>
    say("versus.sliderValue", { n, goroutines: bytes(n * goroutine), threads: bytes(n * reserved) }),
  get badAmount() {
    return say("versus.badAmount", { most });
  },

  verdict: {
    bothFit: (ratio: number) => say("versus.bothFit", { ratio: Math.round(ratio) }),
    onlyAddresses: (reserved: number) => say("versus.onlyAddresses", { bytes: bytes(reserved), addresses: bytes(addresses) }),
    threadsStop: (n: number, at: number, limit: string, system: string) => say("versus.threadsStop", { n, at: Math.round(at), limit, system }),
    threadsTooLarge: (n: number) => say("versus.threadsTooLarge", { n }),
    neither: (n: number) => say("versus.neither", { n }),
  },

  systemNames,
  get limitNames(): Record<LimitID, string> {
    return {
      maps: "vm.max_map_count",
      user: "ulimit -u",
      "threads-max": "kernel.threads-max",
      "pid-max": "kernel.pid_max",
      task: "kern.num_taskthreads",
      memory: say("versus.limit.memory"),
      addresses: say("versus.limit.addresses"),
    };
  },
  get limitReached() {
    return say("versus.limitReached");
  },
  get limitWhy(): Record<LimitID, string> {
    return {
      maps: say("versus.why.maps"),
      user: say("versus.why.user"),
      "threads-max": say("versus.why.threadsMax"),
      "pid-max": say("versus.why.pidMax"),
      task: say("versus.why.task"),
      memory: say("versus.why.memory", { each: bytes(touched) }),
      addresses: say("versus.why.addresses", { all: bytes(addresses) }),
    };
  },
  get noLimit() {
    return say("versus.noLimit");
  },

  drawing: {
    get goroutines() {
      return say("versus.drawing.goroutines");
    },
    get threads() {
      return say("versus.drawing.threads");
    },
    get memory() {
      return say("versus.drawing.memory");
    },
    reserved: (bytes: string) => say("versus.drawing.reserved", { bytes }),
    touched: (bytes: string) => say("versus.drawing.touched", { bytes }),
    get raised() {
      return say("versus.drawing.raised");
    },
    scale: (n: number) => say("versus.drawing.scale", { bytes: bytes(n) }),
    enlarged: (times: number) => say("versus.drawing.enlarged", { times: Math.round(times) }),
    described: (n: number, goroutine: number, reserved: number, touched: number, memory: number) =>
      say("versus.drawing.described", {
        n,
        goroutines: bytes(n * goroutine),
        reserved: bytes(n * reserved),
        touched: bytes(n * touched),
        memory: bytes(memory),
      }),
  },

  start: (n: number) => say("versus.start", { n }),
  loadingProgram: (loaded: number, total: number) => say("versus.loadingProgram", { loaded: bytes(loaded), total: bytes(total) }),
  starting: (n: number) => say("versus.starting", { n }),
  startedSoFar: (started: number, n: number) => say("versus.startedSoFar", { started, n }),
  measuring: (n: number) => say("versus.measuring", { n }),
  get idle() {
    return say("versus.idle");
  },
  counted: (n: number, each: number, sys: number, totalNs: number) =>
    n < 100
      ? say("versus.countedFew", { n, time: duration(totalNs) })
      : say("versus.counted", { n, time: duration(totalNs), each: Math.round(each), sys: bytes(sys) }),
  stopped: (started: number, n: number) => say("versus.stopped", { started, n }),
  died: (started: number, n: number, each: number) =>
    say("versus.died", { started, each: Math.round(each), n, bytes: bytes(n * each) }),
  pageDied: (n: number) => say("versus.pageDied", { n }),
  programMissing: (why: string) => say("versus.programMissing", { why }),
  largeRun: (need: number) => say("versus.largeRun", { bytes: bytes(need) }),
  get noWebAssembly() {
    return say("versus.noWebAssembly");
  },

  get notRun() {
    return say("versus.notRun");
  },
  eachBytes: exactBytes,
  get tooFew() {
    return say("versus.tooFew");
  },
  gaugeTitle: (stack: number, rest: number) => say("versus.gaugeTitle", { stack: Math.round(stack), rest: Math.round(rest) }),
  duration,

  startWorkers: (n: number) => say("versus.startWorkers", { n }),
  startingWorkers: (n: number) => say("versus.startingWorkers", { n }),
  workersStarted: (n: number, totalMs: number, goroutineNs: number | null) => {
    const each = (totalMs * 1e6) / n;
    const answered = say("versus.workersStarted", { n, time: duration(totalMs * 1e6), each: duration(each) });
    if (goroutineNs === null) return answered;
    return `${answered} ${say("versus.workersCompared", { time: duration(goroutineNs), ratio: Math.round(each / goroutineNs) })}`;
  },
  workersFailed: (done: number, n: number) => say("versus.workersFailed", { done, n }),
  get workersStopped() {
    return say("versus.workersStopped");
  },
};
