// The screen's picture once more, small, in the speaker's window: laid out for
// the size that it has on the screen, so that everything stands at the same
// place. It shows the next step; while the laser is on, what the screen shows,
// and the mouse over it points there.
import { byId } from "../elements.ts";
import { PlayerLink } from "../player-link.ts";
import { strings } from "../strings.ts";
import type { FromSpeaker, ScreenRun, ScreenState } from "./channel.ts";

/** It tells nothing in words. */
const noLanguage = Promise.resolve(undefined);

type Point = Extract<FromSpeaker, { type: "point" }>["at"];

export class Miniature {
  private readonly box = byId("miniature");
  private readonly caption = byId("caption");
  private link: PlayerLink | undefined;
  private failed = false;
  private trace: Uint8Array | undefined;
  private step = 0;
  private size = { width: 0, height: 0 };
  private share = 1;
  /** Where the mouse is, when that is yet to be told. */
  private pointed: Point | undefined;

  constructor(private readonly point: (at: Point) => void) {
    new ResizeObserver(() => this.fit()).observe(this.box);
    this.box.addEventListener("pointermove", (event) => {
      const { x, y } = this.box.getBoundingClientRect();
      const at = { x: (event.clientX - x) / this.share / this.size.width, y: (event.clientY - y) / this.share / this.size.height };
      this.tell(at.x <= 1 && at.y <= 1 ? at : null);
    });
    this.box.addEventListener("pointerleave", () => this.tell(null));
  }

  showRun(run: ScreenRun): void {
    this.trace = run.trace;
    this.box.hidden = !this.trace || this.failed;
    if (this.box.hidden || !this.trace) return;
    if (!this.link) {
      this.link = new PlayerLink(run.player, run.title, noLanguage, (message) => {
        if (message.type === "view") this.box.dataset["step"] = String(message.step);
        if (message.type === "loaded") this.link?.command("seek", this.step);
        if (message.type !== "failed" || !message.fatal) return;
        // The sentences do without it.
        this.failed = true;
        this.box.hidden = true;
      });
      this.link.frame.inert = true;
      this.box.append(this.link.frame);
    }
    this.link.load(this.trace, this.step);
  }

  show(state: ScreenState, steps: number): void {
    const step = state.laser ? state.step : Math.min(state.step + 1, steps);
    this.box.classList.toggle("points", state.laser);
    const words = state.laser ? strings.speaker.pointHere : step > state.step ? strings.speaker.pictureOfNext : strings.speaker.now;
    this.caption.textContent = this.box.hidden ? "" : words;
    this.size = { width: state.picture.width, height: state.picture.height };
    this.fit();
    if (!this.link) return;
    this.link.setLook(state.picture.look);
    this.link.set("simple", Number(state.picture.simple));
    if (step !== this.step) this.link.command("seek", step);
    this.step = step;
  }

  private fit(): void {
    const { width, height } = this.size;
    if (this.box.hidden || width === 0) return;
    this.share = Math.min(this.box.clientWidth / width, this.box.clientHeight / height);
    const { style } = this.box;
    style.setProperty("--width", `${width}px`);
    style.setProperty("--height", `${height}px`);
    style.setProperty("--share", String(this.share));
    style.setProperty("--ratio", String(width / height));
  }

  /** At most once in a frame. */
  private tell(at: Point): void {
    if (!this.box.classList.contains("points")) return;
    if (this.pointed === undefined) {
      requestAnimationFrame(() => {
        this.point(this.pointed ?? null);
        this.pointed = undefined;
      });
    }
    this.pointed = at;
  }
}
