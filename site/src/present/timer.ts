// The speaker's time: how long the talk has gone on, without the pauses. It
// knows no clock but the moments that it is given, in milliseconds.

export interface TimerState {
  /** What had passed when it last stood still. */
  passed: number;
  /** Since when it runs; null: it stands still. */
  since: number | null;
}

export class Timer {
  constructor(private now: TimerState = { passed: 0, since: null }) {}

  get state(): TimerState {
    return this.now;
  }

  get running(): boolean {
    return this.now.since !== null;
  }

  elapsed(at: number): number {
    return this.now.passed + (this.now.since === null ? 0 : Math.max(0, at - this.now.since));
  }

  start(at: number): void {
    if (!this.running) this.now = { passed: this.now.passed, since: at };
  }

  pause(at: number): void {
    this.now = { passed: this.elapsed(at), since: null };
  }

  /** Begins again from nothing; whether it runs stays. */
  reset(at: number): void {
    this.now = { passed: 0, since: this.running ? at : null };
  }

  /** How long it is until the elapsed time has another second; null: it stands still. */
  untilNextSecond(at: number): number | null {
    return this.running ? 1000 - (this.elapsed(at) % 1000) : null;
  }
}

/** 0:07, 12:34, 1:02:03 */
export function clockOf(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number): string => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
