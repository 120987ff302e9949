import type { LocalizedText } from "../../shared/contract/localized-text.ts";
import { en } from "./en.ts";

/** Every word that a visitor reads, in Vietnamese. Keys are those of the project's wording table; `{…}` is filled in. */
export const vi = {
  "s5.5": "Rất hài lòng",
  "s5.4": "Hài lòng",
  "s5.3": "Bình thường",
  "s5.2": "Không hài lòng",
  "s5.1": "Rất không hài lòng",
  "s3.1": "Chưa hài lòng",
  s11: "{n} trên 10",
  "q.kiosk": "Ông/Bà có hài lòng với việc phục vụ hôm nay không?",
  "q.why.low": "Điều gì làm Ông/Bà chưa hài lòng?",
  "q.why.mid": "Điều gì cần làm tốt hơn?",
  "q.why.high": "Điều gì làm Ông/Bà hài lòng?",
  "q.any": "(chọn được nhiều ý)",
  "c.label": "Ông/Bà muốn góp ý thêm điều gì?",
  "c.optional": "(không bắt buộc)",
  "c.hint": "Xin đừng ghi họ tên, số điện thoại, số căn cước, địa chỉ hay tên người khác.",
  "c.count": "Còn {n} ký tự",
  "b.send": "Gửi",
  "b.skip": "Bỏ qua",
  "b.change": "Chọn lại",
  "b.again": "Gửi lại",
  "p.short.web": "Không cần đăng nhập, không dùng cookie.",
  "p.link": "Xem cách chúng tôi giữ thông tin",
  "t.ok": "Cảm ơn Ông/Bà. Đánh giá đã được ghi nhận.",
  "k.code": "Mã tra cứu của Ông/Bà:",
  "k.keep": "Hãy chụp lại; chúng tôi không gửi tin nhắn.",
  "k.copied": "Đã chép",
  "l.notpetition": "Góp ý này không thay cho đơn khiếu nại, tố cáo hay phản ánh, kiến nghị theo quy định.",
  "l.official": "Nếu cần cơ quan giải quyết chính thức:",
  "o.web": "Chưa có mạng. Đánh giá còn trên máy này và sẽ gửi khi Ông/Bà mở lại trang.",
  "e.send": "Chưa gửi được. Nội dung vẫn còn. Bấm “Gửi lại”; gửi nhiều lần vẫn chỉ tính một phiếu.",
  "e.many": "Đang có nhiều người gửi. Đánh giá đã được giữ lại, sẽ gửi sau ít phút.",
  "e.long": "Góp ý dài quá {n} ký tự. Xin rút gọn.",
  "e.store": "Máy này không lưu được. Xin giữ trang này mở cho đến khi gửi xong.",
  "e.refused": "Chưa ghi nhận được đánh giá này.",
  "w.late": "Lần trước đã khép lại sau 15 phút; phần này là một lần mới.",
  "x.group": "Mức độ hài lòng, chọn một trong {n} mức",
  "x.opt": "{word}, mức {i} trên {n}",
  "x.region": "Ô góp ý",
  "x.sent": "Đã gửi đánh giá",
  "x.queued": "Đã lưu, chờ gửi",
  "x.copy": "Chép mã tra cứu",
};

/** Key of a text. */
export type MessageKey = keyof typeof vi;

/** Languages that are complete. */
export type Language = "vi" | "en";

/** Values of a text's `{name}` places. */
type Places = Readonly<Record<string, string | number>>;

/** Returns the text of a key, with its `{name}` places filled in. */
export type SayOf<Key> = (key: Key, places?: Places) => string;

/** Returns a visitor's text. */
export type Say = SayOf<MessageKey>;

/** Language of a `lang` attribute: English for `en` and its kinds, else Vietnamese. */
export function pickLanguage(tag: string): Language {
  return /^en\b/i.test(tag) ? "en" : "vi";
}

/** The text in that language; a missing English one falls back to Vietnamese. */
export function inLanguage(text: LocalizedText, language: Language): string {
  return (language === "en" && text.en) || text.vi;
}

/** A visitor's texts in one language. `own` are a touchpoint's texts; they replace ours. */
export function pickMessages(language: Language, own: Readonly<Record<string, LocalizedText>>): Say {
  return (key, places) => {
    const given = own[key];
    return fillPlaces(given ? inLanguage(given, language) : (language === "vi" ? vi : en)[key], places);
  };
}

/** Fills in `{name}` places; a place without a value stays. */
export function fillPlaces(text: string, places: Places = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(name in places ? places[name] : whole));
}
