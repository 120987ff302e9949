import fc from "fast-check";
import { expect, test } from "vitest";
import { sealedSizes } from "../../../../shared/crypto/sealed-sizes.ts";
import { mostTextBytes, pad, unpad } from "../../../../widget/sealed/sealing.ts";

test("gives back every text that fits, and shows one of three lengths", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), (text) => {
      const padded = pad(text);
      expect(sealedSizes).toContain(padded?.length);
      expect(padded && unpad(padded)).toEqual(new Uint8Array(text));
    }),
  );
});

test("takes the longest text that fits, and none that is longer", () => {
  expect(pad(new Uint8Array(mostTextBytes))?.length).toBe(16_384);
  expect(pad(new Uint8Array(mostTextBytes + 1))).toBeNull();
});

test("takes nothing for padded that it did not pad", () => {
  const padded = pad(new TextEncoder().encode("chữ")) ?? new Uint8Array();
  const withWord = padded.slice();
  withWord[1000] = 1;
  expect(unpad(withWord)).toBeNull();
  expect(unpad(padded.slice(0, -1))).toBeNull();
  const tooLong = padded.slice();
  tooLong.set([0xff, 0xff, 0xff, 0xff]);
  expect(unpad(tooLong)).toBeNull();
});
