// Ebitengine asks for animation frames without end, which keeps the graphics
// process busy when nothing moves. So requestAnimationFrame is replaced: while
// asleep, the one callback that is asked for is kept until something happens.
//
// Browsers give no frames to what they do not show: a player of another site
// that is scrolled out of sight, a window that another one covers. Whoever
// steps through the run from there – a page by its script, a speaker by the
// other window – must be answered, so time passes there too, in longer frames.

/** How long a frame may fail to come, in milliseconds. */
const unseenMs = 500;

export class FrameLoop {
  private asleep = false;
  private kept: FrameRequestCallback | undefined;
  private readonly frame = requestAnimationFrame.bind(globalThis);

  constructor() {
    globalThis.requestAnimationFrame = (callback) => {
      if (!this.asleep) return this.request(callback);
      this.kept = callback;
      return 0;
    };
    // A frame that was drawn while hidden may not have reached the screen.
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) globalThis.goparkPlayer?.redraw();
    });
    addEventListener("resize", () => this.wake());
  }

  sleep(): void {
    this.asleep = true;
  }

  wake(): void {
    this.asleep = false;
    const callback = this.kept;
    this.kept = undefined;
    if (callback) this.request(callback);
  }

  /** Calls back at the next frame, or when none comes. */
  private request(callback: FrameRequestCallback): number {
    const frame = this.frame((now) => {
      clearTimeout(late);
      callback(now);
    });
    const late = setTimeout(() => {
      cancelAnimationFrame(frame);
      callback(performance.now());
    }, unseenMs);
    return frame;
  }
}
