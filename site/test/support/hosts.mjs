// Pages of other sites that embed players: on another origin than the player's
// site, and under the strictest Content-Security-Policy that lets it in.
import { createServer } from "node:http";
import { extname } from "node:path";

/** A policy that lets in nothing but the player's site. */
export function strictPolicy(site) {
  const { origin } = new URL(site);
  return `default-src 'none'; script-src ${origin}; frame-src ${origin}; img-src ${origin}; connect-src 'self'; base-uri 'none'; form-action 'none'`;
}

const types = { ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", ".svg": "image/svg+xml", ".go": "application/octet-stream" };

/**
 * Serves what find returns for a name, undefined for what is not there; policy
 * is sent with each page. The host is localhost, the player's site 127.0.0.1:
 * so they differ in site as well as in origin.
 */
export async function serveHosts(find, policy) {
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://host").pathname.slice(1));
    const content = find(name);
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    const type = types[extname(name)] ?? "text/html; charset=utf-8";
    response.writeHead(200, { "Content-Type": type, ...(policy && { "Content-Security-Policy": policy }) });
    response.end(content);
  });
  await new Promise((done) => server.listen(0, "localhost", done));
  return {
    url: `http://localhost:${server.address().port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
