// The code that shows a run in another page.
import type { Settings } from "../data.ts";
import { stdinName } from "../archive.ts";
import { pack } from "../link/codec.ts";
import { writeLink } from "../link/link.ts";
import type { Program } from "../saved.ts";

export interface Shared {
  /** "": it is no scenario, or another program than the scenario's. */
  scenario: string;
  step: number;
  settings: Settings;
  /** The settings that need not be said. */
  own: Settings;
  program: Program | undefined;
  title: string;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

async function parametersOf({ scenario, step, settings, own }: Shared): Promise<[string, string][]> {
  const list: [string, string][] = [];
  if (scenario) list.push(["scenario", scenario]);
  if (step > 0) list.push(["step", String(step)]);
  if (settings.procs !== own.procs) list.push(["procs", String(settings.procs)]);
  if (settings.policy !== own.policy) list.push(["policy", settings.policy]);
  if (settings.seed !== own.seed) list.push(["seed", settings.seed]);
  if (settings.schedule !== own.schedule) list.push(["schedule", await pack(settings.schedule)]);
  return list;
}

/** A program as one text, its input as a file of it. */
function oneText({ texts: [text = ""], stdin }: Program): string {
  return stdin === "" ? text : `${text}${text.endsWith("\n") ? "" : "\n"}-- ${stdinName} --\n${stdin}`;
}

/** As the element. */
export async function embedCode(shared: Shared): Promise<string> {
  const attributes = (await parametersOf(shared)).map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
  const { program } = shared;
  const at = (file: string): string => escaped(new URL(file, location.href).href);
  // What is there without scripts.
  const body = program ? `<pre><code>${escaped(oneText(program))}</code></pre>` : `<img src="${at(`posters/${shared.scenario}-start-wide-light.svg`)}" alt="${escaped(shared.title)}" loading="lazy">`;
  return `<script defer src="${at("gopark.js")}"></script>\n<gopark-player${program ? " editable" : ""}${attributes}>${body}</gopark-player>\n`;
}

/** As a plain frame. */
export async function frameCode(shared: Shared): Promise<string> {
  const url = new URL("embed.html", location.href);
  for (const [name, value] of await parametersOf(shared)) url.searchParams.set(name, value);
  if (shared.program) {
    url.searchParams.set("editable", "");
    url.hash = await writeLink({ step: 0, program: shared.program }, shared.own);
  }
  return `<iframe src="${escaped(url.href)}" width="100%" height="560" style="border:0" loading="lazy" allow="fullscreen" title="${escaped(shared.title)}"></iframe>\n`;
}
