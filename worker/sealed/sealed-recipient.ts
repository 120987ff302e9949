import { formatDay } from "../../shared/calendar/day.ts";
import { listOf } from "../../shared/contract/list.ts";
import {
  newSealedRecipient,
  sealedContact,
  type SealedDoor,
  type SealedHistoryEntry,
  sealedDoor,
  sealedRecipient,
} from "../../shared/contract/sealed.ts";
import { successorText } from "../../shared/crypto/sealed-binding.ts";
import { fail, ok } from "../../shared/result.ts";
import { askerOf, noteDeed } from "../audit/note-deed.ts";
import { isSignedBy, publicKeyFingerprint } from "../crypto/public-keys.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import { standingAnnouncement, toSealedAnnouncement } from "./sealed-announcement.ts";
import type { StoredRecipient } from "./sealed-store.ts";
import {
  endPresent,
  follow,
  notOnCurve,
  presentRecipient,
  type RecipientDeps,
  recipientPath,
  type SealedDeps,
  toSealedRecipient,
} from "./present-recipient.ts";

/** `GET …/sealed-recipient`: who reads sealed reports of the agency, and every key that was ever set. */
export const getSealedRecipient: Operation<SealedDeps> = operation({
  method: "GET",
  path: recipientPath,
  audience: "public",
  summary: "Read who alone can read sealed reports, with the key that they are sealed to and all keys before",
  description:
    "The recipient is null where the agency takes no sealed reports. The history says how each key followed the one before.",
  answer: sealedDoor,
  failures: [],
  runs: "reads",
  run({ sealed, organization: { agency, units }, today }) {
    const recipients = sealed.recipients();
    const present = presentRecipient(sealed);
    const announcement = standingAnnouncement(sealed);
    const door: SealedDoor = {
      agency: { code: agency.code, name: units.nameOf(agency.code, today) },
      recipient: present && toSealedRecipient(present),
      former: recipients.filter(({ untilDay }) => untilDay !== null).map(toSealedRecipient),
      history: recipients.map(toHistoryEntry),
      announcement: announcement && toSealedAnnouncement(announcement),
      keep_months: sealed.keepMonths(),
      official_channel: agency.official_channel ?? null,
      contact: sealed.contact(),
    };
    return ok(door);
  },
});

/** `PUT …/sealed-recipient`: sets the key that reports are sealed to. The private key never comes here. */
export const putSealedRecipient: Operation<RecipientDeps> = operation({
  method: "PUT",
  path: recipientPath,
  audience: "sealed:write",
  summary: "Set who alone can read sealed reports, by a public key; those before stay in the list",
  description:
    "The first recipient needs no signature. A later one needs that of the key before, whether that has ended or not; without it, announce it. The recipient before ends today. The same recipient again changes nothing but `keep_months`. Needs a key on the whole agency.",
  body: newSealedRecipient,
  answer: listOf(sealedRecipient),
  failures: ["invalid", "recipient-unproved", "outside-subtree"],
  runs: "in a transaction",
  wholeAgency: true,
  prepare: async ({ sealed, organization }, _, { body: { name, public_key: publicKey, signature } }) => {
    const fingerprint = await publicKeyFingerprint(publicKey);
    if (fingerprint === null) return fail(notOnCurve("/public_key"));
    const newest = sealed.recipients()[0];
    if (!newest || signature === undefined) return ok({ fingerprint, signedAfter: null });
    const [agency, number] = [organization.agency.code, newest.number + 1];
    const text = successorText({ agency, number, before: newest.fingerprint, fingerprint, name });
    return ok({
      fingerprint,
      signedAfter: (await isSignedBy(newest.publicKey, signature, text)) ? newest.number : null,
    });
  },
  run(deps, principal, { body, prepared: { fingerprint, signedAfter } }) {
    const { sealed } = deps;
    const { name, public_key: publicKey, signature = null, keep_months: keepMonths } = body;
    const newest = sealed.recipients()[0];
    const isSame = newest?.untilDay === null && newest.fingerprint === fingerprint && newest.name === name;
    if (!isSame) {
      // Another recipient may have been set while the signature was checked.
      if (newest && newest.number !== signedAfter) return fail(unproved(signature));
      const proof = newest ? ({ followed: "signed", signature } as const) : ({ followed: "first" } as const);
      follow(deps, { name, publicKey, fingerprint, ...proof }, askerOf(principal));
    }
    if (keepMonths !== undefined) keepFor(deps, keepMonths, askerOf(principal));
    return ok({ data: sealed.recipients().map(toSealedRecipient), meta: { next_cursor: null } });
  },
});

/** `PUT …/sealed-recipient/contact`: telephone and address of the recipient, shown also while no key is set. */
export const putSealedContact: Operation<RecipientDeps> = operation({
  method: "PUT",
  path: `${recipientPath}/contact`,
  audience: "sealed:write",
  summary: "Set telephone and address that people find at the sealed door, also while it takes no reports",
  description: "What is left out is no longer shown. Needs a key on the whole agency.",
  body: sealedContact,
  answer: sealedContact,
  failures: ["invalid", "outside-subtree"],
  runs: "in a transaction",
  wholeAgency: true,
  run(deps, principal, { body }) {
    const { sealed, organization } = deps;
    const [before, after] = [sealed.contact(), body].map((contact) => contact && Object.values(contact).join(", "));
    sealed.putContact(body);
    if (before !== after) {
      const change = { before: before ?? null, after: after ?? null };
      noteDeed(deps, {
        by: askerOf(principal),
        what: "sealed-recipient.contact",
        on: organization.agency.code,
        unit: null,
        ...change,
      });
    }
    return ok(body);
  },
});

/** `DELETE …/sealed-recipient`: takes no sealed reports from now on. */
export const deleteSealedRecipient: Operation<RecipientDeps> = operation({
  method: "DELETE",
  path: recipientPath,
  audience: "sealed:write",
  summary: "Take no sealed reports from now on; what has been sealed stays",
  description:
    "The next recipient still needs the signature of this one, or an announcement. Needs a key on the whole agency.",
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

function toHistoryEntry(stored: StoredRecipient): SealedHistoryEntry {
  const { followed, signature, announcedDay } = stored;
  const announced_on = announcedDay === null ? null : formatDay(announcedDay);
  return { ...toSealedRecipient(stored), followed, signature, announced_on };
}

function unproved(signature: string | null): FailureOf<"recipient-unproved"> {
  const detail = signature === null ? "is missing" : "must be that of the key before, over this recipient";
  return { kind: "recipient-unproved", errors: [{ pointer: "/signature", detail }] };
}

/** Sets for how many months talks are kept from their next message on. Last days that were told stay. */
function keepFor(deps: RecipientDeps, months: number, by: string): void {
  const before = deps.sealed.keepMonths();
  if (before === months) return;
  deps.sealed.setKeepMonths(months);
  const change = { before: String(before), after: String(months) };
  noteDeed(deps, { by, what: "sealed-talks.keep_months", on: deps.organization.agency.code, unit: null, ...change });
}
