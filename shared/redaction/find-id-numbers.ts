import { countsUp, digitGroups, isOneNumber } from "./digit-groups.ts";
import { joinPlaces, type Place, placesOf, type Reading, wordsAfter, wordsBefore } from "./reading.ts";

const gap = "[\\s.\\-\\ue002]{0,8}";
const start = "(?<!\\d|\\d[.,])";
const twelve = new RegExp(`${start}\\d(?:${gap}\\d){11}(?!\\d)`, "g");
const nine = /(?<!\d|\d[.,])(?:\d{9}|\d{3}([ .-])\d{3}\1\d{3}(?!\1\d{3}(?!\d)))(?![\d/]|[.,]\d)/g;
/** A tenth digit after nine of a mobile number: "giấy tờ: 0 9 1 3 4 8 2 6 7 5". */
const oneMore = /^[\s.-]?\d(?!\d)/;
const nineApart = new RegExp(`${start}\\d(?:${gap}\\d){8}(?!\\d)`, "g");
const ten = /(?<!\d)\d(?:[ .-]?\d){9}(?!\d)/g;
const passport = /(?<![a-z0-9])[a-z] ?\d{7,8}(?!\d)/g;

/** Health insurance: two letters for the group, one digit for the level, two for the province, ten for the person. */
const insurance = /(?<![a-z0-9])[a-z]{2}[ .-]?[1-5](?:[ .-]?\d){12}(?!\d)/g;

const paper =
  "(?:cccd|cmnd|cmtnd|cmt|cm|can cuoc|chung minh|dinh danh|ddcn|so dd|so cc|cc|gplx|blx|bang lai|bang lx|lai xe|giay to|tuy than|ho chieu|passport|id(?!=)|identity|bhxh|bhyt|bao hiem|so huu|mst|ma so thue)";
const paperBefore = new RegExp(`(?<![a-z])${paper}(?![a-z])(?:(?!\\d{4})[^\ue000]){0,30}$`);
/** Words between a number and its kind: "8720925497 trên thẻ bhyt", "… là số sổ bhxh", "… (mã số bhxh)". */
const leadsTo = "[\\s,:(-]{0,3}(?:(?:la|day la|tren|trong|o|in|ghi|cua|so|ma|the|tam|cai|cuon|giay) ){0,5}";
const paperAfter = new RegExp(`^${leadsTo}${paper}(?![a-z])`);
const socialAfter = new RegExp(
  `^${leadsTo}(?:bhxh|bhyt|bao hiem(?! xe| nhan tho| vat chat| trach nhiem| that nghiep)|bh)(?![a-z])`,
);
const passportAfter = new RegExp(`^${leadsTo}(?:ho chieu|passport)(?![a-z])`);
const socialBefore =
  /(?:bhxh|bhyt|bao hiem|so huu|(?:so|the|ma) bh|bh y te|bh xa hoi|mst|ma so thue)(?![a-z])\D{0,20}$/;
const insuranceBefore = /(?:bhyt|bao hiem|bh y te|the bh)(?![a-z])\D{0,20}$/;
const passportBefore = /(?<![a-z])(?:ho chieu|passport|pass|ppt|pp|hc)(?![a-z])[^\n]{0,56}$/;

/**
 * Whether digits are a citizen number: province 001 to 096, then 0 or 1 for people born before 2000, 2 or 3 for others.
 * The year after it is not checked, because a mistyped number is personal too.
 * Source: Nghị định 137/2015/NĐ-CP, Điều 13; Thông tư 59/2021/TT-BCA, Điều 4.
 */
function isCitizenNumber(digits: string): boolean {
  const province = Number(digits.slice(0, 3));
  return province >= 1 && province <= 96 && Number(digits.charAt(3)) <= 3;
}

const cardBefore = /(?<![a-z])(?:cmnd|cmtnd|cmt|cm|chung minh|giay to|tuy than)(?![a-z])\D{0,20}$/;
const phoneBefore = /(?<![a-z])(?:sdt|dt|dien thoai|goi|lien he|lh|zalo|phone|tel|alo)(?![a-z])\D{0,12}$/;
const codeBefore =
  /(?<![a-z])(?:ma|so hieu|hop dong|phieu|don|seri|ho so|bien nhan|noi dung|vao so|to khai|so luong|du an|chung nhan|phat hanh|van ban|cong van|tham chieu|giao dich|gd|loi|yeu cau|khach hang|hoa don|bien lai|to trinh)(?![a-z])\D{0,14}$/;

/**
 * Whether it is an old identity card, which begins with the province, 01 to 38. Round numbers are sums; three short
 * groups are rooms.
 */
function isOldCard(found: string, before: string): boolean {
  if (found.length > 9 && (countsUp(found) || !/(?:so|la|:)\s?$/.test(before))) return false;
  if (/[=_/#&]$/.test(before)) return false;
  return /^[0-3]/.test(found) && !/\.|000$/.test(found) && !codeBefore.test(before) && !/\d[\s.-]{1,2}$/.test(before);
}

/**
 * Finds citizen and identity numbers, and the numbers of passports, driving licences and insurances next to a word for
 * them.
 */
export function findIdNumbers({ letters, digits }: Reading): Place[] {
  const isNamed = (from: number, to: number): boolean =>
    paperBefore.test(wordsBefore(letters, from)) || paperAfter.test(wordsAfter(letters, to, 40));
  const glued = (from: number): boolean =>
    /[a-z]$/.test(wordsBefore(letters, from, 1)) && !paperBefore.test(wordsBefore(letters, from));
  return joinPlaces(
    placesOf(
      letters,
      insurance,
      (found, from) => /^[a-z]{2}\d/.test(found) || insuranceBefore.test(wordsBefore(letters, from)),
    ),
    placesOf(digits, twelve, (found, from) => {
      const groups = digitGroups(found);
      if (!isOneNumber(groups) || glued(from)) return false;
      return isCitizenNumber(groups.digits) || isNamed(from, from + found.length);
    }),
    placesOf(letters, passport, (found, from) => {
      const after = wordsAfter(letters, from + found.length, 40);
      return passportBefore.test(wordsBefore(letters, from, 70)) || passportAfter.test(after);
    }),
    placesOf(digits, ten, (found, from) => {
      const before = wordsBefore(letters, from);
      if (phoneBefore.test(before)) return false;
      const isTold = !/^0[35789]/.test(found) && socialAfter.test(wordsAfter(letters, from + found.length, 40));
      return isTold || socialBefore.test(before);
    }),
    placesOf(digits, nine, (found, from) => {
      const before = wordsBefore(letters, from);
      if (phoneBefore.test(before)) return false;
      return isNamed(from, from + found.length) || (isOldCard(found, before) && !glued(from));
    }),
    placesOf(digits, nineApart, (found, from) => {
      const before = wordsBefore(letters, from);
      if (/^0[\s.-]?[35789]/.test(found) && oneMore.test(digits.slice(from + found.length, from + found.length + 3)))
        return false;
      return cardBefore.test(before) && isOneNumber(digitGroups(found));
    }),
  );
}
