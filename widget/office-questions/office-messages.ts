import { officeEn } from "./office-en.ts";
import { type Language, type SayOf, sayFrom } from "../messages/messages.ts";
import type { BoardMessageKey, BoardSay } from "../messages/board-messages.ts";

/** Texts of what the board shows to the office alone, in Vietnamese. They are loaded with its key. */
export const officeVi = {
  "o.why.in": " về thủ tục “{service}”",
  "o.why.first": "Điều người chưa hài lòng nêu nhiều nhất{where}:",
  "o.why.one": "{count} trên {people} người chưa hài lòng ({share})",
  "o.why.nobody": "Không có ai chưa hài lòng{where} trong kỳ này.",
  "o.why.silent": "Không ai trong số {people} người chưa hài lòng{where} nêu lý do.",
  "o.why.low": "Người chưa hài lòng (mức 1–2): {people} người",
  "o.why.middle": "Người chọn “Bình thường” (mức 3): {people} người",
  "o.why.high": "Người hài lòng (mức 4–5): {people} người",
  "o.why.none": "Không ai nêu lý do.",
  "o.why.all": "Xem bảng đủ {n} lý do",
  "o.why.reason": "Lý do",
  "o.why.several": "Một người có thể nêu nhiều lý do hoặc không nêu, nên các dòng cộng lại không bằng số người. Phiếu giấy không có lý do.",
  "o.why.few": "Không hiện lý do có quá ít người nêu: {n}.",
  "o.day.1": "Thứ Hai",
  "o.day.2": "Thứ Ba",
  "o.day.3": "Thứ Tư",
  "o.day.4": "Thứ Năm",
  "o.day.5": "Thứ Sáu",
  "o.day.6": "Thứ Bảy",
  "o.day.7": "Chủ nhật",
  "o.wd.1": "T2",
  "o.wd.2": "T3",
  "o.wd.3": "T4",
  "o.wd.4": "T5",
  "o.wd.5": "T6",
  "o.wd.6": "T7",
  "o.wd.7": "CN",
  "o.hour": "{hour}h",
  "o.when.even": "Trong {n} ô có từ {least} phiếu, không ô nào thấp hơn rõ rệt so với mức chung.",
  "o.when.worse": "Thấp hơn rõ rệt so với mức chung ({all}):",
  "o.when.hour": "{day}, {span}: {value} ({n} phiếu)",
  "o.when.span": "{from}–{to} giờ",
  "o.when.hour.head": "Giờ",
  "o.when.table": "Theo giờ và thứ trong tuần (số phiếu trong ngoặc)",
  "o.when.empty": "ô trống: không có ai đánh giá",
  "o.when.none": "Không có phiếu nào trong 13 tuần này.",
  "o.when.about": "13 tuần trọn vẹn, từ {from} đến {to}, theo giờ địa phương lúc đánh giá. Các số này không được công bố.",
  "o.when.chance": "Chỉ so sánh ô có từ {least} phiếu. So nhiều ô cùng lúc thì một ô có thể thấp do ngẫu nhiên: nên xem lại ở kỳ sau trước khi kết luận.",
  "o.when.services": "Gồm tất cả thủ tục: số theo giờ không tách theo thủ tục.",
  "o.silent.none": "Không thấy điểm đánh giá nào im lặng bất thường trong kỳ này.",
  "o.silent.before": "Xem kỳ trước: {period}",
  "o.silent.days": "{days} ngày không có phiếu nào",
  "o.silent.open": "chưa có phiếu trở lại",
  "o.silent.when": "{from} – {to} ({working} ngày làm việc)",
  "o.silent.usual": "Thường lệ: {n} phiếu mỗi ngày làm việc.",
  "o.silent.unread": "Chưa xem từng ngày của {n} đơn vị khác có tuần ít phiếu. Chọn kỳ ngắn hơn, hoặc mở trang của đơn vị.",
  "o.silent.now": "Kiosk không gửi tín hiệu trong giờ làm việc, ngay lúc này ({n}): {names}",
  "o.silent.some": "Nơi thường có phiếu mà im lặng nhiều ngày liền:",
  "o.silent.about": "Tính từ {days} ngày làm việc liền không có phiếu, nếu bình thường trong từng ấy ngày có ít nhất {n} phiếu. Tìm trong những tuần ít phiếu hơn hẳn thường lệ. Có thể do máy hỏng, mất mạng, hoặc nơi đó đóng cửa.",
};

/** Key of a text for the office alone. */
export type OfficeKey = keyof typeof officeVi;

/** Returns a text of the board, or one for the office alone. */
export type OfficeSay = SayOf<BoardMessageKey | OfficeKey>;

function isOffice(key: BoardMessageKey | OfficeKey): key is OfficeKey {
  return key in officeVi;
}

/** Adds the texts for the office to those of the board. */
export function pickOfficeMessages(language: Language, say: BoardSay): OfficeSay {
  const own = sayFrom({ vi: officeVi, en: officeEn }, language);
  return (key, places) => (isOffice(key) ? own(key, places) : say(key, places));
}
