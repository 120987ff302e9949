import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { CodeHashes } from "../crypto/hash.ts";
import type { OldCodeStore } from "./old-code-store.ts";
import type { Brought, Delivery } from "./take-batch.ts";

/** What codes are hashed with. */
export type HashDeps = {
  readonly hashes: CodeHashes;
  readonly oldCodes: Pick<OldCodeStore, "replaceAmendKey" | "replaceTicket">;
};

/** As the Worker wrote it, of items that it has checked; `source` is the name of the client, null if nobody tells who it is. */
type Sent = { readonly sentAt: string; readonly source: string | null; readonly items: readonly FeedbackItem[] };

/**
 * Reads what a request brought, with hashes in place of its amend keys and tickets. So no code gets any further, and a hash
 * is compared with hashes alone. Hashing takes time, so it comes before the transaction.
 */
export async function readDelivery({ json, signer }: Brought, deps: HashDeps): Promise<Delivery> {
  const { sentAt, source, items } = JSON.parse(json) as Sent;
  const hashed = await Promise.all(items.map((item) => withHashes(item, deps)));
  return { sentAtMs: Date.parse(sentAt), items: hashed, signer, source: signer ? null : source };
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
