import { type PickTexts, textsOf } from "../messages/messages.ts";

/** Texts of the page of services, in Vietnamese. */
export const servicesVi = {
  "sv.save": "Lưu",
  "sv.cancel": "Thôi",
  "sv.close": "Đóng phần nhập",
  "sv.title": "Thủ tục",
  "sv.lead": "Thủ tục hành chính theo mã quốc gia. Tên dùng trên phiếu, bảng số liệu và tệp xuất.",
  "sv.search": "Tìm theo tên hoặc mã",
  "sv.table": "Danh sách thủ tục",
  "sv.id": "Mã thủ tục",
  "sv.id.hint": "Ví dụ 1.004227. Mã không đổi và không xóa được sau khi lưu.",
  "sv.name": "Tên thủ tục",
  "sv.add": "Thêm thủ tục",
  "sv.rename": "Sửa tên",
  "sv.rename.of": "Sửa tên {id}",
  "sv.rename.note": "Tên mới dùng cho mọi số liệu của mã này, kể cả số liệu cũ.",
  "sv.none": "Chưa có thủ tục nào. Thêm từng thủ tục, hoặc nhập từ Excel.",
  "sv.none-read": "Cơ quan chưa ghi thủ tục nào.",
  "sv.no-match": "Không có thủ tục nào khớp.",
  "sv.import": "Nhập từ Excel hoặc CSV",
  "sv.known": "Mã này đã có: {name}. Dùng “Sửa tên” để đổi.",
  "sv.found": "{fresh} thủ tục mới, {renamed} thủ tục đổi tên, {same} thủ tục không đổi.",
  "sv.taken": "Đã nhập {n} thủ tục.",
  "sv.saved": "Đã lưu {id}.",
  "sv.end": "Thủ tục đã có số liệu thì không xóa được. Thủ tục không dùng nữa thì bỏ khỏi các điểm lấy ý kiến; nó vẫn đứng trong danh sách để đọc số liệu cũ.",
};

/** Key of a text of this page. */
export type ServicesKey = keyof typeof servicesVi;

/** The page's texts in one language. */
export const pickServicesMessages: PickTexts<ServicesKey> = textsOf(servicesVi, async () => (await import("./services-en.ts")).servicesEn);
