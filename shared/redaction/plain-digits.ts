const spelled: Readonly<Record<string, string>> = {
  khong: "0",
  hong: "0",
  mot: "1",
  hai: "2",
  ba: "3",
  bon: "4",
  tu: "4",
  nam: "5",
  lam: "5",
  sau: "6",
  bay: "7",
  tam: "8",
  chin: "9",
};

// A run counts as a number from so many number words and so many digits on: "hai ba năm sau" is ordinary speech.
const leastWords = 3;
const leastDigits = 9;

/** Fills the place of a digit word: "khong" becomes `0` and four of these. */
export const wordFiller = "\ue002";

interface Item {
  at: number;
  word: string;
}

function isReadOut(run: readonly Item[]): boolean {
  const words = run.filter(({ word }) => word in spelled).length;
  const digits = run.reduce((sum, { word }) => sum + (word in spelled ? 1 : word.length), 0);
  return words >= leastWords && digits >= leastDigits;
}

/** Returns runs of number words and digits with at most a comma and a space between them. */
function readOutWords(line: string): Item[] {
  const found: Item[] = [];
  let run: Item[] = [];
  let end = 0;
  const close = (): void => {
    if (isReadOut(run)) found.push(...run.filter(({ word }) => word in spelled));
    run = [];
  };
  for (const match of line.matchAll(/[a-z]+|\d+/g)) {
    const [word] = match;
    const belongs = word in spelled || /^\d/.test(word);
    if (!belongs || (run.length > 0 && !/^[\s,.-]{1,3}$/.test(line.slice(end, match.index)))) close();
    if (belongs) run.push({ at: match.index, word });
    end = match.index + word.length;
  }
  close();
  return found;
}

function withReadOutDigits(line: string): string {
  let plain = "";
  let end = 0;
  for (const { at, word } of readOutWords(line)) {
    plain += line.slice(end, at) + (spelled[word] ?? "") + wordFiller.repeat(word.length - 1);
    end = at + word.length;
  }
  return plain + line.slice(end);
}

/**
 * Returns a folded line with digits in place of number words ("không chín một…") and of letters that look like digits
 * (O for 0, l for 1). The length does not change, so every place stays where it was.
 */
export function plainDigits(line: string): string {
  return withReadOutDigits(line).replace(/(?<![a-z])[0-9oil]{2,24}(?![a-z])/g, (token) =>
    /\d/.test(token) ? token.replace(/o/g, "0").replace(/[il]/g, "1") : token,
  );
}
