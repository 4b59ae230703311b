// The page with two players: one set of controls drives both, step by step.
// Whoever goes to a step in one of the players itself takes the other along.
import { byId, create } from "../elements.ts";
import type { Difference } from "../element/gopark.d.ts";
import { type KeyActions, listenToKeys } from "../keys.ts";
import { nextTheme, startTheme } from "../theme.ts";
import { Address } from "../address.ts";
import { isPlace, type Place, type Problems, readPlace, sameSide, sideNames, writePlace } from "./address.ts";
import { type Preset, readCompareData, type SideSpec } from "./data.ts";
import { appendGroups } from "./option-groups.ts";
import { abandoned, Side } from "./side.ts";
import { texts } from "./strings.ts";

/** How long a step takes while playing at speed 1: as in the player itself (viz/player/transport.go). */
const stepMs = 750;
const speeds: readonly number[] = [0.25, 0.5, 1, 2, 4, 8];

class Compare {
  private readonly data = readCompareData();
  private readonly sides = { left: this.side("left"), right: this.side("right") };
  private readonly slider = byId<HTMLInputElement>("slider");
  private readonly playButton = byId<HTMLButtonElement>("play");
  private readonly speed = byId<HTMLSelectElement>("speed");
  private readonly presets = byId<HTMLSelectElement>("preset");
  private readonly toDifference = byId<HTMLButtonElement>("to-difference");
  private readonly address = new Address();
  private step: number;
  /** The first step at which the runs differ; 0: at none, as far as is known. */
  private difference = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private comparisons = 0;

  constructor(private readonly place: Place, problems: Problems) {
    this.step = place.step;
    for (const x of speeds) this.speed.append(new Option(texts.speed(x), String(x), x === 1, x === 1));
    this.listPresets();
    this.wire();
    this.show(place.left, place.right, problems);
  }

  private side(name: "left" | "right"): Side {
    return new Side(byId(name), this.data.scenarios, {
      chosen: (spec) => {
        this.place[name] = spec;
        this.showSide(name);
      },
      loaded: () => this.loaded(),
      moved: (step) => {
        this.pause();
        this.go(step);
      },
      toggled: () => this.toggle(),
    });
  }

  // What is compared.

  private show(left: SideSpec, right: SideSpec, problems: Problems = {}): void {
    this.place.left = left;
    this.place.right = right;
    for (const name of sideNames) {
      this.showSide(name);
      this.sides[name].complain(problems[name] ?? "");
    }
  }

  private showSide(name: "left" | "right"): void {
    this.pause();
    this.sayDifference(undefined);
    const side = this.sides[name];
    side.show(this.place[name]).catch((error: unknown) => side.complain(texts.failed(String(error))));
    const same = this.data.presets.findIndex((p) => sideNames.every((n) => sameSide(p[n], this.place[n])));
    this.presets.value = String(same);
    this.showAddress();
  }

  private listPresets(): void {
    const title = (spec: SideSpec): string => texts.side(this.data.scenarios.find((s) => s.name === spec.scenario)?.title ?? "", spec);
    const other = new Option(texts.otherChoice, "-1");
    other.hidden = true;
    this.presets.append(other);
    const { presets } = this.data;
    appendGroups(this.presets, presets, ({ kind }) => texts.kind(kind), (preset) => {
      const { left, right } = preset;
      return new Option(`${title(left)} | ${title(right)}`, String(presets.indexOf(preset)));
    });
    this.presets.addEventListener("change", () => {
      const preset: Preset | undefined = this.data.presets[Number(this.presets.value)];
      if (!preset) return;
      this.step = 0;
      this.show({ ...preset.left }, { ...preset.right });
    });
  }

  private loaded(): void {
    const { left, right } = this.sides;
    if (left.steps === 0 || right.steps === 0) return;
    this.slider.max = String(Math.max(left.steps, right.steps));
    this.go(Math.min(this.step, Number(this.slider.max)));
    this.compare().catch(abandoned);
  }

  private async compare(): Promise<void> {
    const id = ++this.comparisons;
    const { left, right } = this.sides;
    if (!left.player || !right.player) return;
    const [a, b] = await Promise.all([left.player.getTrace(), right.player.getTrace()]);
    const [here] = await Promise.all([left.player.compare(b), right.player.compare(a)]);
    // Another run may have come into one of the pictures since.
    if (id === this.comparisons) this.sayDifference(here);
  }

