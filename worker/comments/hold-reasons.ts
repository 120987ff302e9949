import type { HoldReason, Masks } from "../../shared/contract/comment.ts";
import { insultWords, plainInsults } from "./insult-words.ts";

/** The same words so often within two days hold the next ones. */
export const floodAfter = 3;

const link = /https?:|www\.|\b[a-z0-9-]{2,}\.(?:com|net|org|info|biz|top|xyz|shop|vip|club|site|online|icu|me|ly)\b/i;

/** What holding is judged by. */
export type Holding = {
  readonly words: string;
  /** The words folded, in one line. */
  readonly folded: string;
  readonly masked: Masks;
  /** Comments that said exactly the same lately. */
  readonly same: number;
};

/** Why a comment waits for review; empty where it does not. Nothing is hidden by this, and nothing else published. */
export function holdReasonsOf({ words, folded, masked, same }: Holding): HoldReason[] {
  const spoken = ` ${(
    words
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(" ")} `;
  const isInsult =
    insultWords.some((insult) => spoken.includes(` ${insult} `)) ||
    plainInsults.some((insult) => ` ${folded} `.includes(` ${insult} `));
  const found: [HoldReason, boolean][] = [
    ["masked", masked.length > 0],
    ["insult", isInsult],
    ["link", link.test(words.normalize("NFKC"))],
    ["flood", same >= floodAfter],
  ];
  return found.flatMap(([reason, isSo]) => (isSo ? [reason] : []));
}
