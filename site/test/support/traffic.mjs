// What a page fetches, in order, and how much of it goes over the wire.

/** The player is in a frame; everything before the first of them is the page itself. */
export class Traffic {
  requests = [];
  /** How many requests there were before the first frame's. */
  before = Infinity;

  /** Listens to a page from before its first request on. */
  static async of(page) {
    const traffic = new Traffic();
    const session = await page.createCDPSession();
    await session.send("Network.enable");
    const byID = new Map();
    session.on("Network.requestWillBeSent", ({ requestId, request }) => {
      const entry = { url: request.url, name: new URL(request.url).pathname.split("/").pop(), bytes: 0, finished: false };
      const at = traffic.requests.push(entry) - 1;
      const framed = at > 0 && /^(player|embed)(\.\w\w)?\.html$/.test(entry.name);
      if (framed) traffic.before = Math.min(traffic.before, at);
      byID.set(requestId, entry);
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const entry = byID.get(requestId);
      if (entry) Object.assign(entry, { bytes: encodedDataLength, finished: true });
    });
    return traffic;
  }

  /** What the page needs to show its text and its poster, whenever that came. */
  get own() {
    return this.requests.filter((request, i) => i < this.before || request.url.includes("/posters/"));
  }

  /** Waits until something is asked for, by a part of its address. */
  asked(part) {
    return this.until(() => this.requests.some((request) => request.url.includes(part)), `nobody asks for ${part}`);
  }

  /** Waits until all that the page needs has come. */
  settled() {
    return this.until(() => this.own.every((request) => request.finished), "not everything has come");
  }

  async until(condition, otherwise) {
    for (let i = 0; !condition(); i++) {
      if (i === 3000) throw new Error(`${otherwise}:\n${this.requests.map(({ name, bytes }) => `${name} ${bytes}`).join("\n")}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  static bytes(requests) {
    return requests.reduce((sum, request) => sum + request.bytes, 0);
  }
}
