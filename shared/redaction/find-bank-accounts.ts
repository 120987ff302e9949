import { digitGroups } from "./digit-groups.ts";
import { type Place, type Reading, wordsAfter, wordsBefore } from "./reading.ts";

const bank =
  "(?:ngan hang|(?:vietcom|sacom|tech(?:com)?|agri|vietin|exim|mb|nam a|bac a|dong ?a|kien ?long|shinhan|woori)(?: bank)?|quan doi|vcb|bidv|ctg|icb|tcb|acb|stb|scb|shb|vib|msb|ocb|nhno|nhnno|nhnn|nhcsxh|csxh|lien viet|sai gon thuong tin|nong nghiep|timo|cake|bao ?viet|ncb|pgb|gpb|lpb|bvb|vbsp|uob|hsbc|cimb|ivb|chinh sach xa hoi|zalopay|momo|vikki|a chau|ngoai thuong|cong thuong|viettel ?(?:pay|money)|(?:vp|tp|hd|ab|viet|sea|ocean|public|sai gon|viet a|ban viet|quoc dan|pvcom|kb) bank|(?!(?:data|power|world|smart)bank)[a-z]{2,14}bank)";

const firm = /(?<![a-z])(?:stk|so ?tk|so tai khoan|so the|so t\/k|atm)(?![a-z])\D{0,24}$/;
const bankRightBefore = new RegExp(`(?<![a-z])(?!ngan hang|nong nghiep)${bank}(?: so)?[\\s:.-]{1,3}$`);
const loose = new RegExp(
  `(?<![a-z])(?:tk|tkhoan|t/k|tai khoan|acc(?:ount)?|a/c|the (?:visa|master(?: ?card)?|napas|jcb|tin dung|ghi no|ngan hang)|${bank})(?![a-z])\\D{0,36}$`,
);
/** Words for sending money. A number that looks like a sum after them is one. */
const sentTo = /(?<![a-z])(?:ck|chuyen khoan|chuyen tien|hoan tien|gui tien)(?![a-z])\D{0,16}$/;
const cardBefore = /(?<![a-z])so the(?![a-z])\D{0,24}$/;
const bankAfter = new RegExp(
  `^(?:,? (?:day )?la (?:so )?(?:stk|tk|tai khoan)(?! (?:zalo|vneid|dvc|dich vu))| ?\\((?:so )?(?:stk|tk|tai khoan)[a-z ]{0,20}\\)|[\\s,:;(-]{0,4}(?:chu tai khoan|chu tk|ctk)|[\\s,:;(-]{0,4}(?:(?:tai|o|nh|cua) )?${bank})(?![a-z])`,
);

/** Accounts that are no bank accounts, and words for other kinds of numbers. */
const another =
  /(?:vneid|dinh danh|dich vu cong|dang nhap|zalo(?!pay)|facebook|nhan vien|cccd|cmnd|can cuoc|bhyt|bhxh|bao hiem|sdt|dien thoai|goi|hotline|(?<![a-z])(?:dt|lh|lien he|lien lac|alo|viber))\D{0,20}$/;

const signIn = /(?:dang nhap|vneid|dinh danh|dich vu cong)\D{0,30}$/;

/** An account with the number of a phone: "stk trùng số đt luôn: 079…". */
const alsoPhone =
  /(?<![a-z])(?:tk|stk|tai khoan)(?: (?!zalo|fb|facebook)[a-z]{1,9}){0,2} ?(?:=|trung|giong|la|bang)(?: voi| la)? (?:so )?(?:sdt|dt|dien thoai)[^0-9,.;]{0,14}$/;

/** Other numbers after a bank's name: codes, times and sums of a transfer. */
const ofTransfer =
  /(?<![a-z])(?:gd|giao dich|tham chieu|ma don|loi|luc|so tien|noi dung|tru|hotline|tong dai)(?![a-z])\D{0,16}$|(?<![a-z])(?:ma[: ]{1,2}|ft|gd|mgd)$/;
const looksLikeDay =
  /^(?:20[12]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])20[12]\d)$/;

/** "ck" is also short for "husband". */
const couple = /(?<![a-z])(?:vk|vo chong)(?![a-z])/;

const run = /(?<!\d|\d[.,])\d(?:[\s.\-\ue002]{0,8}\d){5,18}(?!\d)/g;

