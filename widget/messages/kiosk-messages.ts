import { en } from "./en.ts";
import { kioskEn } from "./kiosk-en.ts";
import { type Language, type OwnTexts, type SayOf, sayFrom } from "./messages.ts";
import { type WordsMessageKey, wordsVi } from "./words-messages.ts";
import { wordsEn } from "./words-en.ts";

// Texts that only a kiosk has, or has in other words.
const own = {
  "a.sub": "Chạm một lần là xong · Không hỏi tên",
  "a.rest": "Máy đánh giá tạm nghỉ.",
  "a.soon": "Máy đánh giá đang khởi động.",
  "b.back": "Quay lại",
  "b.more": "Xem thêm",
  "b.before": "Phần trước",
  "b.done": "Xong",
  "i.ask": "Ông/Bà còn ở đây không? Màn hình sẽ tự xóa sau {n} giây.",
  "i.stay": "Tôi còn đây",
  "i.wrong": "Chạm nhầm? Chọn lại",
  "o.kiosk": "Đã lưu trên máy, sẽ tự gửi khi có mạng.",
  "t.ok": "Cảm ơn Ông/Bà. Đánh giá đã được ghi nhận.",
  "e.store": "Máy này không lưu được đánh giá. Xin Ông/Bà dùng máy khác hoặc báo cho cơ quan.",
  "w.pause": "Chạm quá nhanh. Xin đợi vài giây.",
  "x.time": "Còn {n} giây",
  "p.counter": "Không hỏi tên. Không quay, không ghi âm. Cán bộ tại quầy không xem được từng phiếu; đơn vị chỉ xem số liệu gộp của nhiều người và, sau khi hết ngày, góp ý.",
  "m.more": "Thêm lý do",
  "m.write": "Viết góp ý",
  "m.phone": "Góp ý bằng điện thoại",
  "c.telex": "Gõ kiểu Telex, hoặc chạm chữ và dấu ở hàng trên.",
  "h.title": "Quét mã này để viết góp ý bằng điện thoại của Ông/Bà",
  "h.within": "Mã dùng được trong 7 ngày. Không cần cài ứng dụng, không hỏi tên.",
  "h.after": "Góp ý này nối tiếp đánh giá vừa gửi tại cơ quan. Không hỏi tên, không cần đăng nhập.",
  "h.late": "Mã này chỉ dùng được trong 7 ngày sau khi đánh giá. Ông/Bà có thể góp ý qua kênh khác của cơ quan.",
  "h.sent": "Cảm ơn Ông/Bà. Góp ý đã được ghi nhận.",
  "h.waits": "Đánh giá tại cơ quan chưa được gửi lên. Góp ý còn trên máy này và sẽ tự gửi lại khi trang này được mở.",
  "h.refused": "Chưa ghi nhận được góp ý này.",
  "k.later": "Muốn viết thêm ở nhà: quét mã này trong 7 ngày.",
  "k.follow": "Quét mã để xem trả lời.",
  "g.q": "Có ai đề nghị Ông/Bà chọn mức này không?",
  "g.no": "Không",
  "g.office": "Có, người của cơ quan",
  "g.other": "Có, người khác",
  "g.unsaid": "Không muốn trả lời",
  "g.why": "Chúng tôi hỏi ngẫu nhiên, để biết số liệu có trung thực không. Câu trả lời không gửi về đơn vị.",
  "r.take": "Hãy quét hoặc chụp mã này.",
  "r.phone": "Xin gửi bằng điện thoại riêng, khi đã rời khỏi trụ sở.",
  "r.who": "Chỉ {recipient} đọc được. Đơn vị bị nêu tên và người quản trị hệ thống không đọc được.",
  "q.service": "Ông/Bà vừa làm thủ tục gì?",
  "s.choose": "Chọn thủ tục (không bắt buộc)",
  "s.chosen": "Thủ tục: {name}",
  "s.dossier": "Mã hồ sơ: {code}",
  "s.scan": "Quét mã trên giấy hẹn",
  "s.aim": "Đưa mã trên giấy hẹn vào trước máy ảnh. Hình không được lưu.",
  "s.unread": "Chưa đọc được mã này. Xin chọn trong danh sách.",
  "s.camera": "Máy ảnh không dùng được. Xin chọn trong danh sách.",
  "s.private": "Chỉ đơn vị xử lý thấy mã hồ sơ, không công khai.",
  "s.without": "Không chọn thủ tục",
  "f.larger": "Chữ lớn hơn",
  "f.contrast": "Tương phản",
  "f.speak": "Đọc to",
  "f.other": "English",
  "x.tools": "Cách hiển thị",
  "x.keyboard": "Bàn phím",
  "x.shift": "Chữ hoa",
  "x.erase": "Xóa một ký tự",
  "x.space": "Dấu cách",
  "x.line": "Xuống dòng",
  "x.s": "Dấu sắc",
  "x.f": "Dấu huyền",
  "x.r": "Dấu hỏi",
  "x.x": "Dấu ngã",
  "x.j": "Dấu nặng",
  "x.qr": "Mã QR mở trang {name}",
  "x.comment": "góp ý",
  "x.sealed": "báo riêng",
  "x.ticket": "tra cứu góp ý",
  "d.insecure": "Trang này cần địa chỉ https (hoặc localhost) để giữ khóa của máy. Hãy mở lại trang bằng địa chỉ https.",
  "d.second": "Máy đánh giá đang chạy ở một cửa sổ khác. Hãy đóng cửa sổ này, hoặc đóng cửa sổ kia để dùng cửa sổ này.",
  "d.revoked": "Dành cho kỹ thuật: máy đã bị thu hồi. Ghi danh lại bằng mã mới.",
  "d.enrol": "Ghi danh máy đánh giá",
  "d.test": "Chế độ thử: đánh giá không được tính.",
} as const;

/** Key of a text of a kiosk. */
export type KioskMessageKey = WordsMessageKey | keyof typeof own;

/** Texts of a kiosk, in Vietnamese: those of the portal's element, and its own. */
export const kioskVi: Record<KioskMessageKey, string> = { ...wordsVi, ...own };

/** Returns a text of a kiosk. */
export type KioskSay = SayOf<KioskMessageKey>;

/** A kiosk's texts in one language. */
export function pickKioskMessages(language: Language, own: OwnTexts): KioskSay {
  return sayFrom({ vi: kioskVi, en: { ...en, ...wordsEn, ...kioskEn } }, language, own);
}
