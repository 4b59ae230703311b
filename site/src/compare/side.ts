// One of the two players, with the choice of what it runs.
import { maxProcs, parseSeed, policies } from "../address.ts";
import type { PageData } from "../data.ts";
import type { EventDetails, GoparkPlayerElement, RunSettings, State } from "../element/gopark.d.ts";
import { create } from "../elements.ts";
import { languageOf, withLanguage } from "../language-version.ts";
import type { Choice, Policy, SideSpec } from "./data.ts";
import { appendGroups } from "./option-groups.ts";
import { texts } from "./strings.ts";

export interface SideEvents {
  /** The reader has chosen another run. */
  chosen(spec: SideSpec): void;
  /** Another run is in the picture. */
  loaded(): void;
  /** The reader has gone to a step in this player itself. */
  moved(step: number): void;
  /** The reader plays, or stops, in this player itself. */
  toggled(): void;
}

export class Side {
  player: GoparkPlayerElement | undefined;
  /** The number of steps of its run; 0: there is none yet. */
  steps = 0;
  sentence = "";
  private spec: SideSpec | undefined;
  /** The step that it is at or on its way to. */
  private aim = -1;
  /** The steps that it was sent to and has not told yet. */
  private expected: number[] = [];
  /** Its first step, which nobody has asked for, is told. */
  private settled = false;
  private codeShown = false;

  private readonly scenario = create("select");
  private readonly procs = create("select");
  private readonly policy = create("select");
  private readonly seed = create("input");
  private readonly version = create("select");
  private readonly own = create("textarea", "own-program");
  private readonly ownForm = create("form", "own-form", this.own);
  private readonly status = create("p", "notice");
  private readonly stage = create("div", "stage");
  private readonly difference = create("p", "difference");

  constructor(
    private readonly root: HTMLElement,
    private readonly scenarios: readonly Choice[],
    private readonly on: SideEvents,
  ) {
    const field = (label: string, input: HTMLElement): HTMLElement => create("label", "field", create("span", "", label), input);
    this.scenario.setAttribute("aria-label", texts.scenario);
    this.own.setAttribute("aria-label", texts.program);
    this.own.rows = 14;
    this.own.spellcheck = false;
    const run = create("button", "primary", texts.run);
    this.ownForm.append(run);
    this.ownForm.hidden = true;
    this.status.role = "status";
    this.status.hidden = true;
    this.seed.inputMode = "numeric";
    this.seed.size = 4;
    appendGroups(this.scenario, scenarios, (s) => s.part, (s) => new Option(s.title, s.name));
    this.scenario.append(new Option(texts.ownProgram, ""));
    for (let n = 1; n <= maxProcs; n++) this.procs.append(new Option(String(n)));
    for (const p of policies) this.policy.append(new Option(texts.policyName(p), p));
    for (const v of ["1.21", "1.22"]) this.version.append(new Option(`Go ${v}`, v));
    this.version.setAttribute("aria-label", texts.version);
    this.policy.setAttribute("aria-label", texts.policy);
    const head = create("div", "side-head", this.scenario, this.version, field("GOMAXPROCS", this.procs), create("span", "field", this.policy), field(texts.seed, this.seed));
    root.append(head, this.ownForm, this.status, this.stage, this.difference);
    this.listen();
  }

  /** Shows a run; it is told when it is there. */
  async show(spec: SideSpec): Promise<void> {
    const before = this.spec;
    this.spec = spec;
    const choice = this.choice(spec.scenario);
    const settings = this.settings(spec);
    this.showChoice(spec);
    this.complain("");
    const again = this.player !== undefined && before?.scenario === spec.scenario;
    let text = spec.program;
    if (text === undefined && (again || spec.go)) {
      const own = await sourceOf(choice);
      if (this.spec !== spec) return;
      text = spec.go ? withLanguage(own, spec.go) : own;
      // A scenario's own program comes with its recording.
      if (text === own && !again) text = undefined;
    }
    this.forget();
    if (this.player && again && text !== undefined) await this.player.run(text, settings);
    else this.begin(choice, text, settings);
  }

  showCode(shown: boolean): void {
    this.codeShown = shown;
    this.player?.setAttribute("code", shown ? "show" : "hide");
  }

  /** Goes to a step, or rests at the end where the run is shorter. */
  go(step: number): void {
    const { player, aim } = this;
    const to = Math.min(step, this.steps);
    if (!player || to === aim) return;
    this.aim = to;
    this.expected.push(to);
    const arrives = aim >= 0 && Math.abs(to - aim) === 1 ? player.step(to - aim) : player.seek(to);
    arrives.catch(abandoned);
  }

  /** Says what happens here where the runs part; "": they do not. */
  showDifference(sentence: string): void {
    this.difference.textContent = sentence;
  }

