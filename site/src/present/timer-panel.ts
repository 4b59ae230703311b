// The clocks of the speaker's window: how long the talk has gone on, how much
// is left of the time that there is, and the time of day.
import { byId } from "../elements.ts";
import { strings } from "../strings.ts";
import type { TalkTime } from "./channel.ts";
import { clockOf, Timer } from "./timer.ts";

const minuteMs = 60_000;

export class TimerPanel {
  private timer = new Timer();
  private readonly minutes = byId<HTMLInputElement>("minutes");
  private readonly run = byId("timer-run");
  private tick: ReturnType<typeof setTimeout> | undefined;
  /** The time of the talk; none before it has begun. */
  time: TalkTime | undefined;

  /** changed is told what the speaker has done with the time. */
  constructor(private readonly changed: (time: TalkTime) => void) {
    this.run.addEventListener("click", () => {
      if (this.timer.running) this.timer.pause(Date.now());
      else this.timer.start(Date.now());
      this.change();
    });
    byId("timer-reset").addEventListener("click", () => {
      this.timer.reset(Date.now());
      this.change();
    });
    this.minutes.addEventListener("input", () => this.change());
    this.show();
    this.showTimeOfDay();
  }

  /** Takes over what the other window knows. */
  set(time: TalkTime): void {
    this.time = time;
    this.timer = new Timer(time.timer);
    this.minutes.value = time.minutes;
    this.show();
  }

  private change(): void {
    this.time = { timer: this.timer.state, minutes: this.minutes.value };
    this.changed(this.time);
    this.show();
  }

  private show(): void {
    const now = Date.now();
    const elapsed = this.timer.elapsed(now);
    byId("passed").textContent = clockOf(elapsed);
    this.run.textContent = this.timer.running ? strings.speaker.pauseTimer : strings.speaker.startTimer;
    const whole = Math.max(0, this.minutes.valueAsNumber || 0) * minuteMs;
    const left = byId("left");
    const over = whole > 0 && elapsed >= whole;
    left.classList.toggle("over", over);
    if (whole === 0) left.textContent = "";
    // Both numbers change in the same moment.
    else if (over) left.textContent = strings.speaker.over(clockOf(elapsed - whole));
    else left.textContent = strings.speaker.left(clockOf(whole - Math.floor(elapsed / 1000) * 1000));
    clearTimeout(this.tick);
    const wait = this.timer.untilNextSecond(now);
    if (wait !== null) this.tick = setTimeout(() => this.show(), wait);
  }

  private showTimeOfDay(): void {
    const now = new Date();
    byId("time-of-day").textContent = strings.speaker.timeOfDay(now);
    setTimeout(() => this.showTimeOfDay(), minuteMs - (now.getTime() % minuteMs));
  }
}
