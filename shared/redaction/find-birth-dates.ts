import { joinPlaces, type Place, type Reading } from "./reading.ts";

const day = "(?:0?[1-9]|[12]\\d|3[01])";
const month = "(?:0?[1-9]|1[0-2])";
const day2 = "(?:0[1-9]|[12]\\d|3[01])";
const month2 = "(?:0[1-9]|1[0-2])";
const year = "(?:19|20)\\d{2}";
const inEnglish = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
const date = `(?:${inEnglish} ${day}(?:st|nd|rd|th)?,? ${year}|${day}(?:st|nd|rd|th)? ${inEnglish},? ${year}|${year}${month2}${day2}|${year}[/.-]${month}[/.-]${day}|${day}(?: ?[./-] ?| )${month}(?: ?[./-] ?| )(?:${year}|\\d{2})|${day} thang ${month}(?:,?(?: nam)? ${year})?|(?:thang )?${month},? nam ${year}|thang ${month} ${year}|${month} ?[./-] ?${year}|${day}${month}${year}|${year})(?![\\d/])`;

/** Words that name the day of birth itself; a few words may follow. */
const firm = new RegExp(
  `(?<![a-z])(?:ngay|nam|thang)(?:,? thang)?(?:,? nam)? s[ia]nh(?! vien| hoat)(?![a-z])[^0-9\\ue000]{0,25}?(${date})`,
  "g",
);

/** "sinh" ends many words (học sinh, vệ sinh, khai sinh): not behind those. */
const born = new RegExp(
  `(?<![a-z]|(?:hoc|ve|khai|phat|thi|an|dan|tai|ho|y|gioi|nay|tuyen|moi|mon|nu|quan|song|mau|so|tien|dai) )(?:sinh|sanh(?= (?:ngay|nam|thang|hom|mung)))(?: (?:vao|ngay|nam|thang|hom|mung|mong|ra|la|nhat|khoang|cuoi|dau|em|toi|tui|minh|con|be|chau|chinh xac|that|dung|thuc te|luc \\d{1,2} ?(?:h|g|gio)(?: ?\\d{2})?(?: phut)?,?))*[\\s:(,.-]{0,3}(${date}|2k\\d{1,2}(?!\\d))`,
  "g",
);
const bornAt = new RegExp(`(?<![a-z])sinh (?:ra )?(?:tai|o) [^0-9\\ue000]{1,30}?(${date})`, "g");
const bornIn =
  /(?<!(?:hoc|ve|khai|thi|an) )(?<![a-z])s[ia]nh nam[\s:]{1,3}(['’]?\d{2}(?![\d./:%]| (?:ngay|thang|nam|con|be|lan|chau)))/g;

/** "SN" is short for the number of a house as well. */
const house =
  "(?:duong|pho|ngo|ngach|hem|kiet|thon|ap|khom|xom|to|khu|nguyen|tran|le|ly|pham|phan|huynh|hoang|vo|vu|dang|bui|quang|hung)";
const short = new RegExp(
  `(?<![a-z])(?:s\\.? ?n\\.?|n[./]?s\\.?|ntns|(?<=\\()s\\.|ng?\\.? ?sinh|born(?: on| in)?|d\\.?o\\.?b\\.?|(?:date of birth|birth ?date|birth ?day)(?: is)?)[\\s:=(-]{0,3}(${date}|2k\\d{1,2}(?![a-z\\d])|['’]?\\d{2}(?![\\d./:%a-z]|,? ${house}(?![a-z])| (?:ho so|bo|nguoi|lan|cai)(?![a-z])))`,
  "g",
);
/** "08/03/1995 sinh", a whole day: a year alone is one that students or births are counted in. */
const dayBehind = new RegExp(
  `(?<!\\d|\\d[./])(${day} ?[./-] ?${month} ?[./-] ?${year})(?= (?:toi |em |con )?sinh(?! vien| hoat| vat)(?![a-z]))`,
  "g",
);
/** "(1985, sinh tại Cao Lãnh)". */
const thenWhere = new RegExp(
  `(?<!\\d|\\d[./])(${day} ?[./-] ?${month} ?[./-] ?${year}|(?<=\\(|, )${year})(?=,? sinh (?:tai|o) )`,
  "g",
);
/** The right one behind a wrong one, or what a certificate says. */
const corrected = new RegExp(
  `(?:(?:ngay|nam) sinh [^\\n\\ue000]{4,50}?(?<![a-z])(?:dung|thanh|phai)(?: ra)?(?: (?:la|phai la))?|khai sinh[^0-9\\n\\ue000]{0,20} ghi(?: sai| nham| la| thanh){0,2})[ :]{1,2}(${day}[./-]${month}[./-]${year})(?!\\d)`,
  "g",
);
const behind = new RegExp(`(?<!\\d|\\d[./])(${date})(?= ?(?:\\(|la |- ?)(?:ngay |nam |ngay thang nam )?sinh)`, "g");

function dates(line: string, pattern: RegExp): Place[] {
  return [...line.matchAll(pattern)].map((match) => {
    const found = match[1] ?? "";
    const from = match.index + match[0].lastIndexOf(found);
    return { from, to: from + found.length };
  });
}

/** Dates and years of birth beside their words: "sinh ngày", "năm sinh", "sn 1990". */
export function findBirthDates({ digits }: Reading): Place[] {
  return joinPlaces(
    dates(digits, firm),
    dates(digits, born),
    dates(digits, bornAt),
    dates(digits, bornIn),
    dates(digits, short),
    dates(digits, behind),
    dates(digits, dayBehind),
    dates(digits, thenWhere),
    dates(digits, corrected),
  );
}
