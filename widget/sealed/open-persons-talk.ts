import type { NewSealedMessage, PersonsTalk } from "../../shared/contract/sealed.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";
import { makeMessage } from "./make-report.ts";
import { inReadingOrder, missingNumbers, type OpenedMessage, openMessage } from "./open-message.ts";
import { publicKeyAt } from "./sealing.ts";
import { openNote } from "./talk-note.ts";
import type { TalkSecrets } from "./talk-secrets.ts";

/** What the person holds, and where the talk is. */
export type TalkHold = { readonly agency: string; readonly secrets: TalkSecrets; readonly subtle: SubtleCrypto };

/** A talk as its person reads it: the recipient's messages opened, their own only with their days. */
export type OpenedTalk = {
  readonly recipient: PersonsTalk["recipient"];
  readonly state: PersonsTalk["state"];
  /** Its last day. */
  readonly keptUntil: string;
  readonly messages: readonly OpenedMessage[];
  /** How many messages are missing that must have been there. */
  readonly missing: number;
  /** Whether the server names another key than the one that the person sealed to. */
  readonly isOtherKey: boolean;
  /** Seals a further message; null where it is too long. */
  readonly write: (text: string) => Promise<NewSealedMessage | null>;
};

/** Opens a talk by what its code leads to; null where the person's own note was changed, so that nothing can be trusted. */
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
    recipient: talk.recipient,
    state: talk.state,
    keptUntil: talk.kept_until,
    messages: inReadingOrder(await Promise.all(opened)),
    missing: missingNumbers(talk.messages),
    isOtherKey:
      toBase64url(note.recipient) !== toBase64url(fromBase64url(talk.recipient.public_key) ?? new Uint8Array()),
    write: (text) => makeMessage({ text }, { place, from: own, to: recipientKey }),
  };
}
