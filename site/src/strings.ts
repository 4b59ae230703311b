// Every text that scripts put on the page, in one table.
import type { Outcome, Settings } from "./data.ts";
import type { ParameterName } from "./embed/names.ts";

export type Theme = "auto" | "light" | "dark" | "contrast";

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : text + ".";
}

export const strings = {
  themeName: { auto: "Theme: auto", light: "Theme: light", dark: "Theme: dark", contrast: "Theme: high contrast" } satisfies Record<Theme, string>,

  loadingPicture: (loaded: number, total: number) =>
    total > 0 ? `Loading the picture… ${megabytes(loaded)} of ${megabytes(total)} MB` : "Loading the picture…",
  startingPicture: "Starting the picture…",
  loadingEngine: (loaded: number, total: number) =>
    `Loading the interpreter… ${megabytes(loaded)} of ${megabytes(total)} MB`,
  startingEngine: "Starting the interpreter…",

  noWebAssembly:
    "The moving picture needs WebAssembly, which this browser does not offer. The program and the lesson are here without it.",
  noPicture: (why: string) => `The moving picture cannot be shown. ${sentence(why)} The program and the lesson are here without it.`,
  pictureSilent: "The moving picture has not started yet. Reload the page if it stays away.",
  nothingToShow: "There is nothing to show yet: the program does not run.",
  noTrace: (why: string) => `The recording of this program could not be loaded. ${sentence(why)}`,
  pictureTrouble: (why: string) => `The picture reports a problem. ${sentence(why)}`,

  settingsLine: (s: Settings) =>
    `GOMAXPROCS ${s.procs} · seed ${s.seed}` + (s.policy === "go" ? "" : ` · policy ${s.policy}`) + (s.schedule === "" ? "" : " · its own schedule"),
  counter: (step: number, steps: number) => `${step.toLocaleString("en")} / ${steps.toLocaleString("en")}`,
  sliderValue: (step: number, steps: number, sentence: string) => `step ${step} of ${steps}. ${sentence}`,
  virtualTime: (time: string) => `virtual time ${time}`,
  play: "play",
  pause: "pause",
  speed: (x: number) => `${x}×`,
  policyNames: { go: "Go’s own", random: "random" } as Record<string, string>,

  linkIsNewer: (made: number, known: number) =>
    `This link was made by a newer Gopark (its form is ${made}, this page reads forms up to ${known}). What this page knows of it is shown; reload to get the newest page.`,
  linkProgramDamaged: "The program in this link is damaged: part of the address is missing. The page’s own program is shown.",
  linkScheduleDamaged: "The schedule in this link is damaged: part of the address is missing. The run is made from its seed alone.",
  linkOtherRun: (step: number, then: number, now: number) =>
    `When this link was made, the run had ${then} steps; now it has ${now}. Step ${step} may not be the one that was meant.`,
  yourVersion: "Your version.",
  linkedProgram: "This program came with the link.",

  unknownParameter: (name: string) => `“${name}” is no parameter of the player: it is ignored.`,
  badParameter: (name: string, value: string, takes: string) => `${name}: “${value}” is not understood, the default is used. It takes ${takes}.`,
  /** What each parameter of an embedded player takes. */
  takes: {
    scenario: "the name of a scenario, such as waitgroup",
    src: "the address of a Go file, an archive of files or a trace",
    procs: "a number from 1 to 8",
    policy: "go, random",
    seed: "a whole number from 0 to 18446744073709551615",
    schedule: "a schedule as links carry it",
    step: "the number of a step",
    "start-at": "a step, a part of the run such as 50%, or the name of a marker",
    autoplay: "true, false",
    loop: "true, false",
    speed: "a number from 0.125 to 64",
    theme: "light, dark, contrast, auto",
    view: "stage, timeline, both",
    code: "show, hide",
    editable: "true, false",
    controls: "true, false, auto",
    poster: "the address of a picture",
    preload: "none, near, auto",
    markers: "steps with labels, such as 12=first, 40=second",
    "pause-on-markers": "true, false",
    predict: "true, false",
    lang: "en, es, ru, zh",
  } satisfies Record<ParameterName, string>,
  unknownScenario: (name: string) => `There is no scenario “${name}” on this site.`,
  noSource: (url: string, why: string) => `${url} could not be loaded. ${sentence(why)}`,
  noProgram: "This player has no program yet: give it a scenario, a src, or a <pre><code> with a program.",
  noMarker: (name: string) => `There is no marker “${name}”.`,
  openPage: "Open in a page of its own",
  startPlayer: "Start",

  edited: "The code has changed. Run it (Ctrl+Enter).",
  inputChanged: "The input has changed. Run it (Ctrl+Enter).",
  running: "Running…",
  stillRunning: "Still running… Stop ends it; your code stays.",
  stopped: "Stopped. The picture still shows the run before.",
  engineDied: "The interpreter ended unexpectedly (it may have run out of memory). Your code is kept; Run starts a new one.",
  engineMissing: (why: string) => `The interpreter could not be loaded: ${why}. The recorded run is still here.`,
  problems: (n: number) => (n === 1 ? "1 problem. The picture still shows the run before." : `${n} problems. The picture still shows the run before.`),
  badSeed: "A seed is a whole number from 0 to 18446744073709551615.",
  /** Where a problem is; nothing when it is nowhere in the program. */
  place: (file: string, line: number, col: number) => (line > 0 ? `${file}:${line}:${col}` : ""),

  /** In the place of a file's name, when there are several in its text. */
  archive: "several files",
  stdin: "Standard input",
  stdinLines: (n: number) => `Standard input · ${n === 1 ? "1 line" : `${n} lines`}`,
  stdinHint: "What the program reads from os.Stdin",

  outcome: (o: Outcome): string => {
    switch (o.outcome) {
      case "return":
        return "The program ended: main returned, exit status 0.";
      case "exit":
        return `The program ended: os.Exit, exit status ${o.exitStatus}.`;
      case "panic":
      case "deadlock":
      case "fatal":
        // Go's own words.
        return `${o.message} (exit status ${o.exitStatus})`;
      case "limit":
        return `The run was ended by a limit: ${o.message}.`;
      case "stopped":
        return "The run was stopped.";
      default:
        return o.message;
    }
  },
  nothingPrinted: "nothing yet",
  runtime: "runtime",
  otherGoroutines: (n: number) => `+${n}`,
  manyGoroutines: "…",
  manyGoroutinesTitle: "and others, not all of which are marked",
  markerTitle: (g: number, state: string) => `G${g} is ${state} at this line`,
  moreGoroutines: "Only the first 1000 goroutines are listed.",

  notYet: "not created yet",
  createdBy: "created by ",
  wokenBy: "woken by ",
  created: "created ",
  woke: "woke ",
  inStep: (step: number) => `in step ${step}`,
  goToStep: (step: number) => `Go to step ${step}`,

  allGoroutines: "all goroutines",
  range: (from: number, to: number) => (from === to ? `step ${from}` : `steps ${from} – ${to}`),
  rangeLength: (time: string, transitions: number) => ` · ${time} · ${transitions === 1 ? "1 transition" : `${transitions.toLocaleString("en")} transitions`}`,
  times: (n: number) => `× ${n.toLocaleString("en")}`,

  findHint: "A number, a function, a state, a reason to wait, an object; several words narrow it down.",
  found: (n: number, listed: number) =>
    (n === 1 ? "1 goroutine" : `${n.toLocaleString("en")} goroutines`) + (listed < n ? ` · the first ${listed}:` : ""),
  foundNone: (query: string) => `No goroutine is “${query}” at this step.`,
  foundWhenPaused: "Counted when the run is paused.",

  keys: [
    ["Space", "play or pause"],
    ["→ ←", "one step forward or back"],
    ["Shift + → ←", "next or previous transition of the selected goroutine"],
    [". ,", "one line of the program forward or back"],
    ["Home End", "to the start or the end"],
    ["0 – 9", "to that tenth of the run"],
    ["+ −", "faster or slower"],
    ["e", "explain: the arrow keys then go from thing to thing, Enter follows a goroutine, Esc ends"],
    ["/", "find a goroutine"],
    ["g", "show or hide Ps and queues"],
    ["v", "words: beginner or precise"],
    ["i o", "the stage larger or smaller (also Ctrl + wheel)"],
    ["w s a d", "timeline: closer, farther, left, right (Shift: its rows)"],
    ["z l x", "timeline: the whole run, the order of its rows, its axis"],
    ["r", "select a range of the run: begin, end, clear"],
    ["f", "full screen"],
    ["t", "theme"],
    ["?", "this help"],
    ["Esc", "leave the player"],
    ["Ctrl + Enter", "in the editor: run"],
  ] as const,
};
