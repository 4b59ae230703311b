// How far somebody has come with the exercises: kept in the browser, and as a
// file that can be taken elsewhere.
import { recall, remember } from "../saved.ts";

/** What is kept of one exercise. */
export interface Entry {
  /** The program as it was left; null: as it is given. */
  code: string | null;
  /** How many hints were taken. */
  hints: number;
  /** The model answer was looked at. */
  answer: boolean;
  /** The day on which all schedules passed first, as 2026-05-31; null: none yet. */
  solved: string | null;
  /** The best check so far: in how many schedules it passed, of how many; 0 of 0: there was none. */
  passed: number;
  of: number;
}

/** By name of exercise. */
export type Progress = Record<string, Entry>;

const key = "exercises";
const version = 1;
/** Nobody types more. */
const maxCode = 1_000_000;

const untouched: Entry = { code: null, hints: 0, answer: false, solved: null, passed: 0, of: 0 };

/** Why a file is not taken, and which entry of it is wrong. */
export class BadFile extends Error {
  constructor(
    readonly why: "json" | "other" | "newer" | "entry",
    readonly entry = "",
  ) {
    super(why);
  }
}

export function allProgress(): Progress {
  try {
    return parse(recall(key) ?? "");
  } catch {
    // Nothing is kept yet, or not by us.
    return {};
  }
}

export function replaceProgress(progress: Progress): void {
  remember(key, Object.keys(progress).length > 0 ? write(progress) : null);
}

export function progressOf(exercise: string): Entry {
  return allProgress()[exercise] ?? untouched;
}

/** Other pages may keep other exercises at the same time: everything is read again. */
export function keep(exercise: string, change: Partial<Entry>): void {
  replaceProgress({ ...allProgress(), [exercise]: { ...progressOf(exercise), ...change } });
}

/** The progress as the text of a file. */
export function write(progress: Progress): string {
  return JSON.stringify({ gopark: key, version, exercises: progress }, null, 2) + "\n";
}

/** Reads the text of a file; throws BadFile. */
export function parse(text: string): Progress {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadFile("json");
  }
  if (!isRecord(value) || value["gopark"] !== key || !isCount(value["version"])) throw new BadFile("other");
  if (value["version"] > version) throw new BadFile("newer");
  const { exercises } = value;
  if (!isRecord(exercises)) throw new BadFile("other");
  const progress: Progress = {};
  for (const [name, entry] of Object.entries(exercises)) {
    if (!/^[a-z0-9-]{1,64}$/.test(name) || !isEntry(entry)) throw new BadFile("entry", name.slice(0, 64));
    const { code, hints, answer, solved, passed, of } = entry;
    progress[name] = { code, hints, answer, solved, passed, of };
  }
  return progress;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 10_000;
}

function isEntry(value: unknown): value is Entry {
  if (!isRecord(value)) return false;
  const { code, hints, answer, solved, passed, of } = value;
  return (
    (code === null || (typeof code === "string" && code.length <= maxCode)) &&
    isCount(hints) && isCount(passed) && isCount(of) && passed <= of &&
    typeof answer === "boolean" &&
    (solved === null || (typeof solved === "string" && /^\d{4}-\d\d-\d\d$/.test(solved) && !Number.isNaN(Date.parse(solved))))
  );
}
