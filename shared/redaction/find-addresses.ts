import { findSpaced } from "./find-spaced.ts";
import { joinPlaces, type Place, type Reading, wordsBefore } from "./reading.ts";
import { area, commonName, streetName, way } from "./street-names.ts";
import { isArea, isCapital, isFoldedArea } from "./is-area.ts";

/** `12`, `12/3`, `173/28/4`, `25A`, `K48/17` of Đà Nẵng and `H12/34`. */
const number = "[hk]?\\d{1,4}(?: ?(?:bis|ter)|[a-z]{0,2})(?:\\/\\d{1,4}[a-z]{0,2}){0,4}(?![\\d/a-z])";
const place = `(?:${way}(?! (?:day|truyen|ong|dan|link|bo|sat)(?![a-z]))|${area}|kdc|khu dan cu|cu xa|chung cu)`;

/** The start of a number. "Lan,12/3 Lê Lợi" has one at 12; "1,12" and "p.12" have none there. */
const free = "(?<![\\da-z/.]|\\d,(?=\\d))";

/** First words of street names. */
const street = `(?:${commonName}|do|ho|duong|mai|cao|to|doan|luong|ha|lam|chau|thai|trinh|tang|ta|kha|ba|lac|au|an|thong|nam|xo|hoa|kim|mau|bach|chu|luu|giai|minh|tan|phu|dong|hang|huyen|phuong|quan|xa|tinh|trieu|yersin|pasteur|thanh|binh|hong|long|tay|bac|quach|khuc|su|dao|dan|ngoc|thach|la|chua|cau|hue|(?:ng|tr)(?:\\. ?[a-z]{2,7})?)`;

const numberWithHouse = new RegExp(
  `(?<![a-z])(?:(?:so nha|nha so)(?: (?:cua|em|toi|tui|minh|la|cu|moi)){0,4}[: ]{1,2}|nha (?:em |toi |tui |minh )?mang so )${number}(?! (?:tang|can|nguoi|ho|lan(?! ong|[a-z])|thang(?! long| \\d|[a-z])))`,
  "g",
);
const numberOnWay = new RegExp(`${free}(?:${way} )?(so )?${number},? ?${place}(?![a-z])`, "g");
const numberWithName = new RegExp(`${free}(?:${way} )?(so )?${number} (?:d\\. ?)?${street}(?![a-z])`, "g");
const numberOnKnown = new RegExp(
  `${free}(?<!-)(?:${way} )?(?:so |sn )?(?:${number}|\\d{1,4}-\\d{1,4})[, ]{1,2}${streetName}(?![a-z])`,
  "g",
);
const numberWithAnyName = new RegExp(
  `${free}(so )?${number} (?!tp|uy|quay|ban |bo |thang|tet|anh|chi|ong |ba |so )[a-z]{2,7} [a-z]{1,7}(?![a-z])`,
  "g",
);
const wayThenNumber = new RegExp(
  `(?<![a-z])(?:duong|pho) ${street}(?: [a-z]{1,7}){1,4}[, ]{1,2}(?:so nha|nha so|so) ${number}(?! (?:nguoi|ho|nha|can))`,
  "g",
);
const lane = new RegExp(`(?<![a-z])(?:hem|ngo|ngach|kiet) ${number}[, ]{1,2}(?:so nha|nha so|nha|so) ${number}`, "g");
/** A hamlet before the house, as in "ấp 3, số 145", if someone lives there; and "tổ 3, khóm 2, số 15". */
const areaThenNumber = new RegExp(
  `(?<![a-z])(?:${area}|phuong|xa)(?: [a-z\\d]{1,7}){1,3}[, ]{1,2}((?:${area}|phuong|xa)(?: [a-z\\d]{1,7}){1,3}[, ]{1,2})?(?:so nha|nha so|so) ${number}(?! ?(?:nguoi|ho|nha|can|%|lan|ngay))`,
  "g",
);
/** A house before its lane: "số 5 hẻm 12 đường 30/4". */
const houseBefore = new RegExp(
  `(?<![a-z])(?:so|nha|so nha|nha so|sn|ngo|ngach|hem) ${number}[, ]{1,2}(?:(?:ngo|ngach|hem) ${number}[, ]{1,2})?$`,
);
const numberOfFlat = "(?: so)? ?[a-z]{0,2}\\d{1,4}[a-z]?(?:[.-]\\d{1,4})?";
const estate =
  "(?:(?:khu )?(?:chung cu|tap the|nha o|nha tro)|toa(?! an| nha (?:lam|hanh|van))|ct ?\\d|block|cc|kdc|khu dan cu|kdt|khu do thi|day (?:nha )?tro|ky tuc xa|ktx)";
