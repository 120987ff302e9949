import { lastDayOfMonth, monthOf } from "../../shared/calendar/day.ts";
import { isClosed } from "../../shared/calendar/period.ts";
import { reviseWithinMs, type FeedbackItem } from "../../shared/contract/feedback.ts";
import type { Answer } from "../../shared/contract/form.ts";
import { type FailureOf, givenAt, invalidAt } from "../problems/failure.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { bindingOn, type Binding, type KnownQuestion, type Organization } from "../organization/organization.ts";
import { correctedTime } from "./corrected-time.ts";
import { sameContent, snapshotOf, withFlags, withoutWords, type FeedbackRow, type Snapshot } from "./feedback-row.ts";

/** What accepting an item needs besides the item. */
export type AcceptDeps = {
  readonly organization: Organization;
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
  /** Whether it came in a file. Then clocks are corrected as if it had arrived when the device wrote the file. */
  readonly isFile?: boolean;
  /** The agency's calendar day (days since 1970-01-01) of an instant. */
  readonly dayOf: (ms: number) => number;
};

/** `accepted` has the row that replaces the stored one. */
export type Decision = { readonly outcome: "accepted"; readonly row: FeedbackRow } | { readonly outcome: "duplicate" };

/** Why a revision does not fit the stored one. */
type Unfit = FailureOf<
  "wrong-amend-key" | "conflict" | "touchpoint-changed" | "answered-at-changed" | "level-withdrawn"
>;
/** What the agency or the touchpoint's forms don't know. */
type Unknown = FailureOf<"invalid" | "unknown-service" | "unknown-question" | "unknown-option" | "unknown-reason">;
/** Why an item is refused. */
export type AcceptFailure = Unfit | Unknown | FailureOf<"revised-too-late" | "unknown-touchpoint">;

/**
 * Decides whether a revision counts. The rules apply in this order: amend key, lower or equal revision, touchpoint and time of
 * the first tap, level, time of the revision, then what the form and the agency know.
 */
export function acceptFeedback(
  item: FeedbackItem,
  stored: FeedbackRow | undefined,
  deps: AcceptDeps,
): Result<Decision, AcceptFailure> {
  const snapshot = snapshotOf(stored?.hasWithdrawn ? withoutWords(item) : item);
  if (stored) {
    const known = againstStored(item, snapshot, stored);
    if (!known.ok || known.value === "duplicate") return known.ok ? ok({ outcome: "duplicate" }) : known;
  }
  const timely = revisedInTime(item);
  if (!timely.ok) return timely;
  const bindings = deps.organization.touchpoints.get(item.touchpoint);
  if (!bindings) return fail({ kind: "unknown-touchpoint", given: item.touchpoint });
  const known = knownToForm(item, bindings, deps.organization);
  if (!known.ok) return known;
  if (stored) {
    const row = { ...stored, revision: item.revision, changedMs: deps.receivedAtMs, snapshot };
    // What set a row aside must not be taken back by whoever sent it.
    const keepsAll = stored.standing === "set_aside";
    const flags = [...stored.flags.filter((flag) => keepsAll || !saidFlags.has(flag)), ...flagsOf(item)];
    return ok({ outcome: "accepted", row: withFlags(row, flags) });
  }
  return firstRow(item, snapshot, { deps, bindings });
}

function againstStored(
  item: FeedbackItem,
  snapshot: Snapshot,
  stored: FeedbackRow,
): Result<"newer" | "duplicate", Unfit> {
  if (!sameSecret(item.amend_key, stored.amendKey)) return fail({ kind: "wrong-amend-key" });
  if (item.revision < stored.revision) return ok("duplicate");
  if (item.revision === stored.revision) {
    return sameContent(snapshot, stored.snapshot) ? ok("duplicate") : fail({ kind: "conflict" });
  }
  if (snapshot.touchpoint !== stored.snapshot.touchpoint) return fail({ kind: "touchpoint-changed" });
  if (Date.parse(snapshot.answeredAt) !== Date.parse(stored.snapshot.answeredAt)) {
    return fail({ kind: "answered-at-changed" });
  }
  if (stored.snapshot.level !== null && snapshot.level === null) return fail({ kind: "level-withdrawn" });
  return ok("newer");
}

