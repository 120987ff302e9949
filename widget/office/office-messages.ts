import type { OfficePageId } from "../office-ui/office-page-element.ts";
import { type Language, type SayOf, sayFrom } from "../messages/messages.ts";
import { officeEn } from "./office-en.ts";

/** Texts of the office's frame, in Vietnamese. */
export const officeVi = {
  "of.title": "Trang làm việc",
  "of.pages": "Các trang",
  "of.out": "Đăng xuất",
  "of.sign-in": "Đăng nhập",
  "of.agency": "Mã cơ quan",
  "of.agency.hint": "Ví dụ H20. Chỉ cần khi dùng khóa gốc của máy chủ.",
  "of.key": "Khóa",
  "of.key.hint": "Khóa được đổi lấy phiên làm việc và không được giữ lại trên trang.",
  "of.insecure": "Địa chỉ này dùng http nên trình duyệt không giữ được phiên làm việc. Xin mở trang này bằng https, hoặc bằng http://localhost trên chính máy chủ. Cách bật https: tài liệu vận hành, mục “https”.",
  "of.no-page": "Vai trò của Ông/Bà không có trang này.",
  "of.loading": "Đang mở…",
  "of.unloaded": "Chưa tải được trang này. Xin kiểm tra mạng rồi thử lại.",
  "of.again": "Thử lại",
  "of.page.today": "Hôm nay",
  "of.page.setup": "Thiết lập",
  "of.page.units": "Đơn vị",
  "of.page.services": "Thủ tục",
  "of.page.forms": "Phiếu hỏi",
  "of.page.touchpoints": "Điểm lấy ý kiến",
  "of.page.devices": "Thiết bị",
  "of.page.comments": "Góp ý",
  "of.page.signs": "Dấu hiệu",
  "of.page.figures": "Số liệu",
  "of.page.imports": "Nhập liệu",
  "of.page.members": "Thành viên",
  "of.page.keys": "Khóa",
  "of.page.audit": "Nhật ký",
  "of.page.settings": "Cài đặt",
};

/** Key of a text of the frame. */
export type OfficeKey = keyof typeof officeVi;

/** A page's name in the list of pages. */
export function pageKey(id: OfficePageId): OfficeKey {
  return `of.page.${id}`;
}

/** The frame's texts in one language. */
export function pickOfficeMessages(language: Language): SayOf<OfficeKey> {
  return sayFrom({ vi: officeVi, en: officeEn }, language);
}
