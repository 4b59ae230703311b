// One drawing, three outputs: what the canvas shows is what the SVG of the same
// moment shows, in each browser; and the posters are that SVG.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { BarePlayer } from "./support/bare-player.mjs";
import { browsers } from "./support/browsers.mjs";
import { serve } from "./support/server.mjs";
import { dist, drawingOf, prepareCommand, programOf, recordingOf } from "./support/truth.mjs";

const size = { width: 820, height: 520 };
const crowd = {
  files: [
    {
      name: "main.go",
      text: `package main

import "sync"

func main() {
	var wg sync.WaitGroup
	gate := make(chan int)
	for range 1500 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-gate
		}()
	}
	for range 500 {
		gate <- 1
	}
	close(gate)
	wg.Wait()
}
`,
    },
  ],
  settings: { procs: 2, seed: "1", policy: "go" },
};

const moments = [
  { name: "worker-pool", part: 0.5, theme: "dark" },
  { name: "philosophers", part: 1, theme: "light" },
  { name: "select-timeout", part: 0.6, theme: "dark" },
  { name: "context-cancel", part: 0.7, theme: "contrast" },
  { name: "pipeline", part: 0.4, theme: "light" },
  { name: "a crowd", program: crowd, part: 0.6, theme: "dark" },
];

/** The typefaces of the picture, for browsers that do not have them: those the canvas draws with. */
function typefaces() {
  const module = execFileSync("go", ["list", "-m", "-f", "{{.Dir}}", "golang.org/x/image"], { cwd: join(import.meta.dirname, "../.."), encoding: "utf8" }).trim();
  const face = ([family, weight, file]) => {
    const data = readFileSync(join(module, "font/gofont/ttfs", file)).toString("base64");
    return `@font-face{font-family:"${family}";font-weight:${weight};src:url(data:font/ttf;base64,${data})}`;
  };
  const faces = [
    ["Go", 400, "Go-Regular.ttf"],
    ["Go", 700, "Go-Bold.ttf"],
    ["Go Mono", 400, "Go-Mono.ttf"],
    ["Go Mono", 700, "Go-Mono-Bold.ttf"],
  ];
  return `<style>${faces.map(face).join("")}</style>`;
}

/** A picture of an SVG in a page of its own, by the same browser. */
async function rasterized(page, svg, fonts) {
  const document = svg.replace(/^<svg [^>]*>/, (tag) => `${tag.replace("<svg ", `<svg width="${size.width}" height="${size.height}" `)}${fonts}`);
  await page.bringToFront();
  await page.setViewport(size);
  await page.evaluate(async (text) => {
    document.documentElement.innerHTML = `<body style="margin:0;overflow:hidden">`;
    const image = new Image();
    image.style.display = "block";
    image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    document.body.append(image);
    await image.decode();
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, document);
  return page.screenshot({ encoding: "base64" });
}

/** A square of pixels differs if its mean does so by more in some channel. */
const bound = 48;

/**
 * How many squares may differ: twice as many as do, because letters are
 * smoothed in other ways. A missing name is more than that.
 */
const most = 5;

/** How many squares of 4 pixels of a picture differ from those of another, by their means: letters are smoothed. */
function difference(page, a, b) {
  return page.evaluate(
    async (pngs, bound) => {
      const side = 4;
      const meansOf = async (png) => {
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
        context.drawImage(image, 0, 0);
        const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
        const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
        const means = new Float64Array(columns * rows * 3);
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            const square = (Math.floor(y / side) * columns + Math.floor(x / side)) * 3;
            for (let c = 0; c < 3; c++) means[square + c] += data[(y * width + x) * 4 + c] / (side * side);
          }
        }
        return means;
      };
      const [first, second] = await Promise.all(pngs.map(meansOf));
      if (first.length !== second.length) throw new Error("the pictures are not of one size");
      let differ = 0;
      for (let i = 0; i < first.length; i += 3) {
        if ([0, 1, 2].some((c) => Math.abs(first[i + c] - second[i + c]) > bound)) differ++;
      }
      return differ;
    },
    [a, b],
    bound,
  );
}

