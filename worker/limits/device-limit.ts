import { fail, type Result } from "../../shared/result.ts";
import type { Failure, FailureOf } from "../problems/failure.ts";
import type { CodeGuesses } from "./guess-limit.ts";
import type { RateLimit } from "./rate-limit.ts";

/** What a call that a device signed is limited with. */
export type DeviceLimitDeps = {
  readonly limits: RateLimit;
  readonly guesses: CodeGuesses;
  /** Feedback a minute that a device may send. */
  readonly perMinute: number;
  readonly doors: { hasDevice(agency: string, id: string): Promise<boolean> };
  clientName(purpose: string): Promise<string>;
};

/** A device that says to have signed a call, and how much feedback the call brings. */
export type SignedBy = { readonly agency: string; readonly device: string; readonly cost: number };

/**
 * Makes a call that a device says to have signed. The device is charged only after its signature held, and wrong signatures are
 * counted by client and device: so nobody can use up the limit of a device without its key.
 */
export async function asDevice<T, F extends Failure>(
  { limits, guesses, perMinute, doors, clientName }: DeviceLimitDeps,
  { agency, device, cost }: SignedBy,
  call: () => Promise<Result<T, F>>,
): Promise<Result<T, F | FailureOf<"signature" | "rate-limited">>> {
  if (!(await doors.hasDevice(agency, device))) {
    return fail({ kind: "signature", given: "it is not that of the device" });
  }
  // It holds four minutes of what flows in: a device may have been offline for days.
  const flow = { atOnce: Math.max(100, 4 * perMinute), perMinute };
  const draws = [{ of: "place", bucket: `device ${device}`, cost, flow }] as const;
  const allowed = limits.check(draws);
  if (!allowed.ok) return allowed;
  const guesser = `${await clientName("devices")} ${device}`;
  const done = await guesses.attempt(guesser, call);
  if (done.ok) limits.charge(draws);
  return done;
}
