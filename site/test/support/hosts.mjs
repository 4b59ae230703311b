// Pages of other sites that embed players: on another origin than the player's
// site, and under the strictest Content-Security-Policy that lets it in.
import { createServer } from "node:http";

/** A policy that lets in nothing but the player's site. */
export function strictPolicy(site) {
  const { origin } = new URL(site);
  return `default-src 'none'; script-src ${origin}; frame-src ${origin}; img-src ${origin}; connect-src 'self'; base-uri 'none'; form-action 'none'`;
}

/**
 * Serves pages by name; policy is sent with each. The host is localhost, the
 * player's site 127.0.0.1: so they differ in site as well as in origin.
 */
export async function serveHosts(pages, policy) {
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url, "http://host").pathname.slice(1)];
    if (page === undefined) {
      response.writeHead(404).end();
      return;
    }
    const html = typeof page === "string";
    response.writeHead(200, { "Content-Type": html ? "text/html; charset=utf-8" : "application/octet-stream", ...(html && policy && { "Content-Security-Policy": policy }) });
    response.end(page);
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
