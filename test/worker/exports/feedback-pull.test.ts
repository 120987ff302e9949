import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { feedbackRecord, type FeedbackRecord } from "../../../shared/contract/feedback-record.ts";
import {
  askApi,
  callApi,
  makeAgency,
  newFeedback,
  newId,
  rootKey,
  sendFeedback,
  type TestAgency,
} from "../call-api.ts";

type Page = { readonly data: FeedbackRecord[]; readonly meta: { readonly next_cursor: string | null } };

async function keyWith(agency: TestAgency, scopes: string[], unit?: string): Promise<string> {
  const body = { name: "reader", scopes, ...(unit === undefined ? {} : { unit }) };
  return (await askApi<{ key: string }>(`/v1/agencies/${agency.code}/keys`, { key: rootKey, body })).key;
}

function pull(agency: TestAgency, query: Record<string, string> = {}, key = agency.key): Promise<Page> {
  return askApi<Page>(`/v1/agencies/${agency.code}/feedback?${new URLSearchParams(query)}`, { key });
}

/** Every page from a query on; `between` runs after each. */
async function pullAll(
  agency: TestAgency,
  query: Record<string, string>,
  between: () => Promise<void> = async () => {},
): Promise<FeedbackRecord[]> {
  const rows: FeedbackRecord[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: Page = await pull(agency, { ...query, ...(cursor === "" ? {} : { cursor }) });
    rows.push(...page.data);
    cursor = page.meta.next_cursor;
    await between();
  }
  return rows;
}

/** What was last written of each feedback: id → revision and level. */
type Written = Map<string, { revision: number; level: number; item: Record<string, unknown> }>;

async function write(agency: TestAgency, written: Written, pick: number): Promise<void> {
  const known = [...written.keys()];
  const amended = pick % 3 === 0 ? known[pick % Math.max(1, known.length)] : undefined;
  const level = 1 + (pick % 5);
  const before = amended === undefined ? undefined : written.get(amended);
  const item = before
    ? { ...before.item, revision: before.revision + 1, level, revised_at: before.item.answered_at }
    : newFeedback(agency.touchpoints[pick % 2 === 0 ? 0 : 1], { level });
  const [receipt] = await sendFeedback([item]);
  if (receipt?.outcome !== "accepted") throw new Error(JSON.stringify(receipt));
  written.set(String(item.id), { revision: Number(item.revision), level, item });
}

function expectNewestOnce(rows: readonly FeedbackRecord[], written: Written): void {
  const states = rows.map(({ id, revision }) => `${id} ${revision}`);
  expect(new Set(states).size).toBe(states.length);
  const newest = new Map(rows.map((row) => [row.id, { revision: row.revision, level: row.level }]));
  expect(newest).toEqual(new Map([...written].map(([id, { revision, level }]) => [id, { revision, level }])));
}

