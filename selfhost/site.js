/**
 * Replaces Cloudflare's static assets on bare workerd: content types, index.html for `/` and `/x/`, ETag and 304, gzip.
 * The main Worker adds the rest of a page's headers (cache, security).
 */
const contentTypes = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  map: "application/json",
  txt: "text/plain; charset=utf-8",
  sha256: "text/plain; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
  webmanifest: "application/manifest+json",
};

const compressible = /^(text\/|application\/(json|manifest)|image\/svg)/;

/** Whether a path names a file of a kind that the site has. A folder such as `/widget/0.1.0` ends like a file, too. */
function isFile(path) {
  const [, ending] = /\.([a-z0-9]+)$/.exec(path) ?? [];
  return ending !== undefined && Object.hasOwn(contentTypes, ending);
}

async function etagOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  // Weak, because the plain and the compressed bytes have the same tag.
  return `W/"${[...digest.subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}"`;
}

function matches(ifNoneMatch, etag) {
  if (ifNoneMatch === null) return false;
  const bare = (tag) => tag.trim().replace(/^W\//, "");
  return ifNoneMatch.trim() === "*" || ifNoneMatch.split(",").some((tag) => bare(tag) === bare(etag));
}

function acceptsGzip(request) {
  return /(^|,)\s*gzip\s*(;\s*q=(1|0\.\d*[1-9]))?\s*(,|$)/.test(request.headers.get("accept-encoding") ?? "");
}

async function answer(request, path, bytes) {
  const type = contentTypes[path.slice(path.lastIndexOf(".") + 1)];
  const headers = new Headers({ "content-type": type, etag: await etagOf(bytes) });
  if (compressible.test(type)) headers.set("vary", "Accept-Encoding");
  if (matches(request.headers.get("if-none-match"), headers.get("etag"))) {
    return new Response(null, { status: 304, headers });
  }
  if (compressible.test(type) && acceptsGzip(request)) headers.set("content-encoding", "gzip");
  return new Response(request.method === "HEAD" ? null : bytes, { headers });
}

function notFound() {
  return new Response("Not found", { status: 404, headers: { "content-type": "text/plain; charset=utf-8" } });
}

export default {
  async fetch(request, env) {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return new Response("Method not allowed", { status: 405, headers: { allow: "GET, HEAD" } });
    }
    const { pathname, search } = new URL(request.url);
    // A browser takes `//host/` for the address of another host.
    if (pathname.includes("//")) return notFound();
    const read = (path) => env.DISK.fetch(new URL(`http://site${path}`));
    if (!isFile(pathname) && !pathname.endsWith("/")) {
      const index = await read(`${pathname}/index.html`);
      await index.body?.cancel();
      // Without scheme and host: a proxy in front may have others than we see.
      return index.ok
        ? new Response(null, { status: 307, headers: { location: `${pathname}/${search}` } })
        : notFound();
    }
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const file = await read(path);
    return file.ok ? answer(request, path, await file.arrayBuffer()) : notFound();
  },
};
