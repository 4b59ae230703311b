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
    session.on("Network.requestWillBeSent", ({ requestId, request, type, frameId }) => {
      traffic.main ??= frameId;
      const framed = type === "Document" && frameId !== traffic.main;
      if (framed && traffic.before === Infinity) traffic.before = traffic.requests.length;
      const entry = { url: request.url, name: new URL(request.url).pathname.split("/").pop(), bytes: 0, finished: false };
      traffic.requests.push(entry);
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

  static bytes(requests) {
    return requests.reduce((sum, request) => sum + request.bytes, 0);
  }
}
