import { describe, expect, test } from "vitest";
import { badCursor, decodeCursor, encodeCursor, queryName } from "../../../../worker/lists/cursor.ts";

const scope = { secret: "one agency's secret", query: queryName("units") };
const bad = { ok: false, failure: badCursor };

describe("cursor", () => {
  test("decodes to the position that it was made from", async () => {
    const cursor = await encodeCursor(["Phường Cao Lãnh", 20_000], scope);
    expect(await decodeCursor(cursor, scope)).toEqual({ ok: true, value: ["Phường Cao Lãnh", 20_000] });
    expect(cursor).toMatch(/^[A-Za-z0-9_.-]+$/);
  });

  test("is refused by other queries and other agencies", async () => {
    const cursor = await encodeCursor(["29869"], scope);
    expect(await decodeCursor(cursor, { ...scope, query: queryName("services") })).toEqual(bad);
    expect(await decodeCursor(cursor, { ...scope, query: queryName("forms") })).toEqual(bad);
    expect(await decodeCursor(cursor, { ...scope, query: queryName("units", { unit: "29869" }) })).toEqual(bad);
    expect(await decodeCursor(cursor, { ...scope, secret: "another" })).toEqual(bad);
  });

  test.each(["", ".", "a", "a.b", "W10", "W10.", "W10.AAAA", "..", "W10.AAAA.AAAA", "é.é", "x".repeat(10_000)])(
    "refuses the made-up cursor %j",
    async (cursor) => {
      expect(await decodeCursor(cursor, scope)).toEqual(bad);
    },
  );

  test("refuses a cursor with any letter changed", async () => {
    const cursor = await encodeCursor(["29869", 20_000], scope);
    for (const place of [0, 3, cursor.indexOf(".") + 1, cursor.length - 2]) {
      const changed = cursor.slice(0, place) + (cursor[place] === "A" ? "B" : "A") + cursor.slice(place + 1);
      expect(await decodeCursor(changed, scope)).toEqual(bad);
    }
  });

  test("has the same query name for any order of filters", () => {
    expect(queryName("x", { b: "2", a: "1", c: undefined })).toBe(queryName("x", { a: "1", b: "2" }));
    expect(queryName("x", { a: "1" })).not.toBe(queryName("x", { b: "1" }));
  });
});
