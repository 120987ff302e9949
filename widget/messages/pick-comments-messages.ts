import { commentsEn } from "./comments-en.ts";
import type { CommentsMessageKey, CommentsMessages } from "./comments-vi.ts";
import { commentsVi } from "./comments-vi.ts";
import type { Language } from "./pick-messages.ts";
import { fillPlaces } from "./pick-messages.ts";

const languages: Readonly<Record<Language, CommentsMessages>> = { vi: commentsVi, en: commentsEn };

/** Text around published comments, with its `{name}` places filled in. */
export type CommentsSay = (key: CommentsMessageKey, places?: Readonly<Record<string, string | number>>) => string;

/** Speaks one language around published comments. */
export function pickCommentsMessages(language: Language): CommentsSay {
  return (key, places = {}) => fillPlaces(languages[language][key], places);
}
