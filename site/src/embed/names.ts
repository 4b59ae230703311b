// The names of the parameters of an embedded player, for the element and for
// the page in its frame; what they mean is in attributes.json, how they are
// read in options.ts.
export const parameterNames = [
  "scenario", "src", "procs", "policy", "seed", "schedule", "step", "start-at", "autoplay", "loop", "speed", "theme",
  "view", "code", "editable", "controls", "poster", "preload", "markers", "pause-on-markers", "predict", "lang",
] as const;

export type ParameterName = (typeof parameterNames)[number];

/** Those that are there or not, as booleans are in HTML. */
export const flagNames: readonly ParameterName[] = ["autoplay", "loop", "editable", "pause-on-markers", "predict"];

/** Those that can change while the player is there; at a change of another it starts anew. */
export const liveNames: readonly ParameterName[] = [
  "step", "start-at", "autoplay", "loop", "speed", "theme", "view", "code", "controls", "markers", "pause-on-markers", "predict",
];

/** The languages that there are pages in; English has the page without a name. */
export const languages = ["en", "zh", "es", "ru"] as const;
