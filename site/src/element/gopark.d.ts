/**
 * Types of gopark.js: the element <gopark-player>, which shows the life of
 * every goroutine of a Go program, one transition at a time.
 *
 * A step is one transition, counted from 0 (nothing has happened) to
 * `duration`. All methods start the player if it has not started yet. Their
 * promises are fulfilled when the player shows what was asked for, and rejected
 * with an Error when it cannot.
 */

/** What a player shows; it is also part of the detail of every event. */
export interface State {
  /** The step that is shown, from 0 to duration. */
  currentStep: number;
  /** The number of steps of the run; 0 before one is loaded. */
  duration: number;
  paused: boolean;
  /** The step that is shown is the last one. */
  ended: boolean;
  /** The name of the scenario; "": it is none. */
  scenario: string;
  /** The program that was run: a Go file, or a txtar archive of several. */
  source: string;
  /** GOMAXPROCS of the run. */
  procs: number;
  /** How the scheduler's choices were made: "go" or "random". */
  policy: string;
  /** The seed of the run, in decimal: it has 64 bits. */
  seed: string;
  /** The sentence that tells the step. */
  sentence: string;
  /** Virtual time, as words: "1.5 s". */
  time: string;
}

export interface MarkerInfo {
  name: string;
  step: number;
  label: string;
  /** What predict-then-reveal asks there: what runs next, whether it blocks, what is printed; "": nothing. */
  ask: "" | "next" | "blocks" | "prints";
  /** What a speaker says there. */
  note: string;
}

/** A marker as an author gives it: what is left out is "", and the name is the label. */
export type Marker = Partial<MarkerInfo> & { step: number };

/** Something that the run shows for certain. */
export interface FindingInfo {
  step: number;
  kind: "exit" | "panic" | "fatal" | "deadlock" | "limit" | "leak" | "held" | "sleep";
  /** The number of the goroutine it is about; 0: none. */
  g: number;
  text: string;
}

/** One write of the program. */
export interface OutputInfo {
  step: number;
  /** The number of the goroutine; 0: the runtime. */
  g: number;
  /** 1: standard output, 2: standard error. */
  fd: number;
  text: string;
}

export interface ErrorInfo {
  /** What went wrong: an attribute, loading, compiling, or running. */
  kind: "parameter" | "load" | "compile" | "run";
  message: string;
  /** "file:line:column: message" for each thing that does not compile. */
  diagnostics: string[];
}

/** How the run ended. */
export interface Ending {
  outcome: "return" | "exit" | "panic" | "fatal" | "deadlock" | "limit" | "stopped";
  exitStatus: number;
  message: string;
}

/** One answered question of predict-then-reveal. */
export interface Score {
  /** Questions answered rightly, and asked, in this run. */
  right: number;
  asked: number;
  step: number;
  kind: "next" | "blocks" | "prints";
  correct: boolean;
}

/** The events by name, with what is in their detail besides the State. */
export interface EventDetails {
  /** A run is in the picture. */
  ready: { markers: MarkerInfo[]; findings: FindingInfo[]; goroutines: number };
  play: object;
  pause: object;
  /** Another step is shown; kind is that of the event that led there ("block", "start", …). */
  step: { kind: string };
  /** A marker is reached; playing fast, each that is passed. */
  marker: MarkerInfo;
  finding: FindingInfo;
  output: OutputInfo;
  error: ErrorInfo;
  /** The last step is reached. */
  ended: Ending;
  score: Score;
}

/** A step, a part of the run ("50%"), or a marker by its name or label. */
export type Place = number | `${number}%` | { marker: string };

/** What a run is determined by besides its program; what is left out stays as it is. */
export interface RunSettings {
  /** GOMAXPROCS, 1 to 8. */
  procs?: number;
  policy?: "go" | "random";
  seed?: string | number;
}

/** Where two runs part. */
export interface Difference {
  /** The first step at which they differ; 0: at none. */
  step: number;
  /** The sentence that tells the step in the run that is shown, and in the other. */
  here: string;
  there: string;
}

