/** A comment as far as its ticket tells; the day in days since 1970-01-01. */
export type TicketRow = { readonly unit: string; readonly day: number; readonly words: string };

/** Tickets of one agency. */
export interface TicketStore {
  find(code: string): TicketRow | null;
}

/** The store on one agency's SQLite. */
export function ticketStore(sql: SqlStorage): TicketStore {
  return {
    find(code) {
      const [row] = sql.exec<TicketRow>(
        `SELECT feedback.unit, feedback.day, comment.words FROM comment JOIN feedback ON feedback.id = comment.feedback
         WHERE comment.ticket = ?`,
        code,
      );
      return row ?? null;
    },
  };
}
