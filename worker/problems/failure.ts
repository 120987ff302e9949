import type { OfficeComment } from "../../shared/contract/comment.ts";
import type { PointedError } from "../../shared/result.ts";

/** The reason says all. */
type Plain = unknown;
/** The value that it is about, cut to 200 characters in the answer. */
type About = { readonly given: string };
/** The places that are wrong. */
type Pointed = { readonly errors: readonly PointedError[] };
/** A value that is not known or not right, and the places of the body or query that name it. */
type Named = { readonly given?: string; readonly errors?: readonly PointedError[] };
/** A value that does not fit, and the values that do. */
type Unfit = Named & { readonly fits?: readonly string[] };

/** Each reason with the fields that it has besides its kind. */
type Reasons = {
  // The request itself.
  /** `given` says what is wrong besides the grammar. */
  "bad-json": Named;
  "bad-table": Pointed;
  invalid: Pointed;
  "unknown-field": Pointed;
  /** `given` names the limit. */
  "too-large": About;
  "media-type": About & { readonly fits: readonly string[] };
  "bad-cursor": Pointed;
  "not-found": Named;
  "method-not-allowed": About;

  // Who asks.
  unauthorized: Plain;
  /** `given` is the key's last day. */
  "key-expired": About;
  "session-ended": Plain;
  /** Removing or demoting them would leave nobody who can invite; only the root key may. */
  "last-administrator": Plain;
  /** An account at the sign-in provider that another member joined by. */
  "identity-taken": Plain;
  /** An invitation is taken by the agency's provider, since the agency has one. */
  "provider-needed": Plain;
  /** `given` names the scope or key that is needed. */
  "scope-missing": Named;
  "sign-in-unset": Plain;
  /** `given` is the address that the page was asked at. */
  "https-needed": About;
  "provider-silent": Plain;
  "outside-subtree": Unfit;
  "other-agency": Plain;
  "rate-limited": { readonly retryAfterSeconds: number };

  // The server.
  unavailable: Plain;
  overloaded: { readonly retryAfterSeconds: number };
  internal: Plain;
  "agency-not-allowed": About;
  "agency-exists": About;
  "agency-in-use": About;
  "no-sample": About;
  "agency-not-empty": About;

  // Things that are not known.
  "unknown-agency": Named;
  "unknown-unit": Named;
  "unknown-service": Named;
  "unknown-form": Named;
  "unknown-audio": Named;
  "unknown-question": Named;
  "unknown-option": Named;
  "unknown-reason": Named;
  "unknown-touchpoint": Named;
  "unknown-key": About;
  "unknown-member": About;
  "unknown-session": About;
  "unknown-method": Unfit;
  "unknown-publication": About;
  "unknown-succession": About;
  "unknown-tally": Named;
  "unknown-volume": Named;
  "unknown-measure": Named;
  "unknown-device": About;
  "unknown-comment": About;
  /** Never names the code. */
  "unknown-ticket": Plain;
  /** Never names the code. */
  "unknown-code": Plain;
  "unknown-talk": Named;
  "unknown-set-aside": About;

  // Devices.
  /** `given` says which part of the signature is wrong. */
  signature: About;
  "device-revoked": Plain;
  /** `counter` is the highest that was seen of the device's key. */
  "counter-stale": About & { readonly counter: number };
  "device-needed": About;
  /** `given` is the feedback that a comment from a phone says it follows. */
  "rating-awaited": About;
  "wrong-device": About;

  // One feedback.
  "wrong-amend-key": Plain;
  conflict: Plain;
  "touchpoint-changed": Plain;
  "answered-at-changed": Plain;
  "level-withdrawn": Plain;
  "revised-too-late": Plain;
  "ticket-taken": Plain;
  /** `given` is the touchpoint. */
  "touchpoint-closed": About;

  // What the agency sets up and reports.
  "scale-unfit": Unfit;
  "scale-fixed": Named;
  "unit-cycle": Named;
  "tally-conflict": Named;
  "tally-withdrawn": Named;
  "span-overlap": Pointed & { readonly given?: string };
  "future-span": Pointed;
  /** `given` is the unit. */
  "outside-unit-life": Pointed & About;
  "sum-too-large": Plain;
  "not-counted-yet": Plain;
  "audio-in-use": About;
  /** `given` is the form. */
  "form-changed": Pointed & About;
  /** The proof of a publication found a tally of too few that it could not hide. */
  "publication-unproved": Plain;

  // Sealed reports.
  "sealed-closed": Plain;
  "recipient-changed": Unfit;
  "recipient-unproved": Pointed;
  "announcement-stands": Plain;
  "talk-taken": Plain;
  "message-taken": Plain;

  // Set-asides.
  /** `given` is the state that it is in. */
  "set-aside-state": About;
  "second-key-needed": Plain;

  // Comments.
  "state-unfit": About;
  "version-needed": Plain;
  /** `comment` is the comment as somebody else left it. */
  "stale-version": { readonly comment: OfficeComment };
};

/** The name of a reason, as it stands behind `#` in a problem's `type`. */
export type FailureKind = keyof Reasons;

/** The failures of these kinds, such as `FailureOf<"unknown-unit" | "unit-cycle">`. */
export type FailureOf<Kind extends FailureKind> = { [K in Kind]: { readonly kind: K } & Reasons[K] }[Kind];

/** Every way in which a request, or one item of it, can be refused. `problems.ts` turns each into a problem. */
export type Failure = FailureOf<FailureKind>;

/** What is wrong with a value that its schema does not take. */
export type ContractFailure = FailureOf<"invalid" | "unknown-field">;

/** The places that a failure points at. */
export function errorsOf(failure: Failure): readonly PointedError[] {
  return ("errors" in failure && failure.errors) || [];
}

/** The failure for one place of the body or query. */
export function invalidAt(pointer: string, detail: string): FailureOf<"invalid"> {
  return { kind: "invalid", errors: [{ pointer, detail }] };
}

/** The fields of a failure about a value that is given at one place of the body or query. */
export function givenAt(
  pointer: string,
  given: string,
  detail: string,
): { readonly given: string; readonly errors: readonly PointedError[] } {
  return { given, errors: [{ pointer, detail }] };
}
