import { joinPlaces, type Place, placesOf, type Reading, wordsAfter, wordsBefore } from "./reading.ts";
import { streetDay, streetName } from "./street-names.ts";

/** Numbers of legal documents and forms: `118/2025/NĐ-CP`, `31/2024/QH15`, `1085/QĐ-TTg`, `05a/ĐK`. */
const document =
  /(?<!\d|\d[ .-])\d{1,5}[a-z]?(?:\/\d{4})?\/(?:nd|nq|qd|tt|ttlt|ct|cv|kh|bc|tb|ttr|hd|gm|qh\d{1,2}|ubnd|hdnd|dk|hk|gtgt|vbhn|bxd|[a-z]{1,6}-[a-z]{2,10})(?:-[a-z]{1,10}){0,3}(?![a-z])/g;

/** Codes of procedures: `1.004227`, with or without the agency after it. */
const procedure = /(?<![\d.])\d\.\d{6}(?!\d)(?:\.[0-9a-z]{2,3}){0,4}/g;

const date =
  /(?<!\d|\d[./])(?:0?[1-9]|[12]\d|3[01]) ?([./-]) ?(?:0?[1-9]|1[0-2]) ?\1 ?(?:19|20)\d{2}(?!\d|\.\d{3}(?!\d))/g;

/** The currency; not the bank Đông Á and not "88 đ. Nguyễn Huệ". */
const dong = "dong(?! a(?![a-z]))|vnd|₫";
/** Sums of money, not the plate "30D 771.81", and "0.987.654.321đ", which looks like a phone number. */
const money = new RegExp(
  `(?<!\\d|\\d[.,])(?:[1-9]\\d{0,2}|0\\d{0,3}(?=(?:[.,]\\d{3}){2,3}(?:d| ?dong(?! thap|[a-z]))(?![a-z./])))(?:(?:[.,]\\d{3}){1,4} ?(?:d|${dong}|k|tr|trieu|ty)|(?: \\d{3}){1,4} ?(?:${dong})|\\d{0,9} ?(?:d(?!\\.? ?(?:${streetName}(?![a-z])|${streetDay}(?!\\/)))|${dong}))(?![a-z]|[-.]?\\d| ?-? ?(?:\\d{3}\\.\\d{2}|\\d{5})(?!\\d))`,
  "g",
);

const moneyBefore = /(?<![a-z])(?:tien|tong|phi|nop|gia|thu|hoan|no|tru|thue|luong|du an|goi thau|von)\D{0,16}$/;

/**
 * Whether it is a sum. A long number without dots is one only after a word for money; compare "bhxh 7912345678 đóng 12
 * năm".
 */
function isMoney(letters: string, { from, to }: Place): boolean {
  const [digits = ""] = /^\d+/.exec(letters.slice(from, to)) ?? [];
  return digits.length < 9 || /000$/.test(digits) || moneyBefore.test(wordsBefore(letters, from));
}

const hotline = /(?<!\d)(?:1800|1900)(?:[ .-]?\d){4,6}(?![ .-]?\d)/g;

/** Words that say what the next number is. */
const named =
  /(?=\d)(?<=(?<![a-z])(?:ma giao dich|ma khach hang|ma kh|hop dong|danh bo|cong to|ma don|van don|ma tham chieu|hoa don|bien lai|so lo|seri|serial|imei|ma vach|ma buu|(?:mst|ma so thue)(?: [a-z]{1,7}){0,5}|ma so doanh nghiep|so vao so|gcn|ma loi|so bao danh|ho so so|ma tra cuu|thua dat|so hieu|phien ban)[^0-9\ue000\n]{0,14})(?:\d{2,4}(?:[ .]\d{3}){2}(?!\d)|\d[\d.-]{3,20})/g;

/** Words that introduce another number: "biên lai gửi về 0912…". */
const leadsOn = /(?<![a-z])(?:ve|cho|qua|den|vao|goi|sdt|dt|lien he|zalo|stk|cccd|cmnd)(?![a-z])\D{0,10}$/;

/** Bills and contracts also have numbers of twelve digits. */
const ofBill =
  /(?:don|lai|dong|hieu|gcn|dich|chieu|cuu|imei)(?: (?:so|dien tu|gtgt|vat|(?:tien )?(?:dien|nuoc)))*[\s:]{1,3}$/;

const secret = /(?=\d)(?<=(?<![a-z])(?:mat khau|otp|pin|ip)[^0-9\ue000\n]{0,8})\d[\d.]{3,11}(?![\d-])/g;

const mine = "(?:ca nhan|cn|cua (?:toi|tui|em|minh|con|chong|vo|ba|me|bo|anh|chi)|tncn)";
const taxOfPerson = new RegExp(`(?:mst|ma so thue) [a-z :]{0,16}${mine}[a-z :]{0,12}$`);
const taxBefore = /(?:mst|ma so thue)(?![a-z])\D{0,36}$/;
const mineAfter = new RegExp(`^ ?${mine}(?![a-z])`);

/**
 * Whether a number belongs to no person. A person's tax number has ten digits and begins with 8, or is the citizen
 * number since 2025. A company's begins with its province, 01 to 64.
 */
function isPublicNumber(letters: string, { from, to }: Place): boolean {
  const before = wordsBefore(letters, from);
  if (leadsOn.test(before)) return false;
  if (!taxBefore.test(before)) return true;
  const isPersonal = /^8\d{9}$/.test(letters.slice(from, to)) || mineAfter.test(wordsAfter(letters, to));
  return !taxOfPerson.test(before) && !isPersonal;
}

/** Finds public numbers, which no later rule may mask: prices, dates, laws, forms, codes of procedures, hotlines. */
export function findPublicNumbers({ letters, digits }: Reading): Place[] {
  return joinPlaces(
    placesOf(letters, document),
    placesOf(letters, procedure),
    placesOf(letters, date),
    placesOf(letters, money, (found, from) => isMoney(letters, { from, to: from + found.length })),
    placesOf(letters, hotline),
    placesOf(letters, secret),
    placesOf(digits, named, (found, from) => {
      const isCitizen = /^0\d{11}$/.test(found) && !ofBill.test(wordsBefore(letters, from));
      return isPublicNumber(letters, { from, to: from + found.length }) && !isCitizen;
    }),
  );
}
