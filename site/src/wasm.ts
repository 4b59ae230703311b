// Fetching a WebAssembly program with honest progress on any static host.
//
// A host that compresses by itself makes the length in the header and the
// bytes that arrive disagree. So the page asks for the program's .gz file,
// whose size it was told at build time, counts what arrives and unpacks it
// here. A host that unpacks .gz files on its own is recognised by the first
// bytes.

export interface Program {
  /** The program as it is, for browsers that cannot unpack. */
  url: string;
  bytes: number;
  /** The same, compressed by gzip. */
  gzUrl: string;
  gzBytes: number;
}

export type Progress = (loaded: number, total: number) => void;

export async function compileProgram(program: Program, progress: Progress): Promise<WebAssembly.Module> {
  const packed = typeof DecompressionStream === "function";
  const response = await fetch(packed ? program.gzUrl : program.url);
  if (!response.ok || !response.body) throw new Error(`${response.status} for ${response.url}`);

  const reader = response.body.getReader();
  const first = await firstBytes(reader);
  const isGzip = first[0] === 0x1f && first[1] === 0x8b;
  const total = isGzip ? program.gzBytes : program.bytes;
  let loaded = first.length;
  progress(loaded, total);

  const counted = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(first);
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) {
        // A host that has another version by now answers with that: it would not understand this page.
        if (loaded === total) controller.close();
        else controller.error(new Error(`expected ${total} bytes, found ${loaded} at ${response.url}`));
        return;
      }
      loaded += value.length;
      progress(Math.min(loaded, total), total);
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const plain = isGzip ? counted.pipeThrough(new DecompressionStream("gzip")) : counted;
  // A response of our own has the right MIME type whatever the host says.
  return WebAssembly.compileStreaming(new Response(plain, { headers: { "Content-Type": "application/wasm" } }));
}

/** At least two bytes, or all there are. */
async function firstBytes(reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array(0);
  while (bytes.length < 2) {
    const { done, value } = await reader.read();
    if (done) break;
    const joined = new Uint8Array(bytes.length + value.length);
    joined.set(bytes);
    joined.set(value, bytes.length);
    bytes = joined;
  }
  return bytes;
}
