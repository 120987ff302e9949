import type { Day } from "../../shared/calendar/day.ts";
import type { Scope } from "../../shared/contract/key.ts";

/** A key as it is stored, with the hash of its secret alone. */
export type StoredKey = {
  readonly id: string;
  /** SHA-256 of the secret, in hex. */
  readonly hash: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly unit: string;
  readonly createdMs: number;
  /** The last day on which it works; null if it has no end. */
  readonly expiresDay: Day | null;
  /** The day on which it was last used. */
  readonly usedDay: Day | null;
  /** Id of the key that it was rotated to. */
  readonly replacedBy: string | null;
  /** Id of the key that made it; null if the root key did, or nobody wrote it down. */
  readonly madeBy: string | null;
  /** Id of the member who signs in by it, and whose scopes and unit it then has; null for a key of the API. */
  readonly member: string | null;
};

/** A key as it is made. */
export type FreshKey = Omit<StoredKey, "usedDay" | "replacedBy">;

/** Keys of one agency. Revoked keys stay stored but are never returned. */
export interface KeyStore {
  find(id: string): StoredKey | null;
  /** All keys of the API that are not revoked, by id. */
  all(): StoredKey[];
  /** Keys by which a member signs in; the one that ends last comes first. */
  ofMember(member: string): StoredKey[];
  /**
   * Keys and members by which a key was made or that it replaced, or who may have a member's key or code, those by which these were,
   * and so on; revoked and removed ones too.
   */
  makersOf(id: string): string[];
  add(key: FreshKey): void;
  revoke(id: string, revokedMs: number): void;
  /** Revokes the keys by which a member signs in. */
  revokeOf(member: string, revokedMs: number): void;
  /** Notes the day of a use. Writes once a day for each key. */
  use(id: string, day: Day): void;
  /** Names the key's successor, and sets its last day. */
  replace(id: string, successor: { readonly id: string; readonly lastDay: Day }): void;
  /** Keys that end on that day or before and of which the audit log has not told; from now on it has. */
  takeUntold(upTo: Day): StoredKey[];
}

type KeyRow = Omit<StoredKey, "scopes"> & { readonly scopes: string };

function toKey(row: KeyRow): StoredKey {
  return { ...row, scopes: JSON.parse(row.scopes) as Scope[] };
}

const columns = `id, hash, name, scopes, unit, created_ms AS createdMs, expires_day AS expiresDay, used_day AS usedDay,
  replaced_by AS replacedBy, made_by AS madeBy, member`;

const select = `SELECT ${columns} FROM access_key WHERE revoked_ms IS NULL`;

// The office knows of the end of a key that it rotated.
const takeUntoldSql = `
  UPDATE access_key SET told_end = 1
  WHERE revoked_ms IS NULL AND replaced_by IS NULL AND told_end = 0 AND expires_day <= ? RETURNING ${columns}`;

// A key and the one that it was rotated to are in one hand. Whoever may have an invitation may have used it, or may use it now,
// unless a provider says who the member is.
const makersSql = `
  WITH RECURSIVE made(maker) AS (
    SELECT ?1
    UNION SELECT step.maker FROM made JOIN (
      SELECT id, made_by AS maker FROM access_key WHERE made_by IS NOT NULL
      UNION ALL SELECT replaced_by, id FROM access_key WHERE replaced_by IS NOT NULL
      UNION ALL SELECT m.id, hand.value FROM office_member AS m, json_each(m.hands) AS hand WHERE m.issuer IS NULL
      UNION ALL SELECT m.id, hand.value FROM office_member AS m, json_each(m.code_hands) AS hand WHERE m.issuer IS NULL
    ) AS step ON step.id = made.maker)
  SELECT maker FROM made WHERE maker <> ?1`;

/** The store on one agency's SQLite. */
export function keyStore(sql: SqlStorage): KeyStore {
  const used = new Map<string, Day>();
  return {
    find: (id) => [...sql.exec<KeyRow>(`${select} AND id = ?`, id)].map(toKey)[0] ?? null,
    all: () => [...sql.exec<KeyRow>(`${select} AND member IS NULL ORDER BY id`)].map(toKey),
    ofMember: (member) =>
      [...sql.exec<KeyRow>(`${select} AND member = ? ORDER BY expires_day DESC, id`, member)].map(toKey),
    makersOf: (id) =>
      sql
        .exec<{ maker: string }>(makersSql, id)
        .toArray()
        .map(({ maker }) => maker),
    add({ id, hash, name, scopes, unit, createdMs, expiresDay, madeBy, member }) {
      const names = "id, hash, name, scopes, unit, created_ms, expires_day, made_by, member";
      const values = [id, hash, name, JSON.stringify(scopes), unit, createdMs, expiresDay, madeBy, member];
      sql.exec(`INSERT INTO access_key (${names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, ...values);
    },
    revoke(id, revokedMs) {
      sql.exec("UPDATE access_key SET revoked_ms = ? WHERE id = ? AND revoked_ms IS NULL", revokedMs, id);
    },
    revokeOf(member, revokedMs) {
      sql.exec("UPDATE access_key SET revoked_ms = ? WHERE member = ? AND revoked_ms IS NULL", revokedMs, member);
    },
    use(id, day) {
      if (used.get(id) === day) return;
      sql.exec("UPDATE access_key SET used_day = ?1 WHERE id = ?2 AND used_day IS NOT ?1", day, id);
      used.set(id, day);
    },
    replace(id, { id: successor, lastDay }) {
      sql.exec("UPDATE access_key SET replaced_by = ?, expires_day = ? WHERE id = ?", successor, lastDay, id);
    },
    takeUntold: (upTo) => sql.exec<KeyRow>(takeUntoldSql, upTo).toArray().map(toKey),
  };
}
