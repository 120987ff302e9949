import fc from "fast-check";
import { expect, test } from "vitest";
import { pageStarts } from "../../../../widget/kiosk/fit-controller.ts";

test("what has room stands on one page", () => {
  expect(pageStarts([60, 60, 60], { columns: 1, room: 200, gap: 10 })).toEqual([0]);
});

test("a page begins with the row that has no room any more; a row is as high as its highest cell", () => {
  expect(pageStarts([60, 60, 60, 60], { columns: 1, room: 199, gap: 10 })).toEqual([0, 2]);
  expect(pageStarts([60, 100, 60, 60, 60], { columns: 2, room: 170, gap: 10 })).toEqual([0, 4]);
  expect(pageStarts([60, 101, 60, 60, 60], { columns: 2, room: 170, gap: 10 })).toEqual([0, 2]);
});

test("a row that is higher than the room has a page of its own", () => {
  expect(pageStarts([500, 60, 500], { columns: 1, room: 100, gap: 10 })).toEqual([0, 1, 2]);
});

test("every cell stands on one page, in order, and no page of several rows is higher than the room", () => {
  const heights = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 40 });
  const at = fc.record({
    columns: fc.integer({ min: 1, max: 4 }),
    room: fc.integer({ min: 1, max: 900 }),
    gap: fc.nat(20),
  });
  fc.assert(
    fc.property(heights, at, (all, given) => {
      const { columns, room, gap } = given;
      const starts = pageStarts(all, given);
      expect(starts[0]).toBe(0);
      for (const [page, from] of starts.entries()) {
        const cells = all.slice(from, starts[page + 1]);
        const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) =>
          Math.max(...cells.slice(row * columns, (row + 1) * columns)),
        );
        expect(from % columns).toBe(0);
        if (page > 0) expect(cells.length).toBeGreaterThan(0);
        const height = rows.reduce((sum, row) => sum + row + gap, -gap);
        if (rows.length > 1) expect(height).toBeLessThanOrEqual(room);
      }
    }),
  );
});
