import { beforeAll, describe, expect, test } from "vitest";
import { type Answered, ask, askAsRoot, giveKey, openAgency, rowsOf } from "../office.ts";

let base: string;

const on = "2026-01-01";
const division = [
  { from: "Old", to: "East", on, share: 0.25 },
  { from: "Old", to: "West", on, share: 0.75 },
];
const unit = { kind: "commune", valid_from: "2020-01-01" };

beforeAll(async () => {
  base = await openAgency("S10");
  const units = [
    { ...unit, code: "Old", name: "Cũ", valid_to: "2025-12-31" },
    ...["East", "West"].map((code) => ({ ...unit, code, name: code, valid_from: on })),
  ];
  const successions = [...division, { from: "East", to: "West", on: "2026-06-01", share: null }];
  expect(await askAsRoot(`PUT ${base}/units`, { units, successions })).toMatchObject({ status: 200 });
  const place = { unit: "Old", question: "overall", channel: "paper", from: "2025-01-01", to: "2025-12-31" };
  const tally = { ...place, id: "0b9d6f8e-6d0f-4f55-9b25-0f4e4f0d8a10", counts: [1, 0, 0, 0, 99], source: "Sổ" };
  expect(await askAsRoot(`POST ${base}/tallies`, { tallies: [tally] })).toMatchObject({ status: 200 });
});

function remove(query: string, key?: string): Promise<Answered> {
  const line = `DELETE ${base}/successions?${query}`;
  return key === undefined ? askAsRoot(line) : ask(line, { key });
}

async function countsByUnit(): Promise<unknown[]> {
  const rows = rowsOf(await askAsRoot(`GET ${base}/indices?period=2025&by=unit&units_as=now`));
  return rows.map(({ unit, unmapped, tally }) => [
    (unit as { code: string }).code,
    ...(unmapped ? ["unmapped"] : []),
    (tally as number[]).reduce((sum, people) => sum + people),
  ]);
}

describe("GET …/successions", () => {
  test("returns all of them to anybody, by from, to and day, over pages", async () => {
    const seen: unknown[] = [];
    let cursor = "";
    do {
      const page = await ask(`GET ${base}/successions?limit=1${cursor}`);
      seen.push(...rowsOf(page));
      const { next_cursor } = (page.body as { meta: { next_cursor: string | null } }).meta;
      cursor = next_cursor === null ? "" : `&cursor=${encodeURIComponent(next_cursor)}`;
    } while (cursor !== "");
    expect(seen).toEqual([{ from: "East", to: "West", on: "2026-06-01", share: null }, ...division]);
  });
});

describe("DELETE …/successions", () => {
  test.each([
    ["from=Old&to=East", 400, "invalid", "/on"],
    ["from=Old&to=East&on=2026-02-30", 400, "invalid", "/on"],
    [`from=Old&to=East&on=${on}&share=1`, 400, "unknown-field", "/share"],
    [`from=Nowhere&to=East&on=${on}`, 404, "unknown-unit", "/from"],
    [`from=Old&to=Nowhere&on=${on}`, 404, "unknown-unit", "/to"],
    ["from=Old&to=East&on=2026-01-02", 404, "unknown-succession", "/on"],
  ])("refuses %s: %d %s at %s", async (query, status, kind, pointer) => {
    expect(await remove(query)).toMatchObject({ status, kind, body: { errors: [{ pointer }] } });
  });

  test("needs config:write on the whole agency", async () => {
    const query = `from=Old&to=East&on=${on}`;
    const below = await giveKey(base, { scopes: ["config:write"], unit: "East" });
    const reader = await giveKey(base, { scopes: ["indices:read"] });
    expect(await remove(query, below)).toMatchObject({ status: 403, kind: "outside-subtree" });
    expect(await remove(query, reader)).toMatchObject({ status: 403, kind: "scope-missing" });
    expect(await ask(`DELETE ${base}/successions?${query}`)).toMatchObject({ status: 401 });
  });

  test("moves the counts back at once in today's units, and loses none", async () => {
    await remove("from=East&to=West&on=2026-06-01");
    expect(await countsByUnit()).toEqual([
      ["East", 25],
      ["West", 75],
    ]);
    const key = await giveKey(base, { scopes: ["config:write"] });
    expect(await remove(`from=Old&to=East&on=${on}`, key)).toMatchObject({ status: 204, body: "" });
    expect(rowsOf(await ask(`GET ${base}/successions`))).toEqual([division[1]]);
    expect(await countsByUnit()).toEqual([
      ["Old", 25],
      ["West", 75],
    ]);
    expect(await remove(`from=Old&to=East&on=${on}`, key)).toMatchObject({ status: 404, kind: "unknown-succession" });
    expect(await remove(`from=Old&to=West&on=${on}`)).toMatchObject({ status: 204 });
    expect(await countsByUnit()).toEqual([["Old", 100]]);
  });

  test("allows another succession that did not fit beside the removed one", async () => {
    const whole = { from: "Old", to: "West", on, share: 1 };
    const unknown = { from: "Old", to: "East", on, share: null };
    await askAsRoot(`PUT ${base}/units`, { units: [], successions: [whole] });
    const put = (): Promise<Answered> => askAsRoot(`PUT ${base}/units`, { units: [], successions: [unknown] });
    expect(await put()).toMatchObject({
      status: 400,
      kind: "invalid",
      body: { errors: [{ pointer: "/successions/0/share" }] },
    });
    await remove(`from=Old&to=West&on=${on}`);
    expect(await put()).toMatchObject({ status: 200 });
    expect(await countsByUnit()).toEqual([["Old", "unmapped", 100]]);
  });
});
