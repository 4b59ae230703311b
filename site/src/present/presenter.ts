// Presenter mode: the player fills the screen in large type, a clicker steps
// through the run, and the speaker's window, if there is one, follows and leads.
import { byId } from "../elements.ts";
import type { PageData } from "../data.ts";
import type { Player } from "../player.ts";
import { recall, remember } from "../saved.ts";
import { strings } from "../strings.ts";
import { Bar } from "./bar.ts";
import { Blank } from "./blank.ts";
import type { ScreenRun, ScreenState } from "./channel.ts";
import { actionOf, claimed, clicker, type PresenterAction } from "./keys.ts";
import { Laser } from "./laser.ts";
import { SpeakerLink } from "./speaker-link.ts";

/** The smallest text of the picture, as it is drawn at scale 1 and as it shall be on a screen of this size, in pixels. */
const smallText = 14;
const large = { text: 24, width: 1920, height: 1080 };

export class Presenter {
  private readonly root = document.documentElement;
  private readonly blank: Blank;
  private readonly laser: Laser;
  private readonly bar: Bar;
  private readonly speaker: SpeakerLink;
  private presenting = false;
  /** The full screen was given to us; leaving it leaves presenter mode. */
  private full = false;
  /** Presenter mode outlives the full screen: it is left because a window opens, which browsers do by themselves, or by f. */
  private stays = false;
  private marksOnly = recall("present:marks") === "1";
  private spotlight = recall("present:spotlight") !== "0";
  /** Where the reader was before. */
  private before = { scroll: 0, focus: null as Element | null, tab: null as HTMLElement | null };

  constructor(
    private readonly player: Player,
    private readonly data: PageData,
  ) {
    const place = byId("player");
    this.laser = new Laser(place);
    this.blank = new Blank(place, () => this.changed());
    this.speaker = new SpeakerLink({
      run: () => this.run(),
      state: () => this.state(),
      listened: (to) => player.set("ahead", Number(to)),
      wish: (message) => {
        switch (message.type) {
          case "do":
            this.do(message.action);
            break;
          case "seek":
            player.command("seek", message.step);
            break;
          case "key":
            player.press(message.key, message.shift);
            break;
          case "point":
            this.point(message.at);
        }
      },
    });
    this.bar = new Bar((action) => this.do(action));
    player.giveKeys((key, shift) => this.press(key, shift), claimed);
    addEventListener("keydown", (event) => this.onKeyElsewhere(event), { capture: true });
    addEventListener("resize", () => this.fit());
    document.addEventListener("fullscreenchange", () => {
      const left = this.full && !document.fullscreenElement;
      this.full = document.fullscreenElement === this.root;
      if (!left) return;
      if (this.stays) this.bar.say(strings.present.fullAgain);
      else this.stop();
    });
    player.on("view", () => {
      this.bar.say("");
      this.speaker.tell();
    });
    player.on("asking", () => this.fit());
    player.on("loaded", () => {
      this.speaker.tellRun();
      this.showOutput();
    });
    this.showOutput();
    this.changed();
  }

  start(): void {
    if (this.presenting) return;
    this.presenting = true;
    this.speaker.begin();
    this.before = { scroll: scrollY, focus: document.activeElement, tab: document.querySelector(".details-tabs [aria-selected=true]") };
    byId("tab-output").click();
    this.root.classList.add("presenting");
    this.fit();
    byId("player").focus({ preventScroll: true });
    this.fill();
    this.changed();
  }

  stop(): void {
    if (!this.presenting) return;
    this.presenting = false;
    this.blank.show(false);
    this.laser.show(false);
    this.root.classList.remove("presenting");
    this.fit();
    if (this.full) document.exitFullscreen().catch(() => {});
    this.before.tab?.click();
    scrollTo({ top: this.before.scroll, behavior: "instant" });
    if (this.before.focus instanceof HTMLElement) this.before.focus.focus({ preventScroll: true });
    this.changed();
  }

  /** Asks for the full screen; where it is refused, the window is filled. */
  private fill(): void {
    this.root.requestFullscreen?.().catch(() => {});
  }

  /** Takes a key, in presenter mode; false: it is left to the player. */
  private press(key: string, shift: boolean): boolean {
    this.stays = false;
    if (this.blank.on) return this.do("blank");
    const action = actionOf(key, shift);
    if (!this.presenting) return action === "start" && this.do(action);
    return action !== undefined && this.do(action);
  }

