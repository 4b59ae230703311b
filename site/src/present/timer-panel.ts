// The clocks of the speaker's window: how long the talk has gone on, how much
// is left of the time that there is, and the time of day. They outlive a reload.
import { byId } from "../elements.ts";
import { strings } from "../strings.ts";
import { clockOf, Timer, type TimerState } from "./timer.ts";

interface Kept {
  timer: TimerState;
  minutes: string;
}

const minuteMs = 60_000;

export class TimerPanel {
  private readonly timer: Timer;
  private readonly minutes = byId<HTMLInputElement>("minutes");
  private readonly run = byId("timer-run");
  private untouched: boolean;
  private tick: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly key: string) {
    const kept = recallKept(key);
    this.untouched = !kept;
    this.timer = new Timer(kept?.timer);
    this.minutes.value = kept?.minutes ?? "";
    this.run.addEventListener("click", () => {
      if (this.timer.running) this.timer.pause(Date.now());
      else this.timer.start(Date.now());
      this.changed();
    });
    byId("timer-reset").addEventListener("click", () => {
      this.timer.reset(Date.now());
      this.changed();
    });
    this.minutes.addEventListener("input", () => this.changed());
    this.show();
    this.showTimeOfDay();
  }

  /** The talk has begun; what somebody has done with the timer, or a reload, counts more. */
  begin(): void {
    if (!this.untouched) return;
    this.timer.start(Date.now());
    this.changed();
  }

  private changed(): void {
    this.untouched = false;
    try {
      sessionStorage.setItem(this.key, JSON.stringify({ timer: this.timer.state, minutes: this.minutes.value } satisfies Kept));
    } catch {
      // It does not outlive a reload.
    }
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

function recallKept(key: string): Kept | undefined {
  try {
    const text = sessionStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as Kept);
  } catch {
    return undefined;
  }
}
