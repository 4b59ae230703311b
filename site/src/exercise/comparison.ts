// What a program and its rewritten form cost: each alone, without its tests,
// in the same schedule.
import { writePlace } from "../compare/address.ts";
import type { SideSpec } from "../compare/data.ts";
import type { Settings } from "../data.ts";
import { byId, create } from "../elements.ts";
import type { Engine } from "../engine.ts";
import type { Checked } from "../protocol.ts";
import { programName } from "./data.ts";
import { words } from "./strings.ts";

const schedule: Settings = { procs: 1, policy: "go", seed: "1", schedule: "" };

/** scenario is one that the page compare.html knows; the programs are shown in its place. */
export async function compare(engine: Engine, scenario: string, original: string, own: string): Promise<void> {
  const before = await costOf(engine, original);
  const after = await costOf(engine, own);
  if (!before || !after) return;
  const row = (name: string, value: (cost: Checked) => string): HTMLTableRowElement => {
    const head = create("th", "", name);
    head.scope = "row";
    return create("tr", "", head, create("td", "", value(before)), create("td", "", value(after)));
  };
  byId("costs").replaceChildren(
    row(words.steps, (cost) => words.number(cost.steps)),
    row(words.goroutines, (cost) => words.number(cost.goroutines)),
    row(words.switches, (cost) => words.number(cost.switches)),
    row(words.time, (cost) => words.duration(cost.timeNs)),
    row(words.objects, ({ objects }) => objects.map(({ kind, count }) => words.uses(kind, count)).join(", ") || "–"),
  );
  const side = (program: string): SideSpec => ({ scenario, procs: schedule.procs, policy: "go", seed: schedule.seed, program });
  const link = byId<HTMLAnchorElement>("comparison-link");
  link.hash = await writePlace({ left: side(original), right: side(own), step: 0 });
  byId("comparison").hidden = false;
}

/** What is shown is about another program than the one that is checked now. */
export function hideComparison(): void {
  const comparison = document.getElementById("comparison");
  if (comparison) comparison.hidden = true;
}

async function costOf(engine: Engine, text: string): Promise<Checked | undefined> {
  let cost: Checked | undefined;
  await engine.check({ names: [programName], texts: [text], without: [], runs: [schedule] }, (verdict) => (cost = verdict));
  return cost;
}
