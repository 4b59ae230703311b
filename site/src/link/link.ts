// A link carries everything: program, settings, schedule and step, in the
// fragment of a page's address. What equals the page's own is left out.
//
//	v         the version of this form, 1; links from before there were versions have none
//	step      where the run is shown
//	of        how many steps the run had when the link was made
//	procs, policy, seed
//	schedule  the choices to begin with, packed (codec.ts)
//	program   {"texts": [...], "stdin": "..."}, packed
//
// A link of any earlier version is read as it was meant. What cannot be read
// is told, and the rest is shown.
import { maxProcs, parseSeed, policies } from "../address.ts";
import type { Settings } from "../data.ts";
import type { Program } from "../saved.ts";
import { strings } from "../strings.ts";
import { pack, unpack } from "./codec.ts";

const version = 1;

/** Browsers and chat programs cut longer addresses. */
export const maxLink = 32_000;

export interface Link {
  step: number | null;
  /** How many steps the run had; null: the link does not say. */
  of: number | null;
  settings: Settings;
  program?: Program | undefined;
  /** What of the link cannot be shown, and why. */
  problems: string[];
}

/** What a link is made of; what is left out is the page's own. */
export interface LinkParts {
  step: number;
  of?: number;
  settings?: Settings;
  program?: Program | undefined;
}

export async function readLink(fragment: string, own: Settings): Promise<Link> {
  const params = new URLSearchParams(fragment.replace(/^#/, ""));
  const { takes } = strings;
  const problems: string[] = [];
  const made = number(params.get("v") ?? "") ?? 0;
  if (made > version) problems.push(strings.linkIsNewer(made, version));

  const read = <T>(name: "step" | "procs" | "seed" | "policy", parse: (text: string) => T | null): T | null => {
    const text = params.get(name);
    const value = text === null ? null : parse(text);
    if (text !== null && value === null) problems.push(strings.badParameter(name, text, takes[name]));
    return value;
  };
  const step = read("step", number);
  const settings = {
    procs: read("procs", (text) => ((n) => (n !== null && n >= 1 && n <= maxProcs ? n : null))(number(text))) ?? own.procs,
    policy: read("policy", (text) => policies.find((p) => p === text) ?? null) ?? own.policy,
    seed: read("seed", parseSeed) ?? own.seed,
    schedule: own.schedule,
  };
  const schedule = params.get("schedule");
  if (schedule !== null) {
    settings.schedule = await unpack(schedule).catch(() => own.schedule);
    if (settings.schedule === own.schedule) problems.push(strings.linkScheduleDamaged);
  }
  const packed = params.get("program");
  const program = packed === null ? undefined : await unpack(packed).then(programOf, () => undefined);
  if (packed !== null && !program) problems.push(strings.linkProgramDamaged);
  return { step, of: number(params.get("of") ?? ""), settings, ...(program && { program }), problems };
}

/** Why the step of a link may not be the one that was meant, in a run of so many steps; "": nothing speaks for that. */
export function otherRun({ step, of }: Pick<Link, "step" | "of">, steps: number): string {
  if (step === null) return "";
  if (of !== null && of !== steps) return strings.linkOtherRun(step, of, steps);
  return step > steps ? strings.stepBeyond(step, steps) : "";
}

/** Whether a fragment is a link's, and not the name of a place on the page. */
export function isLink(fragment: string): boolean {
  const params = new URLSearchParams(fragment.replace(/^#/, ""));
  return ["v", "step", "procs", "policy", "seed", "schedule", "program"].some((name) => params.has(name));
}

/** The fragment, with its #; "" when everything is the page's own. */
export async function writeLink(parts: LinkParts, own: Settings): Promise<string> {
  const params = new URLSearchParams();
  const { step, of, settings = own, program } = parts;
  if (step > 0) params.set("step", String(step));
  if (of !== undefined) params.set("of", String(of));
  if (settings.procs !== own.procs) params.set("procs", String(settings.procs));
  if (settings.seed !== own.seed) params.set("seed", settings.seed);
  if (settings.policy !== own.policy) params.set("policy", settings.policy);
  if (settings.schedule !== own.schedule) params.set("schedule", await pack(settings.schedule));
  if (program) params.set("program", await packProgram(program));
  // A link that says no more than those from before there were versions needs none.
  if (params.has("of") || params.has("schedule") || params.has("program")) params.set("v", String(version));
  const text = params.toString();
  return text ? "#" + text : "";
}

export function packProgram(program: Program): Promise<string> {
  return pack(JSON.stringify({ texts: program.texts, stdin: program.stdin }));
}

function programOf(json: string): Program | undefined {
  const value = JSON.parse(json) as Partial<Program> | null;
  const texts = value?.texts;
  if (!Array.isArray(texts) || texts.length === 0 || !texts.every((t) => typeof t === "string")) return undefined;
  return { texts, stdin: typeof value?.stdin === "string" ? value.stdin : "" };
}

function number(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
