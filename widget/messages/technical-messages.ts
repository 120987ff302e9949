import { technicalEn } from "./technical-en.ts";
import type { KioskMessageKey, KioskSay } from "./kiosk-messages.ts";
import { type Language, type SayOf, sayFrom } from "./messages.ts";

/** Texts of enrolment and of the technician, in Vietnamese. */
export const technicalVi = {
  "d.how": "Nhập mã cơ quan và mã ghi danh do cơ quan cấp. Mã dùng được một lần, trong 15 phút.",
  "d.agency": "Mã cơ quan",
  "d.code": "Mã ghi danh",
  "d.go": "Ghi danh",
  "d.fail.code": "Mã không đúng, đã dùng hoặc đã hết hạn.",
  "d.fail.unreachable": "Không kết nối được với máy chủ. Kiểm tra mạng rồi thử lại.",
  "d.fail.busy": "Đã thử quá nhiều lần. Xin thử lại sau ít phút.",
  "d.fail.storage": "Trình duyệt này không lưu được khóa (chế độ riêng tư hoặc bộ nhớ bị chặn).",
  "d.unsafe": "Cảnh báo: trình duyệt không cam kết giữ dữ liệu. Khi máy thiếu bộ nhớ, đánh giá chưa gửi có thể mất. Hãy cho phép lưu trữ lâu dài, hoặc cài trang này thành ứng dụng.",
  "d.understood": "Đã hiểu",
  "d.pin": "Mã PIN của kỹ thuật viên",
  "d.pin.ok": "Mở",
  "d.pin.wrong": "Mã PIN không đúng.",
  "d.pin.wait": "Sai quá nhiều lần. Thử lại sau {n} phút.",
  "d.status": "Tình trạng máy",
  "d.device": "Máy",
  "d.touchpoint": "Điểm đánh giá",
  "d.version": "Phiên bản",
  "d.server": "Phiên bản máy chủ",
  "d.waiting": "Đang chờ gửi",
  "d.waiting.n": "{n} (bị từ chối: {parked})",
  "d.oldest": "Phiếu chờ lâu nhất",
  "d.sequence": "Số thứ tự cuối",
  "d.clock": "Đồng hồ lệch",
  "d.storage": "Bộ nhớ",
  "d.storage.n": "đã dùng {used} trong {all}",
  "d.persisted": "được lưu lâu dài",
  "d.unpersisted": "trình duyệt có thể xóa",
  "d.battery": "Pin",
  "d.charging": "đang sạc",
  "d.sync": "Lần gửi cuối",
  "d.pauses": "Số lần tạm dừng vì chạm dồn dập",
  "d.unknown": "chưa biết",
  "d.ago": "{time} trước",
  "d.ahead": "nhanh {time}",
  "d.behind": "chậm {time}",
  "d.right": "đúng giờ",
  "d.test.on": "Bật chế độ thử",
  "d.test.off": "Tắt chế độ thử",
  "d.send": "Gửi ngay",
  "d.file": "Xuất hàng chờ ra tệp",
  "d.file.none": "Không có gì đang chờ.",
  "d.file.saved": "Trình duyệt đang lưu tệp.",
  "d.touch": "Thử cảm ứng",
  "d.touch.how": "Vuốt qua mọi ô. Ô đã nhận chạm đổi màu. Còn {n} ô.",
  "d.close": "Đóng",
} as const;

/** Key of a text of the technician. */
export type TechnicalMessageKey = keyof typeof technicalVi;

/** Returns a text of the technician or of a kiosk. */
export type TechnicalSay = SayOf<TechnicalMessageKey | KioskMessageKey>;

/** The technician's texts in one language; `say` has those of the kiosk. */
export function pickTechnicalMessages(language: Language, say: KioskSay): TechnicalSay {
  const own: SayOf<TechnicalMessageKey> = sayFrom({ vi: technicalVi, en: technicalEn }, language);
  const isOwn = (key: string): key is TechnicalMessageKey => key in technicalVi;
  return (key, places) => (isOwn(key) ? own(key, places) : say(key, places));
}
