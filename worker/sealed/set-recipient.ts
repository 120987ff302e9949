import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { NewSealedRecipient, SealedDoor, SealedRecipient } from "../../shared/contract/sealed.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import { askerOf, noteDeed } from "../audit/note-deed.ts";
import { presentRecipient, toSealedRecipient } from "./present-recipient.ts";
import type { SealedRooms } from "./sealed-rooms.ts";
import type { SealedStore } from "./sealed-store.ts";

/** A recipient as it was sent, and its key's fingerprint. */
export type PrintedRecipient = NewSealedRecipient & { readonly fingerprint: string };

/**
 * Seals to a recipient's key from now on. The one before ends today and stays in the list, since what was sealed to it can
 * be opened by it alone; the same again changes nothing. Failure: `outside-subtree`.
 */
export function setRecipient(
  rooms: SealedRooms,
  principal: Principal,
  given: PrintedRecipient,
): Result<Page<SealedRecipient>, Failure> {
  const allowed = needWholeAgency(principal, rooms.organization);
  if (!allowed.ok) return allowed;
  const { store, today } = rooms;
  const present = presentRecipient(store);
  if (present?.fingerprint !== given.fingerprint || present.name !== given.name) {
    endPresent(rooms);
    noteDeed(rooms, {
      by: askerOf(principal),
      what: "sealed-recipient.put",
      on: given.fingerprint,
      unit: null,
      before: present?.fingerprint ?? null,
      after: given.name,
    });
    const [newest] = store.recipients();
    const { name, public_key: publicKey, fingerprint } = given;
    const number = (newest?.number ?? 0) + 1;
    store.putRecipient({ number, name, publicKey, fingerprint, fromDay: today, untilDay: null });
  }
  return ok({ data: store.recipients().map(toSealedRecipient), meta: { next_cursor: null } });
}

/** Takes no reports from now on; what has been sealed stays. Failure: `outside-subtree`. */
export function endRecipient(rooms: SealedRooms, principal: Principal): Result<null, Failure> {
  const allowed = needWholeAgency(principal, rooms.organization);
  if (!allowed.ok) return allowed;
  const present = presentRecipient(rooms.store);
  endPresent(rooms);
  if (present) {
    noteDeed(rooms, { by: askerOf(principal), what: "sealed-recipient.ended", on: present.fingerprint, unit: null });
  }
  return ok(null);
}

function endPresent({ store, today }: { readonly store: SealedStore; readonly today: number }): void {
  const present = presentRecipient(store);
  if (present) store.putRecipient({ ...present, untilDay: today });
}

/** Where a sealed report of the agency goes, and every key that was ever set. */
export function sealedDoor({ store, organization, today }: SealedRooms): SealedDoor {
  const { agency, units } = organization;
  const present = presentRecipient(store);
  const former = store.recipients().filter(({ untilDay }) => untilDay !== null);
  return {
    agency: { code: agency.code, name: units.nameOf(agency.code, today) },
    recipient: present && toSealedRecipient(present),
    former: former.map(toSealedRecipient),
    official_channel: agency.official_channel ?? null,
  };
}
