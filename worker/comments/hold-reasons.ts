import type { HoldReason, Masks } from "../../shared/contract/comment.ts";

/** After this many comments with the same words within two days the next one is held. */
export const floodAfter = 3;

const link = /https?:|www\.|\b[a-z0-9-]{2,}\.(?:com|net|org|info|biz|top|xyz|shop|vip|club|site|online|icu|me|ly)\b/i;

/** What {@link holdReasonsOf} looks at. */
export type Holding = {
  readonly words: string;
  /** The words folded, in one line. */
  readonly folded: string;
  readonly masked: Masks;
  /** Recent comments with exactly the same words. */
  readonly same: number;
};

/** Why a comment waits for review; empty where it does not. Holding hides nothing, and passing publishes nothing. */
export function holdReasonsOf({ words, folded, masked, same }: Holding): HoldReason[] {
  const lower = words.normalize("NFC").toLowerCase();
  const spoken = ` ${(lower.match(/[\p{L}\p{N}]+/gu) ?? []).join(" ")} `;
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

/**
 * Insults that hold a comment for review, as words in a row. The list is short on purpose, and it hides no comment. Words
 * stand with their tones, since most are harmless without them: "con chó" is an insult, "còn chờ" complains of waiting.
 */
const insultWords: readonly string[] = [
  ...["con chó", "đồ chó", "thằng chó", "lũ chó", "óc chó", "chó đẻ", "chó chết", "con đĩ", "đồ đĩ", "đồ ngu"],
  ...["con ngu", "thằng ngu", "ngu như", "ngu si", "mất dạy", "vô học", "khốn nạn", "đụ má", "đù má", "địt", "lồn"],
  ...["cặc", "buồi", "ăn cứt", "óc lợn"],
];

/** Insults that are no other word, even without tones. */
const plainInsults: readonly string[] = [
  ...["dm", "dmm", "dcm", "vcl", "vkl", "clgt", "dit me", "dit con me", "deo me", "me kiep", "khon nan", "do khon"],
  ...["an cut", "oc lon", "fuck", "fucking", "bitch", "shit", "motherfucker"],
];
