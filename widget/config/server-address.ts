/** The server that an attribute names, else the given one; without query, fragment and slashes at the end. */
export function serverAddress(given: string, fallback: string): string {
  return addressIn(given, fallback).href.replace(/\/*([?#].*)?$/, "");
}

/** An address of the web that a page at `base` names; `base` itself if it is not one. A link to any other could be a script. */
export function addressIn(given: string, base: string): URL {
  try {
    const named = new URL(given, base);
    if (/^https?:$/.test(named.protocol)) return named;
  } catch {
    // It is no address.
  }
  return new URL(base);
}
