import fc from "fast-check";
import { expect, test } from "vitest";
import { feedbackItem } from "../../../../shared/contract/feedback.ts";
import { isTicketCode } from "../../../../widget/visit/comment.ts";
import type { FeedbackDraft } from "../../../../widget/visit/feedback-draft.ts";
import type { Step, Visit, VisitDeps, VisitEvent, VisitPlan } from "../../../../widget/visit/visit.ts";
import { mayRechoose, nextVisit, noVisit, rechooseWithinMs } from "../../../../widget/visit/visit.ts";

const startMs = Date.parse("2026-11-24T08:15:00+07:00");
const levels = [1, 2, 3, 4, 5];
const lowReasons = ["waiting-time", "attitude"];
const highReasons = ["quick"];

/** Deps as a skin hands them in, with a clock and bytes of the test's own. */
function deps(plan: VisitPlan, passedMs: number, byte = 7): VisitDeps {
  return {
    now: { ms: startMs + passedMs, offsetMinutes: 420, monotonicMs: passedMs },
    random: (bytes) => new Uint8Array(bytes).fill(byte),
    plan: () => plan,
    fits: (reason, level) => (level > 3 ? highReasons : lowReasons).includes(reason),
    context: ({ service, dossier }) => ({
      touchpoint: "H20-2k7m4q9x3t",
      ...(service && { service }),
      ...(dossier && { dossier }),
    }),
    namesSomebody: (text) => text.includes("0912"),
  };
}

type Moment = { readonly event: VisitEvent; readonly waitMs: number };

/** Plays events one after the other, and tells every state and what was to be kept. */
function play(moments: readonly Moment[], plan: VisitPlan) {
  let visit = plan.follows ? { ...noVisit, step: "comment" as const, plan } : noVisit;
  let passedMs = 0;
  const steps: { before: Visit; event: VisitEvent; after: Visit; keep: FeedbackDraft | null; atMs: number }[] = [];
  for (const [index, { event, waitMs }] of moments.entries()) {
    passedMs += waitMs;
    const { visit: after, keep } = nextVisit(visit, event, deps(plan, passedMs, index % 256));
    steps.push({ before: visit, event, after, keep, atMs: passedMs });
    visit = after;
  }
  return steps;
}

const anEvent: fc.Arbitrary<VisitEvent> = fc.oneof(
  fc.constantFrom(...levels).map((level) => ({ kind: "rate", level }) as const),
  fc.constantFrom("service", "scan", "comment", "phone", "sealed").map((to) => ({ kind: "go", to }) as const),
  fc.constantFrom("back", "skip", "send", "rechoose", "leave").map((kind) => ({ kind }) as const),
  fc.constantFrom(...lowReasons, ...highReasons).map((reason) => ({ kind: "toggle-reason", reason }) as const),
  fc.constantFrom("Chậm", "Gọi 0912 345 678", "  ", "a".repeat(4001)).map((text) => ({ kind: "type", text }) as const),
  fc.constantFrom(1, 4, "counter").map((answer) => ({ kind: "answer", answer }) as const),
  fc.constantFrom("no", "office", "other", "unsaid").map((answer) => ({ kind: "pressure", answer }) as const),
  fc.constant({ kind: "choose-service", service: "1.004227", dossier: "H20.20.4-241124-0001" } as const),
);
const aPlan: fc.Arbitrary<VisitPlan> = fc.record({
  hasMore: fc.boolean(),
  questions: fc.constantFrom([], ["attitude"], ["attitude", "recommend"]),
  asksPressure: fc.boolean(),
});
const someMoments = fc.array(fc.record({ event: anEvent, waitMs: fc.constantFrom(0, 500, 7000, 16 * 60_000) }), {
  maxLength: 40,
});

