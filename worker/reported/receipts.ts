import type { Problem } from "../../shared/contract/problem.ts";
import type { PointedError, Result } from "../../shared/result.ts";
import type { Keep } from "../imports/take-import.ts";
import type { Failure } from "../problems/failure.ts";
import { receiptProblem } from "../problems/problems.ts";

/** What a receipt says besides which item it is of. */
export type Receipt = {
  readonly outcome: "accepted" | "duplicate" | "refused";
  readonly problem?: Problem | undefined;
};

/** What became of one item, as its receipt says it. */
export function receiptOf(taken: Result<"accepted" | "duplicate", Failure>): Receipt {
  return taken.ok ? { outcome: taken.value } : { outcome: "refused", problem: receiptProblem(taken.failure) };
}

/** Items as they were given, and what of them is kept. */
export type GivenItems = { readonly items: readonly unknown[]; readonly keep: Keep };

/** Whether what was written of items stays, by their receipts. */
export function areKept({ keep }: GivenItems, { receipts }: { readonly receipts: readonly Receipt[] }): boolean {
  return keep === "each" || (keep === "whole" && receipts.every(({ outcome }) => outcome !== "refused"));
}

/** What is wrong with refused items, pointed at as `/items/3/unit`. */
export function refusedIn({ receipts }: { readonly receipts: readonly Receipt[] }): PointedError[] {
  return receipts.flatMap(({ problem }, index) => {
    if (!problem) return [];
    const errors = problem.errors ?? [{ pointer: "", detail: problem.title }];
    return errors.map(({ pointer, detail }) => ({ pointer: `/items/${index}${pointer}`, detail }));
  });
}
