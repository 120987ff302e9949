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
};

/** Keys of one agency. Revoked keys stay stored but are never returned. */
export interface KeyStore {
  find(id: string): StoredKey | null;
  /** All keys that are not revoked, by id. */
  all(): StoredKey[];
  add(key: StoredKey): void;
  revoke(id: string, revokedMs: number): void;
}

type KeyRow = { id: string; hash: string; name: string; scopes: string; unit: string; created_ms: number };

const columns = "id, hash, name, scopes, unit, created_ms";

function toKey({ scopes, created_ms, ...row }: KeyRow): StoredKey {
  return { ...row, scopes: JSON.parse(scopes) as Scope[], createdMs: created_ms };
}

/** The store on one agency's SQLite. */
export function keyStore(sql: SqlStorage): KeyStore {
  return {
    find(id) {
      const statement = `SELECT ${columns} FROM access_key WHERE id = ? AND revoked_ms IS NULL`;
      const [row] = sql.exec<KeyRow>(statement, id);
      return row ? toKey(row) : null;
    },
    all: () =>
      sql.exec<KeyRow>(`SELECT ${columns} FROM access_key WHERE revoked_ms IS NULL ORDER BY id`).toArray().map(toKey),
    add({ id, hash, name, scopes, unit, createdMs }) {
      const values = [id, hash, name, JSON.stringify(scopes), unit, createdMs];
      sql.exec(`INSERT INTO access_key (${columns}) VALUES (?, ?, ?, ?, ?, ?)`, ...values);
    },
    revoke(id, revokedMs) {
      sql.exec("UPDATE access_key SET revoked_ms = ? WHERE id = ? AND revoked_ms IS NULL", revokedMs, id);
    },
  };
}
