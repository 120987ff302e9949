import type { Masks } from "../../shared/contract/comment.ts";
import type { PageLanguage } from "./html-text.ts";

const vi = {
  "s5.5": "Rất hài lòng",
  "s5.4": "Hài lòng",
  "s5.3": "Bình thường",
  "s5.2": "Không hài lòng",
  "s5.1": "Rất không hài lòng",
  "q.kiosk": "Ông/Bà có hài lòng với việc phục vụ hôm nay không?",
  "q.why.low": "Điều gì làm Ông/Bà chưa hài lòng?",
  "q.why.mid": "Điều gì cần làm tốt hơn?",
  "q.why.high": "Điều gì làm Ông/Bà hài lòng?",
  "q.any": "(chọn được nhiều ý)",
  "c.label": "Ông/Bà muốn góp ý thêm điều gì?",
  "c.optional": "(không bắt buộc)",
  "c.hint": "Xin đừng ghi họ tên, số điện thoại, số căn cước, địa chỉ hay tên người khác.",
  "b.send": "Gửi",
  "p.link": "Xem cách chúng tôi giữ thông tin",
  "t.ok": "Cảm ơn Ông/Bà. Đánh giá đã được gửi.",
  "k.code": "Mã tra cứu của Ông/Bà:",
  "k.keep": "Hãy chụp lại; chúng tôi không gửi tin nhắn.",
  "k.due": "Đơn vị sẽ trả lời chậm nhất ngày {day}.",
  "k.follow": "Tra cứu góp ý",
  "w.masked": "Đã che trước khi lưu: {kinds}.",
  "kind.id-number": "số giấy tờ",
  "kind.phone": "số điện thoại",
  "kind.email": "thư điện tử",
  "kind.bank-account": "số tài khoản",
  "kind.plate": "biển số xe",
  "kind.dossier": "mã hồ sơ",
  "kind.address": "địa chỉ",
  "kind.birth-date": "ngày sinh",
  "l.notpetition": "Góp ý này không thay cho đơn khiếu nại, tố cáo hay phản ánh, kiến nghị theo quy định.",
  "l.official": "Nếu cần cơ quan giải quyết chính thức:",
  "h.after": "Góp ý này nối tiếp đánh giá vừa gửi tại cơ quan. Không hỏi tên, không cần đăng nhập.",
  "h.late": "Mã này chỉ dùng được trong 7 ngày sau khi đánh giá. Ông/Bà có thể góp ý qua kênh khác của cơ quan.",
  "h.sent": "Cảm ơn Ông/Bà. Góp ý đã được ghi nhận.",
  "r.sample": "Số liệu mô phỏng, để dùng thử",
  "r.title": "Mời Ông/Bà đánh giá",
  "r.follow": "Viết góp ý",
  "r.reasons": "Lý do",
  "r.fit": "Khi chọn: {levels}.",
  "r.service": "Thủ tục: {name}",
  "r.fault": "Chưa gửi: {title}",
  "r.script": "Trang tra cứu cần trình duyệt có bật JavaScript. Ông/Bà giữ mã để xem sau trên máy khác cũng được.",
  "r.change":
    "Muốn sửa trong 15 phút: bấm nút quay lại của trình duyệt rồi gửi lại; gửi nhiều lần vẫn chỉ tính một phiếu.",
  "f.level": "Ông/Bà chưa chọn mức đánh giá.",
  "f.comment": "Ông/Bà chưa viết góp ý.",
  "e.long": "Góp ý vượt {n} ký tự so với mức tối đa 4.000. Xin rút gọn.",
  "f.large":
    "Góp ý quá dài, trang không giữ lại được. Tối đa 4.000 ký tự. Bấm nút quay lại của trình duyệt để lấy phần đã viết.",
  "f.many":
    "Mạng này vừa gửi nhiều đánh giá. Nội dung vẫn còn trên trang. Xin đợi {minutes} phút rồi bấm “Gửi”; gửi nhiều lần vẫn chỉ tính một phiếu.",
  "f.busy":
    "Máy chủ đang bận. Nội dung vẫn còn trên trang. Xin đợi {minutes} phút rồi bấm “Gửi”; gửi nhiều lần vẫn chỉ tính một phiếu.",
  "f.old": "Trang đã mở quá lâu. Nội dung vẫn còn trên trang. Xin bấm “Gửi” lần nữa.",
  "f.waits": "Đánh giá tại cơ quan chưa được gửi lên. Xin giữ trang này và bấm “Gửi” lần nữa sau ít phút.",
  "f.refused":
    "Chưa ghi nhận được. Nội dung vẫn còn trên trang. Xin bấm “Gửi” lần nữa; nếu vẫn không được, xin dùng kênh khác của cơ quan.",
  "n.device": "Nơi này chỉ nhận đánh giá tại máy đặt ở cơ quan.",
  "n.device.next": "Ông/Bà đánh giá tại máy. Muốn viết góp ý bằng điện thoại: quét mã mà máy hiện ra sau khi đánh giá.",
  "n.closed": "Điểm lấy ý kiến này đã đóng.",
  "n.closed.next": "Xin gỡ tờ dán có mã QR của điểm này.",
  "n.unknown": "Không có nơi đánh giá ở địa chỉ này",
  "n.unknown.next":
    "Ông/Bà quét lại mã QR hoặc mở lại liên kết của cơ quan. Nếu vẫn gặp trang này, xin báo cho cơ quan đã đặt mã.",
  "n.none": "Chưa biết Ông/Bà muốn đánh giá nơi nào",
  "n.none.next": "Ông/Bà mở trang này bằng liên kết hoặc mã QR của cơ quan.",
  "n.agency": "Không có cơ quan nào ở địa chỉ này",
  "n.agency.next": "Ông/Bà mở lại liên kết trên trang mà Ông/Bà đã đánh giá.",
  "n.busy": "Máy chủ đang bận",
  "n.busy.next": "Xin mở lại trang này sau ít phút.",
};

