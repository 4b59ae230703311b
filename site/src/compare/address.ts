// The two runs in the fragment of the page's address:
//
//	left, right    names of scenarios
//	left.seed, left.policy, left.procs, left.go, left.program (packed)
//	step
//
// What is left out is the scenario's own.
import { maxProcs, parseSeed } from "../address.ts";
import { pack, unpack } from "../link/codec.ts";
import type { CompareData, SideSpec } from "./data.ts";
import { texts } from "./strings.ts";

export const sideNames = ["left", "right"] as const;
export type SideName = (typeof sideNames)[number];

export interface Place {
  left: SideSpec;
  right: SideSpec;
  step: number;
}

/** What of a side cannot be shown as the address says it, and why. */
export type Problems = Partial<Record<SideName, string>>;

const settingNames = ["seed", "policy", "procs", "go", "program"];
const names = ["step", ...sideNames.flatMap((side) => [side, ...settingNames.map((name) => `${side}.${name}`)])];

/** Whether a fragment is that of two runs, and not the name of a place on the page. */
export function isPlace(fragment: string): boolean {
  const params = new URLSearchParams(fragment.replace(/^#/, ""));
  return names.some((name) => params.has(name));
}

/** Reads a fragment; what it does not say, or says wrong, is that of the first preset. */
export async function readPlace(fragment: string, { scenarios, presets }: CompareData): Promise<Place & { problems: Problems }> {
  const params = new URLSearchParams(fragment.replace(/^#/, ""));
  const [first] = presets;
  const name = scenarios[0]?.name ?? "";
  const other: Place = { left: first?.left ?? { scenario: name }, right: first?.right ?? { scenario: name }, step: 0 };
  const problems: Problems = {};
  const side = async (which: SideName): Promise<SideSpec> => {
    const scenario = params.get(which);
    if (scenario === null) return other[which];
    if (!scenarios.some((s) => s.name === scenario)) {
      problems[which] = texts.unknownScenario(scenario);
      return other[which];
    }
    const spec: SideSpec = { scenario };
    const seed = parseSeed(params.get(`${which}.seed`) ?? "");
    if (seed !== null) spec.seed = seed;
    const policy = params.get(`${which}.policy`);
    if (policy === "go" || policy === "random") spec.policy = policy;
    const procs = Number(params.get(`${which}.procs`));
    if (Number.isInteger(procs) && procs >= 1 && procs <= maxProcs) spec.procs = procs;
    const go = params.get(`${which}.go`);
    if (go === "1.21" || go === "1.22") spec.go = go;
    const program = params.get(`${which}.program`);
    const text = program && (await unpack(program).catch(() => null));
    if (program && !text) problems[which] = texts.programDamaged;
    return text ? { ...spec, program: text } : spec;
  };
  const step = params.get("step") ?? "";
  return { left: await side("left"), right: await side("right"), step: /^\d{1,9}$/.test(step) ? Number(step) : 0, problems };
}

export async function writePlace(place: Place): Promise<string> {
  const params = new URLSearchParams();
  for (const which of sideNames) {
    const { scenario, program, ...settings } = place[which];
    params.set(which, scenario);
    for (const [name, value] of Object.entries(settings)) params.set(`${which}.${name}`, String(value));
    if (program !== undefined) params.set(`${which}.program`, await pack(program));
  }
  if (place.step > 0) params.set("step", String(place.step));
  return "#" + params.toString();
}

export function sameSide(a: SideSpec, b: SideSpec): boolean {
  return (["scenario", "seed", "policy", "procs", "go", "program"] as const).every((key) => a[key] === b[key]);
}
