// The plainest static host there is: files under a sub-path, no compression,
// no caching, no headers but the type of the kinds that browsers insist on.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

export const prefix = "/some/where/";

/**
 * Serves a folder under prefix; returns the address of its root and a function
 * that ends it. Without the service worker, unless a test is about it: the
 * others are about what comes from the host. Compressed: as most hosts do it, by
 * gzip.
 */
export async function serve(dir, { worker = false, compressed = false, port = 0 } = {}) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const file = normalize(join(dir, path.slice(prefix.length)));
    const inside = path.startsWith(prefix) && file.startsWith(normalize(dir) + sep);
    const left = !worker && path === prefix + "sw.js";
    if (!inside || left || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    const headers = {};
    const type = types[extname(file)];
    if (type) headers["Content-Type"] = type;
    const packed = compressed && statSync(file + ".gz", { throwIfNoEntry: false });
    if (packed) headers["Content-Encoding"] = "gzip";
    response.writeHead(200, headers);
    createReadStream(packed ? file + ".gz" : file).pipe(response);
  });
  await new Promise((done) => server.listen(port, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
