import fc from "fast-check";
import { validate, v7, version } from "uuid";
import { expect, test } from "vitest";
import { uuidV7 as contractId } from "../../../../shared/codes.ts";
import { uuidV7 } from "../../../../widget/visit/uuid-v7.ts";

const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
const time = fc.nat({ max: 2 ** 48 - 1 });

test("is a UUIDv7 in the contract's eyes and in another implementation's", () => {
  fc.assert(
    fc.property(time, random, (atMs, bytes) => {
      const id = uuidV7(atMs, bytes);
      expect(contractId.safeParse(id).success).toBe(true);
      expect(validate(id) && version(id)).toBe(7);
    }),
  );
});

test("carries its time as another implementation writes it, so that ids sort by age", () => {
  fc.assert(
    fc.property(time, random, (atMs, bytes) => {
      expect(uuidV7(atMs, bytes).slice(0, 13)).toBe(v7({ msecs: atMs, seq: 0 }).slice(0, 13));
    }),
  );
});

test("differs by what is random", () => {
  const of = (fill: number): string => uuidV7(1, new Uint8Array(10).fill(fill));
  expect(new Set([0, 1, 2, 254, 255].map(of)).size).toBe(5);
});
