// The parameters of an embedded player: the attributes of <gopark-player> and,
// with the same names, those of the address of embed.html. What cannot be
// understood is told, and the default is used.
import { maxProcs, parseSeed, policies } from "../address.ts";
import { strings } from "../strings.ts";
import { type ParameterName, parameterNames } from "./names.ts";

/** Which parts of the picture are shown. */
export type View = "stage" | "timeline" | "both";
export type Theme = "light" | "dark" | "contrast" | "auto";
export type ControlsShown = "true" | "false" | "auto";

/** A step, a part of the run in percent, or the name of a marker. */
export type Place = number | `${number}%` | { marker: string };

export interface Marker {
  step: number;
  label: string;
}

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
  markers: Marker[];
  pauseOnMarkers: boolean;
  predict: boolean;
  lang: string;
}

type Parse<T> = (text: string) => T | undefined;

/** A boolean as HTML has it: there is true; "false" is what frameworks write for false. */
const flag: Parse<boolean> = (text) => ({ "": true, true: true, "1": true, false: false, "0": false })[text.toLowerCase()];
const oneOf =
  <T extends string>(...words: T[]): Parse<T> =>
  (text) =>
    words.find((w) => w === text.toLowerCase());
const text: Parse<string> = (value) => value;
const step: Parse<number> = (value) => (/^\d{1,9}$/.test(value) ? Number(value) : undefined);

export const parsePlace: Parse<Place> = (value) => {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(value);
  if (percent) return Number(percent[1]) <= 100 ? (value as Place) : undefined;
  return step(value) ?? (/^\d|^$/.test(value) ? undefined : { marker: value });
};

/** "12=first, 40=second", or steps alone. */
const markers: Parse<Marker[]> = (value) => {
  const list: Marker[] = [];
  for (const part of value.split(",")) {
    const match = /^\s*(\d{1,9})\s*(?:=\s*(.*?)\s*)?$/.exec(part);
    if (!match) return undefined;
    list.push({ step: Number(match[1]), label: match[2] || strings.range(Number(match[1]), Number(match[1])) });
  }
  return list.sort((a, b) => a.step - b.step);
};

const between =
  (low: number, high: number): Parse<number> =>
  (value) => {
    const n = Number(value);
    return value.trim() !== "" && n >= low && n <= high ? n : undefined;
  };

/** Each parameter: its field and its parser. What it takes, in words, is strings.takes. */
const parameters: Record<ParameterName, { field: keyof EmbedOptions; parse: Parse<unknown> }> = {
  scenario: { field: "scenario", parse: (v) => (/^[\w-]+$/.test(v) ? v : undefined) },
  src: { field: "src", parse: text },
  procs: { field: "procs", parse: (v) => (Number.isInteger(Number(v)) ? between(1, maxProcs)(v) : undefined) },
  policy: { field: "policy", parse: oneOf(...policies) },
  seed: { field: "seed", parse: (v) => parseSeed(v) ?? undefined },
  schedule: { field: "schedule", parse: (v) => (/^[\w-]+$/.test(v) ? v : undefined) },
  step: { field: "step", parse: step },
  "start-at": { field: "startAt", parse: parsePlace },
  autoplay: { field: "autoplay", parse: flag },
  loop: { field: "loop", parse: flag },
  speed: { field: "speed", parse: between(1 / 8, 64) },
  theme: { field: "theme", parse: oneOf("light", "dark", "contrast", "auto") },
  view: { field: "view", parse: oneOf("stage", "timeline", "both") },
  code: { field: "code", parse: (v) => ({ show: true, hide: false, "": true, true: true, false: false })[v.toLowerCase()] },
  editable: { field: "editable", parse: flag },
  controls: { field: "controls", parse: (v) => oneOf("true", "false", "auto")(v || "true") },
  poster: { field: "poster", parse: text },
  preload: { field: "preload", parse: oneOf("none", "near", "auto") },
  markers: { field: "markers", parse: markers },
  "pause-on-markers": { field: "pauseOnMarkers", parse: flag },
  predict: { field: "predict", parse: flag },
  lang: { field: "lang", parse: (v) => (/^[a-z]{2,3}(-\w+)*$/i.test(v) ? v.toLowerCase() : undefined) },
};

export const defaults: EmbedOptions = {
  scenario: "", src: "", procs: null, policy: null, seed: null, schedule: null, step: null, startAt: null,
  autoplay: false, loop: false, speed: 1, theme: "auto", view: "both", code: true, editable: false, controls: "true",
  poster: "", preload: "near", markers: [], pauseOnMarkers: false, predict: false, lang: "",
};

/** Reads one parameter into the options; returns what is wrong with it, "" if nothing is. */
export function readParameter(options: EmbedOptions, name: string, value: string): string {
  const known = parameterNames.find((n) => n === name);
  if (!known) return strings.unknownParameter(name);
  const { field, parse } = parameters[known];
  const parsed = parse(value);
  if (parsed === undefined) return strings.badParameter(name, value, strings.takes[known]);
  Object.assign(options, { [field]: parsed });
  return "";
}

export function readParameters(entries: Iterable<readonly [string, string]>): { options: EmbedOptions; problems: string[] } {
  const options = { ...defaults };
  const problems: string[] = [];
  for (const [name, value] of entries) {
    const problem = readParameter(options, name, value);
    if (problem) problems.push(problem);
  }
  return { options, problems };
}
