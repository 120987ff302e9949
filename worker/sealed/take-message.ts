import { formatDay } from "../../shared/calendar/day.ts";
import type { Failure } from "../problems/failure.ts";
import {
  mostMessages,
  type NewSealedAnswer,
  type NewSealedMessage,
  type SealedReceipt,
  type SealedReport,
} from "../../shared/contract/sealed.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { presentRecipient } from "./present-recipient.ts";
import type { SealedRooms } from "./sealed-rooms.ts";
import type { Sender, StoredMessage, StoredTalk } from "./sealed-store.ts";

/**
 * Begins a talk with a sealed report. The same again, after an answer that was not heard, changes nothing.
 * Failures: `sealed-closed`, `recipient-changed` where it was sealed to a key that is no longer the present one, `talk-taken`.
 */
export function takeReport(rooms: SealedRooms, report: SealedReport): Result<SealedReceipt, Failure> {
  const { store, today } = rooms;
  const { talk, enc, ciphertext, recipient } = report;
  const known = store.findTalk(talk.id);
  if (known) return takenBefore(rooms, known, report);
  const present = presentRecipient(store);
  if (!present) return fail({ kind: "sealed-closed" });
  if (present.fingerprint !== recipient) {
    const errors = [{ pointer: "/recipient", detail: "must be the present recipient's fingerprint" }];
    return fail({ kind: "recipient-changed", given: recipient, fits: [present.fingerprint], errors });
  }
  const { id, public_key: publicKey, proof, note } = talk;
  store.putTalk({ id, recipient, publicKey, proof, note, day: today, state: "new" });
  store.addMessage(id, { sender: "person", number: 1, day: today, enc, ciphertext });
  return ok({ received_on: formatDay(today) });
}

function takenBefore({ store }: SealedRooms, known: StoredTalk, report: SealedReport): Result<SealedReceipt, Failure> {
  const first = store.messages(known.id).find(isOf("person", 1));
  const isSame = first?.ciphertext === report.ciphertext && first.enc === report.enc;
  return isSame && known.proof === report.talk.proof
    ? ok({ received_on: formatDay(known.day) })
    : fail({ kind: "talk-taken" });
}

/** A further message, and in which talk, from which side. */
export type FurtherMessage = {
  readonly talk: StoredTalk;
  readonly sender: Sender;
  readonly message: NewSealedMessage;
};

/**
 * Adds a message to a talk; what the person writes makes it new again. The same again changes nothing.
 * Failures: `message-taken` where its number has another message, `invalid` where it is not the next.
 */
export function takeMessage(rooms: SealedRooms, further: FurtherMessage): Result<SealedReceipt, Failure> {
  const { store, today } = rooms;
  const { talk, sender, message } = further;
  const sent = store.messages(talk.id).filter((one) => one.sender === sender);
  const same = sent.find(isOf(sender, message.number));
  if (same) {
    const isSame = same.ciphertext === message.ciphertext && same.enc === message.enc;
    return isSame ? ok({ received_on: formatDay(same.day) }) : fail({ kind: "message-taken" });
  }
  const next = sent.length + 1;
  if (message.number !== next) {
    const detail = next > mostMessages ? "is more than a talk holds" : `must be ${next}`;
    return fail({ kind: "invalid", errors: [{ pointer: "/number", detail }] });
  }
  store.addMessage(talk.id, { ...message, sender, day: today });
  if (sender === "person") store.putTalk({ ...talk, state: "new" });
  return ok({ received_on: formatDay(today) });
}

/** The recipient's answer, and their own copy of it. Failures: those of {@link takeMessage}. */
export function takeAnswer(
  rooms: SealedRooms,
  talk: StoredTalk,
  { copy, ...message }: NewSealedAnswer,
): Result<SealedReceipt, Failure> {
  const isNew = !rooms.store.messages(talk.id).some(isOf("recipient", message.number));
  const taken = takeMessage(rooms, { talk, sender: "recipient", message });
  if (taken.ok && isNew) takeMessage(rooms, { talk, sender: "copy", message: { ...copy, number: message.number } });
  return taken;
}

function isOf(sender: Sender, number: number): (message: StoredMessage) => boolean {
  return (message) => message.sender === sender && message.number === number;
}
