import { env } from "cloudflare:workers";
import { listDurableObjectIds } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { askApi, inAWord, makeAgency, newFeedback, newId, sendFeedback, type TestAgency } from "../call-api.ts";

let agency: TestAgency;
let touchpoint: string;
let stored = 0;

beforeAll(async () => {
  agency = await makeAgency("BAD");
  touchpoint = agency.touchpoints[0];
});

/** A receipt in words: the kind of its problem and whether that is for ever. */
type Refusal = readonly [kind: string, permanence: "for ever" | "for now"];

/** Sends bad items between two good ones, sees the good ones stored, and answers what became of the bad. */
async function refusalsOf(items: readonly unknown[]): Promise<Refusal[]> {
  const good = [newFeedback(touchpoint), newFeedback(touchpoint)];
  const receipts = await sendFeedback([good[0], ...items, good[1]]);
  expect(receipts).toHaveLength(items.length + 2);
  expect([receipts[0], receipts.at(-1)]).toEqual(good.map(({ id }) => ({ id, revision: 1, outcome: "accepted" })));
  stored += 2;
  return receipts.slice(1, -1).map((receipt) => {
    expect(receipt.outcome).toBe("refused");
    return [inAWord(receipt), receipt.problem?.permanent ? "for ever" : "for now"];
  });
}

/** The JSON of a batch of a good feedback and an item that only text can write. */
function batchText(item: string): string {
  const good = JSON.stringify(newFeedback(touchpoint));
  return `{"sent_at":"${new Date().toISOString()}","feedback":[${good},${item}]}`;
}

/** The JSON of a good feedback with one more field, written as text. */
function withText(field: string): string {
  return `${JSON.stringify(newFeedback(touchpoint)).slice(0, -1)},${field}}`;
}

async function refusalOfText(item: string): Promise<Refusal> {
  type Receipts = { receipts: Awaited<ReturnType<typeof sendFeedback>> };
  const { receipts } = await askApi<Receipts>("/v1/feedback", { body: batchText(item) });
  expect(receipts.map(({ outcome }) => outcome)).toEqual(["accepted", "refused"]);
  stored += 1;
  const [, refused] = receipts;
  return refused ? [inAWord(refused), refused.problem?.permanent ? "for ever" : "for now"] : ["", "for now"];
}

const forEver: Refusal = ["invalid", "for ever"];
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
    expect(await refusalsOf([newFeedback(touchpoint, different)])).toEqual([forEver]);
  });

  test.each([[null], [7], ["text"], [[]], [[newFeedback("BAD1-0000000001")]], [{}], [true]])(
    "gets its problem where it is no feedback at all: %j",
    async (item) => {
      expect(await refusalsOf([item])).toEqual([forEver]);
    },
  );

  test("is refused for now only, where it has a field that this server does not know", async () => {
    const items = [newFeedback(touchpoint, { mood: "fine" }), newFeedback(touchpoint, { Level: 4, "": 1 })];
    expect(await refusalsOf(items)).toEqual([
      ["unknown-field", "for now"],
      ["unknown-field", "for now"],
    ]);
  });

  test("is refused for ever, where a field is unknown and another one is wrong", async () => {
    expect(await refusalsOf([newFeedback(touchpoint, { mood: "fine", level: 9 })])).toEqual([forEver]);
  });

  test("is named in its receipt as far as its name can be read", async () => {
    const id = "x".repeat(5000);
    const [receipt, other] = await sendFeedback([{ id, revision: 3 }, { id: 5, revision: "3" }]);
    expect(receipt).toMatchObject({ id: "x".repeat(100), revision: 3, outcome: "refused" });
    expect(other).toMatchObject({ id: null, revision: null, outcome: "refused" });
  });

  test("is pointed at where it is wrong", async () => {
    const [receipt] = await sendFeedback([newFeedback(touchpoint, { level: 6, answers: { attitude: "5" } })]);
    expect(receipt?.problem).toMatchObject({ errors: [{ pointer: "/level" }, { pointer: "/answers/attitude" }] });
  });
});

