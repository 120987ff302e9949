import type { CommentDeps } from "./comment-deps.ts";
import { foldedWords } from "./folded-words.ts";
import type { StoredComment } from "./stored-comment.ts";

/** Erases a comment's words for good: its own, what it is found by, and where answers quote them. */
export function eraseWords({ comments, search }: CommentDeps, { number, words, replies }: StoredComment): void {
  for (const reply of replies) {
    const kept = withoutQuotes(reply.words, words ?? "");
    if (kept !== reply.words) comments.rewordReply(reply.id, kept);
  }
  search.unindex(number);
  comments.eraseWords(number);
}

/** This many words in a row that also stand in a comment are a quote of it. */
const quotedWords = 5;

const mark = "[…]";

/**
 * An answer without its quotes of a comment. Quotes are lines that begin with `>`, and runs of five words or more that the comment
 * has too, whatever their case and diacritics. Each quote becomes `[…]`.
 */
export function withoutQuotes(answer: string, comment: string): string {
  const said = ` ${foldedWords(comment).join(" ")} `;
  const lines = answer.split("\n").map((line) => (/^\s*>/.test(line) ? mark : withoutRuns(line, said)));
  return lines.filter((line, place) => line !== mark || lines[place - 1] !== mark).join("\n");
}

type Word = { readonly folded: string; readonly from: number; readonly to: number };

function withoutRuns(line: string, said: string): string {
  const words = wordsOf(line);
  let [kept, end, place] = ["", 0, 0];
  while (place < words.length) {
    const length = runAt(words, place, said);
    const [first, last] = [words[place], words[place + length - 1]];
    if (length >= quotedWords && first && last) {
      kept += line.slice(end, first.from) + mark;
      end = last.to;
    }
    place += length >= quotedWords ? length : 1;
  }
  return kept + line.slice(end);
}

function wordsOf(line: string): Word[] {
  return [...line.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((found) => {
    return { folded: foldedWords(found[0]).join(" "), from: found.index, to: found.index + found[0].length };
  });
}

/** Number of words from a place on that the comment has in the same order. */
function runAt(words: readonly Word[], place: number, said: string): number {
  let length = 0;
  let run = " ";
  while (place + length < words.length) {
    const next = `${run}${words[place + length]?.folded ?? ""} `;
    if (!said.includes(next)) break;
    run = next;
    length += 1;
  }
  return length;
}
