/** A code and what is stored in its place. */
export type HashedCode = { readonly code: string; readonly hash: string };

/** What is stored of a feedback's codes: each is a code from before or a hash. */
export type StoredCodes = { readonly feedback: string; readonly amendKey: string; readonly ticket: string | null };

/** Amend keys and tickets that were stored before they were hashed. Once all are hashed, nothing here does anything. */
export interface OldCodeStore {
  /** The next codes that may not be hashed yet, in order of their feedback's id, at most `limit`; null if all are hashed. */
  next(limit: number): StoredCodes[] | null;
  /** Notes how far all codes are hashed: up to that feedback, or all of them. */
  reached(feedback: string | "all"): void;
  /** Replaces the amend key of a feedback by its hash if it is stored as the code. */
  replaceAmendKey(feedback: string, amendKey: HashedCode): void;
  /** Likewise for a ticket. */
  replaceTicket(ticket: HashedCode): void;
}

const nextSql = `
  SELECT lower(hex(f.id)) AS feedback, f.amend_key AS amendKey, c.ticket
  FROM feedback AS f LEFT JOIN comment AS c ON c.feedback = f.id
  WHERE f.id > (SELECT feedback FROM code_hashing) ORDER BY f.id LIMIT ?`;

/**
 * The store on an agency's storage. A hash is as long as its code, so SQLite writes it over the code in the row, and no
 * copy of the row with the code is left in the file.
 */
export function oldCodeStore(sql: SqlStorage): OldCodeStore {
  let areLeft = sql.exec("SELECT 1 FROM code_hashing").toArray().length > 0;
  return {
    next: (limit) => (areLeft ? sql.exec<StoredCodes>(nextSql, limit).toArray() : null),
    reached(feedback) {
      if (feedback === "all") sql.exec("DELETE FROM code_hashing");
      else sql.exec("UPDATE code_hashing SET feedback = unhex(?)", toHex(feedback));
      areLeft &&= feedback !== "all";
    },
    replaceAmendKey(feedback, { code, hash }) {
      if (!areLeft) return;
      const statement = "UPDATE feedback SET amend_key = ? WHERE id = unhex(?) AND amend_key = ?";
      sql.exec(statement, hash, toHex(feedback), code);
    },
    replaceTicket({ code, hash }) {
      if (areLeft) sql.exec("UPDATE comment SET ticket = ? WHERE ticket = ?", hash, code);
    },
  };
}

function toHex(uuid: string): string {
  return uuid.replaceAll("-", "");
}
