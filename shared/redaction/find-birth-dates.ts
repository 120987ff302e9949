import { joinPlaces, type Place, type Reading, wordsBefore } from "./reading.ts";
import { area, commonName, way } from "./street-names.ts";

const day = "(?:0?[1-9]|[12]\\d|3[01])";
const month = "(?:0?[1-9]|1[0-2])";
const day2 = "(?:0[1-9]|[12]\\d|3[01])";
const month2 = "(?:0[1-9]|1[0-2])";
const year = "(?:19|20)\\d{2}";
const fullDay = `${day} ?[./-] ?${month} ?[./-] ?${year}`;
const inEnglish = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
/** A digit in words, as in "một chín tám lăm" and "hai không linh ba". */
const digitWord = "(?:mot|hai|ba|bon|tu|nam|lam|nham|sau|bay|tam|chin)";
const yearInWords = `(?:(?:mot chin|hai khong) [a-z]{2,4} [a-z]{2,4}|(?:mot|hai) (?:nghin|ngan)(?: (?:khong|linh|le|tram|muoi|${digitWord})){1,6}|(?<=nam )(?:bon|nam|sau|bay|tam|chin) (?:muoi|(?:muoi )?${digitWord})(?! (?:dua|con|chau|nguoi|lan|tuoi|em|be|ngay|thang|ca|muoi|${digitWord})))(?![a-z])`;
/** A date in words: "ngày mười hai tháng ba", "mười hai tháng ba năm một chín bảy mươi". */
const monthInWords = `(?:(?:muoi|ham|ram|${digitWord}) ){0,4}thang (?:gieng|chap|muoi ${digitWord}|muoi|${digitWord})`;
const dayInWords = `(?:(?:(?:ngay|mung|mong) ){1,2}${monthInWords}(?: nam (?:${yearInWords}|${year}))?|${monthInWords} nam (?:${yearInWords}|${year}))(?![a-z])`;
const date = `(?:${inEnglish} ${day}(?:st|nd|rd|th)?[, ]{1,2}${year}|${day}(?:st|nd|rd|th)? ${inEnglish}[, ]{1,2}${year}|${year}${month2}${day2}|${year}[/.-]${month}[/.-]${day}|${day}(?: ?[./-] ?| )${month}(?: ?[./-] ?| )(?:${year}|\\d{2})|${day},? th(?:ang|g\\.?|\\.) ${month}(?:,?(?: nam)? ${year})?|${day2}${month2}\\d{2}|(?:thang )?${month},? nam ${year}|thang ${month} ${year}|${month} ?[./-] ?${year}|${day}${month}${year}|${year}|${dayInWords}|${yearInWords})(?![\\d/])`;

/** "sinh", southern "sanh", and both with two letters swapped. */
const sinh = "s(?:[ia]nh|nih|ihn|innh|iinh|inhh)";

/** Two digits that are no year. */
const notYear =
  "(?!\\d|[./:,-]\\d|%| ?(?:ngay|thang|nam|con|be|lan|chau|tuoi|nguoi|ca|tuan|gio|phut|h|k|g|em|dua|trieu)(?![a-z]))";

/** Words for the day of birth. A few words may follow. */
const firm = new RegExp(
  `(?<![a-z])(?:ngay|nam|thang)(?:,? thang)?(?:,? nam)? ?${sinh}(?! vien| hoat| lop)(?![a-z])(?:[^0-9\\ue000]{0,25}?(${date})|(?: (?:la|cua|toi|tui|em|con|chau|minh)){0,3}[ :]{1,2}(${day}[/.-]${month}(?![\\d/.-])|['’]?[03-9]\\d${notYear}))`,
  "g",
);

/** Words that end in "sinh" or "sanh" and are not about birth (học sinh, vệ sinh, khai sinh), unless they are names. */
const notBorn =
  /(?<![a-z])(?:hoc|ve|khai|phat|thi|ho|gioi|nay|mon|nu|mau|muu|che do|bao hiem|so|tru|hy|hi|duong|giam|giang|chung|cuu|heo|ga|nai|vit|tro cap) $/;
/** Words that are names of people too: with a recent year it is "an sinh" or "tuyển sinh". */
const notBornIn =
  /(?<![a-z])(?:an|dan|tai|y|tuyen|quan|song|tien|dai|bao|hoi|vi|nghi|thuy|hoa|dac|khoa|tam|ky|khang) $/;
