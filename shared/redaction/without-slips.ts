import type { FoldedText } from "./fold-text.ts";

/** Words that the rules look for beside numbers. Others stay as they were typed. */
const ruleWords: ReadonlySet<string> = new Set(
  [
    "so nha duong pho ngo ngach hem kiet ap khom thon xom to khu vuc khoi xa phuong quan huyen o ngu tru thuong tam dia chi ho khau",
    "sinh ngay thang nam tai khoan ngan hang the hien thong chuyen dien thoai goi lien he may ban xe bien kiem soat can cuoc chieu giay bao hiem",
    "cmnd chung minh nhan dan cong dan dinh danh lai ma so hoi y te tuy than cua la toi em chu minh nguyen tran le ly pham phan huynh hoang vo vu",
    "dang bui ngo truong dinh hung quang cach mang loi hue",
  ].flatMap((line) => line.split(" ")),
);

/** A word without letters typed twice and those that Telex takes for diacritics: "dduwowngf" is "duong". */
function withoutTelex(word: string): string {
  return word.replace(/([a-z])\1+/g, "$1").replace(/(?<=[aeiouy][a-z]{0,5})[sfrxjw]/g, "");
}

/** A word with a letter that no Vietnamese syllable has there. "or", "of" and "app" are left to English, "OO2" to numbers. */
const slip =
  /(?<![a-z\d])(?!o[rfsxj](?![a-z])|app(?![a-z])|[oil]+\d)(?=[a-z]{0,5}(?:([a-z])\1|[aeiouy][sfrxjw])|[a-z]{0,3}[aeiouy][a-z]{1,4}[sfrxjw])[a-z]{2,10}(?![a-z])/g;

/**
 * Returns a folded text without slips of the Telex way of typing in words that rules look for: "soos nhaf" becomes
 * "so nha". The places of what was typed stay those of the word.
 */
export function withoutSlips(folded: FoldedText): FoldedText {
  const { letters } = folded;
  let read = "";
  let end = 0;
  const from: number[] = [];
  const to: number[] = [];
  const copy = (start: number, length: number): void => {
    for (let at = start; at < start + length; at += 1) {
      from.push(folded.from[at] ?? 0);
      to.push(folded.to[at] ?? 0);
    }
  };
  for (const { 0: word, index } of letters.matchAll(slip)) {
    const meant = withoutTelex(word);
    if (meant === word || !ruleWords.has(meant)) continue;
    copy(end, index - end);
    copy(index, meant.length);
    read += letters.slice(end, index) + meant;
    end = index + word.length;
    to[to.length - 1] = folded.to[end - 1] ?? 0;
  }
  if (end === 0) return folded;
  copy(end, letters.length - end);
  return { letters: read + letters.slice(end), from, to };
}
