import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { newFeedback, newId } from "../call-api.ts";
import { type Answered, ask, giveKey, rowsOf } from "../office.ts";
import { closeDay, openVisited, send, setTime, type VisitedOffice } from "./visited-office.ts";

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterAll(() => {
  vi.useRealTimers();
});

const scopes = ["comments:read", "comments:write", "audit:read", "indices:read"];
let made = 0;
let office: VisitedOffice;
let north: string;
let whole: string;

beforeEach(async () => {
  made += 1;
  office = await openVisited(`DESK${made}`);
  north = await giveKey(office.base, { scopes, unit: "North" });
  whole = await giveKey(office.base, { scopes });
});

async function write(words: string, different: Record<string, unknown> = {}, at = office.kiosk): Promise<string> {
  const item = newFeedback(at, { level: 2, reasons: ["waiting"], comment: words, ...different });
  await send([item]);
  return String(item.id);
}

async function get(path: string, key: string): Promise<Answered> {
  const answered = await ask(`GET ${office.base}/${path}`, { key });
  if (answered.status !== 200) throw new Error(JSON.stringify(answered.body));
  return answered;
}

async function words(key: string, query = ""): Promise<unknown[]> {
  return rowsOf(await get(`comments${query}`, key)).map((row) => row.words);
}

