import type { Result } from "../../shared/result.ts";

/** What of a list is kept: each item that was not refused, all items or none, or nothing, as a trial. */
export type Keep = "each" | "whole" | "nothing";

type Outcomes = { readonly receipts: readonly { readonly outcome: string }[] };

/** Whether what was written stays. */
export function isKept(keep: Keep, result: Result<Outcomes | { readonly data: unknown }, unknown>): boolean {
  if (!result.ok || keep === "nothing") return false;
  if (keep === "each" || !("receipts" in result.value)) return true;
  return result.value.receipts.every(({ outcome }) => outcome !== "refused");
}
