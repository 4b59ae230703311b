// Tries the recipes in the real hosts: builds each project with its own tool,
// serves it on another origin than the player's site, opens it in Chromium, and
// leaves a picture in build/recipes. Run by make recipes; names of recipes as
// arguments choose some. GOPARK_DIST is the folder of the built site.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { browsers } from "../site/test/support/browsers.mjs";
import { heard, listen } from "../site/test/support/embedded.mjs";
import { serveHosts } from "../site/test/support/hosts.mjs";
import { serve } from "../site/test/support/server.mjs";
import { dist } from "../site/test/support/truth.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "build", "recipes");
const example = "https://your.site/gopark/";

function run(dir, command, ...args) {
  execFileSync(command, args, { cwd: dir, stdio: ["ignore", "ignore", "inherit"] });
}

/** The packages of the lock file, unless they are there already. */
function install(dir) {
  if (!existsSync(join(dir, "node_modules", ".package-lock.json"))) run(dir, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
}

/** How each is built: the tool it takes, what to do in the project's folder, the folder that comes of it, and a page there. */
const recipes = {
  "plain-html": { page: "" },
  hugo: {
    needs: ["go", "version"],
    build: (dir) => run(dir, "go", "run", "github.com/gohugoio/hugo@v0.152.2", "--quiet"),
    made: "public",
    page: "waiting/",
  },
  mkdocs: { needs: ["mkdocs", "--version"], build: (dir) => run(dir, "mkdocs", "build", "--quiet"), made: "site", page: "" },
  docusaurus: {
    needs: ["npm", "--version"],
    build: (dir) => {
      install(dir);
      run(dir, "npm", "run", "--silent", "build");
    },
    made: "build",
    page: "",
  },
  reveal: { needs: ["npm", "--version"], build: install, page: "" },
};

/** Copies a project, with the player's site at an address. */
function copy(name, player) {
  const dir = join(out, name);
  const from = join(here, name);
  cpSync(from, dir, { recursive: true, filter: (file) => !file.includes("node_modules") });
  for (const file of readdirSync(from, { recursive: true })) {
    if (file.includes("node_modules") || !statSync(join(from, file)).isFile()) continue;
    const text = readFileSync(join(from, file), "utf8");
    if (text.includes(example)) writeFileSync(join(dir, file), text.replaceAll(example, player));
  }
  return dir;
}

/** What is in the way of a tool; "": nothing. */
function missing([command, ...args]) {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return "";
  } catch {
    return `${command} is missing`;
  }
}

async function look(browser, name, url) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.location().url?.endsWith("favicon.ico")) errors.push(message.text());
  });
  await page.evaluateOnNewDocument(listen);
  await page.setViewport({ width: 1280, height: 1500 });
  await page.goto(url, { waitUntil: "load" });
  if (name === "reveal") await page.evaluate(() => window.Reveal.slide(1));
  await heard(page, "", "ready", name === "reveal" ? 1 : 2);
  const [before, after] = await page.$eval("gopark-player", async (player) => {
    const from = player.currentStep;
    await player.step();
    return [from, player.currentStep];
  });
  if (after !== before + 1) throw new Error(`expected step ${before + 1}, found ${after}`);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  // Until the pictures are drawn.
  await new Promise((drawn) => setTimeout(drawn, 1500));
  await page.screenshot({ path: join(out, `${name}.png`) });
  await page.close();
}

async function tryOne(name, browser, site) {
  const { needs, build, made = "", page } = recipes[name];
  const without = needs ? missing(needs) : "";
  if (without) throw new Error(without);
  const dir = copy(name, site.url);
  build?.(dir);
  const root = normalize(join(dir, made)) + sep;
  const host = await serveHosts((file) => {
    const path = normalize(join(root, file.endsWith("/") || file === "" ? `${file}index.html` : file));
    const found = path.startsWith(root) && statSync(path, { throwIfNoEntry: false })?.isFile();
    return found ? readFileSync(path) : undefined;
  });
  try {
    await look(browser, name, host.url + page);
  } finally {
    host.close();
  }
}

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(recipes);
mkdirSync(out, { recursive: true });
const site = await serve(dist());
const { browser, stop } = await browsers.find((b) => b.name === "Chromium").start();
try {
  for (const name of names) {
    try {
      await tryOne(name, browser, site);
      console.log(`${name}: works, build/recipes/${name}.png`);
    } catch (error) {
      process.exitCode = 1;
      console.log(`${name}: not tried or does not work: ${error.message.split("\n")[0]}`);
    }
  }
} finally {
  await stop();
  site.close();
}
