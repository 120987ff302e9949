import type { AgencyPort, Door, DoorBook } from "./ports.ts";

/** For so long nobody asks again for a touchpoint or device that was not known. */
const refreshMs = 2000;
/** After so long what is known is read again: another instance of the Worker may have changed it. */
const staleMs = 60_000;

type Known = {
  readonly touchpoints: ReadonlyMap<string, Door>;
  readonly devices: ReadonlySet<string>;
  readonly readMs: number;
};

/** `changes` is the number of changes so far; what was read before the newest one is not used. */
type Page = {
  changes: number;
  known: Known | null;
  reading: { readonly at: number; readonly known: Promise<Known> } | null;
};

/** What the door book is made of; `agency` returns the object of an agency that the registry knows. */
export type DoorBookDeps = {
  readonly agency: (code: string) => Pick<AgencyPort, "doors">;
  readonly nowMs: () => number;
};

/** Remembers which touchpoints and devices agencies have, and asks an agency at most every two seconds. */
export function doorBook({ agency, nowMs }: DoorBookDeps): DoorBook {
  const pages = new Map<string, Page>();
  const read = async (code: string): Promise<Known> => {
    const readMs = nowMs();
    const { touchpoints, devices } = await agency(code).doors();
    const doors = touchpoints.map(([id, limit]) => [id, { limit }] as const);
    return { touchpoints: new Map(doors), devices: new Set(devices), readMs };
  };
  const readOnce = async (code: string, page: Page): Promise<Known> => {
    const at = page.changes;
    if (page.reading?.at !== at) page.reading = { at, known: read(code) };
    const { reading } = page;
    try {
      const known = await reading.known;
      if (page.changes === at) page.known = known;
      return known;
    } finally {
      if (page.reading === reading) page.reading = null;
    }
  };
  const known = async (code: string, isThere: (known: Known) => boolean): Promise<Known> => {
    const page = pages.get(code) ?? { changes: 0, known: null, reading: null };
    pages.set(code, page);
    const ageMs = page.known ? nowMs() - page.known.readMs : staleMs;
    if (page.known && (ageMs < refreshMs || (ageMs < staleMs && isThere(page.known)))) return page.known;
    return readOnce(code, page);
  };
  return {
    touchpoint: async (code, id) =>
      (await known(code, ({ touchpoints }) => touchpoints.has(id))).touchpoints.get(id) ?? null,
    hasDevice: async (code, id) => (await known(code, ({ devices }) => devices.has(id))).devices.has(id),
    forget(code) {
      const page = pages.get(code);
      if (!page) return;
      page.changes += 1;
      page.known = null;
    },
  };
}
