import { type PickTexts, textsOf } from "../messages/messages.ts";

/** Texts of the page of what needs somebody, in Vietnamese. */
export const todayVi = {
  "to.title": "Hôm nay",
  "to.reading": "Đang xem việc cần làm…",
  "to.nothing": "Không có việc nào đang chờ.",
  "to.read-at": "Xem lúc {time}.",
  "to.again": "Xem lại",
  "to.late": "Quá hạn",
  "to.now": "Cần làm",
  "to.soon": "Cần biết",
  "to.open": "Mở trang {page}",
  "to.unread": "Chưa đọc được: {what}.",
  "to.comments.late": "{n} góp ý đã quá hạn trả lời.",
  "to.comments.new": "{n} góp ý mới hoặc đang giữ lại, chờ xem.",
  "to.devices.quiet": "{n} thiết bị im lặng trong giờ làm việc.",
  "to.devices.alert": "{n} thiết bị có cảnh báo.",
  "to.devices.waiting": "{n} thiết bị đã tạo nhưng chưa có máy nào nhận.",
  "to.signs": "{n} phiếu trong {days} ngày qua có dấu hiệu cần xem.",
  "to.set-asides": "{n} đề nghị để riêng phiếu chờ người thứ hai quyết định.",
  "to.set-asides.mine": "{n} đề nghị để riêng phiếu của Ông/Bà đang chờ người thứ hai.",
  "to.volumes": "Chưa có số hồ sơ tháng {month}, nên chưa tính được tỷ lệ phản hồi.",
  "to.keys": "{n} khóa sắp hết hạn hoặc đã hết hạn.",
  "to.own-key": "Khóa riêng của Ông/Bà dùng được đến hết ngày {day}. Xin lập khóa mới trước khi khóa này hết hạn; sau đó phải xin quản trị viên lời mời mới.",
  "to.own-key.write": "Khóa mà Ông/Bà đang dùng để đăng nhập dùng được đến hết ngày {day}. Đổi khóa này, rồi đăng nhập bằng khóa mới.",
  "to.own-key.ask": "Khóa mà Ông/Bà đang dùng để đăng nhập dùng được đến hết ngày {day}. Đề nghị quản trị viên của cơ quan đổi khóa này ở trang Khóa.",
  "to.own-key.make": "Lập khóa mới",
  "to.own-key.title": "Lập khóa riêng mới",
  "to.own-key.body": "Nhập khóa đang dùng, để không ai khác lập được khóa thay Ông/Bà. Khóa mới dùng được một năm. Khóa đang dùng còn dùng được đến hết ngày mai.",
  "to.own-key.now": "Khóa đang dùng",
  "to.own-key.cancel": "Thôi",
  "to.own-key.wrong": "Khóa này không đúng, đã hết hạn hoặc không phải khóa riêng của thành viên.",
  "to.own-key.made": "Khóa mới của Ông/Bà",
  "to.own-key.once": "Khóa này chỉ hiện một lần và dùng được đến hết ngày {day}. Khóa cũ còn dùng được đến hết ngày {before}.",
  "to.own-key.how": "Nên cất trong trình quản lý mật khẩu, hoặc chép ra giấy và cất kỹ. Nếu chưa kịp cất, trong thời gian khóa cũ còn dùng được Ông/Bà lập lại được một khóa khác.",
  "to.own-key.kept": "Đã cất khóa mới",
  "to.setup": "Chưa có điểm lấy ý kiến nào. Phần thiết lập dẫn từng bước, khoảng mười phút.",
  "to.members": "Chưa có quản trị viên nào nhận lời mời. Mời một người, để không ai phải làm việc bằng khóa gốc.",
  "to.publication": "Số liệu tháng {month} được công bố ngày {day}.",
  "to.publication.late": "Số liệu tháng {month} chưa được công bố.",
  "to.of.setup": "điểm lấy ý kiến",
  "to.of.members": "thành viên",
  "to.of.comments": "góp ý",
  "to.of.devices": "thiết bị",
  "to.of.signs": "dấu hiệu",
  "to.of.set-asides": "đề nghị để riêng phiếu",
  "to.of.volumes": "số hồ sơ",
  "to.of.publication": "kỳ công bố",
  "to.of.keys": "khóa",
  "to.of.own-key": "hạn của khóa riêng",
};

/** Key of a text of this page. */
export type TodayKey = keyof typeof todayVi;

/** The page's texts in one language. */
export const pickTodayMessages: PickTexts<TodayKey> = textsOf(todayVi, async () => (await import("./today-en.ts")).todayEn);
