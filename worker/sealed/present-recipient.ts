import { formatDay } from "../../shared/calendar/day.ts";
import type { SealedRecipient } from "../../shared/contract/sealed.ts";
import type { SealedStore, StoredRecipient } from "./sealed-store.ts";

/** Whose key reports are sealed to now; null where the agency takes none. */
export function presentRecipient({ recipients }: Pick<SealedStore, "recipients">): StoredRecipient | null {
  return recipients().find(({ untilDay }) => untilDay === null) ?? null;
}

/** A stored recipient as it is shown. */
export function toSealedRecipient({
  name,
  publicKey,
  fingerprint,
  fromDay,
  untilDay,
}: StoredRecipient): SealedRecipient {
  const until = untilDay === null ? null : formatDay(untilDay);
  return { name, public_key: publicKey, fingerprint, from: formatDay(fromDay), until };
}
