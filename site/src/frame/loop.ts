// Ebitengine asks for animation frames without end, which keeps the graphics
// process busy when nothing moves. So requestAnimationFrame is replaced: while
// asleep, the one callback that is asked for is kept until something happens.

export class FrameLoop {
  private asleep = false;
  private kept: FrameRequestCallback | undefined;
  private readonly request = requestAnimationFrame.bind(globalThis);

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
}
