import type { MaskKind } from "../../shared/contract/comment.ts";
import { wordsEn } from "./words-en.ts";
import { fillPlaces, type Language, type SayOf } from "./messages.ts";

/** What is said about the words of a comment, in Vietnamese; the wording table's keys, `{…}` filled in. */
export const wordsVi = {
  "c.pii": "Đoạn này có vẻ chứa {kinds}. Nên bỏ đi trước khi gửi; nếu vẫn gửi, phần đó sẽ được che.",
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
  "w.undo": "Rút phần chữ và báo riêng cho {recipient}",
  "w.undone": "Đã rút phần chữ.",
  "w.late": "Đã quá 15 phút; phần chữ chỉ còn rút được bằng mã tra cứu.",
  "w.yours": "Phần chữ của Ông/Bà, để chép sang trang báo riêng:",
  "kind.id-number": "số giấy tờ",
  "kind.phone": "số điện thoại",
  "kind.email": "thư điện tử",
  "kind.bank-account": "số tài khoản",
  "kind.plate": "biển số xe",
  "kind.dossier": "mã hồ sơ",
  "kind.address": "địa chỉ",
  "kind.birth-date": "ngày sinh",
};

/** Key of a text about the words of a comment. */
export type WordsMessageKey = keyof typeof wordsVi;

/** Returns a text about the words of a comment. */
export type WordsSay = SayOf<WordsMessageKey>;

/** Texts about the words of a comment, in one language. */
export function pickWordsMessages(language: Language): WordsSay {
  return (key, places) => fillPlaces((language === "vi" ? wordsVi : wordsEn)[key], places);
}

/** Names what is masked: "số điện thoại, địa chỉ". */
export function kindWords(kinds: readonly MaskKind[], say: WordsSay): string {
  return kinds.map((kind) => say(`kind.${kind}`)).join(", ");
}
