import { addressIn } from "./address-in.ts";

/** The server that an attribute names, else the given one; without query, fragment and slashes at the end. */
export function serverAddress(given: string, fallback: string): string {
  return addressIn(given, fallback).href.replace(/\/*([?#].*)?$/, "");
}
