// The site without the network, and while its host moves on to another version.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { browsers } from "./support/browsers.mjs";
import { ScenarioPage } from "./support/scenario-page.mjs";
import { serve } from "./support/server.mjs";
import { dist } from "./support/truth.mjs";

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 10);

/** A host that can go away and come back, at the same address, with another folder. */
class Host {
  async start(dir) {
    const { url, close } = await serve(dir, { worker: true, port: this.url ? Number(new URL(this.url).port) : 0 });
    Object.assign(this, { url, close });
  }
}

/** Put into a worker: it says when it is done with a message. */
const answering = `{
  const { waitUntil } = ExtendableEvent.prototype;
  ExtendableEvent.prototype.waitUntil = function (work) {
    waitUntil.call(this, this.type === "message" ? work.then(() => this.source.postMessage("done")) : work);
  };
}`;

/**
 * Makes the next version of the site: another script of the lessons, and an interpreter that does not work, so that a page
 * of the first version would be broken by it.
 */
function nextVersion(dir) {
  cpSync(dist(), dir, { recursive: true });
  const change = (name, bytes) => {
    writeFileSync(join(dir, name), bytes);
    return hash(bytes);
  };
  const script = readFileSync(join(dir, "assets/page.js"), "utf8");
  const [oldScript, oldEngine] = [hash(script), hash(readFileSync(join(dir, "assets/engine.wasm")))];
  const newScript = change("assets/page.js", `${script}\nglobalThis.secondVersion = true;\n`);
  const newEngine = change("assets/engine.wasm", "no program");
  change("assets/engine.wasm.gz", gzipSync("no program"));
  const renew = (text) => text.replaceAll(`page.js?v=${oldScript}`, `page.js?v=${newScript}`).replaceAll(oldEngine, newEngine);
  for (const name of readdirSync(dir)) {
    if (name.endsWith(".html")) change(name, renew(readFileSync(join(dir, name), "utf8")));
  }

  const pack = gunzipSync(readFileSync(join(dir, "offline/pages.pack.gz")));
  const oldPack = hash(pack);
  const line = pack.indexOf(10);
  const files = JSON.parse(pack.subarray(0, line)).map((file) => {
    const data = readFileSync(join(dir, file.url));
    return { head: { ...file, bytes: data.length }, data };
  });
  const newPack = Buffer.concat([Buffer.from(JSON.stringify(files.map((f) => f.head)) + "\n"), ...files.map((f) => f.data)]);
  change("offline/pages.pack.gz", gzipSync(newPack));
  change("sw.js", renew(readFileSync(join(dir, "sw.js"), "utf8")).replaceAll(oldPack, hash(newPack)) + answering);
}

/** Has the page look for another version of the worker, and greet that; returns what becomes of it. */
function update(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const worker = (await registration.update()).installing;
    const greeted = new Promise((done) => navigator.serviceWorker.addEventListener("message", ({ data }) => data === "done" && done()));
    await new Promise((done) => (worker.onstatechange = () => /activated|redundant/.test(worker.state) && done()));
    if (worker.state === "activated") {
      worker.postMessage({ gopark: "offline", type: "here" });
      await greeted;
    }
    return worker.state;
  });
}

const cachesOf = (page) => page.evaluate(() => caches.keys());
const untilOffline = (page) => page.waitForSelector("#offline:not([hidden])", { timeout: 60_000 });

