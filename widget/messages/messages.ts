import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import { en } from "./en.ts";

export { dayWords } from "../../shared/calendar/day.ts";

/** Texts until the tap and about sending, in Vietnamese; `{…}` is filled in. */
export const vi = {
  "s5.5": "Rất hài lòng",
  "s5.4": "Hài lòng",
  "s5.3": "Bình thường",
  "s5.2": "Không hài lòng",
  "s5.1": "Rất không hài lòng",
  "q.kiosk": "Ông/Bà có hài lòng với việc phục vụ hôm nay không?",
  "b.again": "Gửi lại",
  "p.short.web": "Không cần đăng nhập, không dùng cookie.",
  "p.link": "Xem cách chúng tôi giữ thông tin",
  "t.ok": "Cảm ơn Ông/Bà. Đánh giá đã được gửi.",
  "o.web": "Đã lưu trên máy, chưa gửi",
  "e.send": "Chưa gửi được. Nội dung vẫn còn. Bấm “Gửi lại”; gửi nhiều lần vẫn chỉ tính một phiếu.",
  "e.many": "Đang có nhiều người gửi. Đánh giá đã lưu trên máy, sẽ gửi sau ít phút.",
  "e.store": "Máy này không lưu được. Xin giữ trang này mở cho đến khi gửi xong.",
  "e.refused": "Chưa ghi nhận được đánh giá này.",
  "e.403": "Trang này không được nhận đánh giá cho nơi này.",
  "e.404": "Nơi đánh giá này không có hoặc không còn nhận đánh giá. Xin báo cho người quản trị trang.",
  "e.422": "Đánh giá này không hợp lệ nên chưa ghi nhận được. Xin tải lại trang và đánh giá lại.",
  "e.closed": "Nơi này chỉ nhận đánh giá tại máy đặt ở cơ quan.",
  "e.shut": "Điểm lấy ý kiến này đã đóng.",
  "b.page": "Mở trang đánh giá",
  "w.late": "Đã quá 15 phút nên đây là một đánh giá mới.",
  "x.region": "Ô góp ý",
  "x.queued": "Đã lưu trên máy, đang gửi",
};

/** Key of a text. */
export type MessageKey = keyof typeof vi;

/** Languages that are complete. */
export type Language = "vi" | "en";

/** Returns the text of a key, with its `{name}` places filled in. A place without a value stays. */
export type SayOf<Key> = (key: Key, places?: Readonly<Record<string, string | number>>) => string;

/** Texts of a touchpoint by key; they replace ours. */
export type OwnTexts = Readonly<Record<string, LocalizedText>>;

/** Returns a visitor's text. */
export type Say = SayOf<MessageKey>;

/** Language of a `lang` attribute: English for `en` and its variants, such as `en-GB`, else Vietnamese. */
export function pickLanguage(tag: string): Language {
  return /^en\b/i.test(tag) ? "en" : "vi";
}

/** The text in that language; a missing English one falls back to Vietnamese. */
export function inLanguage(text: LocalizedText, language: Language): string {
  return (language === "en" && text.en) || text.vi;
}

/** A visitor's texts in one language. */
export function pickMessages(language: Language, own: OwnTexts): Say {
  return sayFrom({ vi, en }, language, own);
}

/** Texts of a screen in one language. A key that one of the two languages lacks does not compile. */
export function sayFrom<Key extends string>(texts: Readonly<Record<Language, Readonly<Record<Key, string>>>>, language: Language, own: OwnTexts = {}): SayOf<Key> {
  return (key, places = {}) => {
    const given = own[key];
    const text = given ? inLanguage(given, language) : texts[language][key];
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(name in places ? places[name] : whole));
  };
}

/** Picks the texts of a part in a language. */
export type PickTexts<Key> = (language: Language) => SayOf<Key>;

/** Loads the English of each part that has not been loaded yet. */
const missing = new Set<() => Promise<void>>();

/**
 * Texts of a part of the office. They are Vietnamese in each language until {@link loadTexts} has loaded the English ones.
 * A key that one of the two lacks does not compile.
 */
export function textsOf<Key extends string, English extends Readonly<Record<Key, string>>>(vi: Readonly<Record<Key | keyof English, string>>, load: () => Promise<English>): PickTexts<Key> {
  const texts: Record<Language, Readonly<Record<Key, string>>> = { vi, en: vi };
  const fetched = async (): Promise<void> => {
    texts.en = await load();
    missing.delete(fetched);
  };
  missing.add(fetched);
  return (language) => sayFrom(texts, language);
}

/**
 * Loads what a language lacks of all parts that are there; null if it lacks nothing. What cannot be loaded is shown in
 * Vietnamese, and the next call tries it again.
 */
export function loadTexts(language: Language): Promise<unknown> | null {
  if (language === "vi" || missing.size === 0) return null;
  return Promise.all([...missing].map((fetched) => fetched().catch(() => {})));
}

const formats = new Map<string, Intl.NumberFormat>();

/** Writes numbers with so many decimals. It is kept, because making one takes longer than writing many numbers. */
export function numberFormat(language: string, least: number, most: number): Intl.NumberFormat {
  const name = `${language} ${least} ${most}`;
  const options = { minimumFractionDigits: least, maximumFractionDigits: most };
  const format = formats.get(name) ?? new Intl.NumberFormat(language, options);
  formats.set(name, format);
  return format;
}

/** A number for people, with at most `digits` decimals: `1234.5` is `1.234,5`, in English `1,234.5`. */
export function numberWords(number: number, language: Language, digits: number = 1): string {
  return numberFormat(language, 0, digits).format(number);
}
