import type { OfficeDeps } from "../../../../widget/office-ui/office-page-element.ts";

/** A browser's storage in memory; `texts` are all that it keeps. */
export function memoryStorage(): NonNullable<OfficeDeps["drafts"]> & { readonly texts: () => string[] } {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (place) => [...items.keys()][place] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, text) => void items.set(key, text),
    removeItem: (key) => void items.delete(key),
    texts: () => [...items.values()],
  };
}
