import { beforeEach, describe, expect, test } from "vitest";
import { type Answered, ask, askAsRoot, giveKey, openAgency, putThreeUnits, rowsOf } from "../office.ts";

let made = 0;
let base: string;
/** Keys of the whole agency, of North, of Ward below North, and of South. */
let keys: Readonly<Record<"office" | "north" | "ward" | "south" | "reader", string>>;

beforeEach(async () => {
  made += 1;
  base = await openAgency(`ATM${made}`);
  await putThreeUnits(base);
  const scopes = ["comments:read", "comments:write"];
  keys = {
    office: await giveKey(base, { scopes }),
    north: await giveKey(base, { scopes, unit: "North" }),
    ward: await giveKey(base, { scopes, unit: "Ward" }),
    south: await giveKey(base, { scopes, unit: "South" }),
    reader: await giveKey(base, { scopes: ["comments:read"], unit: "North" }),
  };
});

const thanks = { title: "Cảm ơn", words: "Cảm ơn Ông/Bà đã góp ý. Đơn vị đã [việc đã làm]." };

function put(key: string, ...templates: readonly unknown[]): Promise<Answered> {
  return ask(`PUT ${base}/answer-templates`, { key, body: { templates } });
}

async function idsFor(key: string): Promise<unknown[]> {
  return rowsOf(await ask(`GET ${base}/answer-templates`, { key })).map(({ id }) => id);
}

const inNorth = { ...thanks, id: "north-thanks", unit: "North" };

describe("templates of answers", () => {
  test("are read by the unit, by the units below it and by the whole agency, and by no other unit", async () => {
    const root = base.split("/").at(-1);
    expect((await put(keys.office, { ...thanks, id: "all", unit: root })).status).toBe(200);
    const written = await put(keys.north, inNorth);
    expect([written.status, rowsOf(written)]).toEqual([200, [{ ...thanks, id: "all", unit: root }, inNorth]]);
    await put(keys.ward, { ...thanks, id: "ward", unit: "Ward" });
    expect(await idsFor(keys.office)).toEqual(["all", "north-thanks", "ward"]);
    expect(await idsFor(keys.north)).toEqual(["all", "north-thanks", "ward"]);
    expect(await idsFor(keys.reader)).toEqual(["all", "north-thanks", "ward"]);
    expect(await idsFor(keys.ward)).toEqual(["all", "north-thanks", "ward"]);
    expect(await idsFor(keys.south)).toEqual(["all"]);
  });

  test("are changed by their id and removed by words of null", async () => {
    await put(keys.north, inNorth, { ...inNorth, id: "other" });
    await put(keys.north, { ...inNorth, title: "Cảm ơn, có việc" }, { ...inNorth, id: "other", words: null });
    const [only, ...more] = rowsOf(await ask(`GET ${base}/answer-templates`, { key: keys.north }));
    expect([only, more]).toEqual([{ ...inNorth, title: "Cảm ơn, có việc" }, []]);
  });

  test("of another unit, or of the whole agency, are not written by a unit, nor taken from it; nothing of such a call stays", async () => {
    const root = base.split("/").at(-1);
    await put(keys.north, inNorth);
    const taken = { ...inNorth, unit: "South" };
    const own = { ...inNorth, id: "own", unit: "South" };
    for (const wrong of [{ ...inNorth, id: "x" }, taken, { ...taken, words: null }, { ...own, id: "y", unit: root }]) {
      expect(await put(keys.south, own, wrong)).toMatchObject({ status: 403, kind: "outside-subtree" });
    }
    expect(await idsFor(keys.office)).toEqual(["north-thanks"]);
    expect(await put(keys.reader, inNorth)).toMatchObject({ status: 403, kind: "scope-missing" });
  });

  test("have a known unit, an id once, words to see, and are at most 50 for a unit", async () => {
    expect(await put(keys.office, { ...inNorth, unit: "Nowhere" })).toMatchObject({
      status: 404,
      kind: "unknown-unit",
    });
    expect(await put(keys.north, inNorth, inNorth)).toMatchObject({ kind: "invalid" });
    expect(await put(keys.north, { ...inNorth, words: "\u200b" })).toMatchObject({ kind: "invalid" });
    const many = Array.from({ length: 50 }, (_, place) => ({ ...inNorth, id: `t${place}` }));
    expect((await put(keys.north, ...many)).status).toBe(200);
    expect(await put(keys.north, inNorth)).toMatchObject({ kind: "invalid" });
    expect(await idsFor(keys.north)).toHaveLength(50);
  });

  test("stand in the audit log by their ids, without their words", async () => {
    await put(keys.north, inNorth);
    const log = rowsOf(await askAsRoot(`GET ${base}/audit`)).filter(({ what }) => what === "answer-templates.put");
    expect(log).toMatchObject([{ on: "north-thanks" }]);
    expect(JSON.stringify(log)).not.toContain("Cảm ơn");
  });
});
