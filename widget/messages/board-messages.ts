import { boardEn } from "./board-en.ts";
import { type Language, type SayOf, sayFrom } from "./messages.ts";

/** Texts of the board, in Vietnamese; `{…}` is filled in. */
export const boardVi = {
  "q.satisfied": "Người dân hài lòng đến đâu?",
  "q.better": "Có tốt lên không?",
  "q.where": "Ở đâu?",
  "q.why": "Vì sao?",
  "q.whom": "Với việc nào, qua kênh nào?",
  "q.when": "Khi nào?",
  "q.answers": "Chúng tôi có trả lời không?",
  "q.know": "Vì sao tin được các con số này?",
};

/** Key of a text of the board. */
export type BoardMessageKey = keyof typeof boardVi;

/** Returns a text of the board. */
export type BoardSay = SayOf<BoardMessageKey>;

/** Texts of the board, in one language. */
export function pickBoardMessages(language: Language): BoardSay {
  return sayFrom({ vi: boardVi, en: boardEn }, language);
}
