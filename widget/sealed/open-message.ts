import type { SealedMessage } from "../../shared/contract/sealed.ts";
import { fromBase64url } from "./base64url.ts";
import { readSealedText, type SealedText } from "./report-text.ts";
import { open } from "./sealing.ts";

/** A message to be shown: what it says, or null where it was changed on its way or in the store. */
export type OpenedMessage = Pick<SealedMessage, "sender" | "number" | "day"> & { readonly said: SealedText | null };

/** Whose talk it is, who opens it, and who should have sealed it. */
export type TalkKeys = {
  readonly agency: string;
  readonly talk: string;
  readonly by: CryptoKeyPair;
  readonly from: CryptoKey;
};

/** Opens a message where it stands. */
export async function openMessage(message: SealedMessage, keys: TalkKeys): Promise<OpenedMessage> {
  const { sender, number, day } = message;
  const { agency, talk, by, from } = keys;
  const enc = fromBase64url(message.enc);
  const ciphertext = fromBase64url(message.ciphertext);
  const place = { agency, talk, sender, number };
  const text = enc && ciphertext && (await open({ enc, ciphertext }, { place, by, from }));
  return { sender, number, day, said: text === null ? null : readSealedText(text) };
}

/** Numbers of one side that are not there, though higher ones are. */
export function missingNumbers(messages: readonly Pick<SealedMessage, "sender" | "number">[]): number {
  const sides = ["person", "recipient"] as const;
  return sides.reduce((missing, side) => {
    const numbers = messages.filter(({ sender }) => sender === side).map(({ number }) => number);
    return missing + Math.max(0, ...numbers) - new Set(numbers).size;
  }, 0);
}

/** Messages in the order in which they are read: by day; within a day, each side's by their numbers, the person's first. */
export function inReadingOrder<T extends Pick<SealedMessage, "sender" | "number" | "day">>(
  messages: readonly T[],
): T[] {
  return [...messages].sort((a, b) => {
    if (a.day !== b.day) return a.day < b.day ? -1 : 1;
    return a.sender === b.sender ? a.number - b.number : a.sender === "person" ? -1 : 1;
  });
}
