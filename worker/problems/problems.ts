import { errorsOf, type Failure, type FailureKind } from "./failure.ts";
import type { Problem } from "../../shared/contract/problem.ts";

type Entry = { readonly status: number; readonly title: string; readonly permanent: boolean };

const entry = (status: number, title: string, permanent = false): Entry => ({ status, title, permanent });

/** The one map from failure to problem. `permanent`: even a newer server would refuse the same item, so it is not sent again. */
const entries: Readonly<Record<FailureKind, Entry>> = {
  "bad-json": entry(400, "The body is not JSON in UTF-8"),
  "bad-table": entry(400, "The file cannot be read as a table"),
  invalid: entry(400, "Some fields are not as the contract says", true),
  "too-large": entry(413, "The body is too large"),
  "media-type": entry(415, "The media type is not taken here"),
  "rate-limited": entry(429, "Too many at once; try again later"),
  overloaded: entry(503, "Too much at once; try again later"),
  unavailable: entry(503, "Storage does not answer; try again later"),
  "not-found": entry(404, "There is nothing at this address"),
  "method-not-allowed": entry(405, "The method is not taken at this address"),
  unauthorized: entry(401, "A valid key is needed"),
  "key-expired": entry(401, "The key has expired"),
  "session-ended": entry(401, "The session has ended; sign in again"),
  "sign-in-unset": entry(404, "The agency has no sign-in by OpenID Connect"),
  "https-needed": entry(409, "Sign-in by OpenID Connect needs https"),
  "provider-silent": entry(502, "The provider of OpenID Connect does not answer as it should"),
  "last-administrator": entry(409, "The agency's last administrator can be neither removed nor given less"),
  "provider-needed": entry(409, "Members of this agency sign in by its provider of accounts"),
  "identity-taken": entry(409, "Another member signs in by this account"),
  "scope-missing": entry(403, "The key lacks a scope"),
  "outside-subtree": entry(403, "The key does not reach this unit"),
  "other-agency": entry(403, "The key belongs to another agency"),
  "agency-not-allowed": entry(403, "This server does not take this agency"),
  "agency-exists": entry(409, "The agency exists already"),
  "agency-in-use": entry(409, "The agency has or had figures, comments or reports, so it stays"),
  "no-sample": entry(409, "The agency was not made as a sample, and only a sample takes simulated figures"),
  "agency-not-empty": entry(409, "The agency is in use already, and only an empty one takes simulated figures"),
  "unknown-agency": entry(404, "The agency is not known"),
  "unknown-unit": entry(404, "The unit is not known"),
  "unknown-service": entry(404, "The service is not known"),
  "unknown-form": entry(404, "The form is not known"),
  "unknown-audio": entry(404, "The recording is not known"),
  "unknown-question": entry(404, "The question is not known"),
  "unknown-option": entry(404, "The option is not known"),
  "unknown-reason": entry(404, "The reason is not known"),
  "unknown-touchpoint": entry(404, "The touchpoint is not known"),
  "unknown-field": entry(400, "A field or parameter is not known"),
  "unknown-member": entry(404, "The member is not known"),
  "unknown-session": entry(404, "The session is not known"),
  "unknown-key": entry(404, "The key is not known"),
  "unknown-ticket": entry(404, "The ticket is not known or has expired"),
  "unknown-method": entry(404, "The method is not known"),
  "unknown-publication": entry(404, "There is no such publication"),
  "publication-unproved": entry(500, "Nothing was published: figures of too few people might follow from it"),
  "unknown-succession": entry(404, "There is no such succession"),
  "unknown-tally": entry(404, "The tally is not known"),
  "unknown-volume": entry(404, "There is no such volume"),
  "unknown-measure": entry(404, "There is no such measure"),
  "unknown-device": entry(404, "The device is not known"),
  "unknown-code": entry(404, "The code is not known, was used or has expired"),
  signature: entry(401, "The device's signature is missing or not right"),
  "device-revoked": entry(403, "The device's key is no longer valid"),
  "counter-stale": entry(409, "The device's counter must rise with every request"),
  "device-needed": entry(403, "This touchpoint takes feedback from its device only"),
  "rating-awaited": entry(
    409,
    "A comment from a phone needs the rating at the kiosk that it follows, of the last 7 days",
  ),
  "wrong-device": entry(403, "The touchpoint never belonged to this device"),
  "wrong-amend-key": entry(403, "The amend key is not that of this feedback", true),
  conflict: entry(409, "The same revision was received with other content", true),
  "touchpoint-changed": entry(409, "A revision cannot move to another touchpoint", true),
  "answered-at-changed": entry(409, "A revision cannot change the time of the first tap", true),
  "level-withdrawn": entry(409, "A level that was given can be changed, not taken back", true),
  "revised-too-late": entry(409, "A revision is possible for 15 minutes after the first tap", true),
  "ticket-taken": entry(409, "The ticket belongs to another comment", true),
  // The office may take a closing back: what was refused is kept apart, and taken then.
  "touchpoint-closed": entry(410, "The touchpoint was closed on the day of the answer"),
  "scale-unfit": entry(400, "The method or the counts do not fit the question's scale", true),
  "scale-fixed": entry(409, "A question's type and scale are fixed for ever"),
  "bad-cursor": entry(400, "The cursor is not one that this query gave"),
  "unit-cycle": entry(400, "A unit must not be above itself or its own successor"),
  "tally-conflict": entry(409, "The same tally was received with other content", true),
  "tally-withdrawn": entry(409, "The same tally was taken back", true),
  "span-overlap": entry(409, "The span overlaps another of the same place", true),
  "future-span": entry(400, "The span has days that are still to come"),
  "outside-unit-life": entry(400, "The unit exists on no day of the span"),
  "sum-too-large": entry(400, "A sum is larger than 2^53 and cannot be given exactly"),
  "not-counted-yet": entry(503, "Hours of earlier feedback are still being counted; try again later"),
  "form-changed": entry(412, "The form has a newer version than the one that the change began from"),
  "audio-in-use": entry(409, "A form names the recording"),
  "sealed-closed": entry(409, "The agency takes no sealed reports"),
  "recipient-changed": entry(409, "The report was sealed to a key that is no longer the recipient's"),
  "recipient-unproved": entry(409, "A new recipient must be signed by the key of the one before, or announced"),
  "announcement-stands": entry(409, "Another recipient stands announced; withdraw it first"),
  "unknown-talk": entry(404, "The talk is not known"),
  "talk-taken": entry(409, "Another report lies under the same code"),
  "message-taken": entry(409, "Another message has the same number"),
  "unknown-set-aside": entry(404, "The set-aside is not known"),
  "set-aside-state": entry(409, "The change is not possible in the state that the set-aside is in"),
  "second-key-needed": entry(403, "A second key is needed, which neither made nor was made by the first"),
  "unknown-comment": entry(404, "The comment is not known"),
  "state-unfit": entry(409, "The change is not possible in the state that the comment is in"),
  "version-needed": entry(428, "If-Match with the comment's version is needed"),
  "stale-version": entry(412, "The comment was changed meanwhile"),
  internal: entry(500, "Something went wrong here"),
};

