// The player without a page around it: in a frame of a given size, spoken to by
// the messages of the protocol (site/src/protocol.ts).
/** How long anything may take; a million goroutines load in a minute. */
const patienceMs = 170_000;

export class BarePlayer {
  constructor(page, size) {
    this.page = page;
    this.size = size;
  }

  /** Opens the player of the site at url; before is run in every frame before anything else. */
  static async open(browser, url, size, before) {
    const page = await browser.newPage();
    if (before) await page.evaluateOnNewDocument(before);
    await page.setViewport({ width: size.width, height: size.height });
    // Some page of the site, since the player talks only to its own origin.
    await page.goto(url + "index.html", { waitUntil: "domcontentloaded" });
    await page.evaluate((address) => {
      window.messages = [];
      addEventListener("message", ({ data }) => {
        if (data?.gopark === 1) window.messages.push(data);
      });
      document.documentElement.innerHTML = `<body style="margin:0;overflow:hidden"><iframe style="border:0;display:block;width:100vw;height:100vh" src="${address}"></iframe>`;
    }, "assets/player.html");
    const player = new BarePlayer(page, size);
    await player.heard("ready", 1);
    return player;
  }

  close() {
    return this.page.close();
  }

  /** Waits until so many messages of a type have come, and returns the last of them. */
  async heard(type, count) {
    const handle = await this.page.waitForFunction(
      (wanted, n) => {
        const failed = window.messages.find((m) => m.type === "failed");
        if (failed) throw new Error(failed.message);
        const all = window.messages.filter((m) => m.type === wanted);
        return all.length >= n ? all.at(-1) : null;
      },
      { timeout: patienceMs, polling: 20 },
      type,
      count,
    );
    return handle.jsonValue();
  }

  send(message) {
    return this.page.evaluate((m) => document.querySelector("iframe").contentWindow.postMessage({ gopark: 1, ...m }, location.origin), message);
  }

  /** Shows a trace that the site's server has, at a step. */
  async load(address, step) {
    await this.page.evaluate(
      async (url, at) => {
        window.messages = window.messages.filter((m) => m.type === "ready");
        const response = await fetch(url);
        if (!response.ok) throw new Error(`${response.status} for ${url}`);
        const data = new Uint8Array(await response.arrayBuffer());
        document.querySelector("iframe").contentWindow.postMessage({ gopark: 1, type: "load", step: at, data }, location.origin);
      },
      address,
      step,
    );
    const loaded = await this.heard("loaded", 1);
    await this.heard("view", 1);
    return loaded;
  }

  /** Goes to a step, and waits until it is on the screen. */
  async seek(step) {
    await this.send({ type: "command", name: "seek", arg: step });
    await this.page.waitForFunction((n) => window.messages.findLast((m) => m.type === "view").step === n, { timeout: patienceMs, polling: 20 }, step);
    await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn, 100)))));
  }
}
