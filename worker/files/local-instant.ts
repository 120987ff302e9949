/** An instant (milliseconds since 1970) as ISO 8601 in a zone that is `offsetOf(ms)` milliseconds ahead of UTC then. */
export function localInstant(ms: number, offsetOf: (ms: number) => number): string {
  const offset = offsetOf(ms);
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return new Date(ms + offset).toISOString().replace("Z", zone);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