test("whatever people do, a rating is kept at its first touch, once, and nothing takes it back", () => {
  fc.assert(
    fc.property(someMoments, aPlan, (moments, plan) => {
      for (const { before, event, after, keep } of play(moments, plan)) {
        const isFirstTap = event.kind === "rate" && before.draft === null && before.step === "faces";
        if (isFirstTap) {
          expect(keep?.item).toMatchObject({ revision: 1, level: event.level });
          expect(after.draft).toBe(keep);
        } else if (keep && before.draft && keep.item.id === before.draft.item.id) {
          expect(keep.item.revision).toBe(before.draft.item.revision + 1);
          expect(keep.item.level === null).toBe(before.draft.item.level === null);
        } else if (keep) {
          // Closed after 15 minutes: what is added is a feedback of its own.
          expect(keep.item.revision).toBe(1);
          expect([null, event.kind === "rate" ? event.level : null]).toContain(keep.item.level);
        }
        if (keep) expect(feedbackItem.safeParse(JSON.parse(JSON.stringify(keep.item))).error).toBeUndefined();
      }
    }),
    { numRuns: 2000 },
  );
});

test("nothing of a visit is in the state that comes after it", () => {
  fc.assert(
    fc.property(someMoments, aPlan, (moments, plan) => {
      for (const { after } of play([...moments, { event: { kind: "leave" }, waitMs: 0 }], plan).slice(-1)) {
        expect(after).toBe(noVisit);
      }
    }),
  );
});

test("an abandoned comment and abandoned reasons are kept nowhere", () => {
  fc.assert(
    fc.property(someMoments, aPlan, (moments, plan) => {
      const unsent = moments.filter(({ event }) => event.kind !== "send");
      for (const { keep } of play(unsent, plan)) {
        expect(keep?.item.comment).toBeUndefined();
        expect(keep?.item.reasons ?? []).toEqual([]);
      }
    }),
  );
});

test("every level leads by the same touches through the same screens", () => {
  fc.assert(
    fc.property(someMoments, aPlan, (moments, plan) => {
      const screens = levels.map((level) => {
        const same = moments.map(({ event, waitMs }) => ({
          event: event.kind === "rate" ? { kind: "rate" as const, level } : event,
          waitMs,
        }));
        return play(same, plan).map(({ after }): Step => after.step);
      });
      for (const one of screens) expect(one).toEqual(screens[0]);
    }),
  );
});

test("a wrong tap is mended for six seconds, under the same id", () => {
  const plan = { hasMore: true, questions: [], asksPressure: false };
  const rate = (level: number, waitMs = 0): Moment => ({ event: { kind: "rate", level }, waitMs });
  const rechoose = (waitMs: number): Moment => ({ event: { kind: "rechoose" }, waitMs });
  const [first, , third] = play([rate(5), rechoose(rechooseWithinMs - 1), rate(1, 500)], plan);
  expect(third?.keep?.item).toMatchObject({ id: first?.keep?.item.id, revision: 2, level: 1 });
  expect(play([rate(5), rechoose(rechooseWithinMs)], plan).at(-1)?.after.step).toBe("more");
  expect(mayRechoose(noVisit, 0)).toBe(false);
});

test("who has tapped sees their level on no further screen: the state that is drawn again names none", () => {
  const plan = { hasMore: true, questions: [], asksPressure: false };
  const back = play(
    [
      { event: { kind: "rate", level: 2 }, waitMs: 0 },
      { event: { kind: "toggle-reason", reason: "attitude" }, waitMs: 500 },
      { event: { kind: "rechoose" }, waitMs: 500 },
      { event: { kind: "rate", level: 5 }, waitMs: 500 },
    ],
    plan,
  ).at(-1);
  expect(back?.after.reasons).toEqual([]);
  expect(back?.keep?.item.reasons).toBeUndefined();
});

