// Which version each open page is of, so that it gets files of that version and
// those are deleted only when no page needs them any more. The worker may be
// ended and started again at any time and remembers nothing: it is noted in a
// cache. Of a page without a note nothing is known, and nothing it may need is
// deleted.
import type { Store, Version } from "./store.ts";

declare const self: ServiceWorkerGlobalScope;

export class Pages {
  private readonly notes: string;
  private readonly older: string;

  constructor(
    private readonly root: string,
    private readonly store: Store,
  ) {
    this.notes = `${store.prefix}notes`;
    this.older = new URL("older", root).href;
  }

  /** A page is opened, which comes from a cache, or from the network. */
  async opened(client: string, cache: string | undefined): Promise<void> {
    const notes = await caches.open(this.notes);
    await notes.put(this.noteOf(client), Response.json(await this.versionWith(cache)));
  }

  /** The version of an open page, if that is known. */
  async versionOf(client: string): Promise<Version | undefined> {
    const note = client && (await caches.match(this.noteOf(client), { cacheName: this.notes }));
    return note ? ((await note.json()) as Version) : undefined;
  }

  /** This version takes over from those that are there; what comes after it is not its to delete. */
  async takeOver(): Promise<void> {
    const older = (await this.store.others()).filter((name) => name !== this.notes);
    const notes = await caches.open(this.notes);
    await notes.put(this.older, Response.json(older));
  }

  /** Deletes the older versions, if no page of theirs is open; tells whether none is. */
  async removeOlder(): Promise<boolean> {
    if (await this.olderAreOpen()) return false;
    const notes = await caches.open(this.notes);
    const older = (await (await notes.match(this.older))?.json()) as string[] | undefined;
    // Where a newer one has taken over just now, this one is among those it lists.
    if (!older || older.some((cache) => this.store.version.includes(cache))) return true;
    for (const cache of older) await caches.delete(cache);
    await notes.delete(this.older);
    return true;
  }

  /** Nothing is left of what was noted. */
  async forget(): Promise<void> {
    await caches.delete(this.notes);
  }

  private async olderAreOpen(): Promise<boolean> {
    const notes = await caches.open(this.notes);
    // First those that are known: a page that is on its way is waited for.
    for (const { url } of await notes.keys()) {
      if (!url.startsWith(this.noteOf(""))) continue;
      const client = url.slice(this.noteOf("").length);
      const version = await this.versionOf(client);
      if (!(await self.clients.get(client))) await notes.delete(url);
      else if (version && !this.store.isOwn(version)) return true;
    }
    // Not only those that this worker answers for: until it has claimed them, that is none.
    const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    for (const { id, url } of open) if (url.startsWith(this.root) && !(await this.versionOf(id))) return true;
    return false;
  }

  /** The version that a cache is of. What the network has is of this version, or of one that is still to come. */
  private async versionWith(cache: string | undefined): Promise<Version> {
    const own = this.store.version;
    if (cache === undefined || own.includes(cache)) return own;
    for (const { id } of await self.clients.matchAll({ type: "window" })) {
      const version = await this.versionOf(id);
      if (version?.includes(cache)) return version;
    }
    return [cache];
  }

  private noteOf(client: string): string {
    return new URL(`page/${client}`, this.root).href;
  }
}
