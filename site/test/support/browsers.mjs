// Starts the two browsers. Chromium draws WebGL2 headless by software;
// Firefox does so only with a window, so it gets one under Xvfb.
import { spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import puppeteer from "puppeteer-core";

export const viewport = { width: 1024, height: 640 };

function onPath(...names) {
  for (const dir of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(dir, name), constants.X_OK);
        return join(dir, name);
      } catch {
        // Not here.
      }
    }
  }
  throw new Error(`expected one of ${names.join(", ")} on PATH, found none`);
}

async function startChromium() {
  const profile = mkdtempSync(join(tmpdir(), "gopark-chromium-"));
  const downloads = join(profile, "downloads");
  const browser = await puppeteer.launch({
    browser: "chrome",
    executablePath: process.env.CHROME || onPath("chromium", "chromium-browser", "google-chrome", "chrome"),
    headless: true,
    userDataDir: profile,
    defaultViewport: viewport,
    downloadBehavior: { policy: "allow", downloadPath: downloads },
    args: [
      "--no-sandbox",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--ignore-gpu-blocklist",
    ],
  });
  return { browser, downloads, stop: () => browser.close().finally(() => rmSync(profile, { recursive: true, force: true })) };
}

async function startFirefox() {
  const display = await startXvfb();
  const downloads = mkdtempSync(join(tmpdir(), "gopark-firefox-"));
  const stop = () => {
    display.stop();
    rmSync(downloads, { recursive: true, force: true });
  };
  try {
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: process.env.FIREFOX || onPath("firefox", "firefox-esr"),
      headless: false,
      defaultViewport: viewport,
      env: { ...process.env, DISPLAY: display.name, MOZ_ENABLE_WAYLAND: "0", LIBGL_ALWAYS_SOFTWARE: "1" },
      extraPrefsFirefox: {
        "webgl.force-enabled": true,
        "network.http.http3.enable": false,
        "app.update.auto": false,
        "extensions.update.enabled": false,
        "browser.safebrowsing.malware.enabled": false,
        "network.captive-portal-service.enabled": false,
        "browser.download.folderList": 2,
        "browser.download.dir": downloads,
      },
    });
    return { browser, downloads, stop: () => browser.close().finally(stop) };
  } catch (error) {
    stop();
    throw error;
  }
}

/** An X server without a screen, on a display number it finds free by itself. */
async function startXvfb() {
  const server = spawn(onPath("Xvfb"), ["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const number = await new Promise((found, failed) => {
    let text = "";
    server.stdout.on("data", (bytes) => {
      text += bytes;
      if (text.includes("\n")) found(text.trim());
    });
    server.on("error", failed);
    server.on("exit", (code) => failed(new Error(`Xvfb ended with status ${code} before it had a display`)));
  });
  return { name: `:${number}`, stop: () => server.kill() };
}

export const browsers = [
  { name: "Chromium", start: startChromium },
  { name: "Firefox", start: startFirefox },
];