  complain(problem: string): void {
    this.status.textContent = problem;
    this.status.hidden = problem === "";
  }

  private begin(choice: Choice, text: string | undefined, settings: Required<RunSettings>): void {
    const player = document.createElement("gopark-player") as GoparkPlayerElement;
    const set = (name: string, value: string | number): void => player.setAttribute(name, String(value));
    if (text === undefined) set("scenario", choice.name);
    else player.append(create("pre", "", create("code", "", text)));
    set("procs", settings.procs);
    set("policy", settings.policy);
    set("seed", settings.seed);
    set("controls", "false");
    set("preload", "auto");
    set("code", this.codeShown ? "show" : "hide");
    // Two frames of one page need names of their own.
    player.title = `${this.root.ariaLabel}: ${text === undefined ? choice.title : texts.program}`;
    player.addEventListener("ready", ({ detail }) => this.ready(detail));
    player.addEventListener("step", ({ detail }) => this.told(detail));
    player.addEventListener("play", () => {
      player.pause().catch(abandoned);
      this.on.toggled();
    });
    player.addEventListener("error", ({ detail }) => this.complain(problemOf(detail)));
    this.player = player;
    this.stage.replaceChildren(player);
  }

  private forget(): void {
    this.aim = -1;
    this.expected = [];
    this.settled = false;
  }

  private ready(state: State): void {
    this.forget();
    this.steps = state.duration;
    this.on.loaded();
  }

  private told(state: State): void {
    this.sentence = state.sentence;
    const i = this.expected.indexOf(state.currentStep);
    if (i >= 0) {
      this.expected.splice(0, i + 1);
      this.settled = true;
    } else if (this.settled) {
      this.expected = [];
      this.aim = state.currentStep;
      this.on.moved(state.currentStep);
    }
  }

  // The choice.

  private choice(name: string): Choice {
    const choice = this.scenarios.find((s) => s.name === name) ?? this.scenarios[0];
    if (!choice) throw new Error("there is no scenario");
    return choice;
  }

  private settings(spec: SideSpec): Required<RunSettings> {
    const { settings } = this.choice(spec.scenario);
    return { procs: spec.procs ?? settings.procs, policy: spec.policy ?? settings.policy, seed: spec.seed ?? settings.seed };
  }

  private showChoice(spec: SideSpec): void {
    const choice = this.choice(spec.scenario);
    const settings = this.settings(spec);
    this.scenario.value = spec.program === undefined ? spec.scenario : "";
    this.procs.value = String(settings.procs);
    this.policy.value = settings.policy;
    this.seed.value = String(settings.seed);
    this.version.hidden = spec.program !== undefined || !choice.versions;
    this.version.value = spec.go ?? "1.22";
    this.ownForm.hidden = spec.program === undefined;
    if (spec.program !== undefined) this.own.value = spec.program;
    // Which version the scenario itself means stands in its text.
    if (!spec.go && choice.versions) void sourceOf(choice).then((text) => !this.spec?.go && (this.version.value = languageOf(text)));
  }

  private listen(): void {
    const change = (part: Partial<SideSpec>): void => {
      if (this.spec) this.on.chosen({ ...this.spec, ...part });
    };
    this.scenario.addEventListener("change", () => {
      if (this.scenario.value) this.on.chosen({ scenario: this.scenario.value });
      else void this.offerOwn();
    });
    this.ownForm.addEventListener("submit", (event) => {
      event.preventDefault();
      change({ program: this.own.value });
    });
    this.procs.addEventListener("change", () => change({ procs: Number(this.procs.value) }));
    this.policy.addEventListener("change", () => change({ policy: this.policy.value as Policy }));
    this.version.addEventListener("change", () => change({ go: this.version.value as "1.21" | "1.22" }));
    this.seed.addEventListener("change", () => {
      const seed = parseSeed(this.seed.value);
      if (seed === null) this.complain(texts.badSeed);
      else change({ seed });
    });
  }

  /** The reader's own program begins with the one that is there. */
  private async offerOwn(): Promise<void> {
    if (!this.own.value && this.spec) this.own.value = await sourceOf(this.choice(this.spec.scenario));
    this.ownForm.hidden = false;
    this.own.focus();
  }
}

/** A player that makes room for another one does not answer any more. */
export function abandoned(): void {}

/** The texts of scenarios, fetched once. */
const sources = new Map<string, Promise<string>>();

function sourceOf(choice: Choice): Promise<string> {
  let source = sources.get(choice.name);
  if (!source) {
    source = fetch(choice.data).then(async (response) => {
      if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
      return ((await response.json()) as PageData).files[0]?.text ?? "";
    });
    sources.set(choice.name, source);
  }
  return source;
}

function problemOf({ message, diagnostics }: EventDetails["error"]): string {
  return diagnostics.length > 0 ? diagnostics.join("\n") : texts.failed(message);
}
