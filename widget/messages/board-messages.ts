import { boardEn } from "./board-en.ts";
import { type Language, type SayOf, sayFrom } from "./messages.ts";

/** Texts of the board, in Vietnamese; `{…}` is filled in. */
export const boardVi = {
  "q.satisfied": "Người dân hài lòng đến đâu?",
  "q.better": "Có tốt lên không?",
  "q.where": "Ở đâu?",
  "q.why": "Vì sao?",
  "q.whom": "Với việc nào, qua kênh nào?",
  "q.when": "Khi nào?",
  "q.answers": "Chúng tôi có trả lời không?",
  "q.know": "Vì sao tin được các con số này?",
  "b.what": "Mức độ hài lòng của người dân",
  "b.sample": "Số liệu mô phỏng: không phải đánh giá thật của người dân.",
  "b.above": "Đơn vị cấp trên",
  "b.live": "Số liệu trực tiếp",
  "b.running": "Số liệu trực tiếp, tạm tính: kỳ chưa kết thúc",
  "b.published": "Đã công bố ngày {day}",
  "b.kinds": "Độ dài của kỳ",
  "b.kind.month": "Tháng",
  "b.kind.quarter": "Quý",
  "b.kind.half": "Nửa năm",
  "b.kind.year": "Năm",
  "b.earlier": "‹ Kỳ trước",
  "b.later": "Kỳ sau ›",
  "b.period": "Kỳ",
  "b.method": "Cách tính",
  "b.office": "Dành cho cơ quan",
  "b.loading": "Đang tải số liệu…",
  "b.again": "Thử lại",
  "b.fault.unit": "Địa chỉ ghi đơn vị “{given}”, không đọc được. Trang này cho xem toàn cơ quan.",
  "b.fault.period": "Không có số liệu của kỳ “{given}”. Trang này cho xem kỳ mới nhất.",
  "b.fault.method": "Không có cách tính “{given}”. Trang này dùng cách tính thông thường.",
  "b.fault.service": "Số liệu riêng của thủ tục “{given}” chỉ dành cho cơ quan.",
  "b.fault.present": "Không có trang trình chiếu “{given}”.",
  "b.e.unreachable": "Chưa kết nối được máy chủ. Xin kiểm tra mạng rồi thử lại.",
  "b.e.key": "Khóa này không đúng hoặc đã bị thu hồi.",
  "b.e.expired": "Khóa này đã hết hạn.",
  "b.e.scope": "Khóa này không có quyền xem số liệu (indices:read).",
  "b.e.subtree": "Khóa này không xem được đơn vị đang mở.",
  "b.e.many": "Đang có nhiều người xem. Xin thử lại sau ít phút.",
  "b.e.agency": "Máy chủ này không có cơ quan như vậy. Xin xem lại địa chỉ.",
  "b.e.unit": "Cơ quan này không có đơn vị như vậy. Xin xem lại địa chỉ, hoặc mở trang của toàn cơ quan.",
  "b.e.other": "Chưa đọc được số liệu này.",
  "b.whole": "Xem toàn cơ quan {agency}",
  "b.key.title": "Dành cho cơ quan",
  "b.key": "Khóa của cơ quan",
  "b.key.hint": "Khóa có quyền indices:read. Chỉ được giữ trong bộ nhớ của trang đang mở; không lưu lại, không nằm trong địa chỉ.",
  "b.key.enter": "Xem số liệu trực tiếp",
  "b.key.held": "Đang xem bằng khóa của cơ quan.",
  "b.key.memory": "Số liệu là số trực tiếp, gồm cả phần chưa công bố. Khóa mất khi đóng hay tải lại trang.",
  "b.key.leave": "Thôi dùng khóa",
  "b.none": "Chưa có số liệu được công bố",
  "b.none.why": "Số liệu đầu tiên được công bố ba ngày sau khi tháng đầu tiên có phiếu kết thúc, nếu có từ {k} người trở lên; số liệu của từng đơn vị theo quý, ba ngày sau khi quý kết thúc. Đến lúc đó, trang này tự có số liệu.",
  "b.none.live": "Chưa có phiếu nào trong 36 tháng qua. Khi có phiếu đầu tiên, trang này cho xem ngay.",
};

/** Key of a text of the board. */
export type BoardMessageKey = keyof typeof boardVi;

/** Returns a text of the board. */
export type BoardSay = SayOf<BoardMessageKey>;

/** Texts of the board, in one language. */
export function pickBoardMessages(language: Language): BoardSay {
  return sayFrom({ vi: boardVi, en: boardEn }, language);
}
