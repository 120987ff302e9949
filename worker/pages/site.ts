import { kioskPolicy, officePolicy, pagePolicy } from "./page-policy.ts";

const pinnedElement = /^\/widget\/\d+\.\d+\.\d+[^/]*\//;
const rollingElement = /^\/widget\/v\d+\//;
const hashedAsset = /^\/assets\//;

/** The built files, and the id of this request. */
export type SiteContext = { readonly assets: Fetcher; readonly requestId: string };

/**
 * Pages and the element, as built. `/sealed/{agency}` is one page for every agency, `/office/{agency}/{page}` for every page.
 * Null if the site has no such file.
 */
export async function site(request: Request, { assets, requestId }: SiteContext): Promise<Response | null> {
  const url = new URL(request.url);
  // No file has such a path, and a browser that is sent on to `//host/` goes to another host.
  if (url.pathname.includes("//")) return null;
  const asked = new URL(url);
  if (/^\/sealed\/[A-Za-z0-9-]+\/?$/.test(url.pathname)) asked.pathname = "/sealed/";
  // `/office/comments/` is the address that units were given before there were pages of the office.
  if (/^\/office\/(?:comments|[A-Z][A-Z0-9]+(?:\/[a-z]+)?)\/?$/.test(url.pathname)) asked.pathname = "/office/";
  const found = await assets.fetch(new Request(asked, request));
  if (found.status === 404 || found.status === 405) return null;
  const response = new Response(found.body, found);
  response.headers.set("request-id", requestId);
  for (const [name, value] of Object.entries(headersFor(url.pathname, found))) response.headers.set(name, value);
  return response;
}

function headersFor(path: string, found: Response): Record<string, string> {
  const isPage = (found.headers.get("content-type") ?? "").startsWith("text/html");
  return {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cache-control": cacheControl(path),
    ...(isPage ? pageHeaders(path) : {}),
    // People keep this file and compare its hash. Opened from here, it would run unchecked.
    ...(path === "/sealed/offline.html" ? { "content-disposition": "attachment" } : {}),
    // A page of any office may load the element, also as a module, which always asks by CORS.
    ...(path.startsWith("/widget/")
      ? {
          "access-control-allow-origin": "*",
          "cross-origin-resource-policy": "cross-origin",
          vary: [found.headers.get("vary"), "Origin"].filter((name) => name !== null).join(", "),
        }
      : {}),
  };
}

function pageHeaders(path: string): Record<string, string> {
  // A frame of the office's own pages, which shows nothing of the agency but a form.
  if (path.startsWith("/office/preview/")) return { "content-security-policy": pagePolicy };
  if (/^\/office(?:\/|$)/.test(path)) {
    return {
      "content-security-policy": officePolicy,
      "x-frame-options": "DENY",
      // A page that opened this one cannot lead it elsewhere, such as to a false sign-in.
      "cross-origin-opener-policy": "same-origin",
    };
  }
  if (!path.startsWith("/kiosk/")) return { "content-security-policy": pagePolicy };
  // A kiosk reads the QR code of a receipt.
  return {
    "content-security-policy": kioskPolicy,
    "permissions-policy": "camera=(self), microphone=(), geolocation=()",
  };
}

function cacheControl(path: string): string {
  if (pinnedElement.test(path) || hashedAsset.test(path)) return "public, max-age=31536000, immutable";
  if (rollingElement.test(path)) return "public, max-age=300, stale-while-revalidate=86400";
  return "no-cache";
}
