import { describe, expect, test } from "vitest";
import { formatDay, parseDay } from "../../../../shared/calendar/day.ts";
import type { FeedbackItem } from "../../../../shared/contract/feedback.ts";
import { acceptFeedback, type AcceptDeps } from "../../../../worker/feedback/accept-feedback.ts";
import type { FeedbackRow } from "../../../../worker/feedback/feedback-row.ts";
import { aBinding, someDeps, aFeedback, anOrganization } from "./a-feedback.ts";

function accepted(item: FeedbackItem, stored?: FeedbackRow, deps: AcceptDeps = someDeps()): FeedbackRow {
  const decision = acceptFeedback(item, stored, deps);
  if (!decision.ok) throw new Error(`refused as ${decision.failure.kind}`);
  if (decision.value.outcome !== "accepted") throw new Error("a duplicate");
  return decision.value.row;
}

function outcome(item: FeedbackItem, stored?: FeedbackRow, deps: AcceptDeps = someDeps()): string {
  const decision = acceptFeedback(item, stored, deps);
  return decision.ok ? decision.value.outcome : decision.failure.kind;
}

const revised = "2026-11-24T08:16:00.000+07:00";
const stored = accepted(aFeedback({ revision: 2, revised_at: revised }));

describe("a first revision", () => {
  test("is stored with the unit, channel and day of its touchpoint", () => {
    const row = accepted(aFeedback());
    expect(row).toMatchObject({ unit: "29869", channel: "portal", service: "", standing: "plain", flags: [] });
    expect(formatDay(row.day)).toBe("2026-11-24");
  });

  test("may be any revision, since the ones before may be lost", () => {
    expect(outcome(aFeedback({ revision: 3, revised_at: revised }))).toBe("accepted");
  });

  test("belongs to the unit that the touchpoint was bound to on its day", () => {
    const change = parseDay("2026-11-24") ?? 0;
    const bindings = [aBinding({ fromDay: change, unit: "29870" }), aBinding()];
    const deps = someDeps({ organization: anOrganization(bindings) });
    const dayBefore = aFeedback({ answered_at: "2026-11-23T23:59:59.000+07:00" });
    expect(accepted(aFeedback(), undefined, deps).unit).toBe("29870");
    expect(accepted(dayBefore, undefined, deps).unit).toBe("29869");
  });

  test("takes the service of its touchpoint, and its own only where that has none", () => {
    const bound = someDeps({ organization: anOrganization([aBinding({ service: "2.000815" })]) });
    const item = aFeedback({ service: "1.004227" });
    expect(accepted(item, undefined, bound).service).toBe("2.000815");
    expect(accepted(item).service).toBe("1.004227");
  });

  test.each([
    ["a touchpoint that is not known", { touchpoint: "H20-0000000000" }, "unknown-touchpoint"],
    ["a service that is not known", { service: "9.999999" }, "unknown-service"],
    ["a reason that no form of it ever had", { reasons: ["weather"] }, "unknown-reason"],
    ["a question of another form", { answers: { elsewhere: 3 } }, "unknown-question"],
    ["a level beyond the question's scale", { answers: { attitude: 4 } }, "invalid"],
    ["an option that the question never had", { answers: { source: "friend" } }, "unknown-option"],
    ["a level as the answer to a choice", { answers: { source: 1 } }, "invalid"],
    ["an option as the answer to a rating", { answers: { attitude: "counter" } }, "invalid"],
    ["overall among the further answers", { answers: { overall: 4 } }, "invalid"],
    ["a second revision without its time", { revision: 2 }, "invalid"],
    ["a revision from before the first tap", { revised_at: "2026-11-24T08:14:59.000+07:00" }, "invalid"],
    ["a revision after 15 minutes", { revised_at: "2026-11-24T08:30:00.001+07:00" }, "revised-too-late"],
  ] satisfies [string, Partial<FeedbackItem>, string][])("is refused with %s", (_, different, kind) => {
    expect(outcome(aFeedback(different))).toBe(kind);
  });
});

