// A scenario's page as a test sees it.
import { setTimeout as sleep } from "node:timers/promises";

/** How long anything may take on a slow machine with a software GPU. */
const patienceMs = 60_000;

/** The animation of one step at normal speed, and some. */
export const settleMs = 700;

export class ScenarioPage {
  constructor(page) {
    this.page = page;
    this.errors = [];
    page.on("pageerror", (error) => this.errors.push(error.message));
  }

  /** Opens a page; before is run in every frame of it before anything else. */
  static async open(browser, url, before) {
    const page = await browser.newPage();
    const scenario = new ScenarioPage(page);
    await page.evaluateOnNewDocument(() => {
      window.playerMessages = [];
      addEventListener("message", ({ data }) => {
        if (data?.gopark === 1) window.playerMessages.push(data);
      });
    });
    if (before) await page.evaluateOnNewDocument(before);
    await page.goto(url, { waitUntil: "load" });
    return scenario;
  }

  close() {
    return this.page.close();
  }

  /** Comes to an address from elsewhere: the page that is left writes its own address a moment after each step. */
  async visit(url) {
    await this.page.goto("about:blank");
    await this.page.goto(url, { waitUntil: "load" });
  }

  /** Waits for a condition evaluated in the page. */
  async until(what, condition, ...args) {
    try {
      await this.page.waitForFunction(condition, { timeout: patienceMs, polling: 30 }, ...args);
    } catch (error) {
      const status = await this.page.evaluate(() => document.body.innerText.slice(0, 1500));
      throw new Error(`waited ${patienceMs} ms until ${what}; the page says:\n${status}`, { cause: error });
    }
  }

  async untilLoaded() {
    await this.until("the picture is loaded", () => document.querySelector("#player[data-loaded]") !== null);
    await this.until("the editor is there", () => document.querySelector(".cm-content") !== null);
  }

  untilStep(step) {
    return this.until(`step ${step} is shown`, (n) => document.querySelector("#player").dataset.step === String(n), step);
  }

  /** What the page tells at a step, once it is there; one round trip, since whole runs are stepped through. */
  async told(step) {
    const handle = await this.page.waitForFunction(
      (n) => {
        if (document.querySelector("#player").dataset.step !== String(n)) return null;
        return {
          sentence: document.querySelector("#sentence").textContent,
          counter: document.querySelector("#counter").textContent,
        };
      },
      { timeout: patienceMs, polling: "raf" },
      step,
    );
    return handle.jsonValue();
  }

  data() {
    return this.page.$eval("#data", (element) => JSON.parse(element.textContent));
  }

  /** The newest message of a type that the picture has sent. */
  last(type) {
    return this.page.evaluate((t) => window.playerMessages.findLast((m) => m.type === t), type);
  }

  text(selector) {
    return this.page.$eval(selector, (element) => element.innerText);
  }

  /** The rows of the output pane as "G2 │ text". */
  printed() {
    return this.page.$$eval("#printed .row", (rows) =>
      rows.map((row) => {
        const pieces = [...row.querySelectorAll(".piece")].map((piece) => piece.textContent).join("");
        return `${row.querySelector(".who").textContent} │ ${pieces}`;
      }),
    );
  }

  /** Puts the focus on the player as a keyboard user has it: on a button there. */
  focusPlayer() {
    return this.page.focus("#forward");
  }

  async press(key, ...modifiers) {
    for (const modifier of modifiers) await this.page.keyboard.down(modifier);
    await this.page.keyboard.press(key);
    for (const modifier of modifiers.reverse()) await this.page.keyboard.up(modifier);
  }

  async seek(step) {
    await this.page.$eval(
      "#slider",
      (slider, value) => {
        slider.value = String(value);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
      },
      step,
    );
    await this.untilStep(step);
  }

  /** Types a line of code after the first line of the program that contains text. */
  async typeAfter(text, code) {
    const line = await this.page.evaluateHandle(
      (wanted) => [...document.querySelectorAll(".cm-line")].find((l) => l.textContent.includes(wanted)),
      text,
    );
    // Until the line is the active one: the code may scroll by itself between the look and the click.
    do {
      // Clicked where it begins: a click in its middle would scroll sideways.
      const at = await line.asElement().evaluate((element) => {
        element.scrollIntoView({ block: "center" });
        element.closest(".cm-scroller").scrollLeft = 0;
        const { x, y, height } = element.getBoundingClientRect();
        return { x: x + 4, y: y + height / 2 };
      });
      await this.page.mouse.click(at.x, at.y);
    } while (!(await this.page.evaluate((wanted) => document.querySelector(".cm-activeLine")?.textContent.includes(wanted), text)));
    await this.page.keyboard.press("End");
    await this.page.keyboard.press("Enter");
    await this.page.keyboard.type(code);
  }

  /** Comes back to a page where somebody has left a program: a text for each file, and the standard input. */
  async comeBackTo(name, texts, stdin = "") {
    await this.page.evaluate(
      (key, value) => localStorage.setItem(key, value),
      `gopark:code:${name}`,
      JSON.stringify({ texts, stdin }),
    );
    await this.page.reload({ waitUntil: "load" });
    await this.untilLoaded();
  }

  /** Runs the program and goes to the end of the run; returns what it has printed. */
  async run() {
    const before = await this.page.evaluate(() => window.playerMessages.filter((m) => m.type === "loaded").length);
    await this.page.click("#run");
    await this.until("the new run is shown", (n) => window.playerMessages.filter((m) => m.type === "loaded").length > n, before);
    const { steps } = await this.last("loaded");
    await this.seek(steps);
    // The run before may have been at the same step.
    await this.until(
      "the end of the new run is shown",
      (n) => {
        const messages = window.playerMessages;
        return messages.slice(messages.findLastIndex((m) => m.type === "loaded")).some((m) => m.type === "view" && m.step === n);
      },
      steps,
    );
    return this.printed();
  }

  /** The numbers beside the lines of the code, as the reader sees them. */
  lineNumbers() {
    return this.page.$$eval(".cm-lineNumbers .cm-gutterElement", (all) =>
      all.filter((e) => e.style.visibility !== "hidden" && e.style.height !== "0px").map((e) => e.textContent),
    );
  }

  code() {
    return this.page.$$eval(".cm-line", (lines) => lines.map((line) => line.textContent).join("\n"));
  }

  async untilIdle() {
    await sleep(settleMs);
  }

  /** The picture as it is on the screen: its pixels as a string to compare, and how many colours it has. */
  async picture() {
    const box = await this.page.$eval("#picture", (element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x + scrollX, y: y + scrollY, width, height };
    });
    const png = await this.page.screenshot({ clip: box, encoding: "base64" });
    const colours = await this.page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
      return new Set(pixels).size;
    }, png);
    return { png, colours };
  }
}
