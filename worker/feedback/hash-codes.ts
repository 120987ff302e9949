import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import { type CodeHashes, isCodeHash } from "../crypto/hash.ts";
import type { HashedCode, OldCodeStore, StoredCodes } from "./old-code-store.ts";
import type { Brought, Delivery } from "./take-batch.ts";

/** What codes are hashed with. */
export type HashDeps = {
  readonly hashes: CodeHashes;
  readonly oldCodes: Pick<OldCodeStore, "replaceAmendKey" | "replaceTicket">;
};

/**
 * Reads what a request brought, with hashes in place of its amend keys and tickets. So no code gets any further, and a hash
 * is compared with hashes alone. Hashing takes time, so it comes before the transaction.
 */
export async function readDelivery({ json, signer }: Brought, deps: HashDeps): Promise<Delivery> {
  // The Worker wrote the JSON, of items that it has checked.
  const { sentAt, items } = JSON.parse(json) as { sentAt: string; items: FeedbackItem[] };
  const hashed = await Promise.all(items.map((item) => withHashes(item, deps)));
  return { sentAtMs: Date.parse(sentAt), items: hashed, signer };
}

async function withHashes(item: FeedbackItem, { hashes, oldCodes }: HashDeps): Promise<FeedbackItem> {
  const { id, amend_key: code, ticket } = item;
  const hash = await hashes.amendKey(code);
  oldCodes.replaceAmendKey(id, { code, hash });
  if (ticket === undefined) return { ...item, amend_key: hash };
  return { ...item, amend_key: hash, ticket: await hashTicket(ticket, { hashes, oldCodes }) };
}

/** The hash of a ticket, by which it is stored from now on if it is not yet. */
export async function hashTicket(code: string, { hashes, oldCodes }: HashDeps): Promise<string> {
  const hash = await hashes.ticket(code);
  oldCodes.replaceTicket({ code, hash });
  return hash;
}

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