/** Every kind of failure, in the order of the page that explains them. */
export const failureKinds = Object.keys(entries) as readonly FailureKind[];

/** The HTTP status of a kind of failure. */
export function statusOf(kind: FailureKind): number {
  return entries[kind].status;
}

/** The title of a kind of failure. */
export function titleOf(kind: FailureKind): string {
  return entries[kind].title;
}

/** A kind of problem, as shown on the page that a problem's `type` links to. */
export type ProblemKind = Entry & { readonly kind: FailureKind };

/** Every kind of problem. */
export function problemKinds(): ProblemKind[] {
  return failureKinds.map((kind) => ({ kind, ...entries[kind] }));
}

/** The problem of a failure, without the `permanent` mark, which only receipts carry. */
export function problemOf(failure: Failure): Problem {
  const { status, title } = entries[failure.kind];
  const errors = errorsOf(failure);
  return {
    type: `/docs/problems#${failure.kind}`,
    title,
    status,
    detail: detailOf(failure, title),
    ...("counter" in failure ? { counter: failure.counter } : {}),
    ...("comment" in failure ? { comment: failure.comment } : {}),
    ...(errors.length > 0 ? { errors: errors.map((error) => ({ ...error })) } : {}),
  };
}

/** The problem inside a receipt. It says `permanent` if even a newer server would refuse the item. */
export function receiptProblem(failure: Failure): Problem {
  return { ...problemOf(failure), permanent: entries[failure.kind].permanent };
}

function detailOf(failure: Failure, title: string): string {
  const { given, fits } = failure as { readonly given?: string; readonly fits?: readonly string[] };
  const about = given === undefined ? title : `${title}: ${given.slice(0, 200)}`;
  const advice = fits ? `; what fits: ${fits.join(", ") || "nothing"}` : "";
  const [first] = errorsOf(failure);
  const place = first ? ` (${[first.pointer, first.detail].filter(Boolean).join(": ")})` : "";
  return `${about}${advice}${place}.`;
}