/**
 * Returns the end of an account number: whole groups, as long as they fit one account. A long first group is all of it.
 */
function accountEnd(line: string, found: string): number {
  const [first] = /^[\d\ue002]+/.exec(found) ?? [""];
  if (!first.includes("\ue002") && first.length >= 8) return first.length;
  let end = 0;
  for (const group of found.matchAll(/\d[\d\ue002]*/g)) {
    if (end > 0 && group.index - end > 3) break;
    end = group.index + group[0].length;
  }
  if (!/^[a-z]/.test(line.slice(end))) return end;
  return found.slice(0, end).replace(/[\s.-]+[\d\ue002]+$/, "").length;
}

/**
 * Returns the text after the last word for an account. The nearest word decides: "số thẻ căn cước" names no account,
 * "sđt không có, stk" does.
 */
function afterBankWords(before: string): string {
  const last = Math.max(before.lastIndexOf("stk"), before.lastIndexOf(" tk "), before.lastIndexOf("tai khoan"));
  return last < 0 ? before : before.slice(last);
}

function isAccount(reading: Reading, { from, to }: Place): boolean {
  const before = wordsBefore(reading.letters, from, 48);
  const nearest = afterBankWords(before);
  const after = wordsAfter(reading.letters, to);
  const found = reading.digits.slice(from, to);
  const { digits } = digitGroups(found);
  const isFirm = firm.test(before);
  if (/^9704(?:\d{12}|\d{15})$/.test(digits) || /^[45]\d{3}(?:[ -]\d{4}){3}$/.test(found)) return true;
  if (digits.length < (isFirm ? 6 : 8) || digits.length > 19) return false;
  // "Số thẻ" can also mean an identity card.
  if (/^0\d{11}$/.test(digits) && cardBefore.test(before) && !loose.test(before) && !bankAfter.test(after))
    return false;
  if (!isFirm && (signIn.test(before) || /^ (?:dvc|vneid)/.test(after))) return false;
  if (alsoPhone.test(before)) return true;
  if (another.test(nearest)) return false;
  if (isFirm || bankRightBefore.test(before) || bankAfter.test(after)) return true;
  if (/^0[35789]\d{8}$/.test(digits) || /^[1-9]\d{0,2}(?:[.,]\d{3})+$/.test(found)) return false;
  if (/000000$/.test(digits) || looksLikeDay.test(found) || ofTransfer.test(nearest)) return false;
  return (
    loose.test(before) ||
    (sentTo.test(before) && !/000$/.test(digits) && !(found.length === 12 && couple.test(before + after)))
  );
}

/** Words between two accounts: "từ 6500… sang 1018…", "(cũ), … (mới)". */
const toNext =
  /^(?: ?\([a-z ]{1,12}\)| (?:cu|moi|sai|dung)(?![a-z]))?[\s,;:/&>-]{0,4}(?:(?:nay|da|bi|lai|doi|ghi|chuyen|nham|lon|sai|thanh|sang|qua|hoac|hay|va|voi|ma|chu|khong|ko|k|hong|phai|moi|cu|so|stk|tk|tai khoan)(?:[\s:]{1,3}|$)){0,7}$/;
const changed = /(?:thanh|sang|nham|lon|phai) $/;

/**
 * Whether a number after an account is a second account. It may be a phone or citizen number, unless the account was
 * changed.
 */
function isNextAccount({ letters, digits }: Reading, { last, next }: { last: Place; next: Place }): boolean {
  const between = letters.slice(last.to, next.from);
  const found = digits.slice(next.from, next.to);
  if (!toNext.test(between) || !/^\d{8,15}$/.test(found) || looksLikeDay.test(found)) return false;
  return changed.test(between) || !/^0(?:[35789]\d{8}|\d{11})$/.test(found);
}

/**
 * Finds bank accounts and cards: 6 to 19 digits next to a word for them or a bank's name. Vietnamese cards begin with
 * 9704.
 */
export function findBankAccounts(reading: Reading): Place[] {
  const { digits } = reading;
  const places: Place[] = [];
  for (const match of digits.matchAll(run)) {
    const from = match.index;
    const to = from + accountEnd(digits.slice(from, from + match[0].length + 1), match[0]);
    const last = places[places.length - 1];
    const next = { from, to };
    if (isAccount(reading, next) || (last && isNextAccount(reading, { last, next }))) places.push(next);
  }
  return places;
}
