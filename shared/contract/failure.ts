import type { OfficeComment } from "./comment.ts";

/** Every way in which a request, or one item of it, can be refused. `worker/http/problems.ts` turns each into a problem. */
export const failureKinds = [
  "bad-json",
  "bad-table",
  "invalid",
  "too-large",
  "media-type",
  "rate-limited",
  "unavailable",
  "not-found",
  "method-not-allowed",
  "unauthorized",
  "scope-missing",
  "outside-subtree",
  "other-agency",
  "agency-not-allowed",
  "agency-exists",
  "unknown-agency",
  "unknown-unit",
  "unknown-service",
  "unknown-form",
  "unknown-question",
  "unknown-reason",
  "unknown-touchpoint",
  "unknown-field",
  "unknown-key",
  "unknown-ticket",
  "unknown-method",
  "unknown-publication",
  "publication-unproved",
  "unknown-device",
  "unknown-code",
  "signature",
  "device-revoked",
  "counter-stale",
  "device-needed",
  "wrong-device",
  "unknown-succession",
  "unknown-tally",
  "unknown-volume",
  "unknown-measure",
  "wrong-amend-key",
  "conflict",
  "touchpoint-changed",
  "answered-at-changed",
  "level-withdrawn",
  "revised-too-late",
  "ticket-taken",
  "scale-unfit",
  "scale-fixed",
  "bad-cursor",
  "unit-cycle",
  "tally-conflict",
  "tally-withdrawn",
  "span-overlap",
  "sum-too-large",
  "sealed-closed",
  "recipient-changed",
  "unknown-talk",
  "talk-taken",
  "message-taken",
  "unknown-comment",
  "state-unfit",
  "version-needed",
  "stale-version",
  "internal",
] as const;

/** See {@link failureKinds}. */
export type FailureKind = (typeof failureKinds)[number];

/** What is wrong at one place; `pointer` is a JSON Pointer into the body, or `/name` of a query parameter. */
export type PointedError = { readonly pointer: string; readonly detail: string };

/** A named reason, with the places that are wrong and, where it helps, what was given and what would do. */
export type Failure = {
  readonly kind: FailureKind;
  readonly given?: string;
  readonly fits?: readonly string[];
  readonly errors?: readonly PointedError[];
  readonly retryAfterSeconds?: number;
  /** Highest counter seen of a device's key. */
  readonly counter?: number;
  /** The state of a comment that somebody else changed meanwhile. */
  readonly comment?: OfficeComment;
};
