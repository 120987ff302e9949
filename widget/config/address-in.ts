/** An address as written on a page at another one; that page's own where it is none. */
export function addressIn(given: string, base: string): URL {
  try {
    return new URL(given, base);
  } catch {
    return new URL(base);
  }
}