test("reasons, comment, answer and pressure are revisions of the one feedback", () => {
  const plan = { hasMore: true, questions: ["attitude"], asksPressure: true };
  const steps = play(
    [
      { event: { kind: "go", to: "service" }, waitMs: 0 },
      { event: { kind: "choose-service", service: "1.004227", dossier: "" }, waitMs: 500 },
      { event: { kind: "rate", level: 2 }, waitMs: 500 },
      { event: { kind: "toggle-reason", reason: "attitude" }, waitMs: 500 },
      { event: { kind: "go", to: "comment" }, waitMs: 500 },
      { event: { kind: "type", text: " Chậm " }, waitMs: 500 },
      { event: { kind: "send" }, waitMs: 500 },
      { event: { kind: "answer", answer: 1 }, waitMs: 500 },
      { event: { kind: "pressure", answer: "office" }, waitMs: 500 },
    ],
    plan,
  );
  expect(steps.map(({ after }) => after.step)).toEqual([
    "service",
    "faces",
    "more",
    "more",
    "comment",
    "comment",
    "question",
    "pressure",
    "thanks",
  ]);
  expect(steps.at(-1)?.keep?.item).toMatchObject({
    revision: 4,
    level: 2,
    service: "1.004227",
    reasons: ["attitude"],
    comment: "Chậm",
    ticket: expect.toSatisfy(isTicketCode),
    answers: { attitude: 1 },
    pressure: "office",
  });
  expect(steps.at(-1)?.after.text).toBe("");
});

test("a comment that is too long is not sent, and stays to be shortened", () => {
  const plan = { hasMore: true, questions: [], asksPressure: false };
  const last = play(
    [
      { event: { kind: "rate", level: 2 }, waitMs: 0 },
      { event: { kind: "go", to: "comment" }, waitMs: 500 },
      { event: { kind: "type", text: "a".repeat(4001) }, waitMs: 500 },
      { event: { kind: "send" }, waitMs: 500 },
    ],
    plan,
  ).at(-1);
  expect([last?.keep, last?.after.step]).toEqual([null, "comment"]);
});

const plan: VisitPlan = { hasMore: true, questions: [], asksPressure: false };
const at = (...events: readonly VisitEvent[]) =>
  play(
    events.map((event) => ({ event, waitMs: 600 })),
    plan,
  );
const rated: VisitEvent = { kind: "rate", level: 1 };
const toSealed: VisitEvent = { kind: "go", to: "sealed" };

test.each(levels)(
  "after level %i the sealed report is one touch away, from the reasons as from the thanks",
  (level) => {
    expect(at({ kind: "rate", level }, toSealed).at(-1)?.after.step).toBe("sealed");
    expect(at({ kind: "rate", level }, { kind: "skip" }, toSealed).at(-1)?.after.step).toBe("sealed");
  },
);

test("nobody comes to the sealed report before a rating", () => {
  expect(at(toSealed)[0]?.after).toBe(noVisit);
});

test("going to the sealed report and back changes and keeps nothing", () => {
  for (const before of [[rated], [rated, { kind: "skip" }]] as const) {
    const steps = at(...before, toSealed, { kind: "back" });
    const [went, back] = steps.slice(-2);
    expect([went?.keep, back?.keep]).toEqual([null, null]);
    expect(back?.after.step).toBe(went?.before.step);
    expect(back?.after.draft).toBe(went?.before.draft);
  }
});

test("a visit with a look at the sealed report sends what one without it sends", () => {
  const chosen: VisitEvent = { kind: "toggle-reason", reason: "attitude" };
  const send: VisitEvent = { kind: "send" };
  const [plain, looked] = [
    [rated, chosen, send],
    [rated, chosen, toSealed, send],
  ].map((events) => {
    // Both send at the same time.
    const moments = events.map((event, index) => ({ event, waitMs: index === 2 && events.length === 3 ? 1200 : 600 }));
    return play(moments, plan).map(({ keep }) => keep?.item);
  });
  expect(looked?.at(-1)).toEqual(plain?.at(-1));
});

test("words that name somebody are asked about once, and sent only then", () => {
  const words: VisitEvent = { kind: "type", text: "Gọi 0912 345 678" };
  const steps = at(rated, { kind: "go", to: "comment" }, words, { kind: "send" }, { kind: "send" });
  expect(steps.map(({ after }) => after.step)).toEqual(["more", "comment", "comment", "check", "thanks"]);
  expect(steps[3]?.keep).toBeNull();
  expect(steps[4]?.keep?.item.comment).toBe("Gọi 0912 345 678");
});