let host;
let removeCommand;
let fonts;
before(async () => {
  removeCommand = prepareCommand();
  fonts = typefaces();
  host = await serve(dist());
});
after(() => {
  host.close();
  removeCommand();
});

for (const { name, start } of browsers) {
  describe(name, () => {
    let browser;
    let stop;
    before(async () => ({ browser, stop } = await start()));
    after(() => stop?.());

    test("the canvas shows what the SVG of the same moment shows", async () => {
      const paper = await browser.newPage();
      const player = await BarePlayer.open(browser, host.url, size);
      for (const moment of moments) {
        const program = moment.program ?? programOf(moment.name);
        await player.page.bringToFront();
        await player.send({ type: "look", theme: moment.theme, reduced: false, scale: 1 });
        const { steps } = await player.load(`data:application/octet-stream;base64,${recordingOf(program).toString("base64")}`, 0);
        const step = Math.round(steps * moment.part);
        await player.seek(step);
        const canvas = await player.page.screenshot({ encoding: "base64" });
        const svg = drawingOf(program, step, size, moment.theme);
        const differ = await difference(paper, canvas, await rasterized(paper, svg, fonts));
        assert.ok(differ <= most, `${moment.name}: ${differ} squares differ at step ${step}, at most ${most} may`);
        if (moment !== moments[0]) continue;
        // That would not be so if anything were missing: a name, or the outline of a hatched token.
        for (const part of [/<text [^>]*>G\d+<\/text>/, /(?<=url\(#h\d+\)"\/>\n)<rect [^>]*stroke-width="2"\/>/]) {
          assert.match(svg, part);
          const without = await difference(paper, canvas, await rasterized(paper, svg.replace(part, ""), fonts));
          assert.ok(without > most, `${moment.name}: only ${without} squares differ without ${svg.match(part)}`);
        }
      }
      await player.close();
      await paper.close();
    });

    test("until the player is there, its poster stands in its place, in its size and theme", async () => {
      const program = programOf("worker-pool");
      const page = await browser.newPage();
      // The player never comes.
      await page.evaluateOnNewDocument(() => (WebAssembly.instantiate = () => new Promise(() => {})));
      for (const [width, height, theme] of [
        [1280, 720, "dark"],
        [1920, 1080, "contrast"],
        [820, 1180, "light"],
        [390, 844, "dark"],
      ]) {
        await page.setViewport({ width, height });
        await page.goto(host.url + "index.html", { waitUntil: "domcontentloaded" });
        await page.evaluate((chosen) => localStorage.setItem("gopark:theme", chosen), theme);
        await page.goto(host.url + "worker-pool.html", { waitUntil: "load" });
        const window = `${width}×${height}`;
        const poster = await page.$$eval("#picture .poster", (all) =>
          all.filter((img) => img.checkVisibility()).map(async (img) => {
            img.loading = "eager";
            await img.decode();
            const { x, y, width, height } = document.querySelector("#picture").getBoundingClientRect();
            const svg = await (await fetch(img.currentSrc)).text();
            const at = img.getBoundingClientRect();
            return { svg, pane: [x, y, width, height], at: [at.x, at.y, at.width, at.height] };
          })[0],
        );
        assert.ok(poster, `${window}: one poster is seen`);
        const [, , paneWidth, paneHeight] = poster.pane;
        const drawn = poster.svg.match(/viewBox="0 0 (\S+) (\S+)"/).slice(1).map(Number);
        assert.ok(Math.abs(drawn[0] - paneWidth) <= 1 && Math.abs(drawn[1] - paneHeight) <= 1, `${window}: the poster is ${drawn}, the player ${paneWidth},${paneHeight}`);
        assert.deepEqual(poster.at, poster.pane, window);
        const simple = program.tutorial || program.settings.procs === 1;
        assert.equal(poster.svg, drawingOf(program, program.startAt, { width: drawn[0], height: drawn[1] }, theme, simple), window);
      }
      await page.evaluate(() => localStorage.clear());
      await page.close();
    });
  });
}
