import { describe, expect, test } from "vitest";
import { fail, ok } from "../../../../shared/result.ts";
import { type FiguresAt, figuresPath, type Read, readFigures, readOnce } from "../../../../widget/figures/figures.ts";
import { publishedRow } from "../board/board-figures.ts";

const at: FiguresAt = {
  unit: "H20",
  period: "2026-Q3",
  method: "mean@1",
  service: null,
  isOffice: false,
  today: "2026-11-29",
};
const office: FiguresAt = { ...at, isOffice: true };

describe("figures of a board", () => {
  test("come from publications without a key, of the view's unit, period and method", () => {
    expect(figuresPath({}, at)).toBe("/publications/latest?period=2026-Q3&unit=H20&method=mean@1");
    expect(figuresPath({ by: "unit" }, at)).toBe("/publications/latest?period=2026-Q3&unit=H20&by=unit&method=mean@1");
    expect(figuresPath({ by: "unit,quarter", period: null }, at)).toBe(
      "/publications/latest?unit=H20&by=unit,time&method=mean@1",
    );
  });

  test("that are published rounded are asked for by no method: they have one", () => {
    expect(figuresPath({ by: "service" }, at)).toBe("/publications/latest?period=2026-Q3&unit=H20&by=service");
    expect(figuresPath({ question: "attitude" }, at)).not.toContain("method");
    expect(figuresPath({ question: "overall" }, at)).toContain("method=mean@1");
  });

  test("come from indices with a key, of one service if the view has one, at most of 36 months", () => {
    expect(figuresPath({}, office)).toBe("/indices?period=2026-Q3&unit=H20&method=mean@1");
    expect(figuresPath({ by: "month", period: null }, office)).toBe(
      "/indices?from=2023-12-01&to=2026-11-29&unit=H20&by=month&method=mean@1",
    );
    expect(figuresPath({ compare: "previous" }, { ...office, service: "1.1" })).toBe(
      "/indices?period=2026-Q3&unit=H20&service=1.1&method=mean@1&compare=previous",
    );
  });

  test("of one length are picked from the one list that publications have", async () => {
    const rows = ["2026-06", "2026-Q2", "2026-H1", "2026"].map((name) => publishedRow({ in: name }));
    const read = (async () => ok({ data: rows, meta: { next_cursor: null } })) as Read;
    const quarters = await readFigures(read, { by: "quarter", period: null }, at);
    expect(quarters).toEqual(ok([rows[1]]));
    expect(await readFigures(read, { by: "time", period: null }, at)).toEqual(ok(rows));
  });

  test("are all rows of all pages, of at most 1000 rows each", async () => {
    const asked: string[] = [];
    const read = (async (path: string) => {
      asked.push(path);
      const isSecond = path.includes("cursor=next%2F1");
      return ok({
        data: [publishedRow({ in: isSecond ? "2026-Q2" : "2026-Q1" })],
        meta: { next_cursor: isSecond ? null : "next/1" },
      });
    }) as Read;
    const rows = await readFigures(read, {}, at);
    expect(rows.ok && rows.value).toHaveLength(2);
    expect(asked).toHaveLength(2);
    expect(asked[0]).toContain("limit=1000");
  });
});

describe("a reading", () => {
  test("is asked for once, however often it is needed", async () => {
    let asked = 0;
    const read = readOnce((async () => ok(++asked)) as Read);
    expect(await Promise.all([read("/units"), read("/units")])).toEqual([ok(1), ok(1)]);
    expect(await read("/units")).toEqual(ok(1));
  });

  test("that failed is asked for again", async () => {
    let asked = 0;
    const read = readOnce((async () => (++asked === 1 ? fail("unreachable") : ok(asked))) as Read);
    expect(await read("/units")).toEqual(fail("unreachable"));
    expect(await read("/units")).toEqual(ok(2));
  });
});
