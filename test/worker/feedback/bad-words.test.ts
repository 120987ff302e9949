import { beforeAll, describe, expect, test } from "vitest";
import { askApi, makeAgency } from "../call-api.ts";
import { forEver, GoodCompany, type Refusal } from "./good-company.ts";

let company: GoodCompany;

beforeAll(async () => {
  company = new GoodCompany(await makeAgency("WORD"));
});

/** The JSON of a good feedback with one more field, written as text. */
function withText(field: string): string {
  return `${JSON.stringify(company.feedback()).slice(0, -1)},${field}}`;
}

describe("words and names that are no whole text", () => {
  const texts = ["id", "amend_key", "touchpoint", "answered_at", "revised_at", "comment", "dossier", "service", "page"];
  const more = ["follows", "locale", "ticket"];

  test.each(["\ud800", "a\udc00b", "\u0000", "a\u0007b", "\u007f"])(
    "are refused in every text field: %j",
    async (text) => {
      const items = [...texts, ...more].map((field) => company.feedback({ comment: "x", [field]: text }));
      expect(await company.refusalsOf(items)).toEqual(items.map(() => forEver));
      expect(await company.refusalsOf([company.feedback({ reasons: [text] })])).toEqual([forEver]);
      expect(await company.refusalsOf([company.feedback({ answers: { [text]: 5 } })])).toEqual([forEver]);
      expect(await company.refusalsOf([company.feedback({ [text]: 5 })])).toEqual([["unknown-field", "for now"]]);
    },
  );

  test("are refused as prototypes in every place that takes names", async () => {
    const unknownField: Refusal = ["unknown-field", "for now"];
    expect(await company.refusalsOfText(withText('"__proto__":{"level":4}'))).toEqual([unknownField]);
    expect(await company.refusalsOfText(withText('"constructor":{"prototype":{}}'))).toEqual([unknownField]);
    expect(await company.refusalsOfText(withText('"prototype":{}'))).toEqual([unknownField]);
    expect(await company.refusalsOfText(withText('"answers":{"__proto__":5}'))).toEqual([forEver]);
    expect(await company.refusalsOfText(withText('"answers":{"__proto__":{"queue":3}}'))).toEqual([forEver]);
    expect(await company.refusalsOfText('{"__proto__":{"level":4}}')).toEqual([forEver]);
    expect(({} as { level?: unknown }).level).toBeUndefined();
  });
});

describe("a comment", () => {
  const lengthen = (piece: string, count: number): unknown => company.feedback({ comment: piece.repeat(count) });
  const decomposed = "e\u0302\u0301";

  test("is taken up to 4,000 code points after NFC and 12,000 bytes", async () => {
    const items = [lengthen("x", 4000), lengthen("ế", 4000), lengthen(decomposed, 4000), lengthen("😀", 3000)];
    await company.accept(items);
  });

  test("is taken with line breaks, tabs and every script", async () => {
    await company.accept(
      ["Một\r\n\thai", "क\u094dष", "👩‍👩‍👧", "\u{1d160}", "\ufeff"].map((comment) => company.feedback({ comment })),
    );
  });

  test("is refused for ever beyond either", async () => {
    const bytes12001 = company.feedback({ comment: `${"ế".repeat(3999)}😀` });
    const items = [
      lengthen("x", 4001),
      lengthen("ế", 4001),
      lengthen(decomposed, 4001),
      lengthen("😀", 3001),
      bytes12001,
    ];
    expect(await company.refusalsOf(items)).toEqual(items.map(() => forEver));
  });
});

describe("an item of nested brackets", () => {
  test("is refused where they stand, as long as the batch is not nested deeper than JSON may be", async () => {
    const nested = `${"[".repeat(25)}${"]".repeat(25)}`;
    expect(await company.refusalsOfText(nested)).toEqual([forEver]);
    expect(await company.refusalsOfText(withText(`"answers":${nested}`))).toEqual([forEver]);
    expect(await company.refusalsOfText(withText(`"mood":${nested}`))).toEqual([["unknown-field", "for now"]]);
  });
});

describe("times at the ends of the calendar", () => {
  test("are stored on the day of receipt, flagged, and spoil nothing", async () => {
    const times = ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "0000-02-29T00:00:00+14:00"];
    const items = times.map((answered_at) => company.feedback({ answered_at }));
    const aged = company.feedback({ age_ms: Number.MAX_SAFE_INTEGER });
    await company.accept([...items, aged]);
    for (const sent_at of times) {
      const body = { sent_at, feedback: [company.feedback()] };
      expect(await askApi("/v1/feedback", { body })).toMatchObject({ receipts: [{ outcome: "accepted" }] });
    }
    company.stored += times.length;
    const { code, key } = company.agency;
    const path = `/v1/agencies/${code}/indices?from=2026-01-01&to=2100-12-31`;
    expect(await askApi(path, { key })).toMatchObject({ data: [{ flagged: { n: 7 } }] });
  });
});

describe("after all of it", () => {
  test("the agency answers, everything good is counted once, and the rollups equal a recount", async () => {
    await company.expectIntact();
  });
});
