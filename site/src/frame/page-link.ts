// Messages between the frame and the page around it. Each carries the field
// gopark: 1; they are taken only from the parent window and from our own origin.
import type { FromPlayer, ToPlayer } from "../protocol.ts";
import type { FrameFailure, FrameKeys, FrameProgress } from "../player-link.ts";

type Incoming = (ToPlayer | FrameKeys) & { gopark?: number; data?: Uint8Array };

export class PageLink {
  /** Takes a message as JSON, and the bytes beside it. */
  onMessage: ((message: string, data: Uint8Array | null) => void) | undefined;
  /** The keys that the page takes. */
  claimed: ReadonlySet<string> = new Set();

  constructor() {
    addEventListener("message", (event: MessageEvent<unknown>) => {
      if (event.source !== parent || event.origin !== location.origin) return;
      const message = event.data as Incoming | null;
      if (typeof message !== "object" || message === null || message.gopark !== 1) return;
      if (message.type === "keys") {
        this.claimed = new Set(message.names);
        return;
      }
      const { data, gopark: _, ...rest } = message;
      this.onMessage?.(JSON.stringify(rest), data instanceof Uint8Array ? data : null);
    });
  }

  post(message: FromPlayer | FrameProgress | FrameFailure): void {
    parent.postMessage({ gopark: 1, ...message }, location.origin);
  }

  /** The picture cannot be shown, now or later. */
  fail(why: FrameFailure["why"], error = ""): void {
    this.post({ type: "noPicture", why, error });
  }
}