for (const { name, start } of browsers) {
  describe(name, () => {
    const host = new Host();
    const second = mkdtempSync(join(tmpdir(), "gopark-second-"));
    let browser;
    let stop;
    let first; // the caches of the first version
    let lesson; // a page of it
    /** A page without a player: a picture takes its time. */
    const visited = () => host.url + "what-runs.html";
    before(async () => {
      await host.start(dist());
      ({ browser, stop } = await start());
    });
    after(async () => {
      await stop?.();
      host.close();
      rmSync(second, { recursive: true, force: true });
    });

    // Firefox has no way to tell it that there is little room.
    test("where there is no room, nothing is kept and the page is as it is", { skip: name !== "Chromium" }, async () => {
      const home = await ScenarioPage.open(browser, "about:blank");
      const devtools = await home.page.createCDPSession();
      const { origin } = new URL(host.url);
      await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 5e6 });
      await home.page.goto(visited(), { waitUntil: "load" });
      const left = await home.page.evaluate(async () => {
        const { installing } = await navigator.serviceWorker.register("sw.js");
        await new Promise((done) => (installing.onstatechange = done));
        return [installing.state, await caches.keys(), document.querySelector("#offline").hidden];
      });
      assert.deepEqual(left, ["redundant", [], true]);
      assert.deepEqual(home.errors, []);
      await devtools.send("Storage.overrideQuotaForOrigin", { origin });
      await home.close();
    });

    test("after one visit, a lesson that was never opened works without the network", async () => {
      lesson = await ScenarioPage.open(browser, visited());
      const { page } = lesson;
      await untilOffline(page);
      first = await cachesOf(page);
      assert.ok(first.every((cache) => cache.startsWith(`gopark ${host.url} `)), first.join("\n"));

      // What is spoiled is fetched again.
      const again = await page.evaluate(async () => {
        for (const name of await caches.keys()) {
          const cache = await caches.open(name);
          const url = new URL("gallery.html", location.href).href;
          const { headers } = (await cache.match(url)) ?? {};
          if (headers) await cache.put(url, new Response("spoiled", { headers }));
        }
        const answer = await (await fetch("gallery.html")).text();
        return [answer, await (await caches.match("gallery.html")).text()];
      });
      const right = readFileSync(join(dist(), "gallery.html"), "utf8");
      assert.deepEqual(again, [right, right]);

      // The network is cut.
      host.close();
      if (name === "Chromium") await page.setOfflineMode(true);
      await page.goto(host.url, { waitUntil: "domcontentloaded" });
      assert.match(await page.title(), /Gopark/);
      await page.goto(`${host.url}waitgroup.html?unknown=parameter`, { waitUntil: "load" });
      await lesson.untilLoaded();
      await lesson.focusPlayer();
      await lesson.press("Home");
      await lesson.press("ArrowRight");
      await lesson.untilStep(1);
      if (name === "Chromium") await page.setOfflineMode(false);
    });

    // The same in any browser that has workers; one is enough for the time it takes.
    test("an update changes nothing in an open page, and takes over at the next one", { skip: name !== "Chromium" }, async () => {
      // The host comes back with half of another version, which is not taken, and then with all of it.
      nextVersion(second);
      const pack = readFileSync(join(second, "offline/pages.pack.gz"));
      writeFileSync(join(second, "offline/pages.pack.gz"), "half of it");
      await host.start(second);
      assert.equal(await update(lesson.page), "redundant");
      assert.deepEqual(await cachesOf(lesson.page), first);
      writeFileSync(join(second, "offline/pages.pack.gz"), pack);
      assert.equal(await update(lesson.page), "activated");
      const both = await cachesOf(lesson.page);
      assert.ok(first.every((cache) => both.includes(cache)), both.join("\n"));

      // The open page goes on with what its own version has under any address, and with its interpreter, from the cache.
      host.close();
      const again = await lesson.page.evaluate(async () => (await fetch("waitgroup.html")).text());
      assert.ok(again === readFileSync(join(dist(), "waitgroup.html"), "utf8"), "the page has got the next version of itself");
      const framed = await lesson.page.evaluate(async (version) => {
        const frame = document.createElement("iframe");
        frame.src = `embed.html?scenario=waitgroup&v=${version}`;
        document.body.append(frame);
        await new Promise((done) => (frame.onload = done));
        const data = frame.contentDocument.querySelector("#data").textContent;
        frame.remove();
        return data;
      }, hash(readFileSync(join(dist(), "embed.html"))));
      assert.ok(framed.includes(hash(readFileSync(join(dist(), "assets/engine.wasm")))), "a player in the page is of the next version");
      await lesson.typeAfter("func main() {", 'println("the first version")');
      assert.ok((await lesson.run()).some((row) => row.includes("the first version")));

      // The next page is of the other version, and then the first is not needed any more.
      await host.start(second);
      await lesson.page.reload({ waitUntil: "load" });
      assert.equal(await lesson.page.evaluate(() => globalThis.secondVersion), true);
      const gone = async (names, count) => (await caches.keys()).length === count && !(await caches.keys()).some((name) => names.includes(name));
      const old = first.filter((cache) => /pages\.pack|engine/.test(cache));
      await lesson.until("the first version is gone", gone, old, first.length);

      // A host that has no worker for pages takes the address: it has one that goes, and takes along what is left when the page has gone.
      const [, script] = readFileSync(join(dist(), "sw.js"), "utf8").split(/\n(.*)/s);
      writeFileSync(join(second, "sw.js"), `const units = [];\n${script}${answering}`);
      writeFileSync(join(second, "index.html"), "<!doctype html><title>Another</title><p id=offline hidden>");
      assert.equal(await update(lesson.page), "activated");
      assert.equal(await lesson.page.evaluate(async () => (await fetch("traces/waitgroup.trace")).ok), true);
      assert.ok((await cachesOf(lesson.page)).length > 1);
      await lesson.page.goto(host.url + "index.html", { waitUntil: "load" });
      assert.equal(await lesson.page.title(), "Another");
      await lesson.page.evaluate(() => navigator.serviceWorker.controller.postMessage({ gopark: "offline", type: "here" }));
      await lesson.until("the worker has gone", async () => !(await navigator.serviceWorker.getRegistration()));
      assert.deepEqual(await cachesOf(lesson.page), []);
      assert.deepEqual(lesson.errors, []);
      await lesson.close();
    });
  });
}
