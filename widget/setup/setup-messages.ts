import { type Language, type SayOf, sayFrom } from "../messages/messages.ts";
import { setupEn } from "./setup-en.ts";

/** Texts of the set-up, in Vietnamese. */
export const setupVi = {
  "su.title": "Thiết lập",
  "su.about": "Bốn bước, khoảng mười phút. Có thể dừng ở bất cứ bước nào rồi làm tiếp sau.",
  "su.reading": "Đang xem đã thiết lập đến đâu…",
  "su.again": "Thử lại",
  "su.done": "xong",
  "su.skipped": "bỏ qua",
  "su.next": "Lưu và tiếp tục",
  "su.skip": "Bỏ qua bước này",
  "su.step.agency": "Cơ quan",
  "su.step.units": "Đơn vị",
  "su.step.touchpoint": "Điểm lấy ý kiến đầu tiên",
  "su.step.page": "Đặt lên trang và nhận lượt đánh giá đầu tiên",
  "su.name": "Tên cơ quan",
  "su.address": "Địa chỉ",
  "su.phone": "Điện thoại",
  "su.agency.why": "Người dân thấy các thông tin này ở trang “Cách chúng tôi giữ thông tin”.",
  "su.units.why": "Dán danh sách từ bảng tính, mỗi dòng một đơn vị: mã và tên, hoặc chỉ tên. Danh sách chính thức của các xã, phường có sẵn ở trang Đơn vị.",
  "su.units.list": "Danh sách đơn vị",
  "su.units.read": "Đọc được {n} đơn vị.",
  "su.units.wrong.code": "Dòng {line}: mã chỉ gồm chữ không dấu, số, dấu chấm, gạch, tối đa 32 ký tự.",
  "su.units.wrong.name": "Dòng {line}: thiếu tên, hoặc tên dài quá 200 ký tự.",
  "su.units.wrong.twice": "Dòng {line}: mã đã có ở dòng trên.",
  "su.units.none": "Chưa có đơn vị nào trong danh sách.",
  "su.units.have": "Đã có {n} đơn vị: {names}",
  "su.units.more": "Mở trang Đơn vị",
  "su.tp.why": "Nơi người dân đánh giá. Phiếu mặc định hỏi một câu, kèm lý do và góp ý; có thể đổi sau.",
  "su.tp.name": "Tên điểm lấy ý kiến",
  "su.tp.usual": "Cổng thông tin",
  "su.tp.unit": "Đơn vị được đánh giá",
  "su.tp.make": "Tạo điểm lấy ý kiến",
  "su.tp.have": "Đã có: {name}",
  "su.page.why": "Dán hai dòng này vào trang của cơ quan, ở chỗ muốn hỏi ý kiến. Trang này tự báo khi có lượt đánh giá đầu tiên.",
  "su.page.snippet": "Đoạn mã cho “{name}”",
  "su.page.copy": "Sao chép",
  "su.page.copied": "Đã sao chép.",
  "su.page.try": "Mở thử trang đánh giá",
  "su.page.poster": "Áp phích QR, kiosk và các cách khác",
  "su.page.waiting": "Đang chờ lượt đánh giá đầu tiên…",
  "su.page.rated": "Đã nhận lượt đánh giá đầu tiên. Hôm nay: {n} lượt.",
  "su.page.board": "Xem bảng số liệu",
  "su.page.then": "Việc nên làm tiếp: mời đồng nghiệp, soạn phiếu hỏi, ghi danh kiosk.",
  "su.page.lost": "Không hỏi được máy chủ, đang thử lại.",
};

/** Key of a text of the set-up. */
export type SetupKey = keyof typeof setupVi;

/** The texts of the set-up in one language. */
export function pickSetupMessages(language: Language): SayOf<SetupKey> {
  return sayFrom({ vi: setupVi, en: setupEn }, language);
}