/** Both times are from the person's own clock, so a week offline changes nothing. */
function revisedInTime(item: FeedbackItem): Result<null, FailureOf<"invalid" | "revised-too-late">> {
  if (item.revised_at === undefined) {
    return item.revision === 1 ? ok(null) : fail(invalidAt("/revised_at", "is needed from revision 2 on"));
  }
  const afterMs = Date.parse(item.revised_at) - Date.parse(item.answered_at);
  if (afterMs < 0) return fail(invalidAt("/revised_at", "lies before answered_at"));
  return afterMs > reviseWithinMs ? fail({ kind: "revised-too-late" }) : ok(null);
}

/** Reasons and questions are known if any form that the touchpoint ever had has or had them: kiosks may show an old form. */
function knownToForm(
  item: FeedbackItem,
  bindings: readonly Binding[],
  organization: Organization,
): Result<null, Unknown> {
  const { forms, questions, services } = organization;
  const has = (kind: "questionsEver" | "reasonsEver", id: string): boolean =>
    bindings.some((binding) => forms.get(binding.form)?.[kind].has(id));
  for (const [question, answer] of Object.entries(item.answers ?? {})) {
    const wrong = wrongAnswer(question, answer, has("questionsEver", question) ? questions.get(question) : undefined);
    if (wrong) return fail(wrong);
  }
  const reason = item.reasons?.find((id) => !has("reasonsEver", id));
  if (reason !== undefined) return fail({ kind: "unknown-reason", given: reason });
  if (item.service !== undefined && !services.has(item.service)) {
    return fail({ kind: "unknown-service", given: item.service });
  }
  return ok(null);
}

/** Options count if the question ever had them: kiosks may show an old form. */
function wrongAnswer(question: string, answer: Answer, known: KnownQuestion | undefined): Unknown | null {
  const at = `/answers/${question}`;
  const wrong = (detail: string): Unknown => invalidAt(at, detail);
  if (question === overallQuestion) return wrong("is given by the field level");
  if (known === undefined) return { kind: "unknown-question", given: question };
  switch (known.type) {
    case "rating":
      if (typeof answer !== "number") return wrong(`must be a level from 1 to ${known.scale}`);
      return answer > known.scale ? wrong(`must be at most ${known.scale}`) : null;
    case "choice":
      if (typeof answer !== "string") return wrong("must be the id of an option");
      if (known.options.some(({ id }) => id === answer)) return null;
      return { kind: "unknown-option", ...givenAt(at, answer, "is not known") };
  }
}

/** Flags that every revision sets anew. All other flags stay. */
const saidFlags: ReadonlySet<string> = new Set(["drumming", "pressure"]);

/** Flags for what the browser noticed and for what the person said. */
function flagsOf({ signs = [], pressure }: FeedbackItem): string[] {
  return [...signs, ...(pressure === "office" || pressure === "other" ? ["pressure"] : [])];
}

type First = { readonly deps: AcceptDeps; readonly bindings: readonly Binding[] };

function firstRow(
  item: FeedbackItem,
  snapshot: Snapshot,
  { deps, bindings }: First,
): Result<Decision, FailureOf<"unknown-touchpoint">> {
  const { sentAtMs, dayOf } = deps;
  const receivedAtMs = deps.isFile ? Math.min(sentAtMs, deps.receivedAtMs) : deps.receivedAtMs;
  const answeredAtMs = Date.parse(item.answered_at);
  const { correctedMs, doubtful } = correctedTime({ answeredAtMs, sentAtMs, ageMs: item.age_ms, receivedAtMs });
  const day = dayOf(correctedMs);
  const binding = bindingOn(bindings, day);
  if (!binding) return fail({ kind: "unknown-touchpoint", given: item.touchpoint });
  const { unit, channel } = binding;
  const service = binding.service ?? item.service ?? "";
  const row: FeedbackRow = {
    ...{ id: item.id, revision: item.revision, amendKey: item.amend_key, unit, service, channel, day, correctedMs },
    ...{ receivedMs: deps.receivedAtMs, changedMs: deps.receivedAtMs },
    ...{ standing: "plain", flags: [], hasWithdrawn: false, snapshot },
  };
  const isLate = isClosed(lastDayOfMonth(monthOf(day)), dayOf(deps.receivedAtMs));
  const flags = [...(doubtful ? ["clock"] : []), ...(isLate ? ["late"] : []), ...flagsOf(item)];
  return ok({ outcome: "accepted", row: withFlags(row, flags) });
}

/** Compares in constant time: always looks at every character, so that the time doesn't tell how many are right. */
function sameSecret(given: string, stored: string): boolean {
  let difference = given.length ^ stored.length;
  for (let place = 0; place < given.length; place++) {
    difference |= given.charCodeAt(place) ^ stored.charCodeAt(place % stored.length);
  }
  return difference === 0;
}
