// What the page around an embedded player can call (GoparkPlayer in element/gopark.d.ts).
import type { Settings } from "../data.ts";
import { textOf } from "../phrases.ts";
import type { Player } from "../player.ts";
import type { Command, View } from "../protocol.ts";
import { strings } from "../strings.ts";
import type { MarkerInfo, State } from "../element/gopark.d.ts";
import type { MethodName } from "./messages.ts";
import { parsePlace, type Place, readParameters, stepAt } from "./options.ts";

type Implementation = Record<MethodName, (...args: unknown[]) => unknown>;

/** These mean nothing before a run is in the picture, and wait for it. */
const needRun: readonly string[] = ["play", "pause", "step", "seek", "getTrace", "compare"];

/** A call that is answered when the picture shows what it has asked for. */
interface Pending {
  /** Where it goes; undefined: it goes nowhere. */
  step?: number;
  done(view: View): boolean;
  resolve(): void;
}

export class Api {
  private readonly loaded: Promise<unknown>;
  private readonly pending: Pending[] = [];

  constructor(
    private readonly player: Player,
    private readonly markers: () => readonly MarkerInfo[],
    private readonly set: (name: string, value: string | null) => void,
  ) {
    this.loaded = this.nextLoaded();
    this.loaded.catch(() => {}); // told to whoever calls
    player.on("view", (view) => {
      // Views come in the order of the calls; one may answer several.
      const last = this.pending.findLastIndex((p) => p.done(view));
      for (const p of this.pending.splice(0, last + 1)) p.resolve();
    });
  }

  /** Carries out a call; it throws what the host is told. */
  async call(method: string, args: unknown[]): Promise<unknown> {
    if (!Object.hasOwn(this.methods, method)) {
      throw new Error(`there is no method ${method}; there are: ${Object.keys(this.methods).join(", ")}`);
    }
    // What went wrong at first matters no more once there is a run.
    if (needRun.includes(method) && !this.player.view) await this.loaded;
    return this.methods[method as MethodName](...args);
  }

  /** The step of a place in the run; it throws when there is no such. */
  stepOf(place: Place): number {
    const step = stepAt(place, this.player.loaded?.steps ?? 0, this.markers());
    if (step === null) throw new Error(strings.noMarker(typeof place === "object" ? place.marker : String(place)));
    return step;
  }

  private readonly methods: Implementation = {
    play: () => this.told("play", { done: (view) => view.playing || view.ended }),
    pause: () => this.told("pause", { done: (view) => !view.playing }),
    step: (n = 1) => {
      if (typeof n !== "number" || !Number.isInteger(n)) throw new Error(`step: expected a whole number, found ${String(n)}`);
      // Of several calls at once each goes on from where the one before goes.
      const from = this.pending.findLast((p) => p.step !== undefined)?.step ?? this.player.step;
      const step = Math.min(Math.max(from + n, 0), this.player.loaded?.steps ?? 0);
      const name = n === 1 ? "forward" : n === -1 ? "back" : "seek";
      return this.told(name, { step, done: (view) => view.step === step }, step);
    },
    seek: (value) => {
      const step = this.stepOf(placeOf(value));
      return this.told("seek", { step, done: (view) => view.step === step }, step);
    },
    run: async (source, settings) => {
      if (typeof source !== "string") throw new Error("run: expected the text of a program");
      const program = { texts: [source], stdin: "" };
      const ran = await this.player.runProgram(program, { ...this.player.shown.settings, schedule: "", ...settingsOf(settings) });
      if (ran) await this.nextLoaded();
      return ran;
    },
    load: async (trace) => {
      if (!(trace instanceof Uint8Array)) throw new Error("load: expected a Uint8Array, the bytes of a trace");
      this.player.load(trace);
      await this.nextLoaded();
    },
    compare: async (trace) => {
      if (!(trace instanceof Uint8Array)) throw new Error("compare: expected a Uint8Array, the bytes of a trace");
      const { step, here, there } = await this.player.compare(trace);
      this.player.command("divergence", step);
      return { step, here: textOf(here), there: textOf(there) };
    },
    getState: () => stateOf(this.player),
    getTrace: () => {
      const { trace } = this.player;
      if (!trace) throw new Error("getTrace: no run is loaded");
      return trace;
    },
    set: (name, value) => this.set(String(name), value === null ? null : String(value)),
  };

  private told(command: Command["name"], pending: Omit<Pending, "resolve">, arg?: number): Promise<void> {
    return new Promise((resolve) => {
      this.pending.push({ ...pending, resolve });
      this.player.command(command, arg);
    });
  }

  /** Fulfilled when the next run is loaded and its first view is here. */
  private nextLoaded(): Promise<void> {
    return new Promise((resolve, reject) => {
      let loaded = false;
      const ends = [
        this.player.on("loaded", () => (loaded = true)),
        this.player.on("view", () => loaded && settle(resolve)),
        this.player.on("trouble", (why) => settle(() => reject(new Error(why)))),
      ];
      const settle = (how: () => void): void => {
        for (const end of ends) end();
        how();
      };
    });
  }
}

function placeOf(value: unknown): Place {
  if (typeof value === "object" && value !== null && "marker" in value) return { marker: String(value.marker) };
  const place = parsePlace(String(value));
  if (place === undefined) throw new Error(`seek: expected ${strings.takes["start-at"]}, found ${String(value)}`);
  return place;
}

/** The settings among what a host has sent, read as the parameters of the same names. */
function settingsOf(value: unknown): Partial<Settings> {
  const { procs, policy, seed } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const given = Object.entries({ procs, policy, seed }).filter(([, v]) => v !== undefined);
  const { options, problems } = readParameters(given.map(([name, v]) => [name, String(v)]));
  if (problems.length > 0) throw new Error(`run: ${problems.map((p) => p.problem).join(" ")}`);
  return {
    ...(options.procs !== null && { procs: options.procs }),
    ...(options.policy !== null && { policy: options.policy }),
    ...(options.seed !== null && { seed: options.seed }),
  };
}

export function stateOf(player: Player | undefined): State {
  const { view, loaded } = player ?? {};
  const settings = player?.shown.settings;
  return {
    currentStep: view?.step ?? 0,
    duration: loaded?.steps ?? 0,
    paused: !(view?.playing ?? false),
    ended: view?.ended ?? false,
    scenario: player?.scenario ?? "",
    source: player?.shown.program.texts[0] ?? "",
    procs: settings?.procs ?? 1,
    policy: settings?.policy ?? "go",
    seed: settings?.seed ?? "1",
    sentence: view ? textOf(view.narration) : "",
    time: view?.time ?? "",
  };
}
