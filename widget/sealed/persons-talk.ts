import type { NewSealedMessage, PersonsTalk, SealedReport } from "../../shared/contract/sealed.ts";
import type { SealedPlace } from "../../shared/crypto/sealed-binding.ts";
import { fingerprintOf, bytesOf, toBase64url } from "./bytes.ts";
import {
  inReadingOrder,
  makeMessage,
  missingNumbers,
  type OpenedMessage,
  openMessage,
  type SealedText,
} from "./open-message.ts";
import { pointOf, publicKeyAt, type SealDeps } from "./sealing.ts";
import { nonceBytes, openNote, proofOf, sealNote, type TalkSecrets, talkSecrets } from "./talk-code.ts";

/** A report before it is sealed; `recipientKey` is the recipient's point in base64url. */
export type OpenReport = Readonly<Record<"agency" | "recipientKey" | "code", string>> & { readonly text: SealedText };

/** The body of `POST /v1/sealed`; null if the text is too long. Throws if the recipient's key is invalid. */
export async function makeReport(report: OpenReport, { subtle, random }: SealDeps): Promise<SealedReport | null> {
  const { agency, recipientKey, code, text } = report;
  const point = bytesOf(recipientKey);
  const { id, token, keys, noteKey } = await talkSecrets(code, subtle);
  const own = await pointOf(keys.publicKey);
  const place: SealedPlace = { agency, talk: id, sender: "person", number: 1 };
  const message = await makeMessage(text, { place, from: keys, to: await publicKeyAt(point) });
  if (message === null) return null;
  const note = await sealNote({ recipient: point, own }, random(nonceBytes), { key: noteKey, subtle });
  return {
    agency,
    recipient: await fingerprintOf(point, subtle),
    ...{ enc: message.enc, ciphertext: message.ciphertext },
    talk: { id, public_key: toBase64url(own), proof: await proofOf(token, subtle), note },
  };
}

/** What the person holds, and where the talk is. */
export type TalkHold = { readonly agency: string; readonly secrets: TalkSecrets; readonly subtle: SubtleCrypto };

/** A talk as its person reads it: the recipient's messages opened, their own only with their days. */
export type OpenedTalk = Pick<PersonsTalk, "recipient" | "state" | "kept_until"> & {
  readonly messages: readonly OpenedMessage[];
  /** How many messages are missing that must have been there. */
  readonly missing: number;
  /** Whether the server names another key than the one that the person sealed to. */
  readonly isOtherKey: boolean;
  /** Seals a further message; null if it is too long. */
  readonly write: (text: string) => Promise<NewSealedMessage | null>;
};

/** Opens a talk with the secrets of its code; null if the person's own note was changed, so that nothing can be trusted. */
export async function openPersonsTalk(talk: PersonsTalk, hold: TalkHold): Promise<OpenedTalk | null> {
  const { agency, secrets, subtle } = hold;
  const note = await openNote(talk.note, { key: secrets.noteKey, subtle });
  if (note === null) return null;
  const recipientKey = await publicKeyAt(note.recipient);
  // Some browsers find only one of the two points that a private key may belong to; the note has the right one.
  const own = { privateKey: secrets.keys.privateKey, publicKey: await publicKeyAt(note.own) };
  const opening = { agency, talk: secrets.id, by: own, from: recipientKey };
  const opened = talk.messages.map(async (message): Promise<OpenedMessage> => {
    const { sender, number, day } = message;
    return sender === "recipient" ? openMessage(message, opening) : { sender, number, day, said: null };
  });
  const sent = talk.messages.filter(({ sender }) => sender === "person").map(({ number }) => number);
  const place = { agency, talk: secrets.id, sender: "person", number: Math.max(0, ...sent) + 1 } as const;
  return {
    ...{ recipient: talk.recipient, state: talk.state, kept_until: talk.kept_until },
    messages: inReadingOrder(await Promise.all(opened)),
    missing: missingNumbers(talk.messages),
    isOtherKey: toBase64url(note.recipient) !== toBase64url(bytesOf(talk.recipient.public_key)),
    write: (text) => makeMessage({ text }, { place, from: own, to: recipientKey }),
  };
}
