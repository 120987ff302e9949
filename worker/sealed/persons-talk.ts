import { formatDay } from "../../shared/calendar/day.ts";
import type { Failure } from "../problems/failure.ts";
import type { PersonsTalk, SealedMessage } from "../../shared/contract/sealed.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { toSealedRecipient } from "./present-recipient.ts";
import type { SealedRooms } from "./sealed-rooms.ts";
import type { StoredMessage, StoredTalk } from "./sealed-store.ts";

/** What {@link provenTalk} works with. `proof`: hash of the token that was shown. */
export type Proof = { readonly id: string; readonly proof: string };

/** The talk that a proof belongs to. Failure: `unknown-talk`, also where the proof is another's. */
export function provenTalk(
  { store, equalHashes }: SealedRooms & { readonly equalHashes: (a: string, b: string) => boolean },
  { id, proof }: Proof,
): Result<StoredTalk, Failure> {
  const talk = store.findTalk(id);
  return talk && equalHashes(talk.proof, proof) ? ok(talk) : fail({ kind: "unknown-talk" });
}

/** A talk as its person gets it: with the key that it was sealed to, whoever is the recipient now. */
export function personsTalk({ store }: SealedRooms, talk: StoredTalk): PersonsTalk {
  const recipient = store.recipients().find(({ fingerprint }) => fingerprint === talk.recipient);
  if (!recipient) throw new Error("a talk was kept without the key that it was sealed to");
  const messages = store.messages(talk.id).filter(({ sender }) => sender !== "copy");
  return {
    recipient: toSealedRecipient(recipient),
    note: talk.note,
    received_on: formatDay(talk.day),
    state: talk.state,
    messages: messages.map(toSealedMessage),
  };
}

/** A stored message as it leaves. */
export function toSealedMessage({ day, ...message }: StoredMessage): SealedMessage {
  return { ...message, day: formatDay(day) };
}
