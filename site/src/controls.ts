// The row of buttons, the slider and the settings.
import { maxProcs, parseSeed, policies } from "./address.ts";
import type { Settings } from "./data.ts";
import { byId, create } from "./elements.ts";
import type { Command } from "./protocol.ts";
import { strings } from "./strings.ts";

const speeds: readonly number[] = [0.25, 0.5, 1, 1.5, 2, 4, 8];

export interface ControlEvents {
  command(name: Command["name"], arg?: number): void;
  seek(step: number): void;
  end(): void;
  /** The user asks for other settings. */
  settings(settings: Settings): void;
  /** What was typed as a seed is not one. */
  badSeed(): void;
}

export class Controls {
  private readonly slider = byId<HTMLInputElement>("slider");
  private readonly playButton = byId<HTMLButtonElement>("play");
  private readonly speed = byId<HTMLSelectElement>("speed");
  private readonly procs = byId<HTMLSelectElement>("procs");
  private readonly seed = byId<HTMLInputElement>("seed");
  private readonly policy = byId<HTMLSelectElement>("policy");
  private readonly transport = byId("controls").querySelectorAll<HTMLButtonElement>(".transport button:not(#more)");
  private settings: Settings;

  constructor(settings: Settings, private readonly on: ControlEvents) {
    this.settings = settings;
    for (const x of speeds) this.speed.append(new Option(strings.speed(x), String(x), x === 1, x === 1));
    for (let n = 1; n <= maxProcs; n++) this.procs.append(new Option(String(n), String(n)));
    for (const p of policies) this.policy.append(new Option(strings.policyNames[p] ?? p, p));
    this.showSettings(settings);
    this.setPicture(false);
    this.wire();
  }

  /** Whether there is a picture to control, and how many steps it has. */
  setPicture(there: boolean, steps = 0): void {
    this.slider.max = String(steps);
    for (const button of this.transport) button.disabled = !there;
    this.slider.disabled = !there;
    this.speed.disabled = !there;
  }

  showSettings(settings: Settings): void {
    this.settings = settings;
    if (![...this.procs.options].some((o) => o.value === String(settings.procs))) {
      this.procs.append(new Option(String(settings.procs), String(settings.procs)));
    }
    this.procs.value = String(settings.procs);
    this.seed.value = settings.seed;
    this.policy.value = settings.policy;
  }

  showStep(step: number, steps: number, playing: boolean): void {
    this.slider.value = String(step);
    this.slider.style.setProperty("--done", steps > 0 ? `${(100 * step) / steps}%` : "0%");
    this.slider.setAttribute("aria-valuetext", strings.sliderValue(step, steps));
    const label = playing ? strings.pause : strings.play;
    this.playButton.replaceChildren(playing ? "❚❚ " : "▶ ", create("span", "", label));
    this.playButton.setAttribute("aria-label", label);
  }

  showSpeed(speed: number): void {
    if (![...this.speed.options].some((o) => Number(o.value) === speed)) {
      this.speed.append(new Option(strings.speed(speed), String(speed)));
    }
    this.speed.value = String(speed);
  }

  changeSpeed(by: 1 | -1): void {
    const now = Number(this.speed.value);
    const next = by > 0 ? speeds.find((x) => x > now) : speeds.findLast((x) => x < now);
    if (next !== undefined) this.on.command("speed", next);
  }

  private wire(): void {
    const click = (id: string, action: () => void): void => byId(id).addEventListener("click", action);
    click("restart", () => this.on.command("restart"));
    click("back", () => this.on.command("back"));
    click("play", () => this.on.command("toggle"));
    click("forward", () => this.on.command("forward"));
    click("end", () => this.on.end());
    this.slider.addEventListener("input", () => this.on.seek(Number(this.slider.value)));
    this.speed.addEventListener("change", () => this.on.command("speed", Number(this.speed.value)));
    this.procs.addEventListener("change", () => this.change({ procs: Number(this.procs.value) }));
    this.policy.addEventListener("change", () => this.change({ policy: this.policy.value }));
    this.seed.addEventListener("change", () => {
      const seed = parseSeed(this.seed.value);
      if (seed === null) {
        this.seed.value = this.settings.seed;
        this.on.badSeed();
      } else {
        this.change({ seed });
      }
    });
    click("reseed", () => this.change({ seed: parseSeed(String(BigInt(this.settings.seed) + 1n)) ?? "1" }));

    click("more", () => showMore(!byId("controls").classList.contains("open")));
  }

  private change(part: Partial<Settings>): void {
    // Recorded choices belong to the settings that they were made with.
    this.settings = { ...this.settings, schedule: "", ...part };
    this.showSettings(this.settings);
    this.on.settings(this.settings);
  }
}

/** On a phone, what does not find room beside the buttons. */
function showMore(open: boolean): void {
  byId("controls").classList.toggle("open", open);
  byId("more").setAttribute("aria-expanded", String(open));
}

export function closeMore(): void {
  showMore(false);
}
