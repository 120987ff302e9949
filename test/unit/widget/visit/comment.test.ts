import fc from "fast-check";
import { expect, test } from "vitest";
import { isCleanText, ticketCode as contractTicket } from "../../../../shared/codes.ts";
import {
  commentMaxBytes as contractBytes,
  commentMaxCodePoints as contractPoints,
  feedbackItem,
} from "../../../../shared/contract/feedback.ts";
import {
  charactersLeft,
  cleanText,
  commentMaxBytes,
  commentMaxCodePoints,
  isTicketCode,
  spacedTicket,
  ticketCode,
} from "../../../../widget/visit/comment.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";

test("is clean in the contract's eyes, whatever was typed or pasted", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(isCleanText(cleanText(text))).toBe(true);
    }),
  );
  const units = fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes));
  fc.assert(
    fc.property(units, (text) => {
      expect(isCleanText(cleanText(text))).toBe(true);
    }),
  );
});

test("keeps words, whole emoji, tabs and line breaks", () => {
  const text = "Dòng một\n\tdòng hai 👨‍👩‍👧 Ễ";
  expect(cleanText(text)).toBe(text);
});

test("composes marks, and takes blanks from both ends", () => {
  expect(cleanText("  Tie\u0302\u0301ng Vie\u0323\u0302t \n")).toBe("Tiếng Việt");
});

test("knows the contract's limits", () => {
  expect([commentMaxCodePoints, commentMaxBytes]).toEqual([contractPoints, contractBytes]);
});

test("counts what a person sees as one character as one", () => {
  expect(charactersLeft("")).toBe(4000);
  expect(charactersLeft("Tie\u0302\u0301ng")).toBe(3995);
  expect(charactersLeft("👨‍👩‍👧")).toBe(3999);
});

test("near the end it counts what really fits", () => {
  expect(charactersLeft("ệ".repeat(4000))).toBe(0);
  expect(charactersLeft("ệ".repeat(4001))).toBe(-1);
  expect(charactersLeft("👍".repeat(3000))).toBe(0);
  expect(charactersLeft("👍".repeat(3001))).toBeLessThan(0);
});

test("never lets through what the contract refuses, nor keeps back what it takes", () => {
  const piece = fc.constantFrom("a", "ệ", "e\u0323\u0302", "👍", "👨‍👩‍👧", "\u0300");
  const long = fc.tuple(piece, fc.integer({ min: 2800, max: 4100 })).map(([one, count]) => one.repeat(count));
  fc.assert(
    fc.property(long, fc.string({ unit: "grapheme" }), (start, end) => {
      const comment = cleanText(start + end);
      const { item } = keptFeedback(1, 1, { comment });
      expect(charactersLeft(start + end) >= 0).toBe(feedbackItem.safeParse(item).success);
    }),
    { numRuns: 60 },
  );
});

const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const random = fc.uint8Array({ minLength: 12, maxLength: 12 });
const ticket = random.map((bytes) => ticketCode("H20", bytes));

/** x⁵ + x² + 1 over two elements, by schoolbook multiplication: an independent way to the same field. */
function product(a: number, b: number): number {
  let sum = 0;
  for (let bit = 0; bit < 5; bit++) if (b & (1 << bit)) sum ^= a << bit;
  for (let bit = 9; bit >= 5; bit--) if (sum & (1 << bit)) sum ^= 0b100101 << (bit - 5);
  return sum;
}

function power(exponent: number): number {
  return exponent === 0 ? 1 : product(2, power(exponent - 1));
}

test("has the contract's shape, and its check character belongs to it", () => {
  fc.assert(
    fc.property(ticket, (code) => {
      expect(contractTicket.safeParse(code).success).toBe(true);
      expect(isTicketCode(code)).toBe(true);
    }),
  );
});

test("its weighted sum is nought, computed by powers of α", () => {
  fc.assert(
    fc.property(ticket, (code) => {
      const characters = [...code.slice(4)];
      const sum = characters.reduce((all, one, index) => all ^ product(power(12 - index), alphabet.indexOf(one)), 0);
      expect(sum).toBe(0);
    }),
  );
});

test("any one wrong character is noticed", () => {
  fc.assert(
    fc.property(ticket, fc.nat(12), fc.nat(31), (code, place, character) => {
      const wrong = alphabet.charAt(character);
      const copied = code.slice(0, 4 + place) + wrong + code.slice(5 + place);
      expect(isTicketCode(copied)).toBe(copied === code);
    }),
  );
});

test("any two swapped characters are noticed, next to each other or not", () => {
  fc.assert(
    fc.property(ticket, fc.nat(12), fc.nat(12), (code, first, second) => {
      const characters = [...code.slice(4)];
      const [one = "", other = ""] = [characters[first], characters[second]];
      characters[first] = other;
      characters[second] = one;
      const copied = `H20-${characters.join("")}`;
      expect(isTicketCode(copied)).toBe(copied === code);
    }),
  );
});

test("a code of another shape is none", () => {
  for (const code of ["", "H20-", "H20-2222", "h20-2222222222222", "H20-2222222222220", "H20-22222222222222"]) {
    expect(isTicketCode(code)).toBe(false);
  }
});

test("is shown in groups that can be read aloud", () => {
  expect(spacedTicket("H20-7K3M9Q2XHW4TP")).toBe("H20-7K3M 9Q2X HW4TP");
});
