// What the page around an embedded player can call (Methods in messages.ts).
import type { Settings } from "../data.ts";
import type { Player } from "../player.ts";
import { strings } from "../strings.ts";
import type { MarkerInfo, State } from "../element/gopark.d.ts";
import type { MethodName } from "./messages.ts";
import { parsePlace, type Place } from "./options.ts";

type Implementation = Record<MethodName, (...args: unknown[]) => unknown>;

/** These mean nothing before a run is in the picture, and wait for it. */
const needRun: readonly string[] = ["play", "pause", "step", "seek", "getTrace"];

export class Api {
  private readonly loaded: Promise<unknown>;

  constructor(
    private readonly player: Player,
    private readonly markers: () => readonly MarkerInfo[],
    private readonly set: (name: string, value: string) => void,
  ) {
    this.loaded = new Promise((resolve) => player.on("loaded", resolve));
  }

  /** Carries out a call; it throws what the host is told. */
  async call(method: string, args: unknown[]): Promise<unknown> {
    if (!Object.hasOwn(this.methods, method)) {
      throw new Error(`there is no method ${method}; there are: ${Object.keys(this.methods).join(", ")}`);
    }
    if (needRun.includes(method)) await this.loaded;
    return this.methods[method as MethodName](...args);
  }

  /** The step of a place in the run; it throws when there is no such. */
  stepOf(place: Place): number {
    const steps = this.player.loaded?.steps ?? 0;
    if (typeof place === "number") return Math.min(place, steps);
    if (typeof place === "string") return Math.round((steps * Number.parseFloat(place)) / 100);
    const marker = this.markers().find((m) => m.name === place.marker || m.label === place.marker);
    if (!marker) throw new Error(strings.noMarker(place.marker));
    return marker.step;
  }

  private readonly methods: Implementation = {
    play: () => this.player.command("play"),
    pause: () => this.player.command("pause"),
    step: (n = 1) => {
      if (!Number.isInteger(n)) throw new Error(`step: expected a whole number, found ${String(n)}`);
      if (n === 1 || n === -1) this.player.command(n > 0 ? "forward" : "back");
      else this.seek(Math.max(0, this.player.step + (n as number)));
    },
    seek: (place) => this.seek(placeOf(place)),
    run: (source, settings) => {
      if (typeof source !== "string") throw new Error("run: expected the text of a program");
      return this.player.runProgram({ texts: [source], stdin: "" }, { ...this.player.shown.settings, schedule: "", ...settingsOf(settings) });
    },
    load: (trace) => {
      if (!(trace instanceof Uint8Array)) throw new Error("load: expected a Uint8Array, the bytes of a trace");
      this.player.load(trace);
    },
    getState: () => stateOf(this.player),
    getTrace: () => {
      const { trace } = this.player;
      if (!trace) throw new Error("no run is loaded");
      return trace;
    },
    set: (name, value) => this.set(String(name), String(value)),
  };

  private seek(place: Place): void {
    this.player.command("seek", this.stepOf(place));
  }
}

function placeOf(value: unknown): Place {
  if (typeof value === "object" && value !== null && "marker" in value) return { marker: String(value.marker) };
  const place = parsePlace(String(value));
  if (place === undefined) throw new Error(`seek: ${strings.badParameter("place", String(value), strings.takes["start-at"])}`);
  return place;
}

/** The settings among what a host has sent. */
function settingsOf(value: unknown): Partial<Settings> {
  const given = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  return {
    ...(typeof given["procs"] === "number" && { procs: given["procs"] }),
    ...(typeof given["policy"] === "string" && { policy: given["policy"] }),
    ...(given["seed"] !== undefined && { seed: String(given["seed"]) }),
    ...(typeof given["schedule"] === "string" && { schedule: given["schedule"] }),
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
    sentence: view?.narration.map((p) => p.text).join("") ?? "",
    time: view?.time ?? "",
  };
}
