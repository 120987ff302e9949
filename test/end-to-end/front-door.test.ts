import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { measureFloods } from "../bench/measure-floods.ts";
import { makeFeedback } from "../server/make-feedback.ts";
import { type RunningServer, startServer } from "../server/start-server.ts";

const portal = "H20-7k3m9q2x4t";
const ends: (() => Promise<unknown> | undefined)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(variables: Record<string, string>, descriptors?: number): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
  const server = await startServer(folder, variables, descriptors);
  ends.push(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return server;
}

type Opened = { readonly socket: Socket; readonly said: Promise<string> };

/** Opens a connection and says something on it; `said` is all that comes back until it is closed. */
function open({ baseUrl }: RunningServer, words = ""): Promise<Opened> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(baseUrl).port), "127.0.0.1");
    let text = "";
    const said = new Promise<string>((told) => socket.once("close", () => told(text)));
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("error", () => {});
    socket.once("connect", () => {
      socket.write(words);
      resolve({ socket, said });
    });
    socket.once("close", () => resolve({ socket, said }));
    ends.push(async () => socket.destroy());
  });
}

async function rate({ baseUrl }: RunningServer): Promise<string> {
  const item = { ...makeFeedback(portal, 4, Date.now()), reasons: [] };
  const body = JSON.stringify({ sent_at: item.answered_at, feedback: [item] });
  return (await fetch(`${baseUrl}/v1/feedback`, { method: "POST", body, signal: AbortSignal.timeout(5000) })).text();
}

const head = "POST /v1/feedback HTTP/1.1\r\nhost: here\r\ncontent-type: text/plain\r\n";

describe("the front door", () => {
  it("stands 2,000 idle connections and 200 bodies that never come, with 1,024 descriptors", async () => {
    const server = await start({}, 1024);
    for (let portion = 0; portion < 20; portion++) {
      await Promise.all(Array.from({ length: 100 }, () => open(server)));
      if (portion % 5 === 0) expect(await rate(server)).toContain('"accepted"');
    }
    const stalled = await Promise.all(
      Array.from({ length: 200 }, (_, place) =>
        open(
          server,
          `${head}${place % 2 === 0 ? "content-length: 100\r\n\r\n{" : "transfer-encoding: chunked\r\n\r\n1\r\n{\r\n"}`,
        ),
      ),
    );
    expect(await rate(server)).toContain('"accepted"');
    for (const { said } of stalled) expect((await said).slice(0, 12)).toBe("HTTP/1.1 408");
    expect(await rate(server)).toContain('"accepted"');
    expect(existsSync(`/proc/${server.runtimePid}`)).toBe(true);
  }, 60_000);

  it("answers a body with broken chunks with 400", async () => {
    const server = await start({});
    const broken = await open(server, `${head}transfer-encoding: chunked\r\n\r\nzz\r\nnot a chunk\r\n`);
    expect(await broken.said).toMatch(/^HTTP\/1\.1 400/);
    expect(await rate(server)).toContain('"accepted"');
  });

  it.each([
    ["loopback", 404],
    ["none", 429],
  ] as const)("counts wrong codes by the client that TRUSTED_PROXIES=%s tells", async (setting, other) => {
    const server = await start({ TRUSTED_PROXIES: setting });
    const lookUp = async (address: string): Promise<number> => {
      const headers = { "content-type": "application/json", "x-forwarded-for": address };
      const body = JSON.stringify({ code: "H20-2222222222222" });
      return (await fetch(`${server.baseUrl}/v1/tickets/lookup`, { method: "POST", headers, body })).status;
    };
    let last = 0;
    for (let guess = 0; guess < 70 && last !== 429; guess++) last = await lookUp("198.51.100.1");
    expect(last).toBe(429);
    expect(await lookUp("198.51.100.2")).toBe(other);
  });

  it("lets honest people rate while somebody floods it", async () => {
    for (const { says, receipted, medianMs } of await measureFloods(["same", "comments", "nested"], 2500)) {
      expect([says, receipted >= 0.99]).toEqual([says, true]);
      // Alone they wait 5 ms; without fair turns they wait for seconds.
      expect([says, medianMs < 500]).toEqual([says, true]);
    }
  }, 120_000);
});
