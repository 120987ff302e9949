import type { Channel, Form, Reason } from "../../shared/contract/form.ts";
import { overallQuestion } from "../../shared/levels.ts";

/** Id of the form that every agency has from the start; touchpoints use it unless they name another. */
export const defaultFormId = "default";

/** A reason's id, its channels by their first letters (see {@link channelOf}), its text in Vietnamese and in English. */
type ReasonLine = readonly [id: string, channels: string, vi: string, en: string];

const channelOf: Readonly<Record<string, Channel>> = { p: "portal", k: "kiosk", c: "counter", q: "qr" };

/**
 * Reasons after levels 1 to 3, at most 8 on one channel. A kiosk asks about the hall, a counter's tablet about the counter, a QR
 * code about what people know once they have the result, the portal about what went wrong online.
 */
const lowReasons: readonly ReasonLine[] = [
  ["waiting-time", "kc", "Chờ lâu mới đến lượt", "Long wait"],
  ["facilities", "k", "Chỗ ngồi, nhà vệ sinh, lối đi chưa tốt", "Poor facilities"],
  ["accessibility", "k", "Khó tiếp cận với người già, người khuyết tật", "Hard for older or disabled people"],
  ["counter-unstaffed", "q", "Không có người trực ở quầy", "Counter not staffed"],
  ["papers-repeated", "kc", "Phải bổ sung giấy tờ nhiều lần", "Asked for papers several times"],
  ["papers-extra", "c", "Bị yêu cầu giấy tờ ngoài danh mục", "Papers not on the list"],
  ["form-unclear", "c", "Mẫu đơn, tờ khai khó hiểu", "Form hard to understand"],
  ["fees-unclear", "c", "Phí, lệ phí không rõ ràng", "Fees unclear"],
  ["many-trips", "q", "Phải đi lại nhiều lần", "Too many trips"],
  ["attitude", "kcq", "Thái độ chưa lịch sự", "Impolite"],
  ["guidance-unclear", "kc", "Hướng dẫn không rõ hoặc không đủ", "Unclear guidance"],
  ["guidance-wrong", "q", "Hướng dẫn sai, mỗi người nói một khác", "Wrong or conflicting guidance"],
  ["result-late", "k", "Trả kết quả trễ hẹn", "Late result"],
  ["late-without-notice", "q", "Trễ hẹn mà không báo, không xin lỗi", "Late without notice or apology"],
  ["result-wrong", "q", "Kết quả có sai sót", "Result has mistakes"],
  ["returned-without-reason", "q", "Hồ sơ bị trả lại mà không rõ lý do", "Returned without a clear reason"],
  ["sign-in", "p", "Khó đăng nhập, xác thực", "Trouble signing in"],
  ["upload", "p", "Không tải được tệp", "Upload failed"],
  ["payment", "p", "Không thanh toán được", "Payment failed"],
  ["digital-signing", "p", "Không ký số được", "Digital signing failed"],
  ["system-error", "p", "Hệ thống lỗi, chậm", "System error or slow"],
  ["status-missing", "p", "Không xem được tình trạng hồ sơ", "Cannot see status"],
  ["feedback-unanswered", "p", "Góp ý trước đây không được trả lời", "Earlier feedback not answered"],
  ["other", "pkcq", "Lý do khác", "Other"],
];

/** Reasons after levels 4 and 5. */
const highReasons: readonly ReasonLine[] = [
  ["quick", "pkcq", "Giải quyết nhanh, đúng hẹn", "Quick, on time"],
  ["polite", "pkcq", "Cán bộ lịch sự, tận tình", "Polite, helpful"],
  ["guidance-clear", "pkcq", "Hướng dẫn rõ ràng", "Clear guidance"],
  ["few-papers", "pkcq", "Ít giấy tờ, không phải bổ sung", "Few papers"],
  ["one-trip", "pkcq", "Chỉ đi một lần", "One trip"],
  ["online-easy", "p", "Làm trực tuyến thuận tiện", "Easy online"],
  ["facilities-good", "kcq", "Nơi tiếp đón sạch sẽ, thuận tiện", "Good place"],
  ["result-correct", "pkcq", "Kết quả chính xác", "Correct result"],
  ["other-good", "pkcq", "Ý khác", "Other"],
];

function reasonsAfter(levels: number[], lines: readonly ReasonLine[]): Reason[] {
  return lines.map(([id, letters, vi, en]) => ({
    id,
    levels,
    channels: [...letters].flatMap((letter) => channelOf[letter] ?? []),
    text: { vi, en },
  }));
}

/** The form that every agency has from the start. Texts: the product's wording table, question `q.kiosk` and the reasons. */
export function defaultForm(): Form {
  return {
    id: defaultFormId,
    questions: [
      {
        id: overallQuestion,
        scale: 5,
        text: {
          vi: "Ông/Bà có hài lòng với việc phục vụ hôm nay không?",
          en: "How satisfied are you with today's service?",
        },
      },
    ],
    reasons: [...reasonsAfter([1, 2, 3], lowReasons), ...reasonsAfter([4, 5], highReasons)],
    comment: true,
  };
}
