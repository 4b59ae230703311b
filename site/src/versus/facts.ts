// What a goroutine and a thread take, by the sources that the page names.
// Sizes are in bytes.
import facts from "./facts.json";

export type SystemID = "linux" | "windows" | "macos";
export type LimitID = "maps" | "user" | "threads-max" | "pid-max" | "task" | "memory" | "addresses";

/** A limit of the system: so many threads at most. */
export interface Limit {
  id: LimitID;
  threads: number;
}

export interface System {
  id: SystemID;
  /** The stack that a goroutine begins with. */
  goroutineStack: number;
  /** The address space that a thread reserves for its stack. */
  reserve: number;
  limits: { id: string; threads?: number; perThread?: number }[];
}

export const systems = facts.systems as System[];

/** What Go keeps of a goroutine beside its stack. */
export const descriptor = facts.goroutine.descriptor;

export function goroutineBytes(system: System): number {
  return system.goroutineStack + descriptor;
}

/** The memory that a thread has used when it has done nothing but wait. */
export const touched = facts.thread.stackTouched + facts.thread.kernelStack + facts.thread.pageTable;

/** What stops threads, the first first: the system's own limits, memory, and the addresses there are. */
export function limitsOf(system: System, memory: number): Limit[] {
  const list: Limit[] = system.limits.map((l) => ({
    id: l.id as LimitID,
    // Some are set when the system starts, as a share of its memory.
    threads: l.threads ?? Math.floor(memory / (l.perThread ?? memory)),
  }));
  list.push({ id: "memory", threads: Math.floor(memory / touched) });
  list.push({ id: "addresses", threads: Math.floor(facts.addressSpace / system.reserve) });
  return list.sort((a, b) => a.threads - b.threads);
}
