import type { Role } from "../../shared/contract/member.ts";
import type { Scope } from "../../shared/contract/key.ts";
import { type PickTexts, textsOf } from "../messages/messages.ts";

/** Texts of the pages of members and keys, in Vietnamese. */
export const membersVi = {
  "ad.whole": "Toàn cơ quan",
  "ad.unit": "Đơn vị",
  "ad.unit.editor": "Đơn vị mà người này phụ trách. Để trống là mọi đơn vị của cơ quan.",
  "ad.unit.hint": "Để trống là toàn cơ quan.",
  "ad.name": "Tên",
  "ad.cancel": "Thôi",
  "ad.done": "Xong",
  "ad.save": "Lưu",
  "ad.saved": "Đã lưu",
  "ad.actions": "Việc",
  "ad.members": "Thành viên",
  "ad.members.lead": "Người làm việc ở đây, mỗi người một tài khoản. Việc họ làm được ghi trong nhật ký với tên của họ.",
  "ad.members.none": "Chưa có thành viên nào. Mời quản trị viên đầu tiên ở trên; khóa gốc sau đó chỉ cần khi có sự cố.",
  "ad.members.roles": "Mỗi vai trò được làm gì",
  "ad.role": "Vai trò",
  "ad.state": "Trạng thái",
  "ad.seen": "Đăng nhập lần cuối",
  "ad.never": "chưa",
  "ad.state.invited": "đã mời",
  "ad.state.lapsed": "lời mời đã hết hạn",
  "ad.state.joined": "đã vào",
  "ad.by.openid": "bằng tài khoản của tỉnh",
  "ad.by.key": "bằng khóa riêng",
  "ad.invite": "Mời thành viên",
  "ad.invite.send": "Tạo lời mời",
  "ad.invite.name": "Họ và tên",
  "ad.invite.name.hint": "Tên này đứng trong nhật ký. Về sau nên giữ nguyên.",
  "ad.link": "Lời mời cho {name}",
  "ad.link.local": "Trang này đang mở bằng {server}, nên liên kết chỉ mở được trên chính máy này. Mở trang làm việc bằng địa chỉ thật của máy chủ rồi tạo lời mời mới.",
  "ad.link.body": "Gửi liên kết này cho đúng người, qua kênh mà chỉ người đó đọc. Ai mở trước thì người đó vào. Liên kết dùng được một lần, đến {day}, và chỉ hiện ở đây lần này.",
  "ad.edit": "Sửa",
  "ad.edit.title": "Sửa thành viên {name}",
  "ad.edit.body": "Đổi vai trò hoặc đơn vị thì các phiên đang mở của người này kết thúc; họ đăng nhập lại là có quyền mới.",
  "ad.renew": "Lời mời mới",
  "ad.renew.title": "Lời mời mới cho {name}",
  "ad.renew.body": "Dùng khi liên kết trước bị mất hoặc hết hạn, hoặc khi người này mất khóa riêng. Liên kết trước hết dùng được. Khi liên kết mới được dùng, khóa và phiên cũ của người này kết thúc.",
  "ad.remove": "Gỡ",
  "ad.removed": "Đã gỡ",
  "ad.remove.title": "Gỡ thành viên {name}",
  "ad.remove.body": "Phiên và khóa riêng của người này kết thúc ngay và không khôi phục được; muốn vào lại phải mời lại. Nhật ký vẫn giữ tên. Khóa mà người này đã lập cho phần mềm khác vẫn dùng được: xem ở trang Khóa.",
  "ad.last": "Quản trị viên cuối cùng của cơ quan. Muốn gỡ hoặc đổi vai trò, trước hết mời một quản trị viên khác, hoặc dùng khóa gốc của máy chủ.",
  "ad.role.administrator": "Quản trị viên",
  "ad.role.reform-office": "Cán bộ cải cách hành chính",
  "ad.role.unit-editor": "Người phụ trách đơn vị",
  "ad.role.moderator": "Người xử lý góp ý",
  "ad.role.inspector": "Thanh tra",
  "ad.role.reader": "Người xem",
  "ad.does.administrator": "Làm mọi việc, kể cả mời và gỡ thành viên, lập và thu hồi khóa.",
  "ad.does.reform-office": "Thiết lập đơn vị, thủ tục, phiếu hỏi, điểm lấy ý kiến, thiết bị; xem số liệu; nhập liệu; xử lý góp ý; xét dấu hiệu bất thường; đọc nhật ký. Không quản lý thành viên và khóa.",
  "ad.does.unit-editor": "Với đơn vị của mình và đơn vị trực thuộc: điểm lấy ý kiến, thiết bị, nhập liệu, xem số liệu, xử lý góp ý.",
  "ad.does.moderator": "Đọc, duyệt, chuyển và trả lời góp ý. Không xem số liệu, không đổi thiết lập.",
  "ad.does.inspector": "Xem số liệu, từng lượt đánh giá, góp ý và nhật ký. Không đổi được gì.",
  "ad.does.reader": "Chỉ xem số liệu.",
  "ad.keys": "Khóa",
  "ad.keys.lead": "Khóa là để phần mềm khác đọc hoặc gửi số liệu, ví dụ bảng tính hay trục liên thông. Người thì nên là thành viên.",
  "ad.keys.none": "Chưa có khóa nào.",
  "ad.keys.count": "{n} việc",
  "ad.keys.make": "Lập khóa",
  "ad.keys.name.hint": "Ai dùng và để làm gì, ví dụ “Bảng tính của Sở Nội vụ”.",
  "ad.keys.scopes": "Được làm gì",
  "ad.keys.scopes.none": "Xin chọn ít nhất một việc.",
  "ad.keys.unit": "Đơn vị",
  "ad.keys.end": "Ngày cuối dùng được",
  "ad.keys.end.none": "Không có ngày cuối",
  "ad.keys.end.note": "Khóa không có ngày cuối chỉ nên dùng cho việc tự động mà không ai trông.",
  "ad.keys.ended": "đã hết hạn",
  "ad.keys.soon": "sắp hết hạn",
  "ad.keys.replaced": "đã đổi sang {id}",
  "ad.keys.used": "Dùng lần cuối",
  "ad.keys.shown": "Khóa mới: {name}",
  "ad.keys.shown.body": "Khóa chỉ hiện lần này. Chép ngay vào nơi cần dùng hoặc trình quản lý mật khẩu; không gửi qua thư hay tin nhắn.",
  "ad.keys.rotate": "Đổi khóa",
  "ad.keys.rotate.title": "Đổi khóa {name}",
  "ad.keys.rotate.body": "Lập khóa mới cùng quyền. Khóa cũ còn dùng được thêm số ngày dưới đây, để thay ở mọi nơi đang dùng, rồi tự hết.",
  "ad.keys.rotate.days": "Số ngày khóa cũ còn dùng được (0 đến 30)",
  "ad.keys.revoke": "Thu hồi",
  "ad.keys.revoked": "Đã thu hồi",
  "ad.keys.revoke.title": "Thu hồi khóa {name}",
  "ad.keys.revoke.body": "Khóa hết dùng được ngay, không khôi phục được. Phần mềm đang dùng khóa này ngừng đọc và gửi số liệu. Dùng lần cuối: {day}. Muốn thay mà không gián đoạn thì chọn “Đổi khóa”.",
  "ad.scope.config:write": "Thiết lập cơ quan, đơn vị, thủ tục, phiếu hỏi, điểm lấy ý kiến",
  "ad.scope.indices:read": "Đọc chỉ số và xếp hạng",
  "ad.scope.tallies:write": "Nhập số liệu giấy, số hồ sơ, chỉ tiêu",
  "ad.scope.feedback:read": "Đọc từng lượt đánh giá",
  "ad.scope.comments:read": "Đọc góp ý",
  "ad.scope.comments:write": "Duyệt, chuyển và trả lời góp ý",
  "ad.scope.devices:write": "Ghi danh và thu hồi thiết bị",
  "ad.scope.set-asides:write": "Đề nghị và xác nhận để riêng phiếu",
  "ad.scope.sealed:read": "Đọc phản ánh niêm phong (còn cần mật mã riêng)",
  "ad.scope.sealed:write": "Đặt người nhận phản ánh niêm phong",
  "ad.scope.keys:write": "Lập và thu hồi khóa",
  "ad.scope.members:write": "Mời, đổi và gỡ thành viên",
  "ad.scope.audit:read": "Đọc nhật ký",
};

/** Key of a text of these pages. */
export type MembersKey = keyof typeof membersVi;

/** A role's name, and what it may do. */
export function roleKeys(role: Role): { readonly name: MembersKey; readonly does: MembersKey } {
  return { name: `ad.role.${role}`, does: `ad.does.${role}` };
}

/** What a scope allows. */
export function scopeKey(scope: Scope): MembersKey {
  return `ad.scope.${scope}`;
}

/** The texts of these pages in one language. */
export const pickMembersMessages: PickTexts<MembersKey> = textsOf(membersVi, async () => (await import("./members-en.ts")).membersEn);
