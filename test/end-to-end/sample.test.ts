import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type RunningServer, startServer } from "../server/start-server.ts";

let folder: string;
let server: RunningServer | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
});

afterEach(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(variables: Record<string, string>): Promise<RunningServer> {
  server = await startServer(folder, variables);
  return server;
}

const isThere = "The sample province is there: ";

/** Bytes of all agencies' files. */
function stored(): number {
  const agencies = join(folder, "do", "agency");
  return readdirSync(agencies).reduce((sum, name) => sum + statSync(join(agencies, name)).size, 0);
}

async function listed(path: string, key?: string): Promise<unknown[]> {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const answer = await fetch(`${server?.baseUrl}/v1/agencies/X99/${path}`, { headers });
  return ((await answer.json()) as { data: unknown[] }).data;
}

it("makes the sample province after the welcome, anew if the server was killed meanwhile, and once", async () => {
  const first = await start({ DEMO: "1" });
  expect(first.output()).not.toContain(isThere);
  const key = /Sample key\s+(\S+)/.exec(first.output())?.[1] ?? "";
  expect(first.output()).toContain(`Sample board    ${first.baseUrl}/board/X99`);
  const before = stored();
  await vi.waitUntil(() => stored() > before + 4_000_000, { timeout: 120_000 });
  const ended = new Promise((resolve) => first.script.once("exit", resolve));
  process.kill(first.runtimePid, "SIGKILL");
  await ended;
  expect(first.output()).not.toContain(isThere);

  const second = await start({ DEMO: "1" });
  await vi.waitUntil(() => second.output().includes(isThere), { timeout: 240_000 });
  expect(second.output()).toContain(`${isThere}${second.baseUrl}/board/X99\n`);
  expect(second.output()).toContain(key);
  const months = (await listed("publications?limit=1000")).length;
  expect(months).toBeGreaterThan(12);
  const all = new Date();
  const period = `from=${all.getFullYear() - 2}-01-01&to=${all.toISOString().slice(0, 10)}`;
  const [figure] = (await listed(`indices?${period}`, key)) as { n: number }[];
  expect(figure?.n).toBeGreaterThan(45_000);
  await second.stop();

  const third = await start({ DEMO: "1" });
  expect((await listed("publications?limit=1000")).length).toBe(months);
  expect((await listed(`indices?${period}`, key))[0]).toEqual(figure);
  expect(third.output()).not.toContain(isThere);
}, 300_000);

it("stops cleanly while the sample province is made", async () => {
  const first = await start({ DEMO: "1" });
  expect(await first.stop()).toBe(0);
  expect(first.output()).not.toContain("could not");
});

it.each([
  ["DEMO=H20", { DEMO: "H20" }],
  ["AGENCIES=H20", { DEMO: "1", AGENCIES: "H20" }],
])("makes no sample province with %s", async (_, variables) => {
  const { output, baseUrl } = await start(variables);
  expect(output()).not.toContain("Sample");
  expect((await fetch(`${baseUrl}/v1/agencies/X99`)).status).toBe(404);
});
