import { type Language, type SayOf, sayFrom } from "../messages/messages.ts";
import { officeUiEn } from "./office-ui-en.ts";

/** Texts that the office's pages share, in Vietnamese. `ou.e.…` are the reasons of problems. */
export const officeUiVi = {
  "ou.cancel": "Thôi",
  "ou.more": "Xem thêm",
  "ou.copy": "Sao chép",
  "ou.copied": "✓ đã sao chép",
  "ou.not-copied": "– trình duyệt không cho; xin bôi đen rồi chép",
  "ou.type-name": "Gõ “{name}” để xác nhận",
  "ou.combo.list": "Danh sách để chọn",
  "ou.combo.loading": "Đang tải danh sách…",
  "ou.combo.missing": "Chưa tải được danh sách. Bấm lại vào ô để thử lại.",
  "ou.combo.none": "Không có mục nào khớp.",
  "ou.combo.found": "{n} mục",
  "ou.combo.many": "{n} mục, đang hiện {shown} mục đầu. Gõ thêm để thu hẹp.",
  "ou.combo.unknown": "Chưa chọn mục nào trong danh sách.",
  "ou.e.unreachable": "Không kết nối được máy chủ. Nội dung vẫn còn trên trang này. Xin thử lại.",
  "ou.e.session-ended": "Phiên làm việc đã hết. Xin đăng nhập lại; nội dung vẫn còn trên trang này.",
  "ou.e.unauthorized": "Chưa đăng nhập, hoặc khóa không đúng.",
  "ou.e.key-expired": "Khóa đã hết hạn.",
  "ou.e.other-agency": "Khóa này thuộc cơ quan khác.",
  "ou.e.scope-missing": "Vai trò của Ông/Bà không được làm việc này.",
  "ou.e.outside-subtree": "Việc này thuộc đơn vị ngoài phạm vi của Ông/Bà.",
  "ou.e.rate-limited": "Quá nhiều lần trong thời gian ngắn. Xin chờ một phút rồi thử lại.",
  "ou.e.overloaded": "Máy chủ đang bận. Xin thử lại sau ít giây.",
  "ou.e.unavailable": "Máy chủ đang bận. Xin thử lại sau ít giây.",
  "ou.e.internal": "Máy chủ gặp lỗi. Xin thử lại; nếu vẫn lỗi, báo người quản trị máy chủ.",
  "ou.e.form-changed": "Người khác vừa lưu một bản mới của phiếu. Xin xem lại rồi lưu tiếp.",
  "ou.e.scale-fixed": "Loại và thang của một câu hỏi đã lưu không đổi được, vì câu trả lời cũ sẽ bị cộng chung.",
  "ou.e.unknown-audio": "Phiếu nhắc tới một bản ghi âm không còn trên máy chủ.",
  "ou.e.second-key-needed": "Cần một người khác xác nhận. Người đề nghị, và khóa do cùng một người tạo ra, không tự xác nhận được.",
  "ou.e.set-aside-state": "Người khác vừa xác nhận hoặc hủy. Xin tải lại trang.",
  "ou.e.unknown-set-aside": "Không còn đề nghị này. Xin tải lại trang.",
  "ou.e.unknown-touchpoint": "Không có điểm lấy ý kiến này.",
  "ou.e.publication-unproved": "Chưa công bố: từ số liệu này có thể suy ra câu trả lời của quá ít người.",
  "ou.e.stale-version": "Người khác vừa thay đổi. Xin xem lại rồi làm lại.",
};

/** Key of a text that the office's pages share. */
export type OfficeUiKey = keyof typeof officeUiVi;

/** Whether there is such a text. */
export function isOfficeUiKey(key: string): key is OfficeUiKey {
  return key in officeUiVi;
}

/** The shared texts in one language. */
export function pickOfficeUiMessages(language: Language): SayOf<OfficeUiKey> {
  return sayFrom({ vi: officeUiVi, en: officeUiEn }, language);
}