test("whoever would rather change the words finds them as they were", () => {
  const words: VisitEvent = { kind: "type", text: "Gọi 0912 345 678" };
  const steps = at(rated, { kind: "go", to: "comment" }, words, { kind: "send" }, { kind: "back" });
  expect(steps.at(-1)?.after).toMatchObject({ step: "comment", text: "Gọi 0912 345 678" });
});

const oneScreen: VisitPlan = { hasMore: true, questions: [], asksPressure: false, isOneScreen: true };
const onOneScreen = (...events: readonly (VisitEvent | readonly [number, VisitEvent])[]) =>
  play(
    events.map((given) => ("kind" in given ? { event: given, waitMs: 600 } : { event: given[1], waitMs: given[0] })),
    oneScreen,
  );
const late = 16 * 60_000;

test("on one screen each act is a revision of its own, kept at once", () => {
  const steps = onOneScreen(
    { kind: "rate", level: 2 },
    { kind: "toggle-reason", reason: "attitude" },
    { kind: "answer", question: "clear", answer: 4 },
    { kind: "toggle-reason", reason: "attitude" },
    { kind: "type", text: " Chậm " },
    { kind: "send" },
  );
  expect(steps.map(({ keep }) => keep?.item.revision)).toEqual([1, 2, 3, 4, undefined, 5]);
  expect(steps.at(-1)?.keep?.item).toMatchObject({ reasons: [], answers: { clear: 4 }, comment: "Chậm" });
  expect(steps.map(({ after }) => after.step)).toEqual(["more", "more", "more", "more", "more", "thanks"]);
});

test("on one screen another face may be tapped while the first stands, and reasons stay where they fit", () => {
  const last = onOneScreen(
    { kind: "rate", level: 2 },
    { kind: "toggle-reason", reason: "attitude" },
    { kind: "rate", level: 1 },
    { kind: "rate", level: 5 },
  ).at(-1);
  expect(last?.keep?.item).toMatchObject({ revision: 4, level: 5, reasons: [] });
});

test("on one screen what comes after 15 minutes follows, with what is new alone", () => {
  const steps = onOneScreen(
    { kind: "rate", level: 2 },
    { kind: "toggle-reason", reason: "attitude" },
    { kind: "answer", question: "clear", answer: 4 },
    [late, { kind: "toggle-reason", reason: "waiting-time" }],
    { kind: "answer", question: "quick", answer: 1 },
  );
  const [first, , , reason, answer] = steps.map(({ keep }) => keep?.item);
  expect(reason).toMatchObject({ revision: 1, level: null, follows: first?.id, reasons: ["waiting-time"] });
  expect(reason).not.toHaveProperty("answers");
  expect(answer).toMatchObject({ id: reason?.id, revision: 2, answers: { quick: 1 } });
  expect(steps.map(({ after }) => after.isLate)).toEqual([false, false, false, true, false]);
  expect(steps.at(-1)?.after).toMatchObject({ level: 2, reasons: ["attitude", "waiting-time"] });
});

test("a reason of a closed feedback cannot be taken back", () => {
  const reason: VisitEvent = { kind: "toggle-reason", reason: "attitude" };
  const last = onOneScreen({ kind: "rate", level: 2 }, reason, [late, reason]).at(-1);
  expect([last?.keep, last?.after.reasons]).toEqual([null, ["attitude"]]);
});

test("on one screen a face that is tapped after 15 minutes begins anew, and so it does where something had to follow", () => {
  const anew = onOneScreen({ kind: "rate", level: 2 }, { kind: "toggle-reason", reason: "attitude" }, [
    late,
    { kind: "rate", level: 1 },
  ]);
  expect(anew.at(-1)?.keep?.item).toMatchObject({ revision: 1, level: 1 });
  expect(anew.at(-1)?.keep?.item.reasons).toBeUndefined();
  expect(anew.at(-1)?.after).toMatchObject({ reasons: [], isLate: true });
  const followed = onOneScreen({ kind: "rate", level: 2 }, [late, { kind: "toggle-reason", reason: "attitude" }], {
    kind: "rate",
    level: 1,
  }).at(-1);
  expect(followed?.keep?.item).toMatchObject({ revision: 1, level: 1 });
  expect(followed?.keep?.item).not.toHaveProperty("follows");
});

