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
  private before: View | undefined;
  private findings: readonly FindingInfo[] = [];
  private outputs: readonly Output[] = [];

  constructor(
    private readonly player: Player,
    private readonly host: Host,
    private readonly markers: () => readonly MarkerInfo[],
  ) {
    player.on("loaded", (run) => {
      this.before = undefined;
      this.findings = run.findings;
      this.outputs = run.outputs;
      this.ready();
    });
    player.on("view", (view) => this.look(view));
    player.on("trouble", (message) => host.emit("error", { kind: "run", message, diagnostics: [] }));
    player.on("result", ({ diagnostics, message }) => {
      if (diagnostics.length === 0) return;
      const lines = diagnostics.map((d) => (d.line > 0 ? `${d.file}:${d.line}:${d.col}: ${d.message}` : d.message));
      host.emit("error", { kind: "compile", message: message || (lines[0] ?? ""), diagnostics: lines });
    });
    player.on("score", (score) => host.emit("score", score));
    player.on("key", ({ key, shift }) => host.passKey(key, shift));
  }

  private ready(): void {
    const { loaded } = this.player;
    if (loaded) this.host.emit("ready", { markers: [...this.markers()], findings: [...this.findings], goroutines: loaded.goroutines });
  }

  private look(view: View): void {
    const { before } = this;
    this.before = view;
    const from = before?.step ?? -1;
    if (view.step !== from) {
      this.host.emit("step", { kind: view.kind });
      // Playing fast tells not every step; what is passed then has been met. What is jumped over has not.
      const passing = (view.playing || before?.playing) && view.step > from;
      const met = <T extends Met>(list: readonly T[]): T[] =>
        list.filter(({ step }) => (passing ? step > from && step <= view.step : step === view.step));
      for (const marker of met(this.markers())) this.host.emit("marker", marker);
      for (const output of met(this.outputs)) this.host.emit("output", output);
      for (const finding of met(this.findings)) this.host.emit("finding", finding);
    }
    if (view.playing !== (before?.playing ?? false)) this.host.emit(view.playing ? "play" : "pause", {});
    const { loaded } = this.player;
    if (loaded && view.step === loaded.steps && from !== view.step) {
      const { outcome, exitStatus, message } = loaded;
      this.host.emit("ended", { outcome, exitStatus, message });
    }
  }
}
