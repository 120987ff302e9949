import fc from "fast-check";
import { expect, test } from "vitest";
import { followWithinMs, mayFollow } from "../../../../widget/visit/may-follow.ts";
import { uuidV7 } from "../../../../widget/visit/uuid-v7.ts";

test("a comment may follow a rating for 7 days from the rating's own time, not a moment longer", () => {
  const aTime = fc.integer({ min: 0, max: 2 ** 47 });
  fc.assert(
    fc.property(aTime, fc.uint8Array({ minLength: 10, maxLength: 10 }), (atMs, random) => {
      const id = uuidV7(atMs, random);
      expect([mayFollow(id, atMs), mayFollow(id, atMs + followWithinMs)]).toEqual([true, true]);
      expect(mayFollow(id, atMs + followWithinMs + 1)).toBe(false);
    }),
  );
  expect(followWithinMs).toBe(604_800_000);
});

test.each(["", "0193", "00000000-0000-4000-8000-000000000000"])("nothing follows %j", (id) => {
  expect(mayFollow(id, 0)).toBe(false);
});
