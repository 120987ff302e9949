/** Who a session is of: a key, a member, or the holder of the root key. */
export type SessionKind = "key" | "member" | "root";

/** A session. Only the SHA-256 of its secret in hex is stored. Times in milliseconds since 1970. */
export type StoredSession = {
  readonly id: string;
  readonly hash: string;
  readonly kind: SessionKind;
  /** Id of the key or member; `root`. */
  readonly holder: string;
  readonly begunMs: number;
  readonly seenMs: number;
};

/** Sessions that have not been ended. */
export interface SessionStore {
  add(session: StoredSession): void;
  find(id: string): StoredSession | null;
  /** Sessions of one holder, the newest first. */
  of(kind: SessionKind, holder: string): StoredSession[];
  /** Notes a use. */
  see(id: string, seenMs: number): void;
  end(id: string): void;
  /** Ends every session of a holder. */
  endOf(kind: SessionKind, holder: string): void;
  /** Removes sessions that were last seen, or begun, before these times. */
  removeOld(before: { readonly seenMs: number; readonly begunMs: number }): void;
}

const columns = "id, hash, kind, holder, begun_ms AS begunMs, seen_ms AS seenMs";

/** The store on one agency's SQLite. */
export function sessionStore(sql: SqlStorage): SessionStore {
  return {
    add({ id, hash, kind, holder, begunMs, seenMs }) {
      const names = "id, hash, kind, holder, begun_ms, seen_ms";
      sql.exec(
        `INSERT INTO office_session (${names}) VALUES (?, ?, ?, ?, ?, ?)`,
        id,
        hash,
        kind,
        holder,
        begunMs,
        seenMs,
      );
    },
    find: (id) =>
      sql.exec<StoredSession>(`SELECT ${columns} FROM office_session WHERE id = ?`, id).toArray()[0] ?? null,
    of: (kind, holder) =>
      sql
        .exec<StoredSession>(
          `SELECT ${columns} FROM office_session WHERE kind = ? AND holder = ? ORDER BY begun_ms DESC, id`,
          kind,
          holder,
        )
        .toArray(),
    see: (id, seenMs) => void sql.exec("UPDATE office_session SET seen_ms = ? WHERE id = ?", seenMs, id),
    end: (id) => void sql.exec("DELETE FROM office_session WHERE id = ?", id),
    endOf: (kind, holder) => void sql.exec("DELETE FROM office_session WHERE kind = ? AND holder = ?", kind, holder),
    removeOld: ({ seenMs, begunMs }) =>
      void sql.exec("DELETE FROM office_session WHERE seen_ms < ? OR begun_ms < ?", seenMs, begunMs),
  };
}
