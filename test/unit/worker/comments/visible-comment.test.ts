import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CommentChange } from "../../../../shared/contract/comment.ts";
import { changeComment } from "../../../../worker/comments/change-comment.ts";
import type { StoredComment } from "../../../../worker/comments/stored-comment.ts";
import { type CommentReader, isReleased, visibleComment } from "../../../../worker/comments/visible-comment.ts";
import { aComment } from "./a-comment.ts";

type Act =
  | { readonly kind: "change"; readonly change: CommentChange }
  | { readonly kind: "answer"; readonly isPublic: boolean }
  | { readonly kind: "withdraw" }
  | { readonly kind: "revise" };

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant("change" as const),
    change: fc.record({
      state: fc.constantFrom("held", "approved", "hidden", "assigned", "closed"),
      why: fc.constant("vì"),
    }),
  }),
  fc.record({ kind: fc.constant("answer" as const), isPublic: fc.boolean() }),
  fc.constantFrom<Act>({ kind: "withdraw" }, { kind: "revise" }),
);

/** A comment after an act; unchanged if the act is refused. */
function after(comment: StoredComment, act: Act): StoredComment {
  if (act.kind === "change") {
    const { state } = act.change;
    const change: CommentChange = {
      ...act.change,
      ...(state === "hidden" ? { hide_reason: "insult" } : {}),
      ...(state === "assigned" ? { unit: "B" } : {}),
    };
    const changed = changeComment(comment, change, { today: comment.receivedDay, dueDays: () => comment.due });
    return changed.ok ? { ...comment, ...changed.value.course } : comment;
  }
  if (comment.state === "withdrawn") return comment;
  if (act.kind === "withdraw") return { ...comment, words: null, state: "withdrawn", version: comment.version + 1 };
  if (act.kind === "revise") {
    return { ...comment, state: "received", decision: null, version: comment.version + 1 };
  }
  const reply = {
    id: String(comment.version),
    day: comment.receivedDay,
    unit: "A",
    words: "Trả lời",
    isPublic: act.isPublic,
  };
  return { ...comment, replies: [...comment.replies, reply], state: "answered", version: comment.version + 1 };
}

const histories = fc.array(acts, { maxLength: 12 }).map((all) => all.reduce(after, aComment({ unit: "A" })));

const readers: fc.Arbitrary<CommentReader> = fc.oneof(
  fc.boolean().map((publishes): CommentReader => ({ kind: "public", publishes: () => publishes })),
  fc.constant<CommentReader>({ kind: "holder" }),
  fc.record({ units: fc.subarray(["A", "B", "C"]), reviews: fc.boolean(), ofWholeAgency: fc.boolean() }).map(
    ({ units, reviews, ofWholeAgency }): CommentReader => ({
      kind: "office",
      reaches: (unit) => ofWholeAgency || units.includes(unit),
      reviews: reviews || ofWholeAgency,
      ...{ ofWholeAgency, today: 20_782, fewest: 10 },
    }),
  ),
);

describe("visibleComment", () => {
  test("never shows withdrawn words, and shows everybody approved ones only", () => {
    fc.assert(
      fc.property(histories, readers, (comment, reader) => {
        const sight = visibleComment(comment, reader);
        if (comment.state === "withdrawn") expect(sight?.words ?? null).toBeNull();
        if (reader.kind !== "public" || sight === null) return;
        expect([comment.decision, comment.state === "withdrawn"]).toEqual(["approved", false]);
        expect(reader.publishes(comment.touchpoint)).toBe(true);
        expect(sight.replies.every(({ isPublic }) => isPublic)).toBe(true);
        expect(sight.touchpoint).toBeNull();
      }),
    );
  });

  test("shows keys only comments about their units or assigned to them, and the touchpoint only to keys of the whole agency", () => {
    fc.assert(
      fc.property(histories, readers, (comment, reader) => {
        if (reader.kind !== "office") return;
        const sight = visibleComment(comment, reader);
        const { unit, assignedTo } = comment;
        const isTheirs = reader.reaches(unit) || (assignedTo !== null && reader.reaches(assignedTo));
        expect(sight !== null).toBe(isTheirs && (reader.reviews || isReleased(comment)));
        if (sight?.touchpoint != null) expect(reader.ofWholeAgency).toBe(true);
      }),
    );
  });

  test("shows a unit what was written beside its staff from the next day on, with the level from enough people on", () => {
    const places = fc.record({
      counterPeople: fc.option(fc.integer({ min: 1, max: 20 })),
      dossier: fc.option(fc.constant("H20.20.4-241124-0001")),
      today: fc.integer({ min: 20_781, max: 20_783 }),
      ofWholeAgency: fc.boolean(),
    });
    fc.assert(
      fc.property(places, ({ today, ofWholeAgency, ...place }) => {
        const reader = {
          kind: "office",
          reaches: () => true,
          reviews: true,
          ofWholeAgency,
          today,
          fewest: 10,
        } as const;
        const rated = { level: 2, reasons: ["attitude"], category: "attitude" };
        const sight = visibleComment(aComment({ ...place, ...rated }), reader);
        const isBesideStaff = !ofWholeAgency && place.counterPeople !== null;
        expect(sight === null).toBe(isBesideStaff && today <= 20_781);
        if (sight === null) return;
        const isFew = isBesideStaff && ((place.counterPeople ?? 0) < 10 || place.dossier !== null);
        const { level, reasons, category } = sight.rated;
        expect([level, reasons, category]).toEqual(isFew ? [null, [], "other"] : [2, ["attitude"], "attitude"]);
      }),
    );
  });

  test("shows nobody more than the ticket's holder and the office of the whole agency", () => {
    const time = { today: 20_782, fewest: 10 };
    const office: CommentReader = { kind: "office", reaches: () => true, reviews: true, ofWholeAgency: true, ...time };
    fc.assert(
      fc.property(histories, readers, (comment, reader) => {
        const sight = visibleComment(comment, reader);
        if (sight === null) return;
        expect(visibleComment(comment, office)?.words).toBe(sight.words);
        expect(visibleComment(comment, { kind: "holder" })?.words).toBe(sight.words);
        for (const { id } of sight.replies) expect(comment.replies.map((reply) => reply.id)).toContain(id);
      }),
    );
  });
});
