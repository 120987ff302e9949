/** Every word of the page that tells how information is kept. `{k}` is the minimum group size. */
type PrivacyWords = {
  readonly title: string;
  readonly lead: string;
  readonly who: string;
  readonly whoUnknown: string;
  readonly terms: Readonly<Record<"controller" | "address" | "contact" | "privacy" | "channels", string>>;
  /** Text of a fact that the agency has not published. */
  readonly notSet: (term: string) => string;
  readonly parts: readonly (readonly [heading: string, text: string])[];
};

const lowered = (term: string): string => term.charAt(0).toLowerCase() + term.slice(1);

const vi: PrivacyWords = {
  title: "Cách chúng tôi giữ thông tin",
  lead: "Không hỏi tên. Không cần đăng nhập, không dùng cookie.",
  who: "Ai giữ",
  whoUnknown:
    "Cơ quan có tên trên trang mà Ông/Bà đã đánh giá. Liên kết “Xem cách chúng tôi giữ thông tin” trên trang đó cho biết địa chỉ và đầu mối.",
  terms: {
    controller: "Cơ quan",
    address: "Địa chỉ",
    contact: "Liên hệ",
    privacy: "Đầu mối về dữ liệu cá nhân",
    channels: "Kênh tiếp nhận chính thức",
  },
  notSet: (term) => `Cơ quan chưa công bố ${lowered(term)}.`,
  parts: [
    [
      "Giữ gì",
      "Mức đánh giá, lý do, góp ý nếu có, thủ tục, nơi và ngày đánh giá; mã hồ sơ nếu Ông/Bà tự nhập. Không lưu địa chỉ mạng đầy đủ, không nhận dạng thiết bị để theo dõi. Khi chưa có mạng, đánh giá được giữ trên máy của Ông/Bà cho đến khi gửi xong, rồi được xóa khỏi máy.",
    ],
    [
      "Để làm gì",
      "Đo mức độ hài lòng, sửa điều chưa tốt, công bố số liệu không gắn với cá nhân. Không dùng để xử lý hồ sơ của Ông/Bà.",
    ],
    [
      "Ai xem được gì",
      "Đơn vị nơi Ông/Bà đến không xem được phiếu nào. Đơn vị chỉ xem số liệu của những ngày đã qua, gộp ít nhất {k} người (cơ quan có thể đặt số khác, không dưới 5). Góp ý viết tại máy, tại quầy, hoặc viết tiếp bằng điện thoại, chỉ đến đơn vị sau khi hết ngày, không theo thứ tự, không có giờ; mức đánh giá chỉ kèm theo khi ngày đó có ít nhất chừng ấy người đánh giá tại đó và Ông/Bà không nhập mã hồ sơ. Góp ý gửi từ trang web đến đơn vị ngay. Bộ phận được cơ quan giao quản lý chung xem được phiếu và góp ý, không kèm tên.",
    ],
    ["Giữ bao lâu", "Nội dung góp ý 24 tháng, mã hồ sơ 6 tháng; mức đánh giá không gắn với cá nhân giữ lâu dài."],
    ["Lưu ở đâu", "Trên máy chủ mà cơ quan dùng để chạy ô đánh giá này."],
    [
      "Quyền của Ông/Bà",
      "Xem, sửa, rút hoặc yêu cầu xóa góp ý bằng mã tra cứu hoặc qua đầu mối của cơ quan; được trả lời trong 2 ngày làm việc. Việc góp ý là tự nguyện; không góp ý không ảnh hưởng gì đến hồ sơ.",
    ],
  ],
};

const en: PrivacyWords = {
  title: "How we keep information",
  lead: "No name is asked. No sign-in, no cookies.",
  who: "Who keeps it",
  whoUnknown:
    "The agency named on the page where you gave your rating. The link “See how we keep information” there tells its address and contact.",
  terms: {
    controller: "Agency",
    address: "Address",
    contact: "Contact",
    privacy: "Contact for personal data",
    channels: "Official channels",
  },
  notSet: (term) => `Not published by the agency: ${lowered(term)}.`,
  parts: [
    [
      "What",
      "Level, reasons, comment if any, service, place and date; case code only if you type it. No full network address, no device tracking. Without a network, a rating is kept on your device until it has been sent, and then erased there.",
    ],
    ["Why", "To measure satisfaction, fix problems, publish figures that identify nobody; never to decide your case."],
    [
      "Who sees what",
      "The unit that you went to sees no single rating. It sees figures of past days, of at least {k} people together (the agency may set another number, never under 5). Comments written at a kiosk, at a counter, or on the phone that took over, reach the unit after the day has ended, in no order and without the time; the level goes with them only if at least as many people rated there that day and you gave no case code. Comments from a web page reach the unit at once. Those whom the agency has put in charge of all its units see ratings and comments, without names.",
    ],
    ["How long", "Text 24 months, case code 6 months, levels without identity kept."],
    ["Where", "On the server by which the agency runs this element."],
    [
      "Your rights",
      "See, correct, withdraw or delete with your lookup code or through the agency; answered within 2 working days. It is voluntary and does not affect your case.",
    ],
  ],
};

/** The words of the page in each language. */
export const privacyWords: Readonly<Record<"vi" | "en", PrivacyWords>> = { vi, en };