const floor = "(?:(?:lau|tang) \\d{1,2}[, ]{1,2})?";
/** One building of several. */
const wing = "(?:(?:lo|nha|day|don nguyen) [a-z]?\\d{0,2}[, ]{1,2})?";
/** A house without "số": "438 hẻm 18". */
const bareHouse = new RegExp(`${free}(?<!\\d[-.])${number}[, ]{1,2}$`);
const flat = new RegExp(
  `(?<![a-z])(?:can(?: ho)?(?: so)? [a-z]{1,2}\\d{0,2}[.-]\\d{1,4}(?:\\.\\d+)?(?!\\d)|(?<!(?:mau|tuyen|khu|xe) )(?!(?:p\\d\\d?|m[23])[, ]{1,2})[a-z]{1,2}\\d{1,4}(?:[.-]\\d{1,4})?[, ]{1,2}${estate}(?![a-z])|${floor}(?:can ho|ch|phong|can|p\\.)${numberOfFlat}[, -]{1,3}${floor}${wing}${estate}(?![a-z])|(?:block|lo|thap|toa(?=[^\\n]{1,20}can)) ?[a-z]{0,2}\\d{0,2}(?:\\.\\d{1,2})?[, -]{1,3}${floor}(?:can ho|can|phong|p\\.?)${numberOfFlat}(?![\\da-z])|chung cu(?: [a-z\\d]{1,8}){0,3}[, -]{1,3}(?:can ho|can|phong)${numberOfFlat}(?![\\da-z]| (?:nguoi|ngu|tang|m))|can ho${numberOfFlat}[, ]{1,2}(?:lau|tang) \\d)`,
  "g",
);
const plot =
  /(?<![a-z])(?:so|nha|so nha|nha so|can)(?: so)? \d{1,4}[a-z]?[, ]{1,2}lo [a-z]{1,2}\d{0,2}(?![a-z\d])|(?<![a-z])lo (?:[a-z]{1,2} ?\d{1,4}[a-z]?|\d{1,4}[a-z])[, ]{1,2}(?:duong|khu dan cu|kdc|kdt|khu do thi|khu tai dinh cu)(?![a-z])/g;

const who =
  "(?:em|e|toi|tui|t|minh|mik|mk|con|chau|ba|ma|me|bo|cha|tia|ong|noi|ngoai|co|chu|bac|di|cau|anh|chi|vo|chong)";

/** Words that say that someone lives there: "ở", "nhà tui", "nhà bà ngoại em", "nhà bác Tư". */
const home = new RegExp(
  `(?<![a-z])(?:o|ngu|tru|nha|sn|dia chi|dc|dchi|d\\/c|ho khau|song|tro)(?: (?:la|tai|so|o|nha|ben|cua|thuong tru|tam tru|lien he|lien lac|${who})){0,4}(?: (?:co|chu|bac|ong|ba|di|cau|anh|chi) [a-z]{1,7})?[\\s:,.(]{0,3}$`,
);

