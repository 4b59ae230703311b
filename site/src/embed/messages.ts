// The messages between an embedded player and the page around it, over
// postMessage. Each is an object with gopark: "embed" and v: 1.
//
// The player greets with `hello`. The host answers with `connect`; from then
// on the player takes messages only from that window and that origin, and
// sends it events. Calls and replies are matched by id. What the calls and the
// events carry is described where their users look: element/gopark.d.ts.
import type { EventDetails, GoparkPlayer, State } from "../element/gopark.d.ts";

export const version = 1;

export type EventName = keyof EventDetails;

/** What can be called: the methods of the element, and set, which changes a parameter. */
export type MethodName = { [Name in keyof GoparkPlayer]: GoparkPlayer[Name] extends (...args: never[]) => unknown ? Name : never }[keyof GoparkPlayer] | "set";

interface Envelope {
  gopark: "embed";
  v: number;
}

/** What the page gives the player where its address says #handed: the text of a program or the bytes of a trace, or which file is not there, and why ("": nobody knows). */
export interface Handed {
  handed?: string | Uint8Array;
  missing?: { url: string; why: string };
}

/** The page around the player tells it. */
export type ToEmbed = Envelope &
  (
    | ({ type: "connect" } & Handed)
    | { type: "call"; id: number; method: string; args: unknown[] }
  );

/** The player tells the page around it. */
export type FromEmbed = Envelope &
  (
    | { type: "hello" }
    | { type: "event"; name: EventName; detail: object; state: State }
    | { type: "reply"; id: number; value?: unknown; error?: string }
    /** A key that means nothing to the player: it is the page's. */
    | { type: "key"; key: string; shift: boolean }
  );
