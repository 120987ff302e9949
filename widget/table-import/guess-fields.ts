import { searchText } from "../../shared/encodings/search-text.ts";
import type { ImportField } from "./import-spec.ts";

/** Fewest letters of a name by which a longer one that holds it is recognised. */
const leastPart = 4;

/** Returns the field of each column by the columns' names; empty for a name that is none's. Each field is given once. */
export function guessFields(names: readonly string[], fields: readonly ImportField[]): string[] {
  const left = new Map(fields.map((one) => [one.field, namesOf(one)]));
  const guess = (name: string, fits: (known: string, asked: string) => boolean): string => {
    const asked = folded(name);
    const [found = ""] = [...left].find(([, known]) => asked !== "" && known.some((one) => fits(one, asked))) ?? [];
    left.delete(found);
    return found;
  };
  const exact = names.map((name) => guess(name, (known, asked) => known === asked));
  return exact.map(
    (found, place) =>
      found || guess(names[place] ?? "", (known, asked) => known.length >= leastPart && asked.includes(known)),
  );
}

function namesOf({ field, label, also = [] }: ImportField): string[] {
  return [field, label, ...also].map(folded);
}

function folded(text: string): string {
  return searchText(text).trim().replace(/\s+/g, " ");
}
