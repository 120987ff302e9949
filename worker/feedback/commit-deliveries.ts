import type { Signer } from "./device-gate.ts";
import { type BatchContext, readDelivery, takeBatch } from "./take-batch.ts";

/** What one request brought, as the JSON of `{ sentAt, items }`, and the device that signed for it; null without one. */
export type Brought = { readonly json: string; readonly signer: Signer | null };

/**
 * Takes what came in one turn, inside one transaction. Answers the JSON of each delivery's receipts; where a device signed
 * it, the JSON of a result, since then all of it may be refused.
 */
export function commitDeliveries(brought: readonly Brought[], context: BatchContext): string[] {
  const taken = takeBatch(
    brought.map(({ json, signer }) => readDelivery(json, signer)),
    context,
  );
  return taken.map((one, place) => JSON.stringify(one.ok && !brought[place]?.signer ? one.value : one));
}
