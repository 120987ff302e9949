import type { OfficeDeps } from "../office-ui/office-page-element.ts";

type Drafts = NonNullable<OfficeDeps["drafts"]>;

/** One person's part of this browser's storage. Whoever signs in after them at the same computer sees nothing of it. */
export function draftsOf(storage: Drafts, holder: string): Drafts {
  const prefix = `office:${holder}:`;
  const own = (): string[] => {
    const names = Array.from({ length: storage.length }, (_, place) => storage.key(place) ?? "");
    return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  };
  return {
    getItem: (name) => storage.getItem(prefix + name),
    setItem: (name, value) => storage.setItem(prefix + name, value),
    removeItem: (name) => storage.removeItem(prefix + name),
    key: (place) => own()[place] ?? null,
    get length() {
      return own().length;
    },
  };
}
