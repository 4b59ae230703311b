// A run of the checks in a player: the same program with the same settings,
// at the step where its first failure shows.
import type { Settings } from "../data.ts";
import type {} from "../element/gopark.d.ts";
import { byId, create } from "../elements.ts";
import type { Engine } from "../engine.ts";
import type { Checked } from "../protocol.ts";
import { faults, words } from "./strings.ts";

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** The files of a program, as the engine takes them. */
export interface Files {
  names: string[];
  texts: string[];
}

export class Watch {
  private readonly player = document.createElement("gopark-player");
  private number = 0;

  constructor(private readonly engine: Engine) {}

  async show(files: Files, run: Settings, verdict: Checked): Promise<void> {
    const number = ++this.number;
    byId("watch").hidden = false;
    byId("watch-title").textContent = words.watching(run);
    const list = verdict.passed ? [words.nothingWrong] : faults(verdict);
    byId("findings").className = `findings ${verdict.passed ? "passed" : "failed"}`;
    byId("findings").replaceChildren(...list.map((text) => create("li", "", text)));
    // The player starts when it is in sight.
    byId("watch").scrollIntoView({ block: "nearest", behavior: reducedMotion.matches ? "instant" : "smooth" });
    const { data } = await this.engine.run({ ...files, stdin: "", ...run });
    if (!data || number !== this.number) return;
    const { player } = this;
    const loaded = new Promise<void>((resolve) => player.addEventListener("ready", () => resolve(), { once: true }));
    if (player.isConnected) {
      await player.load(data);
    } else {
      player.setAttribute("src", URL.createObjectURL(new Blob([new Uint8Array(data)])));
      byId("watch-player").append(player);
    }
    // A step of a run can be sought only when that is in the picture.
    await loaded;
    if (number === this.number) await player.seek(verdict.step);
  }

  hide(): void {
    this.number++;
    byId("watch").hidden = true;
  }
}
