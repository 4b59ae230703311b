// What the build (site/compare.go: comparison) tells the page with two players.
export type Policy = "go" | "random";


/** A scenario that a player can show. */
export interface Choice {
  name: string;
  title: string;
  part: string;
  settings: { procs: number; policy: Policy; seed: string };
  /** Loop variables matter. */
  versions: boolean;
  /** Address of its PageData. */
  data: string;
}

/** One of two runs; what is left out is the scenario's own. */
export interface SideSpec {
  scenario: string;
  seed?: string;
  policy?: Policy;
  procs?: number;
  go?: "1.21" | "1.22";
  /** A program in the place of the scenario's. */
  program?: string;
}

export interface Preset {
  kind: "fix" | "seeds" | "procs" | "versions";
  left: SideSpec;
  right: SideSpec;
}

export interface CompareData {
  scenarios: Choice[];
  presets: Preset[];
}

export function readCompareData(): CompareData {
  const element = document.getElementById("data");
  if (!element?.textContent) throw new Error("the page has no data element");
  return JSON.parse(element.textContent) as CompareData;
}
