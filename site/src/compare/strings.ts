// The texts of the page with two players, by name.
import { say } from "../messages.ts";
import type { Preset, SideSpec } from "./data.ts";

export const texts = {
  kind: (kind: Preset["kind"]) =>
    ({ fix: say("compare.fix"), seeds: say("compare.seeds"), procs: say("compare.procs"), versions: say("compare.versions") })[kind],
  get otherChoice() {
    return say("compare.otherChoice");
  },
  /** What a side of a preset is called. */
  side: (title: string, { seed, procs, go }: SideSpec) =>
    [title, seed && say("compare.seed", { seed }), procs && `GOMAXPROCS ${procs}`, go && `Go ${go}`].filter(Boolean).join(", "),
  get scenario() {
    return say("compare.scenario");
  },
  get seed() {
    return say("controls.seed");
  },
  get policy() {
    return say("options.policy");
  },
  policyName: (policy: string) => (policy === "go" ? say("options.policyGo") : say("options.policyRandom")),
  get version() {
    return say("code.loopVariables");
  },
  get ownProgram() {
    return say("compare.ownProgram");
  },
  get program() {
    return say("code.label");
  },
  get run() {
    return say("code.run");
  },
  get badSeed() {
    return say("run.badSeed");
  },
  get same() {
    return say("compare.same");
  },
  unknownScenario: (name: string) => say("embed.unknownScenario", { name }),
  get programDamaged() {
    return say("link.programDamaged");
  },
  toDifference: (step: number) => say("compare.toDifference", { step }),
  difference: (step: number) => say("compare.difference", { step }),
  atDifference: (step: number, sentence: string) => say("compare.atDifference", { step, sentence }),
  failed: (why: string) => say("compare.failed", { why }),
  counter: (step: number, steps: number) => say("controls.counter", { step, steps }),
  sliderValue: (step: number, steps: number) => say("controls.sliderValue", { step, steps }),
  speed: (x: number) => say("controls.speedTimes", { x }),
  get play() {
    return say("controls.play");
  },
  get pause() {
    return say("controls.pause");
  },
};