  /** Says where the runs part; undefined: it is not known yet. */
  private sayDifference(found: Difference | undefined): void {
    if (!found) this.comparisons++;
    const step = found?.step ?? 0;
    this.difference = step;
    this.toDifference.hidden = step === 0;
    this.toDifference.textContent = texts.toDifference(step);
    byId("difference").textContent = !found ? "" : step === 0 ? texts.same : texts.difference(step);
    byId("difference").classList.toggle("sr-only", step > 0);
    const mark = byId("difference-mark");
    mark.hidden = step === 0;
    mark.style.setProperty("--at", String(step / Math.max(1, Number(this.slider.max))));
    this.sides.left.showDifference(found && step > 0 ? texts.atDifference(step, found.here) : "");
    this.sides.right.showDifference(found && step > 0 ? texts.atDifference(step, found.there) : "");
  }

  // Where both are.

  private go(step: number): void {
    const steps = Number(this.slider.max);
    this.step = Math.max(0, Math.min(step, steps));
    for (const name of sideNames) this.sides[name].go(this.step);
    this.slider.value = String(this.step);
    this.slider.style.setProperty("--done", steps > 0 ? `${(100 * this.step) / steps}%` : "0%");
    this.slider.setAttribute("aria-valuetext", texts.sliderValue(this.step, steps));
    byId("counter").textContent = texts.counter(this.step, steps);
    document.body.dataset["step"] = String(this.step);
    this.place.step = this.step;
    this.showAddress();
  }

  private toggle(): void {
    if (this.timer === undefined) this.play();
    else this.pause();
  }

  private play(): void {
    if (this.step >= Number(this.slider.max)) this.go(0);
    const tick = (): void => {
      this.go(this.step + 1);
      if (this.step < Number(this.slider.max)) this.timer = setTimeout(tick, stepMs / Number(this.speed.value));
      else this.pause();
    };
    this.timer = setTimeout(tick);
    this.showPlaying(true);
  }

  private pause(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.showPlaying(false);
  }

  private showPlaying(playing: boolean): void {
    const label = playing ? texts.pause : texts.play;
    this.playButton.replaceChildren(playing ? "❚❚ " : "▶ ", create("span", "", label));
    this.playButton.setAttribute("aria-label", label);
  }

  private showAddress(): void {
    this.address.show(() => writePlace(this.place));
  }

  // The controls.

  private by(step: number): void {
    this.pause();
    this.go(step);
  }

  private wire(): void {
    const click = (id: string, action: () => void): void => byId(id).addEventListener("click", action);
    click("restart", () => this.by(0));
    click("back", () => this.by(this.step - 1));
    click("play", () => this.toggle());
    click("forward", () => this.by(this.step + 1));
    click("end", () => this.by(Number(this.slider.max)));
    click("to-difference", () => this.by(this.difference));
    this.slider.addEventListener("input", () => this.by(Number(this.slider.value)));
    const code = byId<HTMLInputElement>("code-shown");
    code.addEventListener("change", () => {
      for (const name of sideNames) this.sides[name].showCode(code.checked);
      document.body.classList.toggle("with-code", code.checked);
    });
    addEventListener("hashchange", () => {
      if (!isPlace(location.hash)) return;
      void readPlace(location.hash, this.data).then(({ left, right, step, problems }) => {
        this.step = step;
        this.show(left, right, problems);
      });
    });
    listenToKeys(document.body, this.keys, () => {});
  }

  private readonly keys: KeyActions = {
    leads: (direction) => (direction > 0 ? this.step < Number(this.slider.max) : this.step > 0),
    command: (name) => {
      if (name === "toggle") this.toggle();
      else if (name === "forward" || name === "back") this.by(this.step + (name === "forward" ? 1 : -1));
      else if (name === "restart") this.by(0);
    },
    seekTenth: (tenth) => this.by(Math.round((Number(this.slider.max) * tenth) / 10)),
    changeSpeed: (by) => {
      this.speed.selectedIndex = Math.max(0, Math.min(this.speed.selectedIndex + by, speeds.length - 1));
    },
    page: (action) => {
      if (action === "theme") nextTheme();
      else if (action === "end") this.by(Number(this.slider.max));
    },
  };
}

async function start(): Promise<void> {
  startTheme();
  await customElements.whenDefined("gopark-player");
  const { problems, ...place } = await readPlace(location.hash, readCompareData());
  new Compare(place, problems);
}

void start();
