import type { Dice } from "./dice.ts";
import { cast } from "./sample-places.ts";

const openings = [
  "",
  "",
  "Tôi đến làm thủ tục sáng nay. ",
  "Gia đình tôi ở xa. ",
  "Tôi đi làm giúp mẹ. ",
  "Lần này tôi nộp hồ sơ một mình. ",
];
const good = [
  "Cán bộ tiếp nhận hướng dẫn tận tình, nói dễ hiểu.",
  "Thủ tục nhanh hơn lần trước nhiều.",
  "Hẹn thứ Năm thì thứ Năm có kết quả.",
  "Chỗ ngồi sạch sẽ, có nước uống, có quạt.",
  "Nộp trực tuyến thuận tiện, khỏi phải đi lại.",
];
const poor = [
  "Hướng dẫn chưa rõ, tôi phải quay về lấy thêm giấy tờ.",
  "Mẫu đơn khó hiểu, nên có bản điền sẵn để xem.",
  "Tải ảnh lên nhiều lần không được.",
  "Quầy ít người, sáng thứ Hai rất đông.",
  "Trả kết quả trễ mà không nhắn trước.",
  "Lối lên cho xe lăn còn dốc.",
];
const slow = [
  "Chờ hơn hai tiếng mới tới lượt.",
  "Lấy số từ 8 giờ, gần trưa mới được gọi.",
  "Hồ sơ đất chờ lâu quá, nên báo trước ngày nào vắng.",
];
const closings = [
  "",
  "",
  " Mong cơ quan xem lại.",
  " Xin cảm ơn.",
  " Nên bố trí thêm một bàn.",
  " Tôi góp ý để làm tốt hơn.",
];

/** The comment of a person who gave a level. */
export function sayWords({ level, service }: { level: number; service: string | null }, dice: Dice): string {
  const middle = level > 3 ? good : service === cast.slowService ? slow : poor;
  return dice.pick(openings) + dice.pick(middle) + dice.pick(closings);
}

const answers = [
  "Cảm ơn Ông/Bà đã góp ý. Chúng tôi đã nhắc bộ phận tiếp nhận và đang sắp xếp lại.",
  "Cảm ơn Ông/Bà. Từ tuần sau có thêm một quầy vào buổi sáng.",
  "Chúng tôi đã kiểm tra và xin lỗi vì sự bất tiện này. Bản hướng dẫn mới đã được dán tại quầy.",
  "Cảm ơn Ông/Bà đã động viên, chúng tôi sẽ tiếp tục giữ cách làm này.",
];

/** The office's answer to a comment. */
export function answerWords(dice: Dice): string {
  return dice.pick(answers);
}

/** Why the made-up ratings are set aside, for everybody to read. */
export const setAsideReason =
  "Gần 50 lượt mức cao nhất dồn vào một mã QR trong 13 phút, từ một nguồn, không kèm ý kiến; đơn vị xác nhận không có đông người lúc đó (mô phỏng).";