/** Key of a text of the rating page. */
export type RateKey = keyof typeof vi;

const en: Readonly<Record<RateKey, string>> = {
  "s5.5": "Very satisfied",
  "s5.4": "Satisfied",
  "s5.3": "Neither satisfied nor dissatisfied",
  "s5.2": "Dissatisfied",
  "s5.1": "Very dissatisfied",
  "q.kiosk": "How satisfied are you with today's service?",
  "q.why.low": "What were you not satisfied with?",
  "q.why.mid": "What should be better?",
  "q.why.high": "What did you like?",
  "q.any": "(choose any)",
  "c.label": "Anything to add?",
  "c.optional": "(optional)",
  "c.hint": "Please leave out names, phone, ID numbers and addresses.",
  "b.send": "Send",
  "p.link": "See how we keep information",
  "t.ok": "Thank you. Your rating has been sent.",
  "k.code": "Your code:",
  "k.keep": "Take a photo; we send no message.",
  "k.due": "The unit will answer by {day}.",
  "k.follow": "Look up feedback",
  "w.masked": "Masked before it was kept: {kinds}.",
  "kind.id-number": "an identity number",
  "kind.phone": "a phone number",
  "kind.email": "an e-mail address",
  "kind.bank-account": "an account number",
  "kind.plate": "a licence plate",
  "kind.dossier": "a case code",
  "kind.address": "an address",
  "kind.birth-date": "a date of birth",
  "l.notpetition": "This is not a complaint, denunciation or petition in law.",
  "l.official": "For an official decision use:",
  "h.after": "This comment follows the rating just given at the office. No name, no sign-in.",
  "h.late": "This code works for 7 days after the rating only. The office has other ways to send a comment.",
  "h.sent": "Thank you. Your comment has been recorded.",
  "r.sample": "Simulated figures, for trying this out",
  "r.title": "Please rate our service",
  "r.follow": "Write a comment",
  "r.reasons": "Reasons",
  "r.fit": "If you choose: {levels}.",
  "r.service": "Service: {name}",
  "r.fault": "Not sent: {title}",
  "r.script": "The look-up page needs a browser with JavaScript on. Keep the code; it also works on another device.",
  "r.change":
    "To change it within 15 minutes: go back in the browser and send again. However often you send, it counts once.",
  "f.level": "Please choose a level first.",
  "f.comment": "Please write your comment first.",
  "e.long": "{n} characters over the maximum of 4,000. Please shorten.",
  "f.large":
    "The text is too long, so this page could not keep it. The limit is 4,000 characters. Go back in the browser to find what you wrote.",
  "f.many":
    "This network has just sent many ratings. What you wrote is still here. Please wait {minutes} minutes, then press “Send”. However often you send, it counts once.",
  "f.busy":
    "The server is busy. What you wrote is still here. Please wait {minutes} minutes, then press “Send”. However often you send, it counts once.",
  "f.old": "This page was open for too long. What you wrote is still here. Please press “Send” again.",
  "f.waits":
    "The rating at the office has not arrived yet. Please keep this page open and press “Send” again in a few minutes.",
  "f.refused":
    "Not recorded. What you wrote is still here. Please press “Send” again; if it still fails, use another way to reach the office.",
  "n.device": "Ratings of this place are taken at the kiosk in the office only.",
  "n.device.next":
    "Please rate at the kiosk. To write a comment on your phone, scan the code that the kiosk shows after the rating.",
  "n.closed": "Ratings here are closed.",
  "n.closed.next": "Please take down the notice with its QR code.",
  "n.unknown": "There is no rating place at this address",
  "n.unknown.next":
    "Please scan the QR code or open the office's link again. If you still see this page, please tell the office that put up the code.",
  "n.none": "We do not know which place you want to rate",
  "n.none.next": "Please open this page by the office's link or QR code.",
  "n.agency": "There is no agency at this address",
  "n.agency.next": "Please open the link again on the page where you gave your rating.",
  "n.busy": "The server is busy",
  "n.busy.next": "Please open this page again in a few minutes.",
};

/** The words of the rating page. A key that the element has too has the same text there. */
export const rateWords: Readonly<Record<PageLanguage, Readonly<Record<RateKey, string>>>> = { vi, en };

/** Says a text of the rating page, with its `{name}` places filled in. */
export type SayRate = (key: RateKey, places?: Readonly<Record<string, string | number>>) => string;

/** Speaks one language. */
export function rateSpeech(language: PageLanguage): SayRate {
  return (key, places = {}) =>
    rateWords[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole));
}

/** Names what was masked: "số điện thoại, địa chỉ". */
export function kindWords(masked: Masks, say: SayRate): string {
  return masked.map(({ kind }) => say(`kind.${kind}`)).join(", ");
}