describe("GET …/feedback", () => {
  test("gives a row as the contract says, with everything that was said and without its secrets", async () => {
    const agency = await makeAgency("PF");
    const comment = "Chờ lâu quá";
    const said = {
      level: 2,
      comment,
      ticket: `${agency.code}-7K3M9Q2XHW4TP`,
      dossier: `${agency.code}.20.4-241124-0001`,
      page: "/thu-tuc/1.004227?token=x",
      locale: "vi",
      sequence: 118,
      form_version: 1,
      follows: newId(),
    };
    const item = newFeedback(agency.touchpoints[0], said);
    expect((await sendFeedback([item]))[0]?.outcome).toBe("accepted");
    const { data, meta } = await pull(agency, {}, rootKey);
    expect(meta).toEqual({ next_cursor: null });
    expect(feedbackRecord.parse(data[0])).toMatchObject({
      ...{ id: item.id, revision: 1, unit: "A", touchpoint: agency.touchpoints[0], channel: "portal", service: null },
      ...{ level: 2, answers: {}, reasons: [], has_comment: true, comment, standing: "plain", flags: [] },
      ...{ dossier: said.dossier, page: "/thu-tuc/1.004227", locale: "vi", sequence: 118, form_version: 1 },
      ...{ answered_at: item.answered_at, follows: said.follows, change: 1 },
    });
    expect(data[0]?.updated_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00$/);
    expect(data[0]?.day).toBe(data[0]?.corrected_at.slice(0, 10));
    const text = JSON.stringify(data);
    expect(text).not.toContain(String(item.amend_key));
    expect(text).not.toContain(said.ticket);
  });

  test("shows words to a key that reads comments, and no row to a key of a unit", async () => {
    const agency = await makeAgency("PW");
    await sendFeedback([newFeedback(agency.touchpoints[0], { comment: "Tốt" })]);
    const words = async (scopes: string[]): Promise<unknown> =>
      (await pull(agency, {}, await keyWith(agency, scopes))).data.map((row) => [row.has_comment, row.comment]);
    expect(await words(["feedback:read"])).toEqual([[true, null]]);
    expect(await words(["feedback:read", "comments:read"])).toEqual([[true, "Tốt"]]);
    const ofUnit = { key: await keyWith(agency, ["feedback:read", "comments:read"], "A") };
    const refused = await callApi(`/v1/agencies/${agency.code}/feedback`, ofUnit);
    expect([refused.status, ((await refused.json()) as { type: string }).type]).toEqual([
      403,
      "/docs/problems#outside-subtree",
    ]);
  });

  describe("while others write", () => {
    let agency: TestAgency;
    let written: Written;
    let held: FeedbackRecord[];

    beforeAll(async () => {
      agency = await makeAgency("PN");
      written = new Map();
      held = [];
    });

    test("gives every row's newest state, and none twice, night after night", async () => {
      const nights = fc.record({
        day: fc.array(fc.nat(10_000), { maxLength: 12 }),
        meanwhile: fc.array(fc.nat(10_000), { maxLength: 8 }),
        limit: fc.integer({ min: 1, max: 7 }),
      });
      await fc.assert(
        fc.asyncProperty(nights, async ({ day, meanwhile, limit }) => {
          for (const pick of day) await write(agency, written, pick);
          const since = String(held.at(-1)?.change ?? 0);
          const left = [...meanwhile];
          const between = async (): Promise<void> => {
            const pick = left.shift();
            if (pick !== undefined) await write(agency, written, pick);
          };
          held.push(...(await pullAll(agency, { updated_since: since, limit: String(limit) }, between)));
          for (const pick of left) await write(agency, written, pick);
          held.push(...(await pullAll(agency, { updated_since: String(held.at(-1)?.change ?? 0) })));
          expectNewestOnce(held, written);
        }),
        { numRuns: 25 },
      );
    });

    test("gives what was changed at or after a time, whatever its offset", async () => {
      const all = await pullAll(agency, {});
      const middle = all[Math.floor(all.length / 2)];
      if (!middle) throw new Error("nothing was written before");
      const wanted = all.filter((row) => row.updated_at >= middle.updated_at);
      expect(await pullAll(agency, { updated_since: middle.updated_at, limit: "3" })).toEqual(wanted);
      expect(await pullAll(agency, { updated_since: new Date(middle.updated_at).toISOString() })).toEqual(wanted);
      expect(await pullAll(agency, { updated_since: "2100-01-01T00:00:00Z" })).toEqual([]);
    });
  });

  test.each([
    ["limit=0", "invalid", "/limit"],
    ["limit=1001", "invalid", "/limit"],
    ["updated_since=yesterday", "invalid", "/updated_since"],
    ["updated_since=2026-11-24", "invalid", "/updated_since"],
    ["updated_since=-1", "invalid", "/updated_since"],
    ["cursor=WzFd.AAAA", "bad-cursor", "/cursor"],
    ["since=1", "unknown-field", "/since"],
  ])("refuses %s", async (query, kind, pointer) => {
    const agency = await makeAgency("PB");
    const response = await callApi(`/v1/agencies/${agency.code}/feedback?${query}`, { key: agency.key });
    const problem = (await response.json()) as { type: string; errors?: { pointer: string }[] };
    expect([response.status, problem.type, problem.errors?.[0]?.pointer]).toEqual([
      400,
      `/docs/problems#${kind}`,
      pointer,
    ]);
  });

  test("takes a cursor back for the same query only", async () => {
    const agency = await makeAgency("PC");
    await sendFeedback([newFeedback(agency.touchpoints[0]), newFeedback(agency.touchpoints[0])]);
    const cursor = (await pull(agency, { limit: "1" })).meta.next_cursor ?? "";
    expect((await pull(agency, { cursor })).data.map(({ change }) => change)).toEqual([2]);
    const status = async (query: Record<string, string>, key: string): Promise<number> =>
      (await callApi(`/v1/agencies/${agency.code}/feedback?${new URLSearchParams(query)}`, { key })).status;
    expect(await status({ cursor, updated_since: "1" }, agency.key)).toBe(400);
    expect(await status({}, await keyWith(agency, ["indices:read"]))).toBe(403);
  });
});
