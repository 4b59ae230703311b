// Older versions: their caches are deleted when no page of them is open any
// more. While there are some, it is noted which pages are of this version; the
// worker itself may be ended and started again at any time and remembers
// nothing.
import type { Store } from "./store.ts";

declare const self: ServiceWorkerGlobalScope;

export class Older {
  private readonly notes: string;
  private readonly list: string;

  constructor(
    private readonly root: string,
    private readonly store: Store,
  ) {
    this.notes = `${store.prefix}notes`;
    this.list = new URL("older", root).href;
  }

  /** This version takes over from those that are there. */
  async takeOver(): Promise<void> {
    await caches.delete(this.notes);
    const older = await this.store.others();
    if (older.length === 0) return;
    const notes = await caches.open(this.notes);
    await notes.put(this.list, Response.json(older));
  }

  /** A page of this version is opened. */
  async opened(client: string): Promise<void> {
    if (!(await caches.has(this.notes))) return;
    const notes = await caches.open(this.notes);
    await notes.put(this.noteOf(client), new Response());
  }

  /** Deletes them, if all open pages are of this version. */
  async remove(): Promise<void> {
    if (!(await caches.has(this.notes))) return;
    const notes = await caches.open(this.notes);
    for (const client of await self.clients.matchAll({ type: "window" })) {
      if (client.url.startsWith(this.root) && !(await notes.match(this.noteOf(client.id)))) return;
    }
    const older = (await (await notes.match(this.list))?.json()) as string[] | undefined;
    for (const cache of older ?? []) await caches.delete(cache);
    await caches.delete(this.notes);
  }

  private noteOf(client: string): string {
    return new URL(`page/${client}`, this.root).href;
  }
}