describe("an item that this agency refuses", () => {
  test("gets its problem for now, where a later set-up could take it", async () => {
    const items = [
      newFeedback(`${agency.code}-zzzzzzzzzz`),
      newFeedback("NOBODY-0000000001"),
      newFeedback(touchpoint, { answers: { attitude: 5 } }),
      newFeedback(touchpoint, { answers: { constructor: 5 } }),
      newFeedback(touchpoint, { reasons: ["weather"] }),
      newFeedback(touchpoint, { service: "9.999999" }),
    ];
    expect(await refusalsOf(items)).toEqual([
      ["unknown-touchpoint", "for now"],
      ["unknown-touchpoint", "for now"],
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
    await askApi(`/v1/agencies/${agency.code}/forms`, { method: "PUT", key: agency.key, body });
    const answering = (level: number): unknown => newFeedback(touchpoint, { answers: { queue: level } });
    expect(await refusalsOf([answering(4), answering(11)])).toEqual([forEver, forEver]);
    expect((await sendFeedback([answering(3)])).map(inAWord)).toEqual(["accepted"]);
    stored += 1;
  });

  test("makes no object for an agency that nobody made", async () => {
    const before = await listDurableObjectIds(env.AGENCY);
    expect(await refusalsOf([newFeedback("NOBODY-0000000001"), newFeedback("ZZ-0000000001")])).toEqual([
      ["unknown-touchpoint", "for now"],
      ["unknown-touchpoint", "for now"],
    ]);
    expect((await listDurableObjectIds(env.AGENCY)).map(String)).toEqual(before.map(String));
  });

  test("gets its problem for ever, where it contradicts what is stored", async () => {
    const first = newFeedback(touchpoint);
    const second = newFeedback(touchpoint, { revision: 2, revised_at: first["answered_at"], id: first["id"] });
    second["answered_at"] = first["answered_at"];
    expect((await sendFeedback([first])).map(inAWord)).toEqual(["accepted"]);
    stored += 1;
    const late = new Date(Date.parse(String(first["answered_at"])) + 900_001).toISOString();
    const items = [
      { ...first, amend_key: "B".repeat(22) },
      { ...second, amend_key: "B".repeat(22) },
      { ...first, level: 1 },
      { ...second, touchpoint: agency.touchpoints[1] },
      { ...second, answered_at: "2026-01-01T00:00:00Z" },
      { ...second, level: null, comment: "x" },
      { ...second, revised_at: late },
    ];
    expect(await refusalsOf(items)).toEqual([
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
    const ticket = `${agency.code}-7K3M9Q2XHW4TP`;
    const holder = newFeedback(touchpoint, { comment: "Một", ticket });
    expect((await sendFeedback([holder])).map(inAWord)).toEqual(["accepted"]);
    stored += 1;
    const taken: Refusal = ["ticket-taken", "for ever"];
    const other = (): unknown => newFeedback(touchpoint, { comment: "Hai", ticket });
    expect(await refusalsOf([other(), other()])).toEqual([taken, taken]);
  });

  test("answers the same id twice in one batch as if it came twice", async () => {
    const one = newFeedback(touchpoint);
    const two = newFeedback(touchpoint);
    const amended = { ...two, revision: 2, revised_at: two["answered_at"], level: 1 };
    const receipts = await sendFeedback([one, one, { ...one, level: 1 }, amended, two, amended]);
    const expected = ["accepted", "duplicate", "conflict", "accepted", "duplicate", "duplicate"];
    expect(receipts.map(inAWord)).toEqual(expected);
    stored += 2;
  });
});

describe("words and names that are no whole text", () => {
  const texts = ["id", "amend_key", "touchpoint", "answered_at", "revised_at", "comment", "dossier", "service", "page"];
  const more = ["follows", "locale", "ticket"];

  test.each(["\ud800", "a\udc00b", "\u0000", "a\u0007b", "\u007f"])("are refused in every text field: %j", async (text) => {
    const items = [...texts, ...more].map((field) => newFeedback(touchpoint, { comment: "x", [field]: text }));
    expect(await refusalsOf(items)).toEqual(items.map(() => forEver));
    expect(await refusalsOf([newFeedback(touchpoint, { reasons: [text] })])).toEqual([forEver]);
    expect(await refusalsOf([newFeedback(touchpoint, { answers: { [text]: 5 } })])).toEqual([forEver]);
    expect(await refusalsOf([newFeedback(touchpoint, { [text]: 5 })])).toEqual([["unknown-field", "for now"]]);
  });

  test("are refused as prototypes in every place that takes names", async () => {
    const unknownField: Refusal = ["unknown-field", "for now"];
    expect(await refusalOfText(withText('"__proto__":{"level":4}'))).toEqual(unknownField);
    expect(await refusalOfText(withText('"constructor":{"prototype":{}}'))).toEqual(unknownField);
    expect(await refusalOfText(withText('"prototype":{}'))).toEqual(unknownField);
    expect(await refusalOfText(withText('"answers":{"__proto__":5}'))).toEqual(forEver);
    expect(await refusalOfText(withText('"answers":{"__proto__":{"queue":3}}'))).toEqual(forEver);
    expect(await refusalOfText('{"__proto__":{"level":4}}')).toEqual(forEver);
    expect(({} as { level?: unknown }).level).toBeUndefined();
  });
});

describe("a comment", () => {
  const lengthen = (piece: string, count: number): unknown => newFeedback(touchpoint, { comment: piece.repeat(count) });
  const decomposed = "e\u0302\u0301";

  test("is taken up to 4,000 code points after NFC and 12,000 bytes", async () => {
    const items = [lengthen("x", 4000), lengthen("ế", 4000), lengthen(decomposed, 4000), lengthen("😀", 3000)];
    expect((await sendFeedback(items)).map(inAWord)).toEqual(items.map(() => "accepted"));
    stored += items.length;
  });

  test("is refused for ever beyond either", async () => {
    const bytes12001 = newFeedback(touchpoint, { comment: `${"ế".repeat(3999)}😀` });
    const items = [lengthen("x", 4001), lengthen("ế", 4001), lengthen(decomposed, 4001), lengthen("😀", 3001), bytes12001];
    expect(await refusalsOf(items)).toEqual(items.map(() => forEver));
  });
});

describe("an item of 120,000 nested brackets", () => {
  test("is refused where they stand", async () => {
    const nested = `${"[".repeat(120_000)}${"]".repeat(120_000)}`;
    expect(await refusalOfText(nested)).toEqual(forEver);
    expect(await refusalOfText(withText(`"answers":${nested}`))).toEqual(forEver);
    expect(await refusalOfText(withText(`"mood":${nested}`))).toEqual(["unknown-field", "for now"]);
  });
});

describe("times at the ends of the calendar", () => {
  test("are stored on the day of receipt, flagged, and spoil nothing", async () => {
    const times = ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "0000-02-29T00:00:00+14:00"];
    const items = times.map((answered_at) => newFeedback(touchpoint, { answered_at }));
    const aged = newFeedback(touchpoint, { age_ms: Number.MAX_SAFE_INTEGER });
    expect((await sendFeedback([...items, aged])).map(inAWord)).toEqual(new Array(4).fill("accepted"));
    for (const sent_at of times) {
      const body = { sent_at, feedback: [newFeedback(touchpoint)] };
      expect(await askApi("/v1/feedback", { body })).toMatchObject({ receipts: [{ outcome: "accepted" }] });
    }
    stored += 7;
  });
});

describe("after all of it", () => {
  test("the agency answers, everything good is counted once, and the rollups equal a recount", async () => {
    const { data } = await askApi<{ data: { n: number }[] }>(
      `/v1/agencies/${agency.code}/indices?from=2026-01-01&to=2100-12-31`,
      { key: agency.key },
    );
    expect(data.map(({ n }) => n)).toEqual([stored]);
    const verify = `/v1/agencies/${agency.code}/rollups/verify`;
    const checks = await askApi<{ data: { differences: number }[] }>(verify, { method: "POST", key: agency.key });
    expect(checks.data.map(({ differences }) => differences)).toEqual([0, 0, 0]);
  });
});
