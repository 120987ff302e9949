import type { NewSealedMessage, SealedMessage } from "../../shared/contract/sealed.ts";
import { open, type Opening, type Sealing, seal } from "./sealing.ts";

/** What a person tells in a report; any may be empty but the first. */
export type ReportText = { readonly happened: string; readonly where: string; readonly contact: string };

/** What is said in a talk: a report first, then texts. */
export type SealedText = ReportText | { readonly text: string };

/** What is sealed: JSON, in NFC. */
export function writeSealedText(said: SealedText): string {
  return JSON.stringify(said).normalize("NFC");
}

/** What was sealed; null if it has another shape, which our page never makes. */
export function readSealedText(opened: string): SealedText | null {
  try {
    const { happened, where, contact, text } = JSON.parse(opened) as Readonly<Record<string, unknown>>;
    if (typeof text === "string") return { text };
    const isReport = typeof happened === "string" && typeof where === "string" && typeof contact === "string";
    return isReport ? { happened, where, contact } : null;
  } catch {
    return null;
  }
}

/** A message of a talk as it travels; null if the text is too long. */
export async function makeMessage(text: SealedText, sealing: Sealing): Promise<NewSealedMessage | null> {
  const sealed = await seal(writeSealedText(text), sealing);
  return sealed && { number: sealing.place.number, ...sealed };
}

/** A message to be shown: what it says, or null if it was changed on its way or in the store. */
export type OpenedMessage = Pick<SealedMessage, "sender" | "number" | "day"> & { readonly said: SealedText | null };

/** Whose talk it is, who opens it, and who should have sealed it. */
export type TalkKeys = Omit<Opening, "place"> & { readonly agency: string; readonly talk: string };

/** Opens a message; its place in the talk must be right. */
export async function openMessage(message: SealedMessage, keys: TalkKeys): Promise<OpenedMessage> {
  const { sender, number, day } = message;
  const { agency, talk, ...opening } = keys;
  const text = await open(message, { ...opening, place: { agency, talk, sender, number } });
  return { sender, number, day, said: text === null ? null : readSealedText(text) };
}

/** Returns how many messages are missing: numbers below the highest of each side. */
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
