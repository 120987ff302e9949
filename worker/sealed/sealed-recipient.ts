import { formatDay } from "../../shared/calendar/day.ts";
import { listOf } from "../../shared/contract/list.ts";
import {
  newSealedRecipient,
  type SealedDoor,
  type SealedRecipient,
  sealedDoor,
  sealedRecipient,
} from "../../shared/contract/sealed.ts";
import { fail, ok } from "../../shared/result.ts";
import { type AuditDeps, askerOf, noteDeed } from "../audit/note-deed.ts";
import { publicKeyFingerprint } from "../crypto/public-keys.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { ReachDeps } from "../organization/organization.ts";
import { type FailureOf, invalidAt } from "../problems/failure.ts";
import type { SealedStore, StoredRecipient } from "./sealed-store.ts";

/** What sealed reports are taken and read with: of time the day alone, since no other is kept of them. */
export type SealedDeps = ReachDeps & { readonly sealed: SealedStore };

const path = "/v1/agencies/:agency/sealed-recipient";

/** `GET …/sealed-recipient`: who reads sealed reports of the agency, and every key that was ever set. */
export const getSealedRecipient: Operation<SealedDeps> = operation({
  method: "GET",
  path,
  audience: "public",
  summary: "Read who alone can read sealed reports, with the key that they are sealed to and all keys before",
  description: "The recipient is null where the agency takes no sealed reports.",
  answer: sealedDoor,
  failures: [],
  runs: "reads",
  run({ sealed, organization: { agency, units }, today }) {
    const present = presentRecipient(sealed);
    const former = sealed.recipients().filter(({ untilDay }) => untilDay !== null);
    const door: SealedDoor = {
      agency: { code: agency.code, name: units.nameOf(agency.code, today) },
      recipient: present && toSealedRecipient(present),
      former: former.map(toSealedRecipient),
      official_channel: agency.official_channel ?? null,
    };
    return ok(door);
  },
});

/** What a change of the recipient works with. The audit log hears of keys only: its entries have a time, which no talk has. */
export type RecipientDeps = SealedDeps & AuditDeps;

/** `PUT …/sealed-recipient`: sets the key that reports are sealed to. The private key never comes here. */
export const putSealedRecipient: Operation<RecipientDeps> = operation({
  method: "PUT",
  path,
  audience: "config:write",
  summary: "Set who alone can read sealed reports, by a public key; those before stay in the list",
  description:
    "The recipient before ends today. The same recipient again changes nothing. Needs a key on the whole agency.",
  body: newSealedRecipient,
  answer: listOf(sealedRecipient),
  failures: ["invalid", "outside-subtree"],
  runs: "in a transaction",
  wholeAgency: true,
  prepare: async (_, __, { body }) => {
    const fingerprint = await publicKeyFingerprint(body.public_key);
    return fingerprint === null ? fail(notOnCurve("/public_key")) : ok(fingerprint);
  },
  // The recipient before ends today but stays in the list, since what was sealed to its key can be opened by it alone.
  run(deps, principal, { body: { name, public_key: publicKey }, prepared: fingerprint }) {
    const { sealed, today } = deps;
    const present = presentRecipient(sealed);
    if (present?.fingerprint !== fingerprint || present.name !== name) {
      endPresent(deps);
      const change = { before: present?.fingerprint ?? null, after: name };
      const deed = { by: askerOf(principal), what: "sealed-recipient.put", on: fingerprint, unit: null };
      noteDeed(deps, { ...deed, ...change });
      const number = (sealed.recipients()[0]?.number ?? 0) + 1;
      sealed.putRecipient({ number, name, publicKey, fingerprint, fromDay: today, untilDay: null });
    }
    return ok({ data: sealed.recipients().map(toSealedRecipient), meta: { next_cursor: null } });
  },
});

/** `DELETE …/sealed-recipient`: takes no sealed reports from now on. */
export const deleteSealedRecipient: Operation<RecipientDeps> = operation({
  method: "DELETE",
  path,
  audience: "config:write",
  summary: "Take no sealed reports from now on; what has been sealed stays",
  description: "Needs a key on the whole agency.",
  statuses: [204],
  failures: ["outside-subtree"],
  runs: "in a transaction",
  wholeAgency: true,
  run(deps, principal) {
    const ended = endPresent(deps);
    if (ended)
      noteDeed(deps, { by: askerOf(principal), what: "sealed-recipient.ended", on: ended.fingerprint, unit: null });
    return ok(null);
  },
});

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

/** What is wrong with a public key that is no point of the curve, at its place in the body. */
export function notOnCurve(pointer: string): FailureOf<"invalid"> {
  return invalidAt(pointer, "must be a point on P-256");
}

/** Ends the present recipient today and returns it; null if there is none. */
function endPresent({ sealed, today }: SealedDeps): StoredRecipient | null {
  const present = presentRecipient(sealed);
  if (present) sealed.putRecipient({ ...present, untilDay: today });
  return present;
}