  /** Takes keys that are pressed outside of the player, and, while somebody types in it, those of clickers. */
  private onKeyElsewhere(event: KeyboardEvent): void {
    if (!this.presenting || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !(event.target instanceof Element)) return;
    if (event.target.closest("dialog")) return;
    const inside = event.target.closest("#player");
    if (inside && !(clicker.has(event.key) && event.target.closest(".cm-editor, textarea, input"))) return;
    if (!this.player.press(event.key, event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Does something; false: it means nothing at this step. */
  private do(action: PresenterAction): boolean {
    // Whatever is wanted of a blank screen, it is shown first.
    if (this.blank.on && action !== "stop") {
      this.blank.show(false);
      this.changed();
      return true;
    }
    switch (action) {
      case "start":
        this.start();
        break;
      case "stop":
        if (!this.player.escape()) this.stop();
        break;
      case "full":
        if (this.full) void document.exitFullscreen();
        else this.fill();
        this.stays = this.full;
        break;
      case "next":
      case "previous":
        return this.go(action === "next" ? 1 : -1, this.marksOnly);
      case "nextOther":
      case "previousOther":
        return this.go(action === "nextOther" ? 1 : -1, !this.marksOnly);
      case "nextMark":
      case "previousMark":
        return this.go(action === "nextMark" ? 1 : -1, true);
      case "forward":
      case "back":
      case "toggle":
        this.player.command(action);
        break;
      case "blank":
        this.blank.show(true);
        break;
      case "laser":
        this.laser.show(!this.laser.on);
        break;
      case "spotlight":
        this.spotlight = !this.spotlight;
        remember("present:spotlight", this.spotlight ? "1" : "0");
        this.fit();
        break;
      case "marksOnly":
        this.marksOnly = !this.marksOnly;
        remember("present:marks", this.marksOnly ? "1" : "0");
        break;
      case "speaker":
        this.stays = this.speaker.open();
        if (!this.stays) this.bar.say(strings.present.popupRefused);
    }
    this.changed();
    return true;
  }

  /** Goes on, or back, by a step or to a mark; false: there is nothing more that way, and the key may be somebody else's. */
  private go(by: 1 | -1, toMark: boolean): boolean {
    const [step, last] = [this.player.step, this.player.loaded?.steps ?? 0];
    if (step === (by > 0 ? last : 0)) {
      this.bar.say(by > 0 ? strings.present.atEnd : strings.present.atStart);
      return false;
    }
    const marks = this.player.shownMarks.map((mark) => mark.step);
    const mark = by > 0 ? (marks.find((at) => at > step) ?? last) : (marks.findLast((at) => at < step) ?? 0);
    if (!toMark || mark === step + by) this.player.command(by > 0 ? "forward" : "back");
    else this.player.command("seek", mark);
    return true;
  }

  /** Makes the type as large as the mode and the window want it. */
  private fit(): void {
    const share = Math.min(innerWidth / large.width, innerHeight / large.height);
    this.player.changeLook({
      scale: this.presenting ? Math.max(1, (share * large.text) / smallText) : 1,
      // Whoever is to say what comes next must see all.
      spotlight: this.presenting && this.spotlight && !this.player.asking,
    });
    this.speaker.tell();
  }

  /** A program that prints nothing has no place for output on the screen. */
  private showOutput(): void {
    this.root.classList.toggle("prints-nothing", this.player.loaded?.outputs.length === 0);
  }

  private changed(): void {
    this.bar.show({ marksOnly: this.marksOnly, spotlight: this.spotlight, laser: this.laser.on, blank: this.blank.on });
    this.speaker.tell();
  }

  private point(at: { x: number; y: number } | null): void {
    if (!at) {
      this.laser.lift();
      return;
    }
    const box = byId("picture").getBoundingClientRect();
    this.laser.point(box.x + at.x * box.width, box.y + at.y * box.height);
  }

  private run(): ScreenRun {
    const { player } = this;
    return { title: this.data.title, steps: player.loaded?.steps ?? 0, marks: player.shownMarks, trace: player.trace, player: this.data.player };
  }

  private state(): ScreenState {
    const { view } = this.player;
    const { width, height } = byId("picture").getBoundingClientRect();
    return {
      presenting: this.presenting,
      blank: this.blank.on,
      laser: this.laser.on,
      spotlight: this.spotlight,
      marksOnly: this.marksOnly,
      step: view?.step ?? 0,
      playing: view?.playing ?? false,
      asking: this.player.asking,
      sentence: view?.narration ?? [],
      next: view?.next ?? [],
      picture: { width, height, ...this.player.drawn },
    };
  }
}
