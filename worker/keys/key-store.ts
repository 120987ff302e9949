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
  /** Id of the key that made it; null if the root key did, or nobody wrote it down. */
  readonly madeBy: string | null;
};

/** Keys of one agency. Revoked keys stay stored but are never returned. */
export interface KeyStore {
  find(id: string): StoredKey | null;
  /** All keys that are not revoked, by id. */
  all(): StoredKey[];
  /** The key that made a key, the one that made that, and so on; revoked ones too. */
  makersOf(id: string): string[];
  add(key: StoredKey): void;
  revoke(id: string, revokedMs: number): void;
}

type KeyRow = Omit<StoredKey, "scopes"> & { readonly scopes: string };

function toKey(row: KeyRow): StoredKey {
  return { ...row, scopes: JSON.parse(row.scopes) as Scope[] };
}

const select =
  "SELECT id, hash, name, scopes, unit, created_ms AS createdMs, made_by AS madeBy FROM access_key WHERE revoked_ms IS NULL";

const makersSql = `
  WITH RECURSIVE made(maker) AS (
    SELECT made_by FROM access_key WHERE id = ? AND made_by IS NOT NULL
    UNION SELECT k.made_by FROM made JOIN access_key AS k ON k.id = made.maker WHERE k.made_by IS NOT NULL)
  SELECT maker FROM made`;

/** The store on one agency's SQLite. */
export function keyStore(sql: SqlStorage): KeyStore {
  return {
    find: (id) => [...sql.exec<KeyRow>(`${select} AND id = ?`, id)].map(toKey)[0] ?? null,
    all: () => [...sql.exec<KeyRow>(`${select} ORDER BY id`)].map(toKey),
    makersOf: (id) =>
      sql
        .exec<{ maker: string }>(makersSql, id)
        .toArray()
        .map(({ maker }) => maker),
    add({ id, hash, name, scopes, unit, createdMs, madeBy }) {
      const statement = `INSERT INTO access_key (id, hash, name, scopes, unit, created_ms, made_by)
        VALUES (?, ?, ?, ?, ?, ?, ?)`;
      sql.exec(statement, id, hash, name, JSON.stringify(scopes), unit, createdMs, madeBy);
    },
    revoke(id, revokedMs) {
      sql.exec("UPDATE access_key SET revoked_ms = ? WHERE id = ? AND revoked_ms IS NULL", revokedMs, id);
    },
  };
}