test("a comment may be changed under its own code, and taken back by emptying the box or afterwards", () => {
  const words = (text: string): VisitEvent => ({ kind: "type", text });
  const steps = onOneScreen(
    { kind: "rate", level: 2 },
    words("Chậm"),
    { kind: "send" },
    { kind: "rechoose" },
    words("Chậm quá"),
    { kind: "send" },
    { kind: "take-back" },
  );
  const sent = steps.flatMap(({ keep }) => (keep ? [keep.item] : []));
  expect(sent.map(({ comment }) => comment)).toEqual([undefined, "Chậm", "Chậm quá", undefined]);
  expect(sent[2]?.ticket).toBe(sent[1]?.ticket);
  expect(sent[3]?.ticket).toBeUndefined();
  const emptied = onOneScreen(rated, words("Chậm"), { kind: "send" }, { kind: "rechoose" }, words(" "), {
    kind: "send",
  });
  expect(emptied.at(-1)?.keep?.item).toMatchObject({ revision: 3, comment: undefined });
});

test("after 15 minutes a comment is not taken back any more", () => {
  const last = onOneScreen(rated, { kind: "type", text: "Chậm" }, { kind: "send" }, [late, { kind: "take-back" }]).at(
    -1,
  );
  expect([last?.keep, last?.after.draft?.item.comment]).toEqual([null, "Chậm"]);
});

test("sending the same words again keeps nothing anew", () => {
  const send: VisitEvent = { kind: "send" };
  expect(onOneScreen(rated, { kind: "type", text: "Chậm" }, send, { kind: "rechoose" }, send).at(-1)?.keep).toBeNull();
});

test("a warning about words goes once they are changed", () => {
  const steps = onOneScreen(rated, { kind: "type", text: "Gọi 0912" }, { kind: "send" }, { kind: "type", text: "Gọi" });
  expect(steps.map(({ after }) => after.step)).toEqual(["more", "more", "check", "more"]);
});

const phone: VisitPlan = { ...plan, hasMore: false, follows: "01936e5c-4a00-7000-8000-000000000001" };
const onPhone = (...events: readonly VisitEvent[]) =>
  play(
    events.map((event) => ({ event, waitMs: 600 })),
    phone,
  );

test("a comment alone follows a rating given elsewhere, with a ticket and no level", () => {
  const last = onPhone({ kind: "type", text: " Chờ lâu " }, { kind: "send" }).at(-1);
  expect(last?.keep?.item).toMatchObject({ revision: 1, level: null, follows: phone.follows, comment: "Chờ lâu" });
  expect(isTicketCode(last?.keep?.item.ticket ?? "")).toBe(true);
  expect(last?.after.step).toBe("thanks");
});

test("a comment alone is not sent empty, not twice, and asked about where it names somebody", () => {
  const send: VisitEvent = { kind: "send" };
  expect(onPhone({ kind: "type", text: "  " }, send).map(({ keep }) => keep)).toEqual([null, null]);
  expect(onPhone({ kind: "type", text: "Lâu" }, send, send).at(-1)?.keep).toBeNull();
  const asked = onPhone({ kind: "type", text: "Gọi 0912" }, send, { kind: "back" });
  expect(asked.map(({ after }) => after.step)).toEqual(["comment", "check", "comment"]);
});

test("a comment that was sent on a kiosk stays, whatever is sent after a change of the face", () => {
  const steps = play(
    [
      { event: rated, waitMs: 0 },
      { event: { kind: "go", to: "comment" }, waitMs: 500 },
      { event: { kind: "type", text: "Chậm" }, waitMs: 500 },
      { event: { kind: "send" }, waitMs: 500 },
      { event: { kind: "rechoose" }, waitMs: 500 },
      { event: { kind: "rate", level: 2 }, waitMs: 500 },
      { event: { kind: "send" }, waitMs: 500 },
    ],
    plan,
  );
  expect(steps.at(-1)?.after.draft?.item).toMatchObject({ level: 2, comment: "Chậm" });
});
