/** A time on a person's clock: milliseconds since 1970, and the time zone's offset in minutes east of UTC. */
export type WallTime = { readonly ms: number; readonly offsetMinutes: number };

/** Writes a time in ISO 8601 with milliseconds and the local offset, such as `2026-11-24T08:15:00.000+07:00`. */
export function localInstant({ ms, offsetMinutes }: WallTime): string {
  const size = Math.abs(offsetMinutes);
  const hours = String(Math.floor(size / 60)).padStart(2, "0");
  const minutes = String(size % 60).padStart(2, "0");
  const local = new Date(ms + offsetMinutes * 60_000).toISOString().slice(0, -1);
  return `${local}${offsetMinutes < 0 ? "-" : "+"}${hours}:${minutes}`;
}