const name = /(?:\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+|bé|[Cc]háu|[Cc]on) \p{Lu}\p{Ll}+ s$/u;
const someone = "(?: (?:em|toi|tui|minh|con|be|chau|no|gai|trai|dau long|thu (?:\\d|hai|ba)))";
const birth = `(?:${someone}| (?:vao|ng(?:ay|ya)|nam|thang|hom|hoi|bua|mung|mong|khoang|cuoi|dau|ra|la|nhat|doi|mo|non|thuong|truoc|chung|do|chinh xac|that|dung|thuc te|luc \\d{1,2} ?(?:h|g|gio)(?: ?\\d{2})?(?: phut)?,?))*[\\s:(,.-]{0,3}`;
/** Words for being born or giving birth: "đẻ ngày…". */
const born = new RegExp(
  `(?<![a-z])(${sinh}|de|chao doi)${birth}(${date}|2k\\d{0,2}(?!\\d)|(?<=(?:ngay|hom|bua|nhat)[ :]{1,2})${day}[/.-]${month}(?![\\d/.-])|(?<=s[ia]nh (?:hoi )?|nam[\\s:]{1,3})['’]?(?:[03-9]\\d|(?<=nam[\\s:]{1,3}['’]?)\\d{2})${notYear})`,
  "g",
);
/**
 * A question about a year, not a birth: "sinh con 2025", "trợ cấp sinh con năm 2025". "sinh con ngày 3/4/2025" is a
 * birth.
 */
