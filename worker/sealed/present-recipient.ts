import { formatDay } from "../../shared/calendar/day.ts";
import type { SealedRecipient } from "../../shared/contract/sealed.ts";
import { type AuditDeps, noteDeed } from "../audit/note-deed.ts";
import type { ReachDeps } from "../organization/organization.ts";
import { type FailureOf, invalidAt } from "../problems/failure.ts";
import type { SealedStore, StoredRecipient } from "./sealed-store.ts";

/** What sealed reports are taken and read with: of time the day alone, since no other is kept of them. */
export type SealedDeps = ReachDeps & { readonly sealed: SealedStore };

/** Where the recipient is read and set. */
export const recipientPath = "/v1/agencies/:agency/sealed-recipient";

/** What a change of the recipient works with. The audit log hears of keys only: its entries have a time, which no talk has. */
export type RecipientDeps = SealedDeps & AuditDeps;

/** A recipient to be set, and how it follows the one before. */
export type Successor = Pick<StoredRecipient, "name" | "publicKey" | "fingerprint" | "followed"> &
  Partial<Pick<StoredRecipient, "signature" | "announcedDay">>;

/**
 * Sets a recipient from today on. The one before ends but stays in the list, since what was sealed to its key can be opened by it
 * alone. An announcement was made about the recipient before, so it falls.
 */
export function follow(
  deps: RecipientDeps,
  { signature = null, announcedDay = null, ...next }: Successor,
  by: string,
): void {
  const { sealed, today } = deps;
  const present = endPresent(deps);
  const number = (sealed.recipients()[0]?.number ?? 0) + 1;
  const change = { before: present?.fingerprint ?? null, after: next.name, why: next.followed };
  noteDeed(deps, { by, what: "sealed-recipient.put", on: next.fingerprint, unit: null, ...change });
  sealed.putRecipient({ ...next, signature, announcedDay, number, fromDay: today, untilDay: null });
  sealed.putAnnouncement(null);
}

/** The recipient whose key reports are sealed to now; null where the agency takes none. */
export function presentRecipient({ recipients }: Pick<SealedStore, "recipients">): StoredRecipient | null {
  return recipients().find(({ untilDay }) => untilDay === null) ?? null;
}

/** A stored recipient as it stands on the wire. */
export function toSealedRecipient({ untilDay, ...stored }: StoredRecipient): SealedRecipient {
  const { name, publicKey, fingerprint, fromDay } = stored;
  const until = untilDay === null ? null : formatDay(untilDay);
  return { name, public_key: publicKey, fingerprint, from: formatDay(fromDay), until };
}

/** Ends the present recipient today and returns it; null if there is none. */
export function endPresent({ sealed, today }: SealedDeps): StoredRecipient | null {
  const present = presentRecipient(sealed);
  if (present) sealed.putRecipient({ ...present, untilDay: today });
  return present;
}

/** What is wrong with a public key that is no point of the curve, at its place in the body. */
export function notOnCurve(pointer: string): FailureOf<"invalid"> {
  return invalidAt(pointer, "must be a point on P-256");
}