/** Words that introduce a place of residence. The word "address" alone can introduce other things. */
const domicile =
  /(?<![a-z])(?:(?:ngu|(?:thuong|tam|cu) tru|dc|d\/c|ho khau)(?: (?:la|tai|so|o|cua|em|toi|tui|nha|hien nay|hien tai)){0,3}|dchi|dia chi(?: [a-z]+){0,4})[\s:,.(]{0,3}$/;

/** Words for sending something there. They have other uses too, so the street name must be in capitals. */
const toward =
  /(?<![a-z])(?:cho|ve|tai|toi|den|nhan|la|(?:giao|chuyen|gui|don|doi|nham)(?: nha)? sang)(?: (?:tai|so|o|nha|dia chi)){0,2}[\s:,.(]{0,3}$/;

/** Words for what stands beside a house: "cột điện trước 120 đường…". */
const beside = /(?<![a-z])(?:truoc|doi dien|canh|ke|sat(?: ben)?|sau lung)(?: (?:nha|cong|cua))? $/;

const plainName = new RegExp(`^${commonName}$`);

/** A ward or district after the street: "45 Lê Lợi, quận 1". */
const wardAfter = /^,? ?(?:phuong|p\.|p ?\d|quan|q\.|q ?\d|xa|tp|thanh pho|thi xa)/;

/** Things that have a number and are no house. */
const notHouse =
  /(?<![a-z])(?:ngay|hom|(?<!(?:giao|chuyen|gui|don|doi|nham|nha) )sang|chieu|dieu|khoan|diem|quay|cua|ban|phong|tuyen|buyt|cong|mau|bieu|lop|khoa|lan|thang|nam|km|luc|gio|quy|buoc|phieu|so thu tu|stt|nghi dinh|quyet dinh|luat|nghi quyet|thong tu|thua|to ban do|trang|muc|top|hang|kenh|sau|co|gom|tong|mat|them|cot(?: dien| den)?|tru di?en|cay|cau|chot|camera|bau cu|bien ap|ho ga|nap cong|chuyen|doan|dai|cach|dem|trua|tram|nga|thu|dot|du an|ho so|can bo)(?: so)?[\s:]{0,2}$|(?<![a-z])(?<!nha )moi(?: so)?\s?$/;

/** Holidays, which look like house numbers: "30/4 Lê Lợi cấm xe". */
const feast = /^(?:30\/4|0?1\/5|0?2\/9|20\/1[01]|0?8\/3|26\/3|27\/[27]|22\/12|0?1\/6)[, ]/;

/** A person with a queue number, "số 3 Nguyễn Văn A". */
const anybody = /^ (?:van|thi) [a-z](?![a-z])/;

/** Words before a number that is the name of a ward, hamlet or street. */
const areaBefore =
  /(?<![a-z])(?:phuong|p\.?|f|quan|q\.?|khom|ap|thon|to|khu pho|kp|khu vuc|xa|duong|xe|lo|cap|doi)(?: so)?[\s:]{0,2}$/;

/** A lane with a number has many houses, so it counts only if someone lives there. "đường số 12, khóm 3" is no house. */
const laneAlone = new RegExp(`^${way} (?:so )?\\d{1,4}(?: |, ?)`);
/** A measure before a street: "12h Nguyễn Huệ", "200m đường Lê Lợi". */
const measure = /^\d{1,4} ?(?:h|m|km|cm|k|kg|tr)[ ,]/;

/** A lane with a name, "5 ngõ 12 Đội Cấn". A count of lanes has no name after it. */
const laneWithName = /^ \d{1,4}[a-z]?(?:\/\d{1,4}[a-z]?)? [a-z]/;
/** Numbers that cannot be a date, so they are houses on any street: "27/4b", "45/23", "12/3/4". */
const noDay =
  /^k?(?:\d+[a-z]?\/\d+(?:[a-h]|\/)|(?:3[2-9]|[4-9]\d|\d{3})[a-z]?\/|\d+\/(?:1[3-9]|[2-9]\d|\d{3})).* (?!(?:nguoi|ho|phieu|diem|cau|ca|em|chau|ngay|suat|can|hs|dai|cu tri)(?![a-z]))[a-z]+ [a-z]+$/;
const lettered = /^\d{1,4}\/\d{1,4}[a-h] /;

/** Words that end an address. */
const stop =
  /^(?:phuong|p|quan|q|xa|huyen|thi|tp|thanh pho|tinh|f|ma|nhung|chua|khong|ko|k|bi|va|thi|la|co|nuoc|den|can|xin|de|da|dang|duoc|cho|tu|ben|ke|gan|doi|mo|giup|nha|nhe|chu|nen|roi|gui|goi|dt|sdt|trong|vao|hay|cong|qua|mat|xay|luon|o|bi)$/;

const countable = new RegExp(`${area}$`);
/** One area inside another: "281 tổ 6 ấp Long Hưng", "610A tổ 11, khóm 7", "15 khu vực Bình Yên B, phường 3". */
const areaInArea = new RegExp(
  `^\\.? ?(?:\\d{1,3}[a-z]?|(?!cua|trong|thuoc)[a-z]{2,7}(?: [a-z]{1,7}){0,2})[, ]{1,2}(?:${area}|phuong|xa|p\\.? ?\\d|thi tran|tt)`,
);

const placeWord = new RegExp(`^(?:${place}|so)$`);

/** Counts of wards are smaller than that: "102 phuong mai" without diacritics is a house. */
const mostWards = 20;

/** Returns the end of a name: all words in capitals, or up to three words in small letters. */
function nameEnd(reading: Reading, from: number): number {
  let end = from;
  let small = 0;
  for (const match of reading.letters
    .slice(from, from + 60)
    .matchAll(
      /([ ,]{0,2})(khu (?:pho|vuc|dan cu)|cu xa|chung cu|(?![pq]\d)[a-z]{1,2}\d{1,2}|[a-z]+|\d[\d/]*[a-z]?)(?![\w])/g,
    )) {
    const at = from + match.index + (match[1] ?? "").length;
    const word = match[2] ?? "";
    const joins = match.index === end - from && (!(match[1] ?? "").includes(",") || placeWord.test(word));
    const isOnWay = isCapital(reading, at) && /(?:duong|pho) $/.test(reading.letters.slice(Math.max(0, at - 6), at));
    const isNamePart = isFoldedArea(word) && (isOnWay || !isArea(reading, { at, word }));
    if (!joins || (stop.test(word) && !isCapital(reading, at) && !isNamePart)) break;
    if (/^(?:p|q|tp)$/.test(word) || (isFoldedArea(word) && !isNamePart)) break;
    if (!isCapital(reading, at) && !/^\d/.test(word) && !placeWord.test(word)) small += 1;
    if (small > 3) break;
    end = at + word.length;
  }
  return end;
}

function houseLength({ letters }: Reading, from: number): number {
  const before = wordsBefore(letters, from, 36);
  const isLane = /^(?:hem|ngo|ngach|kiet) \d/.test(letters.slice(from, from + 8));
  return (houseBefore.exec(before) ?? (isLane ? bareHouse.exec(before) : null))?.[0].length ?? 0;
}

function found(
  reading: Reading,
  pattern: RegExp,
  accepts: (match: RegExpMatchArray, from: number) => boolean,
): Place[] {
  const places: Place[] = [];
  let end = 0;
  for (const match of reading.letters.matchAll(pattern)) {
    const from = match.index;
    if (from < end || !accepts(match, from)) continue;
    const house = houseLength(reading, from);
    const start = Math.max(end, from - house);
    end = nameEnd(reading, from + match[0].length);
    places.push({ from: start, to: end });
  }
  return places;
}

interface Candidate {
  match: RegExpMatchArray;
  from: number;
}

function houseNumber(found: string): number {
  return Number(/\d+/.exec(found)?.[0]);
}

function isSlashed({ match }: Candidate): boolean {
  return /\d[a-z]?\/\d|^k\d/.test(match[0]);
}

/** Whether the number counts or measures something, or names only a lane. */
function isNoHouse(found: string, before: string): boolean {
  if (domicile.test(before)) return false;
  if (notHouse.test(before)) return true;
  if (feast.test(found)) return !home.test(before) && !toward.test(before);
  const isAlone = laneAlone.test(found) && !bareHouse.test(before) && !houseBefore.test(before);
  return (measure.test(found) || isAlone) && !home.test(before) && !toward.test(before);
}

function hasWard(reading: Reading, at: number): boolean {
  const end = nameEnd(reading, at);
  return wardAfter.test(reading.letters.slice(end, end + 16));
}

/** Whether it is a house in a hamlet and not a count of hamlets: "nhà 33 tổ 7", "về 610A tổ 11 khóm 7". */
function isInArea(reading: Reading, { match, from }: Candidate): boolean {
  const before = wordsBefore(reading.letters, from);
  if (/(?<![a-z])(?:nha|sn|s\/n)[\s:]{0,2}$/.test(before)) return true;
  const at = from + match[0].length;
  const behind = reading.letters.slice(at, at + 40);
  if (areaInArea.test(behind)) return home.test(before) || toward.test(before) || hasWard(reading, at);
  return home.test(before) && (/^ ?\d/.test(behind) || isCapital(reading, at + 1));
}

/** Whether it is a house on a street and not a count of streets: "số 12 đường…", "12/3 hẻm…". */
function isOnWay(reading: Reading, candidate: Candidate): boolean {
  const before = wordsBefore(reading.letters, candidate.from);
  if (isNoHouse(candidate.match[0], before)) return false;
  const at = candidate.from + candidate.match[0].length;
  const [space = "", name = ""] = /^\.? ?([a-z\d]{0,12})/.exec(reading.letters.slice(at, at + 14)) ?? [];
  const isCapitalized = isCapital(reading, at + (space.length - name.length));
  const isNamed = isCapitalized || plainName.test(name) || /^(?:\d|(?:so|tinh|huyen|lien)$)/.test(name);
  const isBeside = beside.test(before) && !feast.test(candidate.match[0]);
  const isLived = isBeside || home.test(before) || toward.test(before);
  const [found] = candidate.match;
  if (domicile.test(before) || (candidate.match[1] && /(?:ap|khom|thon)$/.test(found))) return true;
  if (candidate.match[1] !== undefined || isSlashed(candidate)) return isNamed || isLived;
  if (countable.test(candidate.match[0])) return isInArea(reading, candidate);
  if (isCapitalized && /^\d{1,4}[a-z]? pho$/.test(found) && isCapital(reading, at - 3)) return true;
  const lane = laneWithName.exec(reading.letters.slice(at, at + 14));
  if (lane && /(?:ngo|ngach|hem|kiet)$/.test(found) && isCapital(reading, at + lane[0].length - 1)) return true;
  return (isNamed && (isLived || hasWard(reading, at))) || (home.test(before) && houseNumber(found) > mostWards);
}

function hasStreetName(reading: Reading, candidate: Candidate): boolean {
  const { match, from } = candidate;
  const before = wordsBefore(reading.letters, from);
  if (isNoHouse(match[0], before)) return false;
  const at = from + match[0].search(/[a-z]+$/);
  const to = from + match[0].length;
  const isNumbered = home.test(before) && houseNumber(match[0]) > mostWards;
  if (isArea(reading, { at, word: reading.letters.slice(at, to) })) return isNumbered;
  if (!isCapital(reading, at)) {
    const isPlain = plainName.test(reading.letters.slice(at, to));
    return home.test(before) ? isPlain || /\d[a-z] /.test(match[0]) : isPlain && toward.test(before);
  }
  if (match[1] !== undefined && anybody.test(reading.letters.slice(to, to + 8))) return false;
  if (home.test(before) || isSlashed(candidate) || match[1] !== undefined) return true;
  if (toward.test(before) || beside.test(before)) return isCapital(reading, to + 1);
  return hasWard(reading, to);
}

/**
 * Whether a number stands before a full street name. Only districts and the like have such numbers, and there is no
 * "quận 34".
 */
function isOnKnown({ letters }: Reading, { match, from }: Candidate): boolean {
  const before = wordsBefore(letters, from);
  if (isNoHouse(match[0], before)) return false;
  return !areaBefore.test(before) || (/(?<![a-z])quan $/.test(before) && Number.parseInt(match[0], 10) > 12);
}

/** Whether two words in capitals follow, and someone lives there or the number has a slash. */
function hasAnyName(reading: Reading, candidate: Candidate): boolean {
  const { match, from } = candidate;
  const before = wordsBefore(reading.letters, from);
  const words = [...match[0].matchAll(/ [a-z]/g)].slice(-2);
  const [first = ""] = / [a-z]+(?= [a-z]+$)/.exec(match[0]) ?? [];
  const at = from + match[0].length - (/ [a-z]+ [a-z]+$/.exec(match[0])?.[0].length ?? 0) + 1;
  if (isArea(reading, { at, word: first.slice(1) })) return false;
  const areNames = words.every(({ index }) => isCapital(reading, from + index + 1));
  if (notHouse.test(before) || (feast.test(match[0]) && !home.test(before))) return false;
  if (areNames) return home.test(before) || isSlashed(candidate);
  return noDay.test(match[0]) && (home.test(before) || (lettered.test(match[0]) && /(?:^|[,.;:(]\s?)$/.test(before)));
}

/**
 * Finds addresses with the number of a house, flat or plot. Many people live in a ward, hamlet or street, so those stay.
 */
export function findAddresses(reading: Reading): Place[] {
  return findSpaced(reading, findSpacedAddresses);
}

function findSpacedAddresses(reading: Reading): Place[] {
  const always = (): boolean => true;
  return joinPlaces(
    found(reading, lane, always),
    found(reading, wayThenNumber, always),
    found(reading, areaThenNumber, (match, from) => !!match[1] || home.test(wordsBefore(reading.letters, from))),
    found(reading, numberWithHouse, always),
    found(reading, flat, always),
    found(reading, plot, always),
    found(reading, numberOnKnown, (match, from) => isOnKnown(reading, { match, from })),
    found(reading, numberOnWay, (match, from) => isOnWay(reading, { match, from })),
    found(reading, numberWithName, (match, from) => hasStreetName(reading, { match, from })),
    found(reading, numberWithAnyName, (match, from) => hasAnyName(reading, { match, from })),
  );
}
