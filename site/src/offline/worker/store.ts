// What is kept for use without the network. A unit – a program, or a pack of
// files – has a cache of its own, named by the unit's URL and so by its
// content: versions of the site share those that are the same, what is there is
// never fetched again, and what an open page uses stays as it is whatever is
// added. A version is its list of units.
import { fetchContent, hashIn, hashKept, hashOf, keep, unpacked } from "./content.ts";

export interface Unit {
  /** Relative to the site's root, with the hash of its content. */
  url: string;
  /** What it takes once it is kept. */
  bytes: number;
}

/** A file in a pack: packedFile in site/offline.go. */
interface PackedFile {
  url: string;
  type: string;
  bytes: number;
}

/** The caches of the units of a version. */
export type Version = readonly string[];

export interface Answer {
  response: Response;
  /** The cache that it is from; undefined: the network. */
  cache?: string;
}

/** Files whose plain name says what they contain, as esbuild names chunks. */
const hashedName = /-[A-Z0-9]{8}\.(js|css)$/;

export class Store {
  /** How the names of all our caches begin, and none of other sites on the same host. */
  readonly prefix: string;
  /** The version that this worker answers for. */
  readonly version: Version;
  private filling: Promise<void> | undefined;

  constructor(
    private readonly root: string,
    private readonly units: readonly Unit[],
  ) {
    this.prefix = `gopark ${root} `;
    this.version = units.map((unit) => this.nameOf(unit));
  }

  isOwn(version: Version): boolean {
    return version.join() === this.version.join();
  }

  /** Fetches the units that are not there. */
  fill(): Promise<void> {
    this.filling ??= this.addMissing().finally(() => (this.filling = undefined));
    return this.filling;
  }

  private async addMissing(): Promise<void> {
    const missing: Unit[] = [];
    for (const unit of this.units) {
      // Of a pack, its own URL is put last.
      const there = await caches.match(this.href(unit.url), { cacheName: this.nameOf(unit) });
      if (!there) missing.push(unit);
    }
    if (missing.length === 0) return;
    const need = missing.reduce((sum, unit) => sum + unit.bytes, 0);
    const { quota = Infinity, usage = 0 } = await navigator.storage.estimate();
    if (need > quota - usage) throw new Error(`expected room for ${need} bytes, found ${quota - usage}`);
    for (const unit of missing) {
      try {
        await this.add(unit);
      } catch (error) {
        // What is whole is there for the next attempt, unless there is no room for it.
        const full = error instanceof DOMException && error.name === "QuotaExceededError";
        for (const { url } of full ? missing : [unit]) await caches.delete(this.prefix + url);
        throw error;
      }
    }
  }

  private async add(unit: Unit): Promise<void> {
    const url = this.href(unit.url);
    const response = await fetchContent(url, hashIn(url) ?? "", "low");
    if (!response) throw new Error(`${url}: expected the content of this version, found another`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const cache = await caches.open(this.nameOf(unit));
    if (!new URL(url).pathname.endsWith(".pack.gz")) {
      await keep(cache, url, bytes, response.headers.get("Content-Type") ?? "");
      return;
    }
    const contents = await unpacked(bytes);
    let at = contents.indexOf(0x0a) + 1;
    const files = JSON.parse(new TextDecoder().decode(contents.subarray(0, at))) as PackedFile[];
    await Promise.all(files.map((f) => keep(cache, this.href(f.url), contents.subarray(at, (at += f.bytes)), f.type)));
    await cache.put(url, new Response());
  }

  /** Answers a request from what is kept, else from the network. */
  async answer(request: Request, versionOfPage: () => Promise<Version | undefined>): Promise<Answer> {
    const opens = request.mode === "navigate";
    const { url, hash: wanted } = parsed(request.url);
    const version = wanted || opens ? undefined : await versionOfPage();
    let found = await this.find(url, wanted, version ?? this.version);
    // Who opens an address of a version that is gone gets the page as it is now.
    if (!found && opens && wanted) found = await this.find(url, null, this.version);
    const hash = found ? hashKept(found.response) : wanted;
    if (found) {
      const bytes = new Uint8Array(await found.response.arrayBuffer());
      const { headers } = found.response;
      if ((await hashOf(bytes)) === hash) return { response: new Response(bytes, { headers }), cache: found.cache };
    }
    if (!hash) return { response: await fetch(request) };
    const fetched = await fetchContent(request.url, wanted ?? hash, "auto");
    if (!fetched) {
      // A page that the host has changed stands for itself; a file of it does not fit a page of another version.
      return { response: wanted && !opens ? new Response(null, { status: 410, statusText: "Gone" }) : await fetch(request) };
    }
    if (!found) return { response: fetched };
    // It was spoiled.
    const bytes = new Uint8Array(await fetched.clone().arrayBuffer());
    await keep(await caches.open(found.cache), found.url, bytes, fetched.headers.get("Content-Type") ?? "");
    return { response: fetched, cache: found.cache };
  }

  /** Looks in a version, and for what is the same in all of them also in others. */
  private async find(url: string, hash: string | null, version: Version): Promise<{ response: Response; cache: string; url: string } | undefined> {
    const search = [...version];
    if (hash || hashedName.test(url)) search.push(...this.version, ...(await this.others()));
    for (const cache of search) {
      // A program is kept under its whole address, since its hash is that of what is packed in it; a file of a pack by its name.
      const program = hash ? `${url}?v=${hash}` : url;
      const response = await caches.match(program, { cacheName: cache });
      if (response) return { response, cache, url: program };
      const file = hash ? await caches.match(url, { cacheName: cache }) : undefined;
      if (file && hashKept(file) === hash) return { response: file, cache, url };
    }
    return undefined;
  }

  /** The caches of other versions. */
  async others(): Promise<string[]> {
    return (await caches.keys()).filter((name) => name.startsWith(this.prefix) && !this.version.includes(name));
  }

  private nameOf(unit: Unit): string {
    return this.prefix + unit.url;
  }

  private href(url: string): string {
    return new URL(url, this.root).href;
  }
}

/** The URL under which a file is kept, where a folder's is its index, and the hash that an address has beside other parameters. */
function parsed(href: string): { url: string; hash: string | null } {
  const url = new URL(href);
  const hash = hashIn(href);
  if (url.pathname.endsWith("/")) url.pathname += "index.html";
  url.hash = url.search = "";
  return { url: url.href, hash };
}
