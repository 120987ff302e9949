import { beforeEach, describe, expect, test } from "vitest";
import { type Answered, ask, askAsRoot, giveKey, openAgency, putThreeUnits, rowsOf } from "../office.ts";

let made = 0;
let agency: string;
let base: string;

beforeEach(async () => {
  made += 1;
  agency = `DLN${made}`;
  base = await openAgency(agency);
  await putThreeUnits(base);
});

const usual = { unit: null, category: null, working_days: 10, warn_working_days: 2, escalate_working_days: 5 };

function put(deadlines: readonly unknown[], key?: string): Promise<Answered> {
  const line = `PUT ${base}/deadlines`;
  return key === undefined ? askAsRoot(line, { deadlines }) : ask(line, { body: { deadlines }, key });
}

async function list(query = ""): Promise<Record<string, unknown>[]> {
  return rowsOf(await askAsRoot(`GET ${base}/deadlines${query}`));
}

describe("deadlines", () => {
  test("are none at first, then those written last, by unit and category", async () => {
    expect(await list()).toEqual([]);
    const north = { ...usual, unit: "North", working_days: 5 };
    const attitude = { ...usual, category: "attitude", working_days: 3, warn_working_days: 0 };
    const answer = await put([north, attitude, {}]);
    expect(answer).toMatchObject({ status: 200 });
    expect(rowsOf(answer)).toEqual([usual, attitude, north]);
    expect(await list()).toEqual([usual, attitude, north]);
    expect(rowsOf(await put([{ unit: "South" }]))).toEqual([{ ...usual, unit: "South" }]);
    expect(await list()).toEqual([{ ...usual, unit: "South" }]);
    expect(rowsOf(await put([]))).toEqual([]);
    expect(await list()).toEqual([]);
  });

  test("of the agency's own code are those for all units", async () => {
    expect(rowsOf(await put([{ unit: agency, working_days: 7 }]))).toEqual([{ ...usual, working_days: 7 }]);
    expect(await put([{ unit: agency }, {}])).toMatchObject({ status: 400, kind: "invalid" });
  });

  test("are read page by page", async () => {
    await put([{}, { unit: "North" }, { unit: "South" }]);
    const first = await askAsRoot(`GET ${base}/deadlines?limit=2`);
    const { next_cursor } = (first.body as { meta: { next_cursor: string } }).meta;
    expect([...rowsOf(first), ...(await list(`?limit=2&cursor=${next_cursor}`))].map(({ unit }) => unit)).toEqual([
      null,
      "North",
      "South",
    ]);
  });

  test("are written by a key on the whole agency with the scope, and read by any key", async () => {
    const reader = await giveKey(base, { scopes: ["indices:read"], unit: "Ward" });
    const north = await giveKey(base, { scopes: ["config:write"], unit: "North" });
    expect((await ask(`GET ${base}/deadlines`, { key: reader })).status).toBe(200);
    expect(await put([{}], reader)).toMatchObject({ status: 403, kind: "scope-missing" });
    expect(await put([{ unit: "North" }], north)).toMatchObject({ status: 403, kind: "outside-subtree" });
    expect(await list()).toEqual([]);
  });

  test.each<[string, object, number, string]>([
    ["of a unit that nobody knows", { unit: "West" }, 404, "unit"],
    ["of no working day", { working_days: 0 }, 400, "working_days"],
    ["of half a working day", { working_days: 2.5 }, 400, "working_days"],
    ["of more than a year", { working_days: 366 }, 400, "working_days"],
    ["with a warning before a negative number of days", { warn_working_days: -1 }, 400, "warn_working_days"],
    ["that escalates before it is late", { escalate_working_days: 0 }, 400, "escalate_working_days"],
    ["of a category that is no name", { category: "Thái độ" }, 400, "category"],
    ["with a field that is not known", { days: 3 }, 400, "days"],
  ])("are refused with one %s, and nothing of the list is kept", async (_, different, status, field) => {
    const answer = await put([{ unit: "South" }, { unit: "North", ...different }]);
    const { errors } = answer.body as { errors: { pointer: string }[] };
    expect([answer.status, errors[0]?.pointer]).toEqual([status, `/deadlines/1/${field}`]);
    expect(await list()).toEqual([]);
  });
});
