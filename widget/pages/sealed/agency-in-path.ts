/** The agency of a path such as `/sealed/H20` or `/sealed/H20-7k3m9q2x4t`; null if there is none. */
export function agencyInPath(path: string): string | null {
  const named = path.split("/").filter(Boolean)[1] ?? "";
  return /^([A-Z][A-Z0-9]{1,15})(-[0-9a-hjkmnp-tv-z]{10})?$/.exec(named)?.[1] ?? null;
}
