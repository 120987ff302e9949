import { ok, type Result } from "../../shared/result.ts";
import type { CallFault } from "../ui/call-server.ts";

/** Waits for several answers. Returns their values in the same order, or the first failure. */
export async function readTogether<T extends readonly unknown[]>(
  ...asked: { readonly [Place in keyof T]: Promise<Result<T[Place], CallFault>> }
): Promise<Result<T, CallFault>> {
  const values: unknown[] = [];
  for (const answer of await Promise.all(asked)) {
    if (!answer.ok) return answer;
    values.push(answer.value);
  }
  return ok(values as unknown as T);
}
