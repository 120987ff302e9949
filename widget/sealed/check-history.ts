import type { SealedDoor, SealedHistoryEntry } from "../../shared/contract/sealed.ts";
import { isSuccessorSigned } from "./sign-successor.ts";

/** A recipient of the history; `isFalse`: the server says that the key before signed it, and it did not. */
export type CheckedEntry = SealedHistoryEntry & { readonly isFalse: boolean };

/** Checks each signature of a history, which is newest first. */
export function checkHistory({ agency, history }: SealedDoor, subtle: SubtleCrypto): Promise<CheckedEntry[]> {
  const checked = history.map(async (entry, place): Promise<CheckedEntry> => {
    if (entry.followed !== "signed") return { ...entry, isFalse: false };
    const before = history[place + 1];
    const { fingerprint, name, signature } = entry;
    if (!before || signature === null) return { ...entry, isFalse: true };
    const number = history.length - place;
    const successor = { agency: agency.code, number, before: before.fingerprint, fingerprint, name };
    const signed = { publicKey: before.public_key, signature };
    return { ...entry, isFalse: !(await isSuccessorSigned(signed, successor, subtle)) };
  });
  return Promise.all(checked);
}
