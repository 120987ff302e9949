import { type CodeHashes, isCodeHash } from "../crypto/hash.ts";
import type { HashedCode, OldCodeStore, StoredCodes } from "./old-code-store.ts";

/** Feedback whose codes are hashed in one turn: about 2 ms of work, 17 if each has a ticket. */
const feedbackInTurn = 100;

/** What {@link hashOldCodes} works with; `rest` lets other requests have their turn. */
export type HashOldDeps = {
  readonly hashes: CodeHashes;
  readonly oldCodes: OldCodeStore;
  readonly inTransaction: (write: () => void) => void;
  readonly rest: () => Promise<void>;
};

/** Hashes all codes that were stored before codes were hashed, in short turns. After a restart it goes on where it was. */
export async function hashOldCodes({ hashes, oldCodes, inTransaction, rest }: HashOldDeps): Promise<void> {
  for (let codes = oldCodes.next(feedbackInTurn); codes !== null; codes = oldCodes.next(feedbackInTurn)) {
    const hashed = await Promise.all(codes.map((stored) => hashStored(stored, hashes)));
    const last = codes.at(-1)?.feedback ?? "all";
    inTransaction(() => {
      for (const { feedback, amendKey, ticket } of hashed) {
        if (amendKey) oldCodes.replaceAmendKey(feedback, amendKey);
        if (ticket) oldCodes.replaceTicket(ticket);
      }
      oldCodes.reached(last);
    });
    await rest();
  }
}

type Hashed = { readonly feedback: string; readonly amendKey: HashedCode | null; readonly ticket: HashedCode | null };

async function hashStored({ feedback, amendKey, ticket }: StoredCodes, hashes: CodeHashes): Promise<Hashed> {
  const hashed = async (code: string | null, hash: CodeHashes["ticket"]): Promise<HashedCode | null> =>
    code === null || isCodeHash(code) ? null : { code, hash: await hash(code) };
  return {
    feedback,
    amendKey: await hashed(amendKey, hashes.amendKey),
    ticket: await hashed(ticket, hashes.ticket),
  };
}
