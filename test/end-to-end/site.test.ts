import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { projectRoot } from "../server/start-server.ts";

const baseUrl = inject("baseUrl");
const element = "/widget/v1/citizen-feedback.js";
const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as { version: string };

/** Gets a file. fetch decompresses it, and then there is no length header. */
async function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(baseUrl + path, { headers, redirect: "manual" });
}

describe("the site on bare workerd", () => {
  it.each([
    ["/", "text/html; charset=utf-8"],
    ["/demo/", "text/html; charset=utf-8"],
    [element, "text/javascript; charset=utf-8"],
  ])("serves %s as %s", async (path, type) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe(type);
  });

  it("serves a page's style sheet as CSS", async () => {
    const page = await (await get("/demo/")).text();
    const [, sheet = ""] = /href="([^"]+\.css)"/.exec(page) ?? [];
    expect((await get(sheet)).headers.get("content-type")).toBe("text/css; charset=utf-8");
  });

  it("redirects a folder's name to the folder", async () => {
    const answer = await get("/demo");
    expect(answer.status).toBe(307);
    expect(new URL(answer.headers.get("location") ?? "", baseUrl).pathname).toBe("/demo/");
  });

  it("answers 304 to a client that has the file", async () => {
    const etag = (await get(element)).headers.get("etag") ?? "";
    expect(etag).not.toBe("");
    expect((await get(element, { "if-none-match": etag })).status).toBe(304);
    expect((await get(element, { "if-none-match": '"another"' })).status).toBe(200);
  });

  it("compresses the element for clients that accept it, with Vary", async () => {
    const compressed = await get(element, { "accept-encoding": "gzip" });
    expect(compressed.headers.get("content-encoding")).toBe("gzip");
    expect(compressed.headers.get("vary")?.toLowerCase()).toContain("accept-encoding");
    const plain = await get(element, { "accept-encoding": "identity" });
    expect(plain.headers.get("content-encoding")).toBe(null);
    const bytes = Buffer.from(await plain.arrayBuffer());
    expect(Buffer.from(await compressed.arrayBuffer()).equals(bytes)).toBe(true);
    expect(gzipSync(bytes).length).toBeLessThan(bytes.length / 2);
  });

  it("serves the same bytes at the version's own address", async () => {
    const [rolling, pinned] = await Promise.all([get(element), get(`/widget/${version}/citizen-feedback.js`)]);
    expect(await pinned?.text()).toBe(await rolling?.text());
  });

  it("answers 404 for missing files, and never leaves its folder", async () => {
    expect((await get("/nothing.js")).status).toBe(404);
    expect((await get("/..%2f..%2fpackage.json")).status).toBe(404);
    expect((await get("/%2e%2e/%2e%2e/package.json")).status).toBe(404);
  });
});
