import { commentsEn } from "./comments-en.ts";
import { type Language, type SayOf, sayFrom } from "./messages.ts";

/** Texts around published comments, in Vietnamese; `{…}` is filled in. */
export const commentsVi = {
  "p.region": "Góp ý đã công khai",
  "p.none": "Chưa có góp ý nào được công khai.",
  "p.loading": "Đang tải góp ý…",
  "p.lost": "Chưa tải được góp ý.",
  "p.again": "Tải lại",
  "p.more": "Xem thêm",
  "p.shown": "Đang hiện {n} góp ý",
  "p.on": "Góp ý ngày {day}",
  "p.reply": "{unit} trả lời ngày {day}",
  "p.apart": "Không tính là góp ý (quảng cáo, gửi thử, lăng mạ): {n}.",
  "p.note": "Cơ quan xem từng góp ý trước khi công khai; thông tin cá nhân được che.",
};

/** Key of a text around published comments. */
export type CommentsMessageKey = keyof typeof commentsVi;

/** Returns a text around published comments. */
export type CommentsSay = SayOf<CommentsMessageKey>;

/** Texts around published comments, in one language. */
export function pickCommentsMessages(language: Language): CommentsSay {
  return sayFrom({ vi: commentsVi, en: commentsEn }, language);
}
