// The parameters of an embedded player: the attributes of <gopark-player> and,
// with the same names, those of the address of embed.html. What cannot be
// understood is told, and the default is used.
import { maxProcs, parseSeed, policies } from "../address.ts";
import type { MarkerInfo } from "../element/gopark.d.ts";
import { strings } from "../strings.ts";
import { BadPart, parseMarkers } from "./markers.ts";
import { languages, type ParameterName, parameterNames } from "./names.ts";

/** Which parts of the picture are shown. */
export type View = "stage" | "timeline" | "both";
export type Theme = "light" | "dark" | "contrast" | "auto";
export type ControlsShown = "true" | "false" | "auto";

/** A step, a part of the run in percent, or the name of a marker. */
export type Place = number | `${number}%` | { marker: string };

export interface EmbedOptions {
  scenario: string;
  /** Address of a .go file, a txtar archive or a trace. */
  src: string;
  procs: number | null;
  policy: string | null;
  seed: string | null;
  /** Packed, as links carry it. */
  schedule: string | null;
  step: number | null;
  startAt: Place | null;
  autoplay: boolean;
  loop: boolean;
  speed: number;
  theme: Theme;
  view: View;
  code: boolean;
  editable: boolean;
  controls: ControlsShown;
  /** Address of a picture; "": the scenario's own. */
  poster: string;
  preload: "none" | "near" | "auto";
  markers: MarkerInfo[];
  pauseOnMarkers: boolean;
  predict: boolean;
  /** "": that of the page. */
  lang: string;
}

export const defaults: EmbedOptions = {
  scenario: "", src: "", procs: null, policy: null, seed: null, schedule: null, step: null, startAt: null,
  autoplay: false, loop: false, speed: 1, theme: "auto", view: "both", code: true, editable: false, controls: "true",
  poster: "", preload: "near", markers: [], pauseOnMarkers: false, predict: false, lang: "",
};

type Parse = (text: string) => unknown;

/** How one parameter is read; undefined, or a BadPart: it is not understood. What it takes, in words, is strings.takes. */
interface Parameter {
  field: keyof EmbedOptions;
  parse: Parse;
}

const words =
  (...list: readonly string[]): Parse =>
  (text) =>
    list.find((w) => w === text.toLowerCase());

/** A boolean as HTML has it: to be there is true; "false" is what frameworks write for false. */
const flag: Parse = (text) => (/^(|true|1)$/i.test(text) ? true : /^(false|0)$/i.test(text) ? false : undefined);

const number =
  (low: number, high: number): Parse =>
  (text) => {
    const n = Number(text);
    return text.trim() !== "" && n >= low && n <= high ? n : undefined;
  };

const whole =
  (low: number, high: number): Parse =>
  (text) =>
    Number.isInteger(Number(text)) ? number(low, high)(text) : undefined;

const parseStep = (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);

export function parsePlace(text: string): Place | undefined {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text);
  if (percent) return Number(percent[1]) <= 100 ? (text as Place) : undefined;
  return parseStep(text) ?? (/^[\d-]|^$/.test(text) ? undefined : { marker: text });
}

/** The step of a place in a run of so many steps, its end for what lies beyond; null: there is no such. */
export function stepAt(place: Place, steps: number, markers: readonly MarkerInfo[]): number | null {
  if (typeof place === "number") return Math.min(place, steps);
  if (typeof place === "string") return Math.round((steps * Number.parseFloat(place)) / 100);
  const marker = markers.find((m) => m.name === place.marker || m.label === place.marker);
  return marker ? Math.min(marker.step, steps) : null;
}

const parameters: Record<ParameterName, Parameter> = {
  scenario: { field: "scenario", parse: (t) => (/^[\w-]+$/.test(t) ? t : undefined) },
  src: { field: "src", parse: (t) => t || undefined },
  procs: { field: "procs", parse: whole(1, maxProcs) },
  policy: { field: "policy", parse: words(...policies) },
  seed: { field: "seed", parse: (t) => parseSeed(t) ?? undefined },
  schedule: { field: "schedule", parse: (t) => (/^[\w-]+$/.test(t) ? t : undefined) },
  step: { field: "step", parse: parseStep },
  "start-at": { field: "startAt", parse: parsePlace },
  autoplay: { field: "autoplay", parse: flag },
  loop: { field: "loop", parse: flag },
  speed: { field: "speed", parse: number(1 / 8, 64) },
  theme: { field: "theme", parse: words("light", "dark", "contrast", "auto") },
  view: { field: "view", parse: words("stage", "timeline", "both") },
  code: { field: "code", parse: (t) => (/^(show|true|)$/i.test(t) ? true : /^(hide|false)$/i.test(t) ? false : undefined) },
  editable: { field: "editable", parse: flag },
  controls: { field: "controls", parse: (t) => words("true", "false", "auto")(t || "true") },
  poster: { field: "poster", parse: (t) => t || undefined },
  preload: { field: "preload", parse: words("none", "near", "auto") },
  markers: { field: "markers", parse: parseMarkers },
  "pause-on-markers": { field: "pauseOnMarkers", parse: flag },
  predict: { field: "predict", parse: flag },
  // zh-CN is zh: the languages have no regional forms.
  lang: { field: "lang", parse: (t) => languages.find((l) => l === t.toLowerCase().split(/[-_]/)[0]) },
};

/** What is wrong with a parameter, as a sentence. */
export interface Problem {
  name: string;
  problem: string;
}

/** Reads one parameter into the options, null sets its default; returns what is wrong with it, "" if nothing is. */
export function readParameter(options: EmbedOptions, name: string, value: string | null): string {
  const known = parameterNames.find((n) => n === name);
  if (!known) return strings.unknownParameter(name);
  const { field, parse } = parameters[known];
  const read = value === null ? defaults[field] : parse(value);
  if (read instanceof BadPart) return strings.badParameter(read.where, read.found, read.takes);
  if (read === undefined) return strings.badParameter(name, value ?? "", strings.takes[known]);
  Object.assign(options, { [field]: read });
  return "";
}

export function readParameters(entries: Iterable<readonly [string, string]>): { options: EmbedOptions; problems: Problem[] } {
  const options = { ...defaults };
  const problems: Problem[] = [];
  for (const [name, value] of entries) {
    if (name === "v") continue; // says what the page itself contains
    const problem = readParameter(options, name, value);
    if (problem) problems.push({ name, problem });
  }
  return { options, problems };
}
