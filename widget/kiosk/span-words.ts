const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** A span of time in words, in the largest unit of which there is a whole one: `5 phút`, `3 days`. `ms` ≥ 0. */
export function spanWords(ms: number, language: string): string {
  const [unit, size] = units.find(([, size]) => ms >= size) ?? (["second", 1000] as const);
  return inUnit(Math.floor(ms / size), unit, language);
}

/** A number of bytes, in megabytes without decimals. */
export function bytesWords(bytes: number, language: string): string {
  return inUnit(Math.round(bytes / 1_000_000), "megabyte", language);
}

function inUnit(count: number, unit: string, language: string): string {
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(count);
}