const askedOfYear = /(?:con|be|em|mo|doi|thuong|ra|hai|ba|thu \d)(?: (?:nam|vao))*[\s:(,.-]{0,3}\d{4}$/;
const ofOldYear = /(?:19\d|200)\d$/;
/** Words for who is born or gives birth. They are needed because "de" without diacritics is also "để", "đề" and "dễ". */
const parent = new RegExp(
  `(?<![a-z])(?:vo|ma|me|con|be|chau|no|duoc|dc|moi|ngay|nam|ck|bu|vua)(?:${someone}| e| t| anh)?\\s$`,
);
const bornAt = new RegExp(`(?<![a-z])sinh (?:ra )?(?:tai|o) [^0-9\\ue000]{1,30}?(${date})`, "g");

/** "SN" before a year. It is also short for a house number. */
const short = new RegExp(
  `(?<![a-z])(?:s\\.? ?n\\.?|n[./]?s\\.?(?! ?20[12]\\d(?!\\d)|: ?202[4-9](?!\\d))|ntns|s ?nam|sinh(?:nam|ngay)|s\\.(?=${year}(?!\\d))|(?<=\\()s\\.|ng?\\.? ?sinh|born(?: on| in)?|d\\.?o\\.?b\\.?|(?:(?:date|year) of birth|birth ?date|birth ?day)(?: is)?)[\\s:=(-]{0,3}(${date}|2k\\d{0,2}(?![a-z\\d])|['’]?\\d{2}(?![\\d./:%a-z]|[, ]{1,2}(?:${way}|${area}|khu|${commonName})(?![a-z])| (?:ho so|bo|nguoi|lan|cai|tuoi|trieu|ngay)(?![a-z])))`,
  "g",
);
/**
 * A date before its word: "08/03/1995 sinh". It must be a whole date, since a year alone mostly counts students or
 * births; except for "(1985, sinh tại Cao Lãnh)".
 */
const behind = new RegExp(
  `(?<!\\d|\\d[./])(?:(${date})(?= ?(?:\\(|la |- ?)(?:ngay |nam |ngay thang nam )?sinh)|(${fullDay}(?=[, ]{1,2}(?:toi |em |con )?sinh(?! vien| hoat| vat| trac| thai)(?![a-z]))|(?<=[(,] ?)${year}(?=[, ]{1,2}sinh (?:tai|o) )))`,
  "g",
);

/** The date on a certificate: "giấy khai sinh ghi là 1/2/1990". */
const certified = new RegExp(
  `khai ${sinh}[^0-9\\n]{0,20}(?<![a-z])(?:dung|thanh|phai|ghi|ben|la|sang)(?: (?:ra|la|phai|thanh|nham|sai|ngay))*[ :]{1,2}(${fullDay}|${day} thang ${month} nam ${year}|(?<=ghi )${year})(?![\\d/.-]\\d|\\d)`,
  "g",
);
const otherDay = /(?<![a-z])(?:cap|nop|hen|han|dang ky|tra)(?![a-z])\D{0,24}$/;

const kin =
  "(?:vo|chong|vk|ck|me|ma|ba|bo|cha|tia|con|em|anh|chi|chau|be|ong)(?: (?:em|toi|tui|con|ut|ke|trai|gai|hai|thu (?:hai|ba|\\d)|sau|la|thi|minh)){0,3}";
/** Another date after a date of birth: "vợ 1972", "và 2015", "ghi nhầm 1987", and a whole date that is right or wrong. */
const next = new RegExp(
  `(?:[,;.) (-]{1,4}(?:(?:va|con|voi|cung) )?${kin}[\\s(:,-]{1,3}| (?:va|&) |, ?(?=\\d{4}(?:$|[,.;)\\n]| va ))|[^0-9\\ue000\\n]{0,24}?(?:(?<![a-z])(?:thanh|sang|nham|lon|khai|danh|(?:cccd|ho khau|cmnd) ghi|(?:he thong|may|trang|app|so|the) (?:lai )?(?:hien|bao|ra|ghi)|(?<= )lai (?:ghi|hien|de)|(?:ghi|khong phai|ben)(?=[ :]{1,2}\\d\\d?[ ./-])|dung|thuc te|that|khac(?: (?:voi|tren|trong|giay|khai sinh|cccd|cmnd|can cuoc|ho khau)){0,4})(?: (?:la|ra|phai|thanh|nam|qua|sai|nham|lon))*|[-=]>)[\\s:]{1,2})(${fullDay}|${day} thang ${month} nam ${year}|${year})(?![\\d/.-]\\d|\\d)`,
  "y",
);

const kinBefore = new RegExp(`(?<![a-z])${kin}[\\s(:,-]{1,3}$`);

/**
 * Returns the dates that follow those in `named` without their own word for birth, up to the next one that has a word.
 */
function followers(digits: string, named: readonly Place[]): Place[] {
  const starts = new Set(named.map(({ from }) => from));
  const places: Place[] = [];
  for (const { from, to } of named) {
    next.lastIndex = to;
    for (let match = next.exec(digits); match !== null; match = next.exec(digits)) {
      const [found, date = ""] = match;
      const between = found.slice(0, -date.length);
      const place = { from: next.lastIndex - date.length, to: next.lastIndex };
      // Someone who corrects a date writes both in the same way.
      const isAlike = date.length > 4 === to - from > 4;
      if (starts.has(place.from) || otherDay.test(between) || (!isAlike && !kinBefore.test(between))) break;
      places.push(place);
    }
  }
  return places;
}

function dates(line: string, pattern: RegExp): Place[] {
  return [...line.matchAll(pattern)].map((match) => {
    const found = match[2] ?? match[1] ?? "";
    const from = match.index + match[0].lastIndexOf(found);
    return { from, to: from + found.length };
  });
}

/** Whether the word is about birth. Diacritics tell "sanh" and "đẻ" from "so sánh", "tiền sảnh", "để" and "đề". */
function isBorn({ text, digits, from, to }: Reading, { index, 0: found, 1: word = "" }: RegExpMatchArray): boolean {
  const at = index ?? 0;
  const start = from[at] ?? 0;
  const written = text
    .slice(start, to[at + word.length - 1])
    .normalize("NFC")
    .toLowerCase();
  const before = wordsBefore(digits, at, 24);
  const isBarred = notBorn.test(before);
  if (word === "de")
    return /^[đd][ẻẽ]$/.test(written) ? !isBarred : written === word && (parent.test(before) || ofOldYear.test(found));
  // A slip of typing changes the letters, too, but leaves no diacritics.
  if (/[^\0-\x7f]/.test(written)) return word === "chao doi";
  if (name.test(text.slice(Math.max(0, start - 24), start + 1).normalize("NFC"))) return true;
  return !isBarred && (ofOldYear.test(found) || !notBornIn.test(before));
}

function bornDates(reading: Reading): Place[] {
  return [...reading.digits.matchAll(born)].flatMap((match) => {
    const to = match.index + match[0].length;
    if (askedOfYear.test(match[0]) || !isBorn(reading, match)) return [];
    return [{ from: to - (match[2] ?? "").length, to }];
  });
}

/** Finds dates and years of birth next to a word for them: "sinh ngày", "năm sinh", "sn 1990". */
export function findBirthDates(reading: Reading): Place[] {
  const { digits } = reading;
  const named = joinPlaces(
    dates(digits, firm),
    bornDates(reading),
    dates(digits, bornAt),
    dates(digits, short),
    dates(digits, behind),
    dates(digits, certified),
  );
  return joinPlaces(named, followers(digits, named));
}
