import type { BoardMessageKey } from "./board-messages.ts";

/** Texts of the board, in English. */
export const boardEn: Readonly<Record<BoardMessageKey, string>> = {
  "q.satisfied": "How satisfied are people?",
  "q.better": "Is it getting better?",
  "q.where": "Where?",
  "q.why": "Why?",
  "q.whom": "For which services, through which channels?",
  "q.when": "When?",
  "q.answers": "Do we answer?",
  "q.know": "How do we know?",
};
