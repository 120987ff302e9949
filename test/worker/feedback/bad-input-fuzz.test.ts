import { exports } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { askApi, callApi, makeAgency, newFeedback, type Receipt, type TestAgency } from "../call-api.ts";

let agency: TestAgency;

beforeAll(async () => {
  agency = await makeAgency("FUZZ");
});

/** Names that mean something to somebody: to the contract, to the language, to the store. */
const knownNames = [
  ...["id", "revision", "amend_key", "touchpoint", "answered_at", "revised_at", "age_ms", "level", "answers"],
  ...["reasons", "comment", "ticket", "form_version", "dossier", "service", "page", "follows", "locale", "sequence"],
  ...["__proto__", "constructor", "prototype", "toString", "then", "toJSON", ""],
];

const anyName = fc.oneof(fc.constantFrom(...knownNames), fc.string({ unit: "binary", maxLength: 8 }));
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("4", "\ud800"),
);
const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    anyText,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true, false, 0, -0, 1e308, 2 ** 53, 5e-324),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(anyName, tie("value"), { maxKeys: 4 }),
  ),
})).value;

/** Feedback that would be good but for one field, and whatever else JSON can say. */
const anyItem = fc.oneof(
  anyValue,
  fc.tuple(anyName, anyValue).map(([name, value]) => oneFieldOff(name, value)),
  fc.dictionary(anyName, anyValue).map((fields) => ({ ...newFeedback(agency.touchpoints[0]), ...fields })),
);

/** A field of its own even where it is named `__proto__`. */
function oneFieldOff(name: string, value: unknown): Record<string, unknown> {
  const item = newFeedback(agency.touchpoints[0], { comment: "Góp ý" });
  Object.defineProperty(item, name, { value, enumerable: true, configurable: true, writable: true });
  return item;
}

async function countedFeedback(): Promise<number> {
  const path = `/v1/agencies/${agency.code}/indices?from=2026-01-01&to=2100-12-31`;
  const { data } = await askApi<{ data: { n: number }[] }>(path, { key: agency.key });
  return data[0]?.n ?? Number.NaN;
}

test("whatever stands beside it, good feedback is stored, and every item gets its receipt", async () => {
  let counted = await countedFeedback();
  const property = fc.asyncProperty(fc.array(anyItem, { minLength: 1, maxLength: 20 }), async (items) => {
    const good = newFeedback(agency.touchpoints[0]);
    const body = { sent_at: new Date().toISOString(), feedback: [...items, good] };
    const { receipts } = await askApi<{ receipts: Receipt[] }>("/v1/feedback", { body });
    expect(receipts).toHaveLength(items.length + 1);
    expect(receipts.at(-1)).toEqual({ id: good.id, revision: 1, outcome: "accepted" });
    for (const { outcome, problem } of receipts) {
      if (outcome === "refused") expect(problem).toMatchObject({ permanent: expect.any(Boolean) });
      else expect(problem).toBeUndefined();
    }
    counted += receipts.filter(
      ({ outcome }, place) => outcome === "accepted" && (body.feedback[place] as { level: unknown }).level !== null,
    ).length;
  });
  await fc.assert(property, { numRuns: 300 });
  expect(await countedFeedback()).toBe(counted);
}, 60_000);

test("whatever the body is, the answer is receipts or a problem of the asker's", async () => {
  const envelope = fc.record({ sent_at: fc.oneof(fc.constant("2026-11-24T08:00:00Z"), anyValue), feedback: anyValue });
  const property = fc.asyncProperty(fc.oneof(anyValue, envelope), async (body) => {
    const response = await callApi("/v1/feedback", { body: JSON.stringify(body) });
    expect([200, 400]).toContain(response.status);
    await response.arrayBuffer();
  });
  await fc.assert(property, { numRuns: 300 });
}, 60_000);

test("whatever bytes arrive, the answer is a problem of the asker's", async () => {
  const property = fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
    const request = { method: "POST", headers: { "content-type": "text/plain" }, body: Uint8Array.from(bytes) };
    const response = await exports.default.fetch(new Request("https://feedback.test/v1/feedback", request));
    expect(response.status).toBe(400);
    await response.arrayBuffer();
  });
  await fc.assert(property, { numRuns: 200 });
}, 60_000);

test("the rollups equal a recount after all of it", async () => {
  const verify = `/v1/agencies/${agency.code}/rollups/verify`;
  const checks = await askApi<{ data: { differences: number }[] }>(verify, { method: "POST", key: agency.key });
  expect(checks.data.filter(({ differences }) => differences > 0)).toEqual([]);
});