export interface GoparkPlayer {
  play(): Promise<void>;
  pause(): Promise<void>;
  /** Goes n steps on, or back where n is negative. */
  step(n?: number): Promise<void>;
  seek(place: Place): Promise<void>;
  /** Runs a program in the page; false: it did not compile, or was stopped (see the event `error`). */
  run(source: string, settings?: RunSettings): Promise<boolean>;
  /** Shows a recording: the bytes of a trace file. */
  load(trace: Uint8Array): Promise<void>;
  getState(): Promise<State>;
  /** The bytes of the recording that is shown. */
  getTrace(): Promise<Uint8Array>;
  /** Compares the run that is shown with another recording, and marks the first difference in the timeline. */
  compare(trace: Uint8Array): Promise<Difference>;
  readonly currentStep: number;
  readonly duration: number;
  readonly source: string;
  readonly paused: boolean;
}

type Flag = boolean | "" | "true" | "false";

/** onstep for the event step, as React 19 has it for elements that it makes in the browser; for what a server has rendered it is a ref that can listen. */
export type GoparkListeners = {
  [Name in keyof EventDetails as `on${Name}`]?: (event: CustomEvent<EventDetails[Name] & State>) => void;
};

/**
 * The attributes and the events, as JSX takes them. In React:
 *
 *     declare module "react" {
 *       namespace JSX {
 *         interface IntrinsicElements {
 *           "gopark-player": React.HTMLAttributes<GoparkPlayerElement> & GoparkAttributes;
 *         }
 *       }
 *     }
 */
export interface GoparkAttributes extends GoparkListeners {
  scenario?: string;
  src?: string;
  procs?: number | string;
  policy?: "go" | "random";
  seed?: number | string;
  schedule?: string;
  step?: number | string;
  "start-at"?: number | string;
  autoplay?: Flag;
  loop?: Flag;
  speed?: number | string;
  theme?: "light" | "dark" | "contrast" | "auto";
  view?: "stage" | "timeline" | "both";
  code?: "show" | "hide";
  editable?: Flag;
  controls?: Flag | "auto";
  poster?: string;
  preload?: "none" | "near" | "auto";
  /** As properties, markers may be a list; as the attribute it is JSON. */
  markers?: string | readonly Marker[];
  "pause-on-markers"?: Flag;
  predict?: Flag;
  lang?: string;
}

/**
 * <gopark-player>; its attributes are described on the page embedding.html.
 * Each is a property as well, startAt for start-at: setting it sets the
 * attribute, null takes it away. step is both: set, it is the step to go to;
 * called, it goes so many steps on.
 */
export declare class GoparkPlayerElement extends HTMLElement implements GoparkPlayer {
  get step(): (n?: number) => Promise<void>;
  set step(value: number | string | null);
  get scenario(): string;
  set scenario(value: string | null);
  get src(): string;
  set src(value: string | null);
  get procs(): string;
  set procs(value: number | string | null);
  get policy(): string;
  set policy(value: "go" | "random" | null);
  get seed(): string;
  set seed(value: number | bigint | string | null);
  get schedule(): string;
  set schedule(value: string | null);
  get startAt(): string;
  set startAt(value: number | string | null);
  autoplay: boolean;
  loop: boolean;
  get speed(): string;
  set speed(value: number | string | null);
  get theme(): string;
  set theme(value: "light" | "dark" | "contrast" | "auto" | null);
  get view(): string;
  set view(value: "stage" | "timeline" | "both" | null);
  get code(): string;
  set code(value: "show" | "hide" | null);
  editable: boolean;
  get controls(): string;
  set controls(value: boolean | "true" | "false" | "auto" | null);
  get poster(): string;
  set poster(value: string | null);
  get preload(): string;
  set preload(value: "none" | "near" | "auto" | null);
  get markers(): string;
  set markers(value: string | readonly Marker[] | null);
  pauseOnMarkers: boolean;
  predict: boolean;
  play(): Promise<void>;
  pause(): Promise<void>;
  seek(place: Place): Promise<void>;
  run(source: string, settings?: RunSettings): Promise<boolean>;
  load(trace: Uint8Array): Promise<void>;
  getState(): Promise<State>;
  getTrace(): Promise<Uint8Array>;
  compare(trace: Uint8Array): Promise<Difference>;
  get currentStep(): number;
  get duration(): number;
  get source(): string;
  get paused(): boolean;
  addEventListener<Name extends keyof EventDetails>(
    type: Name,
    listener: (this: GoparkPlayerElement, event: CustomEvent<EventDetails[Name] & State>) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "gopark-player": GoparkPlayerElement;
  }
}
