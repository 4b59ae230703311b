// Fetching the canvas program with honest progress: the .gz file is fetched
// and unpacked here, so that the bytes counted are the bytes announced.

const compressed = ".gz";

export async function fetchProgram(url: string, progress: (loaded: number, total: number) => void): Promise<WebAssembly.Module> {
  if (typeof DecompressionStream === "function") {
    const [path, query] = url.split("?");
    const packed = await fetch(path + compressed + (query ? `?${query}` : ""));
    if (packed.ok && packed.body) return compile(packed, progress);
  }
  const plain = await fetch(url);
  if (!plain.ok) throw new Error(`the server answered ${plain.status} for ${url}`);
  return compile(plain, progress);
}

async function compile(response: Response, progress: (loaded: number, total: number) => void): Promise<WebAssembly.Module> {
  if (!response.body) throw new Error(`no data for ${response.url}`);
  // With a Content-Encoding the length announced is not the length that arrives.
  const total = response.headers.get("Content-Encoding") ? 0 : Number(response.headers.get("Content-Length") ?? 0);
  const reader = response.body.getReader();
  const first = await reader.read();
  const isGzip = first.value?.[0] === 0x1f && first.value[1] === 0x8b;
  let loaded = 0;
  const counted = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      if (first.value) take(controller, first.value);
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else take(controller, value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  function take(controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>, value: Uint8Array<ArrayBuffer>): void {
    loaded += value.length;
    progress(loaded, Math.max(total, loaded));
    controller.enqueue(value);
  }
  const stream = isGzip ? counted.pipeThrough(new DecompressionStream("gzip")) : counted;
  // A response of our own has the right MIME type whatever the host says.
  return WebAssembly.compileStreaming(new Response(stream, { headers: { "Content-Type": "application/wasm" } }));
}
