import { searchText } from "../../shared/encodings/search-text.ts";

/** Something to choose from: what is kept, its name, and what else tells it apart. */
export type Option = { readonly value: string; readonly name: string; readonly note?: string };

/** An option with the text that it is found by. */
export type FoundOption = Option & { readonly searched: string };

/** Prepares options for many searches. */
export function toFind(options: readonly Option[]): FoundOption[] {
  return options.map((option) => ({ ...option, searched: searchText(`${option.value} ${option.name}`) }));
}

/** Returns the options that hold every word that was typed. Those whose code, then those whose name begins with it come first. */
export function findOptions(options: readonly FoundOption[], typed: string): FoundOption[] {
  const asked = searchText(typed).trim();
  if (asked === "") return [...options];
  const words = asked.split(/\s+/);
  const rank = ({ value, searched }: FoundOption): number => {
    if (searched.startsWith(asked)) return 0;
    return searched.startsWith(asked, value.length + 1) ? 1 : 2;
  };
  const found = options.filter(({ searched }) => words.every((word) => searched.includes(word)));
  return [0, 1, 2].flatMap((place) => found.filter((one) => rank(one) === place));
}
