// Links that carry everything: program, settings, schedule and step.
import assert from "node:assert/strict";
import { test } from "node:test";
import jsQR from "jsqr";
import { PNG } from "pngjs";
import { suite } from "./support/suite.mjs";

const program = `package main

import "fmt"

func main() {
	c := make(chan string)
	go func() { c <- "über & <b>" }()
	fmt.Println(<-c)
}
`;

const loaded = (page) => page.waitForSelector("#player[data-loaded]", { timeout: 60_000 });
const value = (page, selector) => page.$eval(selector, (e) => e.value);
const until = (page, condition, ...args) => page.waitForFunction(condition, { timeout: 60_000, polling: 50 }, ...args);

/** Opens the dialog; the script that fills it is loaded then. */
async function share(page) {
  await page.$eval("#share-button", (button) => button.click());
  await page.waitForSelector("#share[open]");
}

suite(["Chromium"], (site) => {
  test("the link of a changed program shows the same run at the same step anywhere, and so does its QR code", () =>
    site.on("play.html", async (page) => {
      await loaded(page);
      await page.waitForSelector(".cm-content");
      await page.focus(".cm-content");
      await page.keyboard.down("Control");
      await page.keyboard.press("KeyA");
      await page.keyboard.up("Control");
      await page.keyboard.sendCharacter(program);
      await page.select("#procs", "2");
      await until(page, () => /GOMAXPROCS 2/.test(document.querySelector("#settings-line").textContent));
      await until(page, () => document.querySelector("#status").hidden);
      await page.focus("#forward");
      for (let i = 0; i < 7; i++) await page.keyboard.press("ArrowRight");
      await until(page, () => document.querySelector("#player").dataset.step === "7");
      await share(page);
      const link = await value(page, "#share-link");
      assert.match(link, /play\.html#step=7&of=\d+&procs=2&program=[\w-]+&v=1$/);
      assert.match(await value(page, "#share-code"), /<gopark-player editable step="7" procs="2"><pre><code>package main[^]*c &lt;- &quot;über &amp; &lt;b>&quot;/);
      await page.click("#share-frame");
      await until(page, () => document.querySelector("#share-code").value.startsWith("<iframe"));
      assert.match(await value(page, "#share-code"), /embed\.html\?step=7&amp;procs=2&amp;editable=#program=[\w-]+&amp;v=1"/);

      await page.click("#share-large");
      const picture = PNG.sync.read(Buffer.from(await (await page.$("#share-qr svg")).screenshot()));
      assert.equal(jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data, link);

      const printed = await page.$eval("#sentence", (e) => e.textContent);
      await page.evaluate(() => localStorage.clear());
      await page.goto("about:blank");
      await page.goto(link, { waitUntil: "load" });
      await loaded(page);
      await until(page, () => document.querySelector("#player").dataset.step === "7");
      assert.equal(await page.$eval("#sentence", (e) => e.textContent), printed);
      assert.match(await page.$eval(".cm-content", (e) => e.innerText), /über & <b>/);
      assert.match(await page.$eval("#yours", (e) => e.innerText), /came with the link/);
    }));

  test("a link put into the address bar of its own lesson is followed", () =>
    site.on("hello.html#step=2", async (page) => {
      await loaded(page);
      await page.focus("#forward");
      // The page is about to write its own address.
      await page.keyboard.press("ArrowRight");
      await until(page, () => document.querySelector("#player").dataset.step === "3");
      await share(page);
      assert.match(await value(page, "#share-code"), /<script defer src="http[^"]*\/gopark\.js"><\/script>\n<gopark-player scenario="hello" step="3"><img src="http[^"]*\/posters\/hello-start-wide-light\.svg" alt="[^"]+" loading="lazy"><\/gopark-player>/);
      await page.evaluate(() => (location.hash = "#step=1&procs=2&policy=magic"));
      await until(page, () => document.querySelector("#player").dataset.step === "1" && document.querySelector("#player[data-loaded]"));
      await until(page, () => /GOMAXPROCS 2/.test(document.querySelector("#settings-line").textContent));
      await until(page, () => /policy: “magic” is not understood/.test(document.querySelector("#status").textContent));
    }));

  test("a link whose run has changed since says so, and a program too long for a link is offered as a file", () =>
    site.on("waitgroup.html#step=12&of=99&v=1", async (page) => {
      await loaded(page);
      await until(page, () => /had 99 steps; now it has 65/.test(document.querySelector("#status").textContent));
      await page.waitForSelector(".cm-content");
      // Nothing that deflate could make short.
      await page.focus(".cm-content");
      let x = 1;
      let text = "";
      for (let i = 0; i < 40_000; i++) text += String.fromCharCode(33 + ((x = (x * 48271) % 2147483647) % 90));
      await page.keyboard.sendCharacter(`// ${text}\n`);
      await share(page);
      assert.equal(await value(page, "#share-link"), "");
      assert.match(await page.$eval("#share-says", (e) => e.textContent), /too long for a link/);
      assert.equal(await page.$eval("#share-qr", (e) => e.querySelector("svg")), null);
      assert.equal(await page.$eval("#share-program", (e) => e.download), "main.go");
      assert.match(await page.$eval("#share-program", async (e) => (await fetch(e.href)).text()), /^\/\/ |sync\.WaitGroup/m);
    }));
});
