import fc from "fast-check";
import { expect, test } from "vitest";
import { ticketCode as contractTicket } from "../../../../shared/codes.ts";
import { isTicketCode, spacedTicket, ticketCode } from "../../../../widget/visit/ticket-code.ts";

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
