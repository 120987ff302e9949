import { formatDay } from "../../shared/calendar/day.ts";
import {
  newSealedAnnouncement,
  type SealedAnnouncement,
  type SealedNaming,
  sealedNaming,
} from "../../shared/contract/sealed.ts";
import { fail, ok } from "../../shared/result.ts";
import { isSameHand, type KeyMakers } from "../access/is-same-hand.ts";
import { askerOf, noteDeed } from "../audit/note-deed.ts";
import { publicKeyFingerprint } from "../crypto/public-keys.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { follow, notOnCurve, type RecipientDeps, recipientPath } from "./present-recipient.ts";
import type { SealedStore, StoredAnnouncement } from "./sealed-store.ts";

/** Whole days for which a recipient stands announced, after the day on which the second key named it. */
const announcedDays = 7;

/** Access keys; `find` returns null for one that was revoked. */
type KeyBook = KeyMakers & { find(id: string): unknown };

/** What naming a recipient by two keys works with. */
export type AnnouncementDeps = RecipientDeps & {
  readonly keys: KeyBook;
  /** `joined` returns null for a member who was removed. */
  readonly members: { joined(id: string): unknown };
};

const path = `${recipientPath}/announcement` as const;

/** `PUT …/sealed-recipient/announcement`: names the next recipient where the key before is lost. */
export const putSealedAnnouncement: Operation<AnnouncementDeps> = operation({
  method: "PUT",
  path,
  audience: "sealed:write",
  summary: "Name the next recipient where the key before is lost; the second key to name it announces it",
  description:
    "Everybody then reads the announcement for seven whole days before the recipient takes effect; until then the one before stands. The second key must not have made the first, nor been made by it; the root key may be either. Needs a key on the whole agency.",
  body: newSealedAnnouncement,
  answer: sealedNaming,
  failures: ["invalid", "announcement-stands", "second-key-needed", "outside-subtree"],
  runs: "in a transaction",
  wholeAgency: true,
  prepare: async (_, __, { body }) => {
    const fingerprint = await publicKeyFingerprint(body.public_key);
    return fingerprint === null ? fail(notOnCurve("/public_key")) : ok(fingerprint);
  },
  run(deps, principal, { body: { name, public_key: publicKey }, prepared: fingerprint }) {
    const { sealed, keys, members, today } = deps;
    const by = askerOf(principal);
    const named = sealed.announcement();
    const isSame = named?.fingerprint === fingerprint && named.name === name;
    const deed = { by, on: fingerprint, unit: null, after: name };
    if (named?.announcedDay && !isSame) return fail({ kind: "announcement-stands" });
    if (!named || !isSame) {
      const first = { name, publicKey, fingerprint, namedBy: by, announcedDay: null };
      sealed.putAnnouncement(first);
      noteDeed(deps, { ...deed, what: "sealed-recipient.named" });
      return ok(toNaming(first));
    }
    if (named.announcedDay !== null || named.namedBy === by) return ok(toNaming(named));
    const { namedBy } = named;
    const isGone = namedBy !== "root" && keys.find(namedBy) === null && members.joined(namedBy) === null;
    if (isGone || isSameHand(keys, namedBy, by)) return fail({ kind: "second-key-needed" });
    const announced = { ...named, announcedDay: today };
    sealed.putAnnouncement(announced);
    noteDeed(deps, { ...deed, what: "sealed-recipient.announced", why: `named by ${named.namedBy} before` });
    return ok(toNaming(announced));
  },
});

/** `DELETE …/sealed-recipient/announcement`: withdraws what was named, whether a second key has named it or not. */
export const deleteSealedAnnouncement: Operation<RecipientDeps> = operation({
  method: "DELETE",
  path,
  audience: "sealed:write",
  summary: "Withdraw the recipient that was named or announced; the one before stands",
  description: "Any key with the scope may, also one that did not name it. Needs a key on the whole agency.",
  statuses: [204],
  failures: ["outside-subtree"],
  runs: "in a transaction",
  wholeAgency: true,
  run(deps, principal) {
    const named = deps.sealed.announcement();
    if (named) {
      deps.sealed.putAnnouncement(null);
      const deed = { by: askerOf(principal), what: "sealed-recipient.withdrawn", on: named.fingerprint, unit: null };
      noteDeed(deps, deed);
    }
    return ok(null);
  },
});

/** Sets the recipient that has stood announced for seven whole days. To be called at the close of each day. */
export function takeAnnounced(deps: RecipientDeps): void {
  const announced = standingAnnouncement(deps.sealed);
  if (!announced || deps.today < effectDay(announced)) return;
  const { name, publicKey, fingerprint, announcedDay } = announced;
  follow(deps, { name, publicKey, fingerprint, followed: "announced", announcedDay }, "server");
}

type Standing = StoredAnnouncement & { readonly announcedDay: number };

/** The recipient that two keys have named; null where there is none. */
export function standingAnnouncement({ announcement }: Pick<SealedStore, "announcement">): Standing | null {
  const named = announcement();
  return named && named.announcedDay !== null ? { ...named, announcedDay: named.announcedDay } : null;
}

/** An announcement as it stands on the wire. */
export function toSealedAnnouncement(announced: Standing): SealedAnnouncement {
  const { name, publicKey, fingerprint, announcedDay } = announced;
  const days = { announced_on: formatDay(announcedDay), takes_effect_on: formatDay(effectDay(announced)) };
  return { name, public_key: publicKey, fingerprint, ...days };
}

function toNaming({ announcedDay, ...named }: StoredAnnouncement): SealedNaming {
  if (announcedDay !== null) return toSealedAnnouncement({ ...named, announcedDay });
  const { name, publicKey, fingerprint } = named;
  return { name, public_key: publicKey, fingerprint, announced_on: null, takes_effect_on: null };
}

function effectDay({ announcedDay }: Standing): number {
  return announcedDay + announcedDays + 1;
}
