import { addressIn } from "../config/server-address.ts";

const maxLength = 200;

/**
 * What is told of the page where feedback was given, at most 200 characters: a key of the host as it is, of an address
 * the path alone, since query and fragment may name a person.
 * @param given the `page` attribute; empty: the page's own path stands
 * @param address the page's own address
 */
export function pageKey(given: string, address: string): string {
  const isAddress = /^[/?#.]|:\/\/|^$/.test(given);
  return (isAddress ? addressIn(given, address).pathname : given).slice(0, maxLength);
}
