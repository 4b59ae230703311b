// Makes the events of an embedded player out of what its picture says.
import type { Player } from "../player.ts";
import type { Output, View } from "../protocol.ts";
import type { Host } from "./host.ts";
import type { FindingInfo, MarkerInfo } from "../element/gopark.d.ts";

/** What is met at a step of the run. */
interface Met {
  step: number;
}

export class Watcher {
  /** The step that was told last; -1: none of this run. */
  private step = -1;
  private playing = false;
  private findings: readonly FindingInfo[] = [];
  private outputs: readonly Output[] = [];

  constructor(
    private readonly player: Player,
    private readonly host: Host,
    private readonly markers: () => readonly MarkerInfo[],
  ) {
    player.on("loaded", ({ findings, outputs }) => {
      this.step = -1;
      this.findings = findings;
      this.outputs = outputs;
    });
    player.on("view", (view) => this.look(view));
    player.on("trouble", (message) => host.emit("error", { kind: "run", message, diagnostics: [] }));
    player.on("result", ({ data, diagnostics, message }) => {
      if (data) return;
      const lines = (diagnostics ?? []).map((d) => (d.line > 0 ? `${d.file}:${d.line}:${d.col}: ${d.message}` : d.message));
      host.emit("error", { kind: lines.length > 0 ? "compile" : "run", message: message || (lines[0] ?? ""), diagnostics: lines });
    });
    player.on("score", (score) => host.emit("score", score));
    player.on("key", ({ key, shift }) => host.passKey(key, shift));
  }

  private look({ step, playing, kind }: View): void {
    const { step: from, playing: played } = this;
    const { loaded } = this.player;
    if (from < 0 && loaded) this.host.emit("ready", { markers: [...this.markers()], findings: [...this.findings], goroutines: loaded.goroutines });
    this.step = step;
    this.playing = playing;
    if (step !== from) {
      this.host.emit("step", { kind });
      // Playing fast tells not every step; what is passed then has been met. What is jumped over has not.
      const passing = (playing || played) && step > from;
      const met = <T extends Met>(list: readonly T[]): T[] => list.filter((m) => (passing ? m.step > from && m.step <= step : m.step === step));
      for (const marker of met(this.markers())) this.host.emit("marker", marker);
      for (const output of met(this.outputs)) this.host.emit("output", output);
      for (const finding of met(this.findings)) this.host.emit("finding", finding);
    }
    if (playing !== played) this.host.emit(playing ? "play" : "pause", {});
    if (loaded && step === loaded.steps && step !== from) {
      const { outcome, exitStatus, message } = loaded;
      this.host.emit("ended", { outcome, exitStatus, message });
    }
  }
}
