import { type Language, type SayOf, sayFrom } from "../messages/messages.ts";
import { checkEn } from "./check-en.ts";

/** Texts of the page check, in Vietnamese. `{…}` is filled in. */
export const checkVi = {
  "ch.title": "Kiểm tra ô đánh giá trên trang này",
  "ch.about": "Chỉ Ông/Bà thấy phần này, vì địa chỉ trang có “citizen-check”. Việc kiểm tra chạy trong trình duyệt này, không gửi gì thêm đi đâu.",
  "ch.again": "Kiểm tra lại",
  "ch.good": "Đạt",
  "ch.look": "Nên xem",
  "ch.bad": "Cần sửa",
  "ch.all-good": "Mọi thứ đều đạt.",
  "ch.some-bad": "Việc cần sửa: {n}.",
  "ch.some-look": "Không có lỗi. Việc nên xem: {n}.",
  "ch.script": "Tệp chương trình đã chạy: phiên bản {version}, từ {url}.",
  "ch.script-other": "Trang nạp hai phiên bản: {runs} đang chạy, {version} không được dùng. Chỉ giữ một dòng <script>.",
  "ch.script-twice": "Trang có {n} dòng <script> nạp chương trình. Vẫn chạy được, nhưng chỉ cần một dòng.",
  "ch.old": "Trình duyệt này quá cũ. Người dùng nó thấy đường liên kết trong thẻ, không thấy ô đánh giá.",
  "ch.csp": "Chính sách nội dung (CSP) của trang chặn {url}. Dòng chặn: {line}. Thêm địa chỉ này vào CSP của trang:",
  "ch.csp-types": "Chính sách nội dung (CSP) của trang chặn phần hiện sau khi chọn mức. Dòng chặn: {line}. Thêm vào CSP của trang:",
  "ch.more": "Tệp thứ hai đã nạp: lý do, góp ý và mã tra cứu hiện được.",
  "ch.more-missing": "Chưa nạp được tệp thứ hai {url}. Mức đánh giá vẫn được nhận, nhưng không có lý do, góp ý và mã tra cứu.",
  "ch.no-tag": "Chương trình chạy nhưng trang không có thẻ <citizen-feedback>. Trình soạn thảo có thể đã bỏ thẻ: dùng cách <div> hoặc chỉ một dòng <script>.",
  "ch.place": "Ô {n}: {touchpoint}",
  "ch.no-id": "Thẻ chưa có thuộc tính touchpoint. Chép lại hai dòng từ trang “Điểm lấy ý kiến”.",
  "ch.bad-id": "“{touchpoint}” không phải mã của một điểm lấy ý kiến. Mã đúng có dạng H20-7k3m9q2x4t.",
  "ch.known": "Máy chủ {server} biết điểm lấy ý kiến này: {place}. Trang {origin} gửi đánh giá được.",
  "ch.unknown": "Máy chủ {server} không có điểm lấy ý kiến {touchpoint}. Kiểm tra mã và địa chỉ máy chủ.",
  "ch.not-taken": "Máy chủ {server} không nhận đánh giá cho cơ quan của điểm này. Báo người quản trị máy chủ.",
  "ch.shut": "Điểm lấy ý kiến này đã đóng, nên ô trên trang không nhận đánh giá. Gỡ mã khỏi trang, hoặc mở lại điểm ở trang “Điểm lấy ý kiến”.",
  "ch.closed": "Điểm lấy ý kiến này chỉ nhận đánh giá tại máy đã ghi danh, nên ô trên trang web không nhận. Dùng điểm khác cho trang web, hoặc mở điểm này ở trang “Điểm lấy ý kiến”.",
  "ch.mixed": "Trang này dùng https nhưng máy chủ {server} dùng http, nên trình duyệt chặn. Dùng địa chỉ https của máy chủ.",
  "ch.unreached": "Không hỏi được máy chủ {server}. Đánh giá được giữ lại trên máy người dùng cho đến khi gửi được. Kiểm tra mạng, tường lửa và địa chỉ máy chủ.",
  "ch.twice": "Trang có {n} thẻ cùng mã điểm này. Một người có thể đánh giá hai lần; chỉ giữ một thẻ.",
  "ch.form": "Thẻ nằm trong một biểu mẫu của trang. Vẫn dùng được: nút và phím Enter của ô không gửi biểu mẫu đó.",
  "ch.hidden": "Ô không hiện ra: thẻ hoặc phần chứa nó đang bị ẩn (display, visibility, hoặc thẻ đóng).",
  "ch.no-size": "Ô có kích thước {width} × {height} điểm ảnh nên không thấy được. Phần chứa thẻ cần có chiều rộng.",
  "ch.narrow": "Ô chỉ rộng {width} điểm ảnh. Nên rộng từ 280 để chữ không bị ngắt.",
  "ch.shown": "Ô hiện ra, rộng {width} điểm ảnh.",
};

/** Key of a text of the page check. */
export type CheckKey = keyof typeof checkVi;

/** The page check's texts in one language. */
export function pickCheckMessages(language: Language): SayOf<CheckKey> {
  return sayFrom({ vi: checkVi, en: checkEn }, language);
}
