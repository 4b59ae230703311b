// What the server side of the build (site/pages.go: pageData) tells the page.

export interface SourceFile {
  name: string;
  text: string;
  /** It can be read and not changed. */
  fixed?: boolean;
}

/** What, besides the program, determines a run. */
export interface Settings {
  procs: number;
  policy: string;
  /** Decimal: a 64-bit seed does not fit a number. */
  seed: string;
  /** The choices to begin with, as a run has recorded them; "": all are drawn from the seed. */
  schedule: string;
}

/** How a run ended, in the words of protocol.Result. */
export interface Outcome {
  outcome: string;
  exitStatus: number;
  message: string;
}

export interface EngineFiles {
  worker: string;
  exec: string;
  wasm: string;
  wasmGz: string;
  wasmBytes: number;
  wasmGzBytes: number;
}

/** A step worth a stop. */
export interface Mark {
  name: string;
  step: number;
  /** A few words. */
  label: string;
  /** What a speaker says here. */
  note: string;
  /** What the audience may be asked before the next step is shown. */
  ask: "" | "next" | "blocks" | "prints";
}

/** The files that any player needs. */
export interface Programs {
  player: string;
  engine: EngineFiles;
  /** Addresses of the narration's messages, by language; English is in the program. */
  narration: Record<string, string>;
}

export interface PageData extends Programs {
  name: string;
  title: string;
  /** It belongs to the first part of the curriculum. */
  tutorial: boolean;
  files: SourceFile[];
  settings: Settings;
  /** How many steps its recording has. */
  steps: number;
  startAt: number;
  /** In the order of the steps. */
  marks: Mark[];
  /** Its recording; "": there is none, it is run. */
  trace: string;
  versionSwitch: boolean;
}

export function readPageData(): PageData {
  const element = document.getElementById("data");
  if (!element?.textContent) throw new Error("the page has no data element");
  return JSON.parse(element.textContent) as PageData;
}
