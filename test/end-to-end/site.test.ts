import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
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

  it.each([
    "//evil.example/kiosk",
    "//evil.example/kiosk/",
    "//kiosk",
    "/.//evil.example/kiosk",
    "/\\evil.example/kiosk",
    "/\\/evil.example/kiosk",
    "/%2Fevil.example/kiosk",
    "/%5Cevil.example/kiosk",
    "/%2e%2f/evil.example/kiosk",
    "/kiosk/..//evil.example/kiosk",
    "http://evil.example/kiosk",
    "/\t/evil.example/kiosk",
  ])("sends nobody to another host who asks for %j", async (path) => {
    const { status, location } = await rawGet(path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(location).toBe(undefined);
  });

  it("redirects without naming a host, which may be another one outside", async () => {
    expect(await rawGet("/kiosk?a=//evil.example")).toEqual({ status: 307, location: "/kiosk/?a=//evil.example" });
  });

  it.each([
    "/widget/",
    "/widget/v1/",
    "/widget/v1",
    `/widget/${version}/`,
    `/widget/${version}`,
    "/kiosk/assets/",
    "/assets/",
    "/assets",
    "/widget/",
    "/widget/v1/.",
  ])("lists no folder: %s", async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('"directory"');
  });
});

/** Asks for a path exactly as it stands here. */
function rawGet(path: string): Promise<{ status: number; location: string | undefined }> {
  const { hostname, port } = new URL(baseUrl);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${path} HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n\r\n`),
    );
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("error", reject);
    socket.on("close", () =>
      resolve({ status: Number(text.slice(9, 12)), location: /^location: (.*?)\r$/im.exec(text)?.[1] }),
    );
  });
}
