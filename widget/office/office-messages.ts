import type { Role } from "../../shared/contract/member.ts";
import { type PickTexts, textsOf } from "../messages/messages.ts";
import type { OfficePageId } from "../office-ui/office-page-element.ts";
import type { PageGroup } from "./all-pages.ts";

/** Texts of the office's frame, in Vietnamese. */
export const officeVi = {
  "of.title": "Trang làm việc",
  "of.pages": "Các trang",
  "of.menu": "Danh mục",
  "of.skip": "Đến nội dung",
  "of.out": "Đăng xuất",
  "of.close": "Đóng",
  "of.root": "Khóa gốc",
  "of.sessions": "Các phiên của tôi",
  "of.sessions.body": "Nơi Ông/Bà đang đăng nhập. Thấy phiên lạ thì kết thúc phiên đó, rồi báo quản trị viên.",
  "of.session": "Bắt đầu {begun}, dùng lần cuối {seen}",
  "of.session.this": "(phiên này)",
  "of.session.end": "Kết thúc",
  "of.sign-in": "Đăng nhập",
  "of.sign-in-to": "Đăng nhập trang làm việc",
  "of.by-key": "Đăng nhập bằng khóa",
  "of.agency": "Mã cơ quan",
  "of.agency.hint": "Ví dụ H20. Có thể để trống khi dùng khóa của cơ quan.",
  "of.agency.unknown": "Máy chủ này chưa có cơ quan mã {code}.",
  "of.key": "Khóa",
  "of.key.hint": "Khóa được đổi lấy phiên làm việc và không được giữ lại trên trang.",
  "of.insecure": "Địa chỉ này dùng http nên trình duyệt không giữ được phiên làm việc. Xin mở trang này bằng https, hoặc bằng http://localhost trên chính máy chủ. Cách bật https: tài liệu vận hành, mục “https”.",
  "of.make": "Lập cơ quan",
  "of.make.none": "Không lập",
  "of.make.title": "Lập cơ quan mới",
  "of.make.body": "Khóa này là khóa gốc của máy chủ. Ghi mã cơ quan ở trên và tên ở dưới. Mã không đổi được về sau; tên thì đổi được. Khóa gốc chỉ dùng cho lần này và không được giữ lại.",
  "of.make.name": "Tên cơ quan",
  "of.make.name.hint": "Ví dụ Tỉnh Đồng Tháp.",
  "of.invited.title": "Lời mời vào trang làm việc",
  "of.invited.body": "Ông/Bà được mời làm thành viên của {agency}.",
  "of.invited.key": "Sau khi nhận, trang này hiện khóa riêng của Ông/Bà một lần. Lời mời chỉ dùng được một lần.",
  "of.invited.provider": "Để nhận, Ông/Bà đăng nhập một lần ({provider}). Lời mời chỉ dùng được một lần.",
  "of.invited.take": "Nhận lời mời",
  "of.invited.leave": "Để sau",
  "of.own-key.title": "Khóa riêng của Ông/Bà",
  "of.own-key.body": "Khóa này chỉ hiện một lần và dùng cho những lần đăng nhập sau. Không đưa khóa cho người khác: việc gì làm bằng khóa này đều được ghi tên Ông/Bà.",
  "of.own-key.how": "Nên cất trong trình quản lý mật khẩu, hoặc chép ra giấy và cất kỹ. Nếu mất, quản trị viên gửi lời mời mới và khóa này hết dùng được.",
  "of.own-key.kept": "Đã cất khóa, vào trang làm việc",
  "of.ended": "Phiên làm việc đã hết",
  "of.ended.body": "Xin đăng nhập lại. Nội dung đang viết vẫn còn trên trang.",
  "of.ended.leave": "Rời trang này",
  "of.over-page": "Liên kết mở thẻ mới. Đăng nhập xong, Ông/Bà quay lại thẻ này để làm tiếp.",
  "of.failed.state": "Lần đăng nhập này đã quá 10 phút hoặc bắt đầu ở trình duyệt khác. Xin đăng nhập lại.",
  "of.failed.refused": "Hệ thống đăng nhập không cho vào, hoặc Ông/Bà đã dừng giữa chừng.",
  "of.failed.provider": "Hệ thống đăng nhập không trả lời đúng. Vẫn đăng nhập được bằng khóa; nếu lặp lại, xin báo quản trị viên.",
  "of.failed.no-member": "Tài khoản này chưa là thành viên của cơ quan. Quản trị viên của cơ quan cần gửi lời mời.",
  "of.failed.invitation": "Lời mời đã dùng, đã thu hồi hoặc đã hết hạn. Xin quản trị viên gửi lời mời mới.",
  "of.failed.other": "Chưa đăng nhập được. Xin thử lại.",
  "of.e.unauthorized": "Khóa không đúng, hoặc đã bị thu hồi.",
  "of.e.no-cookie": "Trình duyệt không giữ cookie của trang này nên không giữ được phiên làm việc. Xin cho phép cookie rồi thử lại.",
  "of.e.unknown-agency": "Máy chủ này chưa có cơ quan mã này.",
  "of.e.agency-exists": "Máy chủ đã có cơ quan mã này. Bấm “Không lập” rồi đăng nhập.",
  "of.e.agency-not-allowed": "Máy chủ này không nhận cơ quan mã này. Người quản trị máy chủ thêm mã vào thiết lập AGENCIES.",
  "of.e.invalid": "Xin xem lại mã cơ quan: chữ cái và chữ số, ví dụ H20.",
  "of.e.provider-needed": "Cơ quan này đăng nhập bằng tài khoản của tỉnh. Xin tải lại trang rồi nhận lời mời.",
  "of.e.unknown-code": "Lời mời đã dùng, đã thu hồi hoặc đã hết hạn. Xin quản trị viên gửi lời mời mới.",
  "of.none": "Không mở được trang",
  "of.none.unknown": "Không có trang này. Có thể địa chỉ bị gõ nhầm.",
  "of.none.not-allowed": "Vai trò của Ông/Bà không có trang này. Nếu cần, xin quản trị viên của cơ quan đổi vai trò.",
  "of.none.other-agency": "Địa chỉ này là của cơ quan khác. Ông/Bà đang đăng nhập ở {agency}.",
  "of.to-page": "Mở trang {page}",
  "of.loading": "Đang mở…",
  "of.unloaded": "Chưa tải được trang này. Xin kiểm tra mạng rồi thử lại.",
  "of.again": "Thử lại",
  "of.group.daily": "Việc hằng ngày",
  "of.group.set-up": "Thiết lập",
  "of.group.administration": "Quản trị",
  "of.role.administrator": "quản trị viên",
  "of.role.reform-office": "cán bộ cải cách hành chính",
  "of.role.unit-editor": "người phụ trách đơn vị",
  "of.role.moderator": "người xử lý góp ý",
  "of.role.inspector": "thanh tra",
  "of.role.reader": "người xem",
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

/** Whether there is such a text. */
export function isOfficeKey(key: string): key is OfficeKey {
  return key in officeVi;
}

/** A page's name in the list of pages. */
export function pageKey(id: OfficePageId): OfficeKey {
  return `of.page.${id}`;
}

/** A group's name in the list of pages. */
export function groupKey(group: PageGroup): OfficeKey {
  return `of.group.${group}`;
}

/** A role's name. */
export function roleKey(role: Role): OfficeKey {
  return `of.role.${role}`;
}

/** The frame's texts in one language. */
export const pickOfficeMessages: PickTexts<OfficeKey> = textsOf(officeVi, async () => (await import("./office-en.ts")).officeEn);
