/** The server that an attribute names, else the given one; without query, fragment and slashes at the end. */
export function serverAddress(given: string, fallback: string): string {
  return addressIn(given, fallback).href.replace(/\/*([?#].*)?$/, "");
}

/** An address that a page at `base` names; `base` itself if it is not one. */
export function addressIn(given: string, base: string): URL {
  try {
    return new URL(given, base);
  } catch {
    return new URL(base);
  }
}
