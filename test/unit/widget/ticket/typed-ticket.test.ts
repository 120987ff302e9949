import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ticketCode } from "../../../../widget/visit/comment.ts";
import { lacksAgency, spelledTicket, typedTicket } from "../../../../widget/ticket/typed-ticket.ts";

const code = ticketCode(
  "H20",
  new Uint8Array(12).map((_, place) => place * 7),
);

describe("a ticket as it is typed", () => {
  test.each([
    code,
    code.toLowerCase(),
    ` ${code.replace(/-(.{4})(.{4})/, "-$1 $2 ")} `,
    code.replace("-", " "),
    code.replace("-", "–"),
    code.split("").join("-"),
    `https://feedback.example/ticket/#${code}`,
  ])("%s is understood", (typed) => {
    expect(typedTicket(typed)).toBe(code);
  });

  test("is understood however blanks and capitals fall, whatever the agency", () => {
    const agencies = fc.stringMatching(/^[A-Z][A-Z0-9]{1,15}$/);
    const bytes = fc.uint8Array({ minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(agencies, bytes, fc.infiniteStream(fc.constantFrom("", " ", "-", "  ")), (agency, random, gaps) => {
        const made = ticketCode(agency, random);
        const typed = [...made].map((sign) => `${sign.toLowerCase()}${gaps.next().value}`).join("");
        expect(typedTicket(typed)).toBe(made);
      }),
    );
  });

  test("without its agency is none, and that is told apart", () => {
    const bare = code.replace("H20-", "");
    expect(typedTicket(bare)).toBe(null);
    expect(lacksAgency(bare)).toBe(true);
    expect(lacksAgency(code)).toBe(false);
  });

  test.each(["", "H20", "xin chào", code.replace(/.$/, (last) => (last === "2" ? "3" : "2")), `${code}A`])(
    "%s is none",
    (typed) => {
      expect(typedTicket(typed)).toBe(null);
    },
  );

  test("is spelled for a voice in its groups", () => {
    expect(spelledTicket("H20-7K3M9Q2XHW4TP")).toBe("H 2 0, 7 K 3 M, 9 Q 2 X, H W 4 T P");
  });
});
