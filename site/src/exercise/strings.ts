// The texts of the exercises' scripts.
import type { Settings } from "../data.ts";
import { language, say } from "../messages.ts";
import type { Checked, Left } from "../protocol.ts";
import type { BadFile, Entry } from "./progress.ts";

/** How the run ended, in Go's own words or ours. */
function ending({ outcome, message, exitStatus: status, left }: Checked): string {
  if (outcome === "limit") return say("exercise.limit", { message });
  if (message.includes("main bubble goroutine has exited")) return say("exercise.bubbleLeft", { n: left.length });
  if (message.includes("all goroutines in bubble")) return say("exercise.bubbleDeadlock");
  return message || say("exercise.exit", { status });
}

/** What a test said, without the place in its file. */
function saying(output: string): string {
  return output.replace(/^\S+_test\.go:\d+: /, "");
}

function remaining({ g, func, why, on, file, line }: Left): string {
  const values = { g, func, why, on, place: `${file}:${line}` };
  return on ? say("exercise.leftOn", values) : say("exercise.left", values);
}

/** Everything that is wrong with a run, the most telling first. */
export function faults(verdict: Checked): string[] {
  if (verdict.passed) return [];
  const list = [
    ...verdict.failed.map(({ name, output }) => say("exercise.testFailed", { name, why: output ? saying(output) : ending(verdict) })),
    ...verdict.left.map(remaining),
    ...verdict.barred.map(({ kind, name, file, line }) => say("exercise.barred", { kind, name, place: `${file}:${line}` })),
  ];
  return list.length > 0 ? [...new Set(list)] : [ending(verdict)];
}

const units: readonly [number, string][] = [[1e9, "s"], [1e6, "ms"], [1e3, "µs"], [1, "ns"]];

export const words = {
  schedule: ({ procs, policy, seed }: Settings) => say("exercise.schedule", { procs, policy, seed }),
  get passed() {
    return say("exercise.passed");
  },
  get failed() {
    return say("exercise.failed");
  },
  get waiting() {
    return say("exercise.waiting");
  },
  get preparing() {
    return say("exercise.preparing");
  },
  running: (done: number, of: number) => say("exercise.running", { done, of }),
  givenUp: (n: number) => say("exercise.givenUp", { n }),
  stopped: (done: number, of: number) => say("exercise.stopped", { done, of }),
  verdict: (passed: number, of: number) => say("exercise.verdict", { passed, of }),
  get edited() {
    return say("exercise.edited");
  },
  problems: (n: number) => say("exercise.problems", { n }),
  get engineDied() {
    return say("exercise.engineDied");
  },
  engineMissing: (why: string) => say("exercise.engineMissing", { why }),
  get noWebAssembly() {
    return say("exercise.noWebAssembly");
  },
  nextHint: (n: number, of: number) => say("exercise.nextHint", { n, of }),
  get nothingWrong() {
    return say("exercise.nothingWrong");
  },
  watching: (run: Settings) => say("exercise.watching", { schedule: words.schedule(run) }),

  get steps() {
    return say("exercise.steps");
  },
  get goroutines() {
    return say("exercise.goroutines");
  },
  get switches() {
    return say("exercise.switches");
  },
  get time() {
    return say("exercise.time");
  },
  get objects() {
    return say("exercise.objects");
  },
  number: (n: number) => n.toLocaleString(language),
  duration: (ns: number) => {
    const [size, unit] = units.find(([size]) => ns >= size) ?? [1, "s"];
    return `${(ns / size).toLocaleString(language, { maximumFractionDigits: 2 })} ${unit}`;
  },
  uses: (kind: string, count: number) => `${count.toLocaleString(language)} × ${kind}`,

  /** What the list says of an exercise. */
  state: ({ code, hints, solved, passed, of }: Entry): string => {
    if (solved !== null) {
      const day = new Date(solved + "T00:00:00").toLocaleDateString(language, { dateStyle: "long" });
      return say("exercises.solved", { day, of, hints });
    }
    if (of > 0) return say("exercises.tried", { passed, of, hints });
    return code !== null || hints > 0 ? say("exercises.begun") : "";
  },
  overall: (solved: number, of: number) => say("exercises.overall", { solved, of }),
  imported: (n: number) => say("exercises.imported", { n }),
  unknown: (names: string) => say("exercises.unknown", { names }),
  get undo() {
    return say("exercises.undo");
  },
  get undone() {
    return say("exercises.undone");
  },
  get forgotten() {
    return say("exercises.forgotten");
  },
  get unreadable() {
    return say("exercises.unreadable");
  },
  badFile: ({ why, entry }: BadFile): string => {
    switch (why) {
      case "json":
        return say("exercises.badJson");
      case "newer":
        return say("exercises.badNewer");
      case "entry":
        return say("exercises.badEntry", { entry });
      case "other":
        return say("exercises.badOther");
    }
  },
};
