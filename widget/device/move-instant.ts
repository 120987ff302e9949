import { localInstant } from "../clock/local-instant.ts";

/** An instant moved to another time, in milliseconds since 1970, written with the zone that it had. */
export function moveInstant(instant: string, toMs: number): string {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(instant) || [];
  const size = Number(hours || 0) * 60 + Number(minutes || 0);
  return localInstant({ ms: toMs, offsetMinutes: sign === "-" ? -size : size });
}
