// The names of the parameters of an embedded player; what they mean is in
// options.ts.
export const parameterNames = [
  "scenario", "src", "procs", "policy", "seed", "schedule", "step", "start-at", "autoplay", "loop", "speed", "theme",
  "view", "code", "editable", "controls", "poster", "preload", "markers", "pause-on-markers", "predict", "lang",
] as const;

export type ParameterName = (typeof parameterNames)[number];

/** Those that can change while the player is there; at a change of another it starts anew. */
export const liveNames: readonly ParameterName[] = [
  "autoplay", "loop", "speed", "theme", "view", "code", "controls", "markers", "pause-on-markers", "predict",
];
