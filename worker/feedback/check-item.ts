import { agencyOf } from "../../shared/codes.ts";
import { feedbackItem, type FeedbackItem } from "../../shared/contract/feedback.ts";
import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { cleanWords } from "./clean-words.ts";
import { checkContract } from "../operations/check-contract.ts";

/** Checks one item of a batch by itself. Failures: `invalid`, `unknown-field`. */
export function checkItem(item: unknown): Result<FeedbackItem, Failure> {
  const checked = checkContract(feedbackItem, item);
  if (!checked.ok) return checked;
  if (hidesPrototype(item)) {
    return fail({ kind: "invalid", errors: [{ pointer: "/answers/__proto__", detail: "is not a known question" }] });
  }
  const { level, answers, comment, ticket, touchpoint } = checked.value;
  if (
    level === null &&
    (comment === undefined || cleanWords(comment) === "") &&
    Object.keys(answers ?? {}).length === 0
  ) {
    return fail({ kind: "invalid", errors: [{ pointer: "/level", detail: "is null and nothing else is said" }] });
  }
  if (ticket !== undefined && comment === undefined) {
    return fail({ kind: "invalid", errors: [{ pointer: "/ticket", detail: "goes with a comment" }] });
  }
  // A ticket is looked up at the agency that it names.
  if (ticket !== undefined && agencyOf(ticket) !== agencyOf(touchpoint)) {
    return fail({ kind: "invalid", errors: [{ pointer: "/ticket", detail: "must be of the touchpoint's agency" }] });
  }
  return ok(checked.value);
}

/** The contract's record passes over a key named `__proto__` in silence; nothing that was sent may be passed over. */
function hidesPrototype(item: unknown): boolean {
  const answers = (item as { answers?: unknown }).answers;
  return typeof answers === "object" && answers !== null && Object.hasOwn(answers, "__proto__");
}
