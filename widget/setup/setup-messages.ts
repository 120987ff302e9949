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
  "su.units.why": "Dán danh sách từ bảng tính, mỗi dòng một đơn vị: mã và tên, hoặc chỉ tên. Mã không đổi được về sau; dòng chỉ có tên được máy đặt mã DV01, DV02… Đơn vị được ghi là có từ 01/07/2025; ngày khác thì thêm ở trang Đơn vị. Danh sách 34 tỉnh, thành phố và 102 xã, phường của Đồng Tháp có sẵn ở trang Đơn vị.",
  "su.units.list": "Danh sách đơn vị",
  "su.units.read": "Đọc được {n} đơn vị: {names}",
  "su.units.wrong.code": "Dòng {line}: mã chỉ gồm chữ không dấu, số, dấu chấm, gạch, tối đa 32 ký tự.",
  "su.units.wrong.name": "Dòng {line}: thiếu tên, hoặc tên dài quá 200 ký tự.",
  "su.units.wrong.twice": "Dòng {line}: mã đã có ở dòng trên.",
  "su.units.wrong.known": "Dòng {line}: cơ quan đã có đơn vị mã này. Đổi tên ở trang Đơn vị.",
  "su.units.none": "Chưa có đơn vị nào trong danh sách.",
  "su.units.have": "Đã có {n} đơn vị: {names}",
  "su.units.more": "Chọn từ danh sách có sẵn",
  "su.tp.why": "Nơi người dân đánh giá. Phiếu mặc định hỏi một câu, kèm lý do và góp ý; có thể đổi sau.",
  "su.tp.name": "Tên điểm lấy ý kiến",
  "su.tp.usual": "Cổng thông tin",
  "su.tp.unit": "Đơn vị được đánh giá",
  "su.tp.form": "Phiếu hỏi",
  "su.tp.default": "Phiếu mặc định",
  "su.tp.first": "Trước hết cần có điểm lấy ý kiến của một trang web.",
  "su.tp.make": "Tạo điểm lấy ý kiến",
  "su.tp.have": "Đã có: {name}",
  "su.page.why": "Dán hai dòng này vào trang của cơ quan, ở chỗ muốn hỏi ý kiến. Trang này tự báo khi có lượt đánh giá đầu tiên.",
  "su.page.snippet": "Đoạn mã cho “{name}”",
  "su.page.copy": "Sao chép",
  "su.page.copied": "Đã sao chép.",
  "su.page.try": "Mở thử trang đánh giá",
  "su.page.poster": "Tờ dán mã QR và các cách khác",
  "su.page.local": "Trang này đang mở bằng {server}, nên đoạn mã chỉ chạy trên chính máy này. Mở trang làm việc bằng địa chỉ thật của máy chủ rồi sao chép.",
  "su.page.waiting": "Đang chờ lượt đánh giá đầu tiên…",
  "su.page.rated": "Đã nhận lượt đánh giá đầu tiên. Hôm nay: {n} lượt.",
  "su.page.board": "Xem bảng số liệu trực tiếp",
  "su.page.then": "Việc nên làm tiếp:",
  "su.then.members": "Mời đồng nghiệp",
  "su.then.forms": "Soạn phiếu hỏi",
  "su.then.touchpoints": "Thêm điểm, ghi danh kiosk",
  "su.page.lost": "Không hỏi được máy chủ, đang thử lại.",
};

/** Key of a text of the set-up. */
export type SetupKey = keyof typeof setupVi;

/** The texts of the set-up in one language. */
export function pickSetupMessages(language: Language): SayOf<SetupKey> {
  return sayFrom({ vi: setupVi, en: setupEn }, language);
}
