import type { MaskKind } from "../../shared/contract/comment.ts";
import { type Language, type MessageKey, type OwnTexts, type SayOf, sayFrom, vi } from "./messages.ts";
import { en } from "./en.ts";
import { wordsEn } from "./words-en.ts";

// Texts after the tap: reasons, a comment, what is masked in it, the ticket.
const own = {
  "s3.1": "Chưa hài lòng",
  s11: "{n} trên 10",
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
  "k.code": "Mã tra cứu của Ông/Bà:",
  "k.keep": "Hãy chụp lại; chúng tôi không gửi tin nhắn.",
  "k.copied": "Đã chép",
  "l.notpetition": "Góp ý này không thay cho đơn khiếu nại, tố cáo hay phản ánh, kiến nghị theo quy định.",
  "l.official": "Nếu cần cơ quan giải quyết chính thức:",
  "e.long": "Góp ý vượt {n} ký tự so với mức tối đa 4.000. Xin rút gọn.",
  "x.group": "Mức độ hài lòng, chọn một trong {n} mức",
  "x.copy": "Chép mã",
  "c.pii": "Đoạn này có vẻ chứa {kinds}. Nên bỏ đi trước khi gửi; nếu vẫn gửi, phần đó sẽ được che.",
  "c.pii.marked": "Góp ý có {kinds} (phần tô màu). Nếu vẫn gửi, phần này sẽ được che:",
  "c.pii.kept": "Nếu vẫn gửi, góp ý được lưu như sau:",
  "c.pii.edit": "Sửa lại",
  "c.pii.send": "Vẫn gửi",
  "c.pii.sealed": "Báo riêng cho {recipient}",
  "c.legacy": "Chữ có vẻ bị lỗi phông cũ (VNI, TCVN3). Ông/Bà xem bản đã chuyển dưới đây có đúng không?",
  "c.legacy.use": "Dùng bản này",
  "c.legacy.keep": "Giữ nguyên",
  "k.due": "Đơn vị sẽ trả lời chậm nhất ngày {day}.",
  "k.follow": "Tra cứu góp ý",
  "w.masked": "Đã che trước khi lưu: {kinds}.",
  "w.undo": "Rút nội dung và báo riêng cho {recipient}",
  "w.undone": "Đã rút nội dung.",
  "w.closed": "Đã quá 15 phút; nội dung chỉ còn rút được bằng mã tra cứu.",
  "w.yours": "Nội dung của Ông/Bà, để chép sang trang báo riêng:",
  "kind.id-number": "số giấy tờ",
  "kind.phone": "số điện thoại",
  "kind.email": "thư điện tử",
  "kind.bank-account": "số tài khoản",
  "kind.plate": "biển số xe",
  "kind.dossier": "mã hồ sơ",
  "kind.address": "địa chỉ",
  "kind.birth-date": "ngày sinh",
} as const;

/** Key of a text from the faces to the ticket. */
export type WordsMessageKey = MessageKey | keyof typeof own;

/** Texts from the faces to the ticket, in Vietnamese. */
export const wordsVi: Record<WordsMessageKey, string> = { ...vi, ...own };

/** Returns a text from the faces to the ticket. */
export type WordsSay = SayOf<WordsMessageKey>;

/** Texts from the faces to the ticket, in one language. `own` are a touchpoint's texts; they replace ours. */
export function pickWordsMessages(language: Language, own: OwnTexts = {}): WordsSay {
  return sayFrom({ vi: wordsVi, en: { ...en, ...wordsEn } }, language, own);
}

/** Names what is masked: "số điện thoại, địa chỉ". */
export function kindWords(kinds: readonly MaskKind[], say: WordsSay): string {
  return kinds.map((kind) => say(`kind.${kind}`)).join(", ");
}
