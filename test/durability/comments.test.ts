import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditEntry } from "../../shared/contract/audit.ts";
import type { OfficeComment } from "../../shared/contract/comment.ts";
import type { Page } from "../../shared/contract/list.ts";
import { makeFeedback } from "../server/make-feedback.ts";
import { callOffice, type Office, putTouchpoints } from "../server/office.ts";
import { type RunningServer, startServer } from "../server/start-server.ts";

const officers = 8;
const changesEach = 125;
const killsAt = [250, 500, 750];
/** Letters that appear nowhere else. */
const secret = "zyxwvutsrqp";
const ticket = "H20-7K3M9Q2XHW4TP";

let folder: string;
let server: RunningServer;
let office: Office;
let touchpoint: string;
let ids: string[];
/** The highest version that an officer was told, by comment. */
const told = new Map<string, number>();
let done = 0;
let kills = 0;
let restarting: Promise<void> = Promise.resolve();

async function restart(): Promise<void> {
  const ended = new Promise((resolve) => server.script.once("exit", resolve));
  process.kill(server.runtimePid, "SIGKILL");
  await ended;
  server = await startServer(folder, { PORT: new URL(server.baseUrl).port });
}

/** Returns null if the connection broke. */
async function call(method: string, path: string, body: unknown, match?: number): Promise<Response | null> {
  const headers = {
    authorization: `Bearer ${office.key}`,
    "content-type": "application/json",
    ...(match === undefined ? {} : { "if-match": `"${match}"` }),
  };
  return fetch(`${server.baseUrl}${path}`, { method, headers, body: JSON.stringify(body) }).catch(() => null);
}

async function list(query = ""): Promise<OfficeComment[]> {
  return (await callOffice<Page<OfficeComment>>(office, `GET /comments?limit=1000&touchpoint=${touchpoint}${query}`))
    .data;
}

/** Sends a change until there is an answer. A broken connection is no answer. */
async function changeOnce(officer: number, turn: number): Promise<void> {
  const id = ids[(officer + turn) % ids.length] ?? "";
  for (;;) {
    const version = told.get(id) ?? 1;
    const path = `/v1/agencies/H20/comments/${id}`;
    const answer = await call("PATCH", path, { category: `c-${officer}-${turn}` }, version);
    if (answer?.status === 200 || answer?.status === 412) {
      const body = (await answer.json()) as { version?: number; comment?: OfficeComment };
      told.set(id, Math.max(told.get(id) ?? 1, body.version ?? body.comment?.version ?? 1));
      return;
    }
    expect(answer === null || answer.status >= 500, String(answer?.status)).toBe(true);
    await restarting;
  }
}

async function work(officer: number): Promise<void> {
  for (let turn = 0; turn < changesEach; turn++) {
    await changeOnce(officer, turn);
    done += 1;
    const due = killsAt[kills];
    if (due === undefined || done < due) continue;
    kills += 1;
    restarting = restart();
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
  server = await startServer(folder);
  const { rootKey, baseUrl } = server;
  office = { baseUrl, key: rootKey };
  const { data } = await callOffice<{ data: { code: string }[] }>(office, "GET /units?limit=10");
  touchpoint = [...(await putTouchpoints(office, [data[1]?.code ?? ""])).keys()][0] ?? "";
  const feedback = Array.from({ length: 90 }, (_, place) => {
    const item = makeFeedback(touchpoint, 2, Date.now() + place);
    return {
      ...item,
      comment: place === 0 ? `Bà ${secret} ${"chờ mãi ".repeat(30)}` : `Góp ý ${place}`,
      ...(place === 0 ? { ticket } : {}),
    };
  });
  await call("POST", "/v1/feedback", { sent_at: new Date().toISOString(), feedback });
  ids = (await list()).map(({ id }) => id).filter((_, place) => place < 19);
  await Promise.all(Array.from({ length: officers }, (_, officer) => work(officer)));
  await restarting;
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Returns all audit entries about the office's changes. */
async function entries(): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query = `what=comment.categorised&limit=1000${cursor && `&cursor=${cursor}`}`;
    const page: Page<AuditEntry> = await callOffice(office, `GET /audit?${query}`);
    all.push(...page.data);
    cursor = page.meta.next_cursor;
  }
  return all;
}

describe("1,000 changes by eight officers, while the server is killed three times", () => {
  it("are all stored if the officer got an answer", async () => {
    expect(kills).toBe(3);
    const versions = new Map((await list()).map(({ id, version }) => [id, version]));
    for (const [id, version] of told) expect(versions.get(id)).toBeGreaterThanOrEqual(version);
  });

  it("are stored whole: each version has its audit entry, and the last entry has the comment's state", async () => {
    const byComment = Map.groupBy(await entries(), ({ on }) => on);
    for (const { id, version, category } of await list()) {
      const trail = byComment.get(id) ?? [];
      expect(trail).toHaveLength(version - 1);
      if (trail[0]) expect(trail[0].after).toContain(`category ${category}`);
    }
  });
});

describe("withdrawn words", () => {
  function filesWithSecret(): string[] {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map(({ parentPath, name }) => join(parentPath, name));
    return paths.filter((path) => readFileSync(path).includes(secret));
  }

  it("are on the disk before they are withdrawn", async () => {
    expect(await list(`&q=${secret}`)).toHaveLength(1);
    expect(filesWithSecret().length).toBeGreaterThan(0);
  });

  it("are in no file after the server has stopped", async () => {
    const gone = await call("POST", "/v1/tickets/withdraw", { code: ticket });
    expect(gone?.status).toBe(200);
    expect(await list(`&q=${secret}`)).toEqual([]);
    await server.stop();
    expect(filesWithSecret()).toEqual([]);
  });
});