describe("a comment from a kiosk or counter", () => {
  test("reaches its unit the day after, and the whole agency and the ticket's holder at once", async () => {
    setTime(0, 9.2);
    const ticket = `${office.code}-7K3M9Q2XHW4TP`;
    await write("Chờ lâu quá", { ticket });
    await write("Quầy chậm", {}, office.counter);
    expect(await words(whole)).toEqual(["Quầy chậm", "Chờ lâu quá"]);
    const [{ id = "" } = {}] = rowsOf(await get("comments?q=lâu", whole)) as { id?: string }[];
    expect(await words(north)).toEqual([]);
    expect(await words(north, "?q=lâu")).toEqual([]);
    const headers = { "if-match": '"1"' };
    for (const hidden of [
      await ask(`GET ${office.base}/comments/${id}`, { key: north }),
      await ask(`PATCH ${office.base}/comments/${id}`, { key: north, headers, body: { state: "approved" } }),
      await ask(`PATCH ${office.base}/comments/${id}`, { key: north, body: { state: "approved" } }),
      await ask(`POST ${office.base}/comments/${id}/replies`, { key: north, headers, body: { words: "Đã xem" } }),
    ]) {
      expect([hidden.status, hidden.kind]).toEqual([404, "unknown-comment"]);
    }
    expect((await get("exports/comments.ndjson", north)).body).toBe("");
    expect(rowsOf(await get("digests?period=2031-03", north))).toEqual([]);
    expect(rowsOf(await get("answers?period=2031-03", north))).toEqual([]);
    expect((await ask("POST /v1/tickets/lookup", { body: { code: ticket } })).status).toBe(200);
    await closeDay(office, 0);
    expect((await words(north)).sort()).toEqual(["Chờ lâu quá", "Quầy chậm"]);
    expect((await ask(`GET ${office.base}/comments/${id}`, { key: north })).body).toMatchObject({
      received_on: "2031-03-01",
      level: null,
    });
    expect(rowsOf(await get("digests?period=2031-03", north))).toMatchObject([{ received: 2, reasons: [] }]);
  });

  test("is waited for also where the phone that took over sent it, and where nobody knows what it follows", async () => {
    setTime(0, 9);
    const rated = newFeedback(office.kiosk);
    const atHome = newFeedback(office.portal);
    await send([rated, atHome]);
    const alone = { level: null, reasons: [] };
    await write("Từ điện thoại", { ...alone, follows: rated.id });
    await write("Qua cổng, sau máy", { ...alone, follows: rated.id }, office.portal);
    await write("Sau cái gì đó", { ...alone, follows: newId() }, office.portal);
    await write("Từ nhà", {}, office.portal);
    await write("Từ nhà, thêm", { ...alone, follows: atHome.id }, office.portal);
    expect((await words(north)).sort()).toEqual(["Từ nhà", "Từ nhà, thêm"]);
    await closeDay(office, 0);
    expect(await words(north)).toHaveLength(5);
  });

  test("shows its unit level and reasons only where enough people rated there that day, and no dossier names the writer", async () => {
    setTime(0, 9);
    await write("Ngày vắng");
    await closeDay(office, 0);
    setTime(1, 9);
    await write("Ngày đông");
    await write("Có hồ sơ", { dossier: "H20.20.4-241124-0001" });
    await send(Array.from({ length: 8 }, () => newFeedback(office.kiosk)));
    await closeDay(office, 1);
    const rated = async (key: string): Promise<unknown[]> =>
      rowsOf(await get("comments", key))
        .map(({ words, level, reasons, category }) => [words, level, reasons, category])
        .sort();
    expect(await rated(north)).toEqual([
      ["Có hồ sơ", null, [], "other"],
      ["Ngày vắng", null, [], "other"],
      ["Ngày đông", 2, ["waiting"], "waiting"],
    ]);
    expect((await rated(whole)).map((row) => (row as unknown[])[1])).toEqual([2, 2, 2]);
    expect(await words(north, "?reason=waiting")).toEqual(["Ngày đông"]);
    expect(await words(north, "?category=waiting")).toEqual(["Ngày đông"]);
    expect(await words(north, "?category=other")).toHaveLength(2);
    const lines = String((await get("exports/comments.ndjson", north)).body)
      .trim()
      .split("\n");
    const levels = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(levels.map(({ comment, level }) => [comment, level]).sort()).toEqual([
      ["Có hồ sơ", null],
      ["Ngày vắng", null],
      ["Ngày đông", 2],
    ]);
    expect(rowsOf(await get("digests?period=2031-03", north))).toMatchObject([
      { received: 3, reasons: [{ id: "waiting", comments: 1 }] },
    ]);
  });

  test("stands in no order within its day, on no page and in no file", async () => {
    const sent: string[] = [];
    for (let hour = 8; hour < 16; hour += 0.5) {
      setTime(0, hour);
      sent.push(`Ý kiến lúc ${hour}`);
      await write(sent.at(-1) ?? "");
    }
    await closeDay(office, 0);
    const pages: unknown[] = [];
    for (let query = "?limit=5"; query !== ""; ) {
      const page = await get(`comments${query}`, north);
      pages.push(...rowsOf(page).map((row) => row.words));
      const { next_cursor: next } = (page.body as { meta: { next_cursor: string | null } }).meta;
      query = next === null ? "" : `?limit=5&cursor=${next}`;
    }
    const file = String((await get("exports/comments.ndjson", north)).body)
      .trim()
      .split("\n");
    const inFile = file.map((line) => (JSON.parse(line) as { comment: string }).comment);
    for (const read of [pages, inFile]) {
      expect([...read].sort()).toEqual([...sent].sort());
      expect(read).not.toEqual(sent);
      expect([...read].reverse()).not.toEqual(sent);
    }
  });

  test("leaves no trace of its time in the audit log of its unit", async () => {
    setTime(0, 9.2);
    await write("Chờ lâu quá");
    await write("Từ nhà", {}, office.portal);
    const [{ id = "" } = {}] = rowsOf(await get("comments?q=chờ", whole)) as { id?: string }[];
    const headers = { "if-match": '"1"' };
    setTime(0, 9.5);
    await ask(`PATCH ${office.base}/comments/${id}`, { key: whole, headers, body: { state: "approved" } });
    const told = async (key: string, on = ""): Promise<unknown[]> =>
      rowsOf(await get(`audit?what=comment${on}`, key)).map(({ what, before }) => [what, before]);
    expect(await told(north)).toEqual([["comment.received", null]]);
    expect(await told(whole)).toHaveLength(3);
    await closeDay(office, 0);
    expect(await told(north, `&on=${id}`)).toEqual([]);
    setTime(1, 9);
    const body = { state: "hidden", hide_reason: "insult", why: "vì" };
    await ask(`PATCH ${office.base}/comments/${id}`, { key: north, headers: { "if-match": '"2"' }, body });
    expect(await told(north, `&on=${id}`)).toEqual([["comment.hidden", "approved"]]);
    expect(await told(whole, `&on=${id}`)).toContainEqual(["comment.hidden", "approved, category waiting"]);
  });

  test("leaves no gap between the ids of the audit log that its unit reads, and pages go on as they do", async () => {
    const ids: number[] = [];
    const made: string[] = [];
    for (const hour of [9, 10, 11, 12]) {
      setTime(0, hour);
      made.push(`Ý kiến ${hour}`);
      await write(made.at(-1) ?? "", {}, office.portal);
    }
    for (let query = "?what=comment&limit=1"; query !== ""; ) {
      const page = await get(`audit${query}`, north);
      ids.push(...rowsOf(page).map(({ id }) => Number(id)));
      const { next_cursor: next } = (page.body as { meta: { next_cursor: string | null } }).meta;
      query = next === null ? "" : `?what=comment&limit=1&cursor=${next}`;
    }
    const own = rowsOf(await get("audit?what=comment", whole)).map(({ id }) => Number(id));
    expect(ids).toHaveLength(4);
    expect(ids.filter((id) => own.includes(id))).toEqual([]);
    const steps = ids.slice(1).map((id, place) => Math.abs(id - (ids[place] ?? 0)));
    expect(steps.every((step) => step > 1000)).toBe(true);
  });
});
