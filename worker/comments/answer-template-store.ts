import type { AnswerTemplate } from "../../shared/contract/answer-template.ts";

/** Beginnings of answers. */
export interface AnswerTemplateStore {
  all(): AnswerTemplate[];
  put(template: AnswerTemplate): void;
  remove(id: string): void;
}

/** The store on one agency's SQLite. */
export function answerTemplateStore(sql: SqlStorage): AnswerTemplateStore {
  return {
    all: () => [...sql.exec<AnswerTemplate>("SELECT id, unit, title, words FROM answer_template ORDER BY id")],
    put({ id, unit, title, words }) {
      const statement = "INSERT OR REPLACE INTO answer_template (id, unit, title, words) VALUES (?, ?, ?, ?)";
      sql.exec(statement, id, unit, title, words);
    },
    remove: (id) => void sql.exec("DELETE FROM answer_template WHERE id = ?", id),
  };
}
