// What the build (site/embed.go: embedData) tells the page of the embedded player.
import type { PageData, Programs } from "../data.ts";

export interface EmbedData extends Programs {
  /** Addresses of the PageData of the scenarios, by name. */
  scenarios: Record<string, string>;
}

export function readEmbedData(): EmbedData {
  const element = document.getElementById("data");
  if (!element?.textContent) throw new Error("the page has no data element");
  return JSON.parse(element.textContent) as EmbedData;
}

/** The data of a program that is no scenario: there is no recording, it is run. */
export function dataOfProgram(data: EmbedData, text: string): PageData {
  return {
    name: "", title: "main.go", tutorial: false,
    files: [{ name: "main.go", text }],
    settings: { procs: 1, policy: "go", seed: "1", schedule: "" },
    steps: 0, startAt: 0, marks: [], trace: "", versionSwitch: false,
    player: data.player, engine: data.engine, narration: data.narration,
  };
}