test.each(["counter", "poster"])(
  "the option %s is an answer, offered or not: kiosks may show an old form",
  (option) => {
    expect(accepted(aFeedback({ answers: { source: option } })).snapshot.answers).toEqual({ source: option });
  },
);

describe("a further revision", () => {
  test.each([
    ["the next one", { revision: 3, revised_at: revised, level: 2 }, "accepted"],
    ["a lower one, whatever it says", { revision: 1, level: 1 }, "duplicate"],
    ["the same again", { revision: 2, revised_at: revised }, "duplicate"],
    ["the same at the same instant in another zone", { revision: 2, revised_at: "2026-11-24T01:16:00Z" }, "duplicate"],
    ["the same number with other content", { revision: 2, revised_at: revised, level: 1 }, "conflict"],
    ["exactly 15 minutes after the tap", { revision: 3, revised_at: "2026-11-24T08:30:00.000+07:00" }, "accepted"],
    ["later than that", { revision: 3, revised_at: "2026-11-24T08:30:00.001+07:00" }, "revised-too-late"],
    ["another first tap", { revision: 3, revised_at: revised, answered_at: revised }, "answered-at-changed"],
    ["another touchpoint", { revision: 3, revised_at: revised, touchpoint: "H20-0000000000" }, "touchpoint-changed"],
    ["a level taken back", { revision: 3, revised_at: revised, level: null, comment: "x" }, "level-withdrawn"],
  ] satisfies [string, Partial<FeedbackItem>, string][])("%s: %s", (_, different, kind) => {
    expect(outcome(aFeedback(different), stored)).toBe(kind);
  });

  test.each([1, 2, 3])("with a wrong amend key is refused, also as revision %d", (revision) => {
    const item = aFeedback({ revision, revised_at: revised, amend_key: "BAAAAAAAAAAAAAAAAAAAAA" });
    expect(outcome(item, stored)).toBe("wrong-amend-key");
  });

  test("keeps unit, day and times of the first stored one, though the touchpoint moved and days went by", () => {
    const deps = someDeps({
      organization: anOrganization([aBinding({ unit: "29870" })]),
      receivedAtMs: Date.parse("2026-12-01T00:00:00Z"),
    });
    const row = accepted(aFeedback({ revision: 3, revised_at: revised, level: 1 }), stored, deps);
    const { unit, day, correctedMs, receivedMs } = stored;
    expect(row).toMatchObject({ unit, day, correctedMs, receivedMs, revision: 3 });
    expect(row.snapshot.level).toBe(1);
  });

  test("may give a level where there was only a comment", () => {
    const comment = accepted(aFeedback({ level: null, comment: "Cảm ơn" }));
    expect(outcome(aFeedback({ revision: 2, revised_at: revised, level: 5 }), comment)).toBe("accepted");
  });
});

describe("the same words", () => {
  test("are the same in composed and in decomposed Unicode", () => {
    const composed = accepted(aFeedback({ comment: "Ế ẬỖ".normalize("NFC") }));
    expect(outcome(aFeedback({ comment: "Ế ẬỖ".normalize("NFD") }), composed)).toBe("duplicate");
  });

  test("are the same whatever the order of reasons", () => {
    const known = anOrganization();
    const form = known.forms.get("default");
    if (!form) throw new Error("no form");
    const organization = {
      ...known,
      forms: new Map([["default", { ...form, reasonsEver: new Set(["waiting-time", "attitude"]) }]]),
    };
    const deps = someDeps({ organization });
    const row = accepted(aFeedback({ reasons: ["waiting-time", "attitude"] }), undefined, deps);
    expect(outcome(aFeedback({ reasons: ["attitude", "waiting-time"] }), row, deps)).toBe("duplicate");
  });
});

describe("a clock that cannot be right", () => {
  test("flags the rating, counts it, and puts it at the time of receipt", () => {
    const row = accepted(aFeedback({ answered_at: "2020-01-01T00:00:00.000+07:00" }));
    expect(row).toMatchObject({ standing: "flagged", flags: ["clock"] });
    expect(formatDay(row.day)).toBe("2026-11-24");
  });
});
