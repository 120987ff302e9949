import { describe, expect, test } from "vitest";
import { inOrderOf, pageOf } from "../../../../worker/lists/page-of.ts";

const rows = ["b", "a", "d", "c", "e"].map((id) => ({ id }));
const list = { secret: "s", query: "rows", ...inOrderOf(rows, ({ id }) => id) };

async function readAll(limit: string): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageOf<{ id: string }>>> = await pageOf(
      list,
      cursor === null ? { limit } : { limit, cursor },
    );
    if (!page.ok) throw new Error(page.failure.kind);
    pages.push(page.value.data.map(({ id }) => id));
    cursor = page.value.meta.next_cursor;
  } while (cursor !== null);
  return pages;
}

describe("pageOf", () => {
  test("returns every row once, in order, with pages of any size", async () => {
    expect(await readAll("2")).toEqual([["a", "b"], ["c", "d"], ["e"]]);
    expect(await readAll("5")).toEqual([["a", "b", "c", "d", "e"]]);
    expect(await readAll("1000")).toEqual([["a", "b", "c", "d", "e"]]);
  });

  test("returns 200 rows by default", async () => {
    const many = Array.from({ length: 201 }, (_, place) => ({ id: String(place + 1000) }));
    const page = await pageOf({ secret: "s", query: "many", ...inOrderOf(many, ({ id }) => id) }, {});
    expect(page.ok && page.value.data.length).toBe(200);
    expect(page.ok && page.value.meta.next_cursor).not.toBeNull();
  });

  test.each(["0", "1001", "-1", "1.5", "x", "", "99999"])("refuses the limit %j, pointing at it", async (limit) => {
    expect(await pageOf(list, { limit })).toMatchObject({
      ok: false,
      failure: { kind: "invalid", errors: [{ pointer: "/limit" }] },
    });
  });

  test("refuses a cursor of another list", async () => {
    expect(await pageOf(list, { cursor: "W10.AAAA" })).toMatchObject({ ok: false, failure: { kind: "bad-cursor" } });
  });
});
