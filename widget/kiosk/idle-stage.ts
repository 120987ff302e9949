import type { AskingSettings } from "../visit/asked-form.ts";

/** Whether somebody is taken to be there; `nextMs`: when to look again, null once it is over. */
export type IdleStage = {
  readonly kind: "present" | "countdown" | "over";
  /** Whole seconds until everything is wiped, rounded up. */
  readonly secondsLeft: number;
  readonly nextMs: number | null;
};

/**
 * Where a visit stands after nobody has touched anything for a while.
 * @param quietMs milliseconds since the last touch or key, by a monotonic clock; ≥ 0
 */
export function idleStage(
  quietMs: number,
  { idleMs, countdownMs }: Pick<AskingSettings, "idleMs" | "countdownMs">,
): IdleStage {
  const leftMs = idleMs + countdownMs - quietMs;
  const secondsLeft = Math.max(0, Math.ceil(leftMs / 1000));
  if (leftMs <= 0) return { kind: "over", secondsLeft, nextMs: null };
  if (quietMs < idleMs) return { kind: "present", secondsLeft, nextMs: idleMs - quietMs };
  return { kind: "countdown", secondsLeft, nextMs: leftMs - (secondsLeft - 1) * 1000 };
}
