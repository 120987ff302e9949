import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import bundle from "playwright-core/lib/coreBundle";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFeedback } from "../server/make-feedback.ts";
import { projectRoot, type RunningServer, startServer } from "../server/start-server.ts";

const has = (program: string): boolean => spawnSync(program, ["-v"]).error === undefined;
const isHere = has("nginx");
if (!isHere) console.warn("nginx is not installed here: selfhost/nginx.conf is not tried.");

type Got = { readonly status: number; readonly headers: Record<string, unknown>; readonly body: string };
type Sent = { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string };

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

describe.skipIf(!isHere)("selfhost/nginx.conf", () => {
  let folder: string;
  let server: RunningServer;
  let port: number;
  let stop: () => Promise<unknown>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
    server = await startServer(folder);
    port = await freePort();
    const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
    const made = bundle.utils.generateSelfSignedCertificate();
    writeFileSync(key, made.key);
    writeFileSync(certificate, made.cert);
    mkdirSync(join(folder, "log"));
    // Only places differ from what a province has.
    const text = readFileSync(join(projectRoot, "selfhost", "nginx.conf"), "utf8")
      .replace(/^user .*$/m, "daemon off;")
      .replaceAll("/var/log/nginx", join(folder, "log"))
      .replace("/run/nginx.pid", join(folder, "nginx.pid"))
      .replace("127.0.0.1:8787", new URL(server.baseUrl).host)
      .replaceAll(/listen \[::\].*\n/g, "")
      .replace("listen 80;", `listen 127.0.0.1:${await freePort()};`)
      .replace("listen 443", `listen 127.0.0.1:${port}`)
      .replace(/ssl_certificate .*;/, `ssl_certificate ${certificate};`)
      .replace(/ssl_certificate_key .*;/, `ssl_certificate_key ${key};`);
    writeFileSync(join(folder, "nginx.conf"), text);
    const nginx = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], { stdio: "inherit" });
    const ended = new Promise((resolve) => nginx.once("close", resolve));
    stop = () => {
      nginx.kill("SIGTERM");
      return ended;
    };
    for (let tried = 0; tried < 100 && (await get("/healthz").catch(() => null)) === null; tried++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  afterAll(async () => {
    await stop?.();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function get(path: string, { method = "GET", headers = {}, body = "" }: Sent = {}): Promise<Got> {
    return new Promise((resolve, reject) => {
      const options = {
        host: "127.0.0.1",
        port,
        path,
        method,
        headers,
        rejectUnauthorized: false,
        agent: false,
      } as const;
      const sent = request(options, (answer) => {
        let text = "";
        answer.on("data", (chunk) => {
          text += chunk;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }

  it("passes a rating on and its receipt back", async () => {
    const item = { ...makeFeedback("H20-7k3m9q2x4t", 5, Date.now()), reasons: [] };
    const body = JSON.stringify({ sent_at: item.answered_at, feedback: [item] });
    const answer = await get("/v1/feedback", { method: "POST", body, headers: { "content-type": "text/plain" } });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('"accepted"');
  });

  it("tells the address that it sees, whatever the sender claims", async () => {
    const lookUp = (address: string): Promise<Got> =>
      get("/v1/tickets/lookup", {
        ...{ method: "POST", body: JSON.stringify({ code: "H20-2222222222222" }) },
        headers: { "content-type": "application/json", "x-forwarded-for": address, forwarded: `for=${address}` },
      });
    let last = 0;
    for (let guess = 0; guess < 70 && last !== 429; guess++) last = (await lookUp(`198.51.100.${guess}`)).status;
    expect(last).toBe(429);
  });

  it("takes bodies as large as the office's, and no larger", async () => {
    const send = (bytes: number): Promise<Got> =>
      get("/v1/agencies/H20/tallies", {
        method: "POST",
        headers: { "content-type": "text/csv", authorization: `Bearer ${server.officeKey}` },
        body: "x".repeat(bytes),
      });
    expect((await send(8 * 1024 * 1024)).status).toBe(400);
    expect((await send(10 * 1024 * 1024)).status).toBe(413);
  });

  it("compresses what the API answers, and a client may ask again by the ETag", async () => {
    const headers = { "accept-encoding": "gzip" };
    const first = await get("/v1/openapi.json", { headers });
    expect(first.headers["content-encoding"]).toBe("gzip");
    const etag = String(first.headers["etag"]);
    expect((await get("/v1/openapi.json", { headers: { ...headers, "if-none-match": etag } })).status).toBe(304);
  });

  it("ends a connection whose headers do not come", async () => {
    const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false }, () =>
      socket.write("GET /healthz HTTP/1.1\r\nhost: here\r\n"),
    );
    socket.on("error", () => {});
    await new Promise((resolve) => socket.once("close", resolve));
  }, 30_000);

  it("writes no address, path or browser to its log", async () => {
    await get("/rate/H20-7k3m9q2x4t", { headers: { "user-agent": "a-browser" } });
    const log = readFileSync(join(folder, "log", "access.log"), "utf8");
    expect(log).toMatch(/ GET \d{3} /);
    expect(log).not.toMatch(/127\.0\.0\.1|\/rate\/|a-browser/);
  });
});
