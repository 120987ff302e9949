import type { AnyQuestion } from "./question.ts";

/** Questions that are for the office alone. The board's page loads them with the office's key. */
export const officeQuestions: readonly AnyQuestion[] = [];
