import { agencyOf } from "../../shared/codes.ts";
import { feedbackBatch, feedbackItem, type FeedbackItem } from "../../shared/contract/feedback.ts";
import { type ContractFailure, type Failure, type FailureOf, invalidAt } from "../problems/failure.ts";
import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { checkContract } from "../operations/check-contract.ts";
import { receiptProblem } from "../problems/problems.ts";
import { cleanWords } from "./keep-words.ts";

/** Why the Worker refuses an item by itself. */
type ItemFailure = ContractFailure | FailureOf<"unknown-touchpoint" | "rate-limited">;

/** An item as it was sent, and what became of it in the Worker. */
export type CheckedItem = { readonly given: unknown; readonly item: Result<FeedbackItem, ItemFailure> };

/** A batch whose items were checked one by one. */
export type CheckedBatch = { readonly sentAt: string; readonly checked: readonly CheckedItem[] };

/** Items that passed the check, and their places in the batch. */
export type BatchShare = { readonly places: number[]; readonly items: FeedbackItem[] };

/** Checks the envelope of a batch, then each item. Fails only if the envelope is wrong. */
export function checkBatch(json: unknown): Result<CheckedBatch, ContractFailure> {
  const batch = checkContract(feedbackBatch, json);
  if (!batch.ok) return batch;
  const { sent_at: sentAt, feedback } = batch.value;
  return ok({ sentAt, checked: feedback.map((given) => ({ given, item: checkItem(given) })) });
}

/** Checks one item of a batch. */
export function checkItem(item: unknown): Result<FeedbackItem, ContractFailure> {
  const checked = checkContract(feedbackItem, item);
  if (!checked.ok) return checked;
  if (hidesPrototype(item)) {
    return fail(invalidAt("/answers/__proto__", "is not a known question"));
  }
  const { level, answers, comment, ticket, touchpoint } = checked.value;
  const hasWords = comment !== undefined && cleanWords(comment) !== "";
  if (level === null && !hasWords && Object.keys(answers ?? {}).length === 0) {
    return fail(invalidAt("/level", "is null and nothing else is said"));
  }
  if (ticket !== undefined && comment === undefined) return fail(invalidAt("/ticket", "goes with a comment"));
  // A ticket is looked up at the agency in its code.
  if (ticket !== undefined && agencyOf(ticket) !== agencyOf(touchpoint)) {
    return fail(invalidAt("/ticket", "must be of the touchpoint's agency"));
  }
  return ok(checked.value);
}

/** The schema ignores a key named `__proto__` without an error. Nothing that was sent may be ignored. */
function hidesPrototype(item: unknown): boolean {
  const answers = (item as { answers?: unknown }).answers;
  return typeof answers === "object" && answers !== null && Object.hasOwn(answers, "__proto__");
}

/** The items that passed, by agency. */
export function sharesOf({ checked }: CheckedBatch): Map<string, BatchShare> {
  const shares = new Map<string, BatchShare>();
  for (const [place, { item }] of checked.entries()) {
    if (!item.ok) continue;
    const code = agencyOf(item.value.touchpoint);
    const share = shares.get(code) ?? { places: [], items: [] };
    shares.set(code, share);
    share.places.push(place);
    share.items.push(item.value);
  }
  return shares;
}

/** Returns the share of the one agency that a device signs for, null if no item passed. Fails if there are two agencies. */
export function soleShare(
  batch: CheckedBatch,
): Result<{ agency: string; share: BatchShare } | null, FailureOf<"invalid">> {
  const [first, second] = sharesOf(batch);
  if (!first) return ok(null);
  const [agency, share] = first;
  if (!second) return ok({ agency, share });
  const pointer = `/feedback/${second[1].places[0] ?? 0}/touchpoint`;
  return fail(invalidAt(pointer, `must be of ${agency}: a device signs for one agency`));
}

/** The receipt of a refused item. */
export function refusedItem({ id, revision }: FeedbackItem, failure: Failure): FeedbackReceipt {
  return { id, revision, outcome: "refused", problem: receiptProblem(failure) };
}

/**
 * Returns the receipts in the batch's order; `answered` has them by place. The receipt of an item that failed the check has its id
 * and revision if they can be read. Throws if an item passed and has no answer.
 */
export function receiptsOf(
  { checked }: CheckedBatch,
  answered: ReadonlyMap<number, FeedbackReceipt>,
): FeedbackReceipt[] {
  return checked.map(({ given, item }, place): FeedbackReceipt => {
    const receipt = answered.get(place);
    if (receipt) return receipt;
    if (item.ok) throw new Error("an agency answered without a receipt for an item");
    const { id, revision } = Object(given) as { id?: unknown; revision?: unknown };
    return {
      id: typeof id === "string" ? id.slice(0, 100) : null,
      revision: typeof revision === "number" ? revision : null,
      outcome: "refused",
      problem: receiptProblem(item.failure),
    };
  });
}

/** Returns the receipts of a share with the places of its items in the batch. */
export function placeReceipts(
  { places }: BatchShare,
  receipts: readonly FeedbackReceipt[],
): [number, FeedbackReceipt][] {
  return places.flatMap((place, at): [number, FeedbackReceipt][] => {
    const receipt = receipts[at];
    return receipt ? [[place, receipt]] : [];
  });
}
