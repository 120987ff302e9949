import type { NewSignIn } from "../../shared/contract/sign-in.ts";

/** The agency's provider of OpenID Connect, with the secret of its client. Nothing but the sign-in itself may read the secret. */
export type StoredSignIn = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly label: NewSignIn["label"];
};

/** The agency's provider, if it has one. */
export interface SignInStore {
  read(): StoredSignIn | null;
  put(signIn: StoredSignIn): void;
  remove(): void;
}

type Row = Omit<StoredSignIn, "label"> & { readonly label: string };

/** The store on one agency's SQLite. */
export function signInStore(sql: SqlStorage): SignInStore {
  return {
    read() {
      const columns = "issuer, client_id AS clientId, client_secret AS clientSecret, label";
      const [row] = sql.exec<Row>(`SELECT ${columns} FROM sign_in`).toArray();
      return row ? { ...row, label: JSON.parse(row.label) } : null;
    },
    put({ issuer, clientId, clientSecret, label }) {
      const columns = "only, issuer, client_id, client_secret, label";
      const values = [issuer, clientId, clientSecret, JSON.stringify(label)];
      sql.exec(`INSERT OR REPLACE INTO sign_in (${columns}) VALUES (1, ?, ?, ?, ?)`, ...values);
    },
    remove: () => void sql.exec("DELETE FROM sign_in"),
  };
}
