import { env } from "cloudflare:workers";
import { listDurableObjectIds } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { askApi, inAWord, makeAgency, newFeedback, newId, sendFeedback } from "../call-api.ts";
import { forEver, GoodCompany, type Refusal } from "./good-company.ts";

let company: GoodCompany;

beforeAll(async () => {
  company = new GoodCompany(await makeAgency("BAD"));
});

const levelQuestion = "overall";

describe("an item that the contract refuses", () => {
  test.each<[string, Record<string, unknown>]>([
    ["level 0", { level: 0 }],
    ["level 6", { level: 6 }],
    ["a level between two", { level: 2.5 }],
    ["a level that is text", { level: "4" }],
    ["a level that is a list", { level: [4] }],
    ["no level", { level: undefined }],
    ["no level and nothing else said", { level: null }],
    ["no level, and no answer in its answers", { level: null, answers: {} }],
    ["no level, and reasons alone", { level: null, reasons: ["other"] }],
    ["no level, and a comment of blanks", { level: null, comment: " \n " }],
    ["an id that is a number", { id: 7 }],
    ["no id", { id: undefined }],
    ["a UUIDv4", { id: "0b9d6f8e-6d0f-4f55-9b25-0f4e4f0d8a10" }],
    ["an id in capitals", { id: newId().toUpperCase() }],
    ["revision 0", { revision: 0 }],
    ["revision 1001", { revision: 1001 }],
    ["a revision between two", { revision: 1.5 }],
    ["a revision that is text", { revision: "1" }],
    ["an amend key that is too short", { amend_key: "A".repeat(21) }],
    ["an amend key that is too long", { amend_key: "A".repeat(23) }],
    ["an amend key that is no text", { amend_key: null }],
    ["a touchpoint that is no id", { touchpoint: "H20-ilou000000" }],
    ["a touchpoint that is an object", { touchpoint: {} }],
    ["a day that the calendar lacks", { answered_at: "2026-02-30T08:00:00+07:00" }],
    ["a time of endless digits", { answered_at: `2026-11-24T08:00:00.${"1".repeat(100)}+07:00` }],
    ["a time without an offset", { answered_at: "2026-11-24T08:00:00" }],
    ["a time that is a number", { answered_at: 1_795_000_000_000 }],
    ["a time of 25 o'clock", { answered_at: "2026-11-24T25:00:00Z" }],
    ["a time of five-digit years", { answered_at: "+12026-11-24T08:00:00Z" }],
    ["a revision's time that is none", { revised_at: "soon" }],
    ["a revision's time before the first tap", { revised_at: "2020-01-01T00:00:00Z" }],
    ["a second revision without its time", { revision: 2 }],
    ["a negative age", { age_ms: -1 }],
    ["an age that is text", { age_ms: "5" }],
    ["an age beyond exact numbers", { age_ms: 1e300 }],
    ["answers that are a list", { answers: [5] }],
    ["an answer that is text", { answers: { attitude: "5" } }],
    ["an answer of level 0", { answers: { attitude: 0 } }],
    ["an answer of level 12", { answers: { attitude: 12 } }],
    ["a question in capitals", { answers: { Attitude: 5 } }],
    ["an answer to the question of the level", { answers: { [levelQuestion]: 5 } }],
    ["reasons that are text", { reasons: "other" }],
    ["a reason that is a number", { reasons: [1] }],
    ["5,000 reasons", { reasons: new Array(5000).fill("other") }],
    ["an empty comment", { comment: "" }],
    ["a comment that is an object", { comment: { text: "x" } }],
    ["a ticket without a comment", { ticket: "BAD1-7K3M9Q2XHW4TP" }],
    ["a ticket of another agency", { comment: "x", ticket: "H20-7K3M9Q2XHW4TP" }],
    ["a ticket that is none", { comment: "x", ticket: "7K3M9Q2XHW4TP" }],
    ["form version 0", { form_version: 0 }],
    ["a form version that is text", { form_version: "3" }],
    ["an empty dossier", { dossier: "" }],
    ["a dossier of 65 characters", { dossier: "x".repeat(65) }],
    ["a service with a space", { service: "1 004227" }],
    ["a page of 201 characters", { page: `/${"x".repeat(200)}` }],
    ["an earlier feedback that is no UUIDv7", { follows: "earlier" }],
    ["a language that is none", { locale: "Tiếng Việt" }],
    ["a language with a line break", { locale: "vi\n" }],
    ["sequence 0", { sequence: 0 }],
    ["a sequence that is text", { sequence: "118" }],
  ])("gets its problem for %s, for ever", async (_, different) => {
    expect(await company.refusalsOf([company.feedback(different)])).toEqual([forEver]);
  });

  test.each([[null], [7], ["text"], [[]], [[newFeedback("BAD1-0000000001")]], [{}], [true]])(
    "gets its problem where it is no feedback at all: %j",
    async (item) => {
      expect(await company.refusalsOf([item])).toEqual([forEver]);
    },
  );

  test("is refused for now only, where it has a field that this server does not know", async () => {
    const items = [company.feedback({ mood: "fine" }), company.feedback({ Level: 4, "": 1 })];
    expect(await company.refusalsOf(items)).toEqual([
      ["unknown-field", "for now"],
      ["unknown-field", "for now"],
    ]);
  });

  test("is refused for ever, where a field is unknown and another one is wrong", async () => {
    expect(await company.refusalsOf([company.feedback({ mood: "fine", level: 9 })])).toEqual([forEver]);
  });

  test("is named in its receipt as far as its name can be read", async () => {
    const id = "x".repeat(5000);
    const [receipt, other] = await sendFeedback([
      { id, revision: 3 },
      { id: 5, revision: "3" },
    ]);
    expect(receipt).toMatchObject({ id: "x".repeat(100), revision: 3, outcome: "refused" });
    expect(other).toMatchObject({ id: null, revision: null, outcome: "refused" });
  });

  test("is pointed at where it is wrong", async () => {
    const [receipt] = await sendFeedback([company.feedback({ level: 6, answers: { attitude: "5" } })]);
    expect(receipt?.problem).toMatchObject({ errors: [{ pointer: "/level" }, { pointer: "/answers/attitude" }] });
  });
});

