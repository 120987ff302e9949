import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lastingReads } from "../server/fill-agency.ts";
import { callOffice, type Office } from "../server/office.ts";
import { projectRoot, type RunningServer, startServer } from "../server/start-server.ts";

/** `data.tgz` is the DATA_DIR that release 0.1.0 wrote for `fillAgency`; `answers.json` is what it then answered. */
const fixture = join(projectRoot, "test", "fixtures", "old-data");
const answers = JSON.parse(readFileSync(join(fixture, "answers.json"), "utf8")) as Record<string, unknown>;
const key = "root-key-of-the-old-data-0123";

let folder: string;
let server: RunningServer;
let office: Office;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
  execFileSync("tar", ["xzf", join(fixture, "data.tgz"), "-C", folder]);
  server = await startServer(folder, { DEMO: "0", ROOT_KEY: key });
  office = { baseUrl: server.baseUrl, key };
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Fields that rows have gained since then. */
const gained: ReadonlySet<string> = new Set(["by_name"]);

function asThen(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([field]) => !gained.has(field)));
}

test.each(lastingReads)("data of the release before answers %s as that release did", async (read) => {
  const { data } = await callOffice<{ data: Record<string, unknown>[] }>(office, read);
  expect(data.map(asThen)).toEqual((answers[read] as { data: unknown }).data);
});

test("the counts that the release before kept agree with a recount of its feedback", async () => {
  const { data } = await callOffice<{ data: { differences: number }[] }>(office, "POST /rollups/verify");
  expect(data.map(({ differences }) => differences)).toEqual(data.map(() => 0));
});
