// The script of the player's frame. It loads the canvas program, passes
// messages and input on to it, and handles what Ebitengine would do to a page:
// see each part.
import { keepInput } from "./input.ts";
import { prepareCanvas } from "./canvas.ts";
import { FrameLoop } from "./loop.ts";
import { followPixelRatio } from "./ratio.ts";
import { PageLink } from "./page-link.ts";
import { compileProgram, type Program } from "../wasm.ts";

/** What the canvas program offers (wasm/player/main_js.go). */
export interface PlayerProgram {
  receive(message: string, data: Uint8Array | null): void;
  key(key: string, shift: boolean): boolean;
  press(x: number, y: number, shift: boolean): void;
  move(x: number, y: number): boolean;
  release(): void;
  cancel(): void;
  double(x: number, y: number): void;
  wheel(x: number, y: number, dx: number, dy: number, zoom: boolean): boolean;
  pinch(x: number, y: number, factor: number): void;
  leave(): void;
  redraw(): void;
}

/** What the canvas program calls. */
interface FrameForPlayer {
  post(message: string): void;
  wake(): void;
  sleep(): void;
}

interface GoProgram {
  importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}
declare const Go: new () => GoProgram;

declare global {
  var goparkFrame: FrameForPlayer | undefined;
  var goparkPlayer: PlayerProgram | undefined;
}

async function start(page: PageLink): Promise<void> {
  // Before the program starts: it takes requestAnimationFrame as it is then.
  const loop = new FrameLoop();
  followPixelRatio(() => {
    loop.wake();
    globalThis.goparkPlayer?.redraw();
  });
  keepInput(page, loop);

  globalThis.goparkFrame = {
    post: (message) => page.post(JSON.parse(message)),
    wake: () => loop.wake(),
    sleep: () => loop.sleep(),
  };
  page.onMessage = (message, data) => {
    loop.wake();
    globalThis.goparkPlayer?.receive(message, data);
  };

  // The context of the canvas is asked for when the last bytes are here: while
  // the browser compiles them in the background, it is this page that waits for
  // the graphics. What the reader has until then, text and poster, is painted
  // first: from here on a slow machine gets to nothing else for a second or more.
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const loading = compileProgram(programOfPage(), (loaded, total) => {
    page.post({ type: "progress", loaded, total });
    if (loaded >= total) setTimeout(() => arrive());
  });
  loading.then(() => arrive(), () => arrive());
  await arrived;
  await painted();
  if (!prepareCanvas()) {
    page.fail("webgl");
    return;
  }
  const go = new Go();
  const instance = await WebAssembly.instantiate(await loading, go.importObject);
  await go.run(instance);
  // The program never ends by itself.
  removeCanvas();
  page.fail("ended");
}

/** Fulfilled when the browser has painted what there is; FrameLoop sees to it that it comes. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** Where the program is and how long: the build writes it into player.html. */
function programOfPage(): Program {
  const { program, programGz, bytes, gzBytes } = document.body.dataset;
  if (!program || !programGz || !bytes || !gzBytes) throw new Error("the frame does not say where the program is");
  return { url: program, bytes: Number(bytes), gzUrl: programGz, gzBytes: Number(gzBytes) };
}

/** No dead canvas stays behind. */
function removeCanvas(): void {
  for (const canvas of document.querySelectorAll("canvas")) canvas.remove();
}

const page = new PageLink();
start(page).catch((error: unknown) => {
  removeCanvas();
  page.fail("start", error instanceof Error ? error.message : String(error));
});
