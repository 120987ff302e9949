import type { NewSealedAnswer, RecipientsTalk } from "../../shared/contract/sealed.ts";
import { bytesOf } from "./bytes.ts";
import { inReadingOrder, makeMessage, missingNumbers, type OpenedMessage, openMessage } from "./open-message.ts";
import type { HeldKey } from "./held-key.ts";
import { publicKeyAt } from "./sealing.ts";

/** A talk as its recipient reads it. */
export type ReadTalk = Omit<RecipientsTalk, "messages"> & {
  /** Null if it was sealed to another key than the one that is held. */
  readonly opened: null | {
    readonly messages: readonly OpenedMessage[];
    readonly missing: number;
    /** Seals an answer; null if it is too long. */
    readonly answer: (text: string) => Promise<NewSealedAnswer | null>;
  };
};

/** Opens a talk with the recipient's key. */
export async function openRecipientsTalk(
  agency: string,
  { messages, ...talk }: RecipientsTalk,
  { pair, fingerprint }: HeldKey,
): Promise<ReadTalk> {
  const person = await publicKeyAt(bytesOf(talk.public_key)).catch(() => null);
  if (talk.recipient !== fingerprint || person === null) return { ...talk, opened: null };
  // Answers are sealed to the person, who alone can open them. The recipient reads the copies.
  const opened = messages
    .filter(({ sender }) => sender !== "recipient")
    .map((message) => {
      const from = message.sender === "copy" ? pair.publicKey : person;
      return openMessage(message, { agency, talk: talk.id, by: pair, from });
    });
  const sent = messages.filter(({ sender }) => sender === "recipient").map(({ number }) => number);
  const place = { agency, talk: talk.id, sender: "recipient", number: Math.max(0, ...sent) + 1 } as const;
  return {
    ...talk,
    opened: {
      messages: inReadingOrder(await Promise.all(opened)),
      missing: missingNumbers(messages),
      answer: async (text) => {
        const message = await makeMessage({ text }, { place, from: pair, to: person });
        const copyPlace = { ...place, sender: "copy" } as const;
        const copy = await makeMessage({ text }, { place: copyPlace, from: pair, to: pair.publicKey });
        return message && copy && { ...message, copy: { enc: copy.enc, ciphertext: copy.ciphertext } };
      },
    },
  };
}
