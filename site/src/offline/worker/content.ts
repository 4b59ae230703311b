// Contents and their hashes. A URL with ?v= says what it stands for: the first
// digits of the SHA-256 of the content, unpacked if it is packed
// (site/output.go).

/** The first digits of the hash, as many as a URL has. */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest.subarray(0, 5), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The hash in a URL; null when it has none. */
export function hashIn(url: string): string | null {
  return new URL(url).searchParams.get("v");
}

/** What a gzip file holds; anything else as it is, since hosts may have unpacked it on the way. */
export async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

/**
 * Fetches the content that has a hash; null when the host has another one under
 * that URL. What a cache on the way says is not believed.
 */
export async function fetchContent(url: string, hash: string, priority: RequestPriority): Promise<Response | null> {
  for (const cache of ["default", "reload"] as const) {
    const response = await fetch(url, { cache, priority });
    if (!response.ok) continue;
    const bytes = new Uint8Array(await response.arrayBuffer());
    const type = response.headers.get("Content-Type") ?? "";
    if ((await hashOf(await unpacked(bytes))) === hash) return new Response(bytes, { headers: { "Content-Type": type } });
  }
  return null;
}

/** Keeps a content so that it is known again. */
export async function keep(cache: Cache, url: string, bytes: Uint8Array<ArrayBuffer>, type: string): Promise<void> {
  const headers = { "Content-Type": type, ETag: `"${await hashOf(bytes)}"` };
  await cache.put(url, new Response(bytes, { headers }));
}

/** The hash under which a content was kept. */
export function hashKept(response: Response): string {
  return response.headers.get("ETag")?.slice(1, -1) ?? "";
}
