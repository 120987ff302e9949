import { ticketEn } from "./ticket-en.ts";
import { type Language, type SayOf, sayFrom } from "./messages.ts";

/** Texts of the ticket page, in Vietnamese; `{…}` is filled in. */
export const ticketVi = {
  "l.title": "Tra cứu góp ý",
  "l.field": "Nhập mã tra cứu",
  "l.field.hint": "Ví dụ: H20-7K3M 9Q2X HW4TP. Chữ hoa hay chữ thường, có hay không có dấu cách đều được.",
  "l.look": "Tra cứu",
  "l.busy": "Đang gửi…",
  "l.none": "Không tìm thấy mã này. Mã có thể đã hết hạn hoặc gõ nhầm. Mã không có chữ O, I và số 0, 1 ở phần sau dấu gạch.",
  "l.prefix": "Thiếu phần đầu của mã, trước dấu gạch, ví dụ H20.",
  "l.many": "Đã có nhiều lượt tra cứu. Xin thử lại sau ít phút.",
  "l.unreachable": "Chưa kết nối được. Xin thử lại khi có mạng.",
  "l.changed": "Góp ý vừa có thay đổi. Đây là tình trạng mới nhất.",
  "l.other": "Chưa thực hiện được. Xin thử lại sau.",
  "l.another": "Tra cứu mã khác",
  "l.whom": "Góp ý của Ông/Bà về:",
  "st.received": "Đã nhận",
  "st.held": "Đang được xem",
  "st.approved": "Đã được xem",
  "st.hidden": "Không công khai",
  "st.assigned": "Đã chuyển đơn vị trả lời",
  "st.answered": "Đã trả lời",
  "st.closed": "Đã xử lý xong",
  "st.withdrawn": "Đã rút",
  "st.not": "Không được xử lý như góp ý",
  "st.overdue": "Quá hạn trả lời",
  "s.received": "{unit} đã nhận góp ý của Ông/Bà",
  "s.passed-on": "Đã chuyển {unit}",
  "s.answered": "{unit} trả lời",
  "s.reopened": "Ông/Bà gửi lại, vì chưa được giải quyết",
  "s.closed": "Đã xử lý xong",
  "s.withdrawn": "Ông/Bà đã rút góp ý",
  "s.awaited": "Đang chờ {unit} trả lời",
  "d.left": "Hạn trả lời: ngày {day}, còn {n} ngày.",
  "d.today": "Hạn trả lời: hôm nay, ngày {day}.",
  "d.over": "Hạn trả lời là ngày {day}, đã quá {n} ngày.",
  "l.public.yes": "Góp ý đã được công khai, ai cũng đọc được.",
  "l.public.no": "Góp ý này hiện không công khai.",
  "l.words.gone": "Nội dung đã được xóa.",
  "l.masked": "Đã che: {kinds}.",
  "l.hide": "Không công khai vì: {reason}. Đánh giá vẫn được tính và góp ý vẫn được chuyển đơn vị.",
  "l.not.advert": "Cơ quan xem đây là quảng cáo, nên không có hạn trả lời. Nếu không đúng, xin gửi góp ý khác hoặc dùng kênh chính thức.",
  "l.not.test": "Cơ quan xem đây là lần gửi thử, nên không có hạn trả lời. Nếu không đúng, xin gửi góp ý khác hoặc dùng kênh chính thức.",
  "l.not.abuse": "Cơ quan xem đây là lời lăng mạ, nên không có hạn trả lời. Nếu không đúng, xin gửi góp ý khác hoặc dùng kênh chính thức.",
  "hide.personal-data": "có thông tin cá nhân",
  "hide.insult": "lời lẽ xúc phạm",
  "hide.advertising": "quảng cáo",
  "hide.out-of-scope": "không thuộc phạm vi góp ý",
  "l.answer.private": "Chỉ người giữ mã và cơ quan đọc được câu trả lời này.",
  "l.help": "Câu trả lời này có giúp ích cho Ông/Bà không?",
  "h.5": "Rất có ích",
  "h.4": "Có ích",
  "h.3": "Có ích một phần",
  "h.2": "Ít có ích",
  "h.1": "Không có ích",
  "l.help.choose": "Ông/Bà chưa chọn mức.",
  "l.send": "Gửi",
  "l.rated": "Ông/Bà đã đánh giá câu trả lời: {word}.",
  "l.reopen": "Chưa được giải quyết? Gửi lại cho đơn vị (một lần)",
  "l.reopen.why": "Điều gì còn chưa được giải quyết?",
  "l.reopen.empty": "Xin viết điều gì còn chưa được giải quyết.",
  "l.reopen.send": "Gửi lại cho đơn vị",
  "l.withdraw.open": "Rút góp ý",
  "l.withdraw": "Rút góp ý này? Nội dung sẽ bị xóa và không lấy lại được. Mức đánh giá không gắn với cá nhân vẫn được giữ.",
  "l.withdraw.yes": "Rút, xóa nội dung",
  "l.notpetition": "Góp ý này không thay cho đơn khiếu nại, tố cáo hay phản ánh, kiến nghị theo quy định.",
  "l.official": "Nếu cần cơ quan giải quyết chính thức:",
  "k.slip": "Mã tra cứu của Ông/Bà",
  "k.keep": "Hãy chụp lại hoặc in ra; chúng tôi không gửi tin nhắn. Ai có mã này đều xem và rút được góp ý.",
  "k.qr": "Mã QR mở trang tra cứu góp ý này",
  "k.print": "In phiếu tra cứu",
};

/** Key of a text of the ticket page. */
export type TicketMessageKey = keyof typeof ticketVi;

/** Returns a text of the ticket page. */
export type TicketSay = SayOf<TicketMessageKey>;

/** Texts of the ticket page, in one language. */
export function pickTicketMessages(language: Language): TicketSay {
  return sayFrom({ vi: ticketVi, en: ticketEn }, language);
}