describe("an item that this agency refuses", () => {
  test("gets its problem for now, where a later set-up could take it", async () => {
    const items = [
      newFeedback(`${company.agency.code}-zzzzzzzzzz`),
      newFeedback("NOBODY-0000000001"),
      company.feedback({ answers: { attitude: 5 } }),
      company.feedback({ answers: { constructor: 5 } }),
      company.feedback({ answers: { prototype: 5 } }),
      company.feedback({ reasons: ["weather"] }),
      company.feedback({ service: "9.999999" }),
    ];
    expect(await company.refusalsOf(items)).toEqual([
      ["unknown-touchpoint", "for now"],
      ["unknown-touchpoint", "for now"],
      ["unknown-question", "for now"],
      ["unknown-question", "for now"],
      ["unknown-question", "for now"],
      ["unknown-reason", "for now"],
      ["unknown-service", "for now"],
    ]);
  });

  test("gets its problem for ever, where its answer lies beyond the question's scale", async () => {
    const text = { vi: "Câu hỏi" };
    const questions = [
      { id: "overall", scale: 5, text },
      { id: "queue", scale: 3, text },
    ];
    const body = { forms: [{ id: "default", questions, reasons: [] }] };
    await askApi(`/v1/agencies/${company.agency.code}/forms`, { method: "PUT", key: company.agency.key, body });
    const answering = (level: number): unknown => company.feedback({ answers: { queue: level } });
    expect(await company.refusalsOf([answering(4), answering(11)])).toEqual([forEver, forEver]);
    await company.accept([answering(3)]);
  });

  test("makes no object for an agency that nobody made", async () => {
    const before = await listDurableObjectIds(env.AGENCY);
    expect(await company.refusalsOf([newFeedback("NOBODY-0000000001"), newFeedback("ZZ-0000000001")])).toEqual([
      ["unknown-touchpoint", "for now"],
      ["unknown-touchpoint", "for now"],
    ]);
    expect((await listDurableObjectIds(env.AGENCY)).map(String)).toEqual(before.map(String));
  });

  test("gets its problem for ever, where it contradicts what is stored", async () => {
    const first = company.feedback();
    const second = company.feedback({ revision: 2, revised_at: first.answered_at, id: first.id });
    second.answered_at = first.answered_at;
    await company.accept([first]);
    const late = new Date(Date.parse(String(first.answered_at)) + 900_001).toISOString();
    const items = [
      { ...first, amend_key: "B".repeat(22) },
      { ...second, amend_key: "B".repeat(22) },
      { ...first, level: 1 },
      { ...second, touchpoint: company.agency.touchpoints[1] },
      { ...second, answered_at: "2026-01-01T00:00:00Z" },
      { ...second, level: null, comment: "x" },
      { ...second, revised_at: late },
    ];
    expect(await company.refusalsOf(items)).toEqual([
      ["wrong-amend-key", "for ever"],
      ["wrong-amend-key", "for ever"],
      ["conflict", "for ever"],
      ["touchpoint-changed", "for ever"],
      ["answered-at-changed", "for ever"],
      ["level-withdrawn", "for ever"],
      ["revised-too-late", "for ever"],
    ]);
  });

  test("gets its problem for ever, where its ticket belongs to another comment", async () => {
    const ticket = `${company.agency.code}-7K3M9Q2XHW4TP`;
    const holder = company.feedback({ comment: "Một", ticket });
    await company.accept([holder]);
    const taken: Refusal = ["ticket-taken", "for ever"];
    const other = (): unknown => company.feedback({ comment: "Hai", ticket });
    expect(await company.refusalsOf([other(), other()])).toEqual([taken, taken]);
  });

  test("answers the same id twice in one batch as if it came twice", async () => {
    const one = company.feedback();
    const two = company.feedback();
    const amended = { ...two, revision: 2, revised_at: two.answered_at, level: 1 };
    const receipts = await sendFeedback([one, one, { ...one, level: 1 }, amended, two, amended]);
    const expected = ["accepted", "duplicate", "conflict", "accepted", "duplicate", "duplicate"];
    expect(receipts.map(inAWord)).toEqual(expected);
    company.stored += 2;
  });
});

describe("after all of it", () => {
  test("the agency answers, everything good is counted once, and the rollups equal a recount", async () => {
    await company.expectIntact();
  });
});
