import fc from "fast-check";
import { expect, test } from "vitest";
import { readTalkCode, talkCode, talkCodeBytes } from "../../../../widget/sealed/talk-code.ts";

const random = fc.uint8Array({ minLength: talkCodeBytes, maxLength: talkCodeBytes });

test("has 115 random bits in groups of four, without the characters that are mistaken for each other", () => {
  expect(Math.log2(32 ** talkCodeBytes)).toBe(115);
  fc.assert(
    fc.property(random, (bytes) => {
      expect(talkCode("H20", bytes)).toMatch(/^H20(-[2-9A-HJ-NP-Z]{4}){6}$/);
    }),
  );
});

test("is read back in small letters, with blanks or with nothing between its groups", () => {
  fc.assert(
    fc.property(random, (bytes) => {
      const code = talkCode("H20", bytes);
      const groups = code.split("-").slice(1);
      const typed = [code, code.toLowerCase(), ` H20 ${groups.join(" ")} `, `H20-${groups.join("")}`];
      expect(typed.map((one) => readTalkCode(one))).toEqual(typed.map(() => ({ agency: "H20", code })));
    }),
  );
});

test("tells any wrong character, and any two that were swapped", () => {
  fc.assert(
    fc.property(random, fc.nat(23), fc.nat(23), fc.nat(31), (bytes, a, b, other) => {
      const code = talkCode("H20", bytes).slice(4).replaceAll("-", "");
      const wrong = [...code];
      wrong[a] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"[other] ?? "";
      const swapped = [...code];
      [swapped[a], swapped[b]] = [code[b] ?? "", code[a] ?? ""];
      for (const typed of [wrong.join(""), swapped.join("")]) {
        expect([typed, readTalkCode(`H20-${typed}`) !== null]).toEqual([typed, typed === code]);
      }
    }),
  );
});

test.each(["", "H20", "H20-7K3M", "7K3M-9Q2X-HW4T-PABC-DEFG-HJKL", "h20-OOOO-IIII-0000-1111-OOOO-IIII"])(
  "takes %j for no code",
  (typed) => {
    expect(readTalkCode(typed)).toBeNull();
  },
);
