import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { agencyMigrations } from "../../../../worker/agency/agency-migrations.ts";
import { type SealedStore, sealedStore } from "../../../../worker/sealed/sealed-store.ts";

/** A store on a file of its own, and what the file holds. */
export type SealedFile = {
  readonly store: SealedStore;
  /** All bytes of the file, after everything was written to it. */
  readonly bytes: () => Buffer;
  /** Writes so many bytes to another table, and frees their pages again. */
  readonly freeOtherPages: (bytes: number) => void;
  readonly close: () => void;
};

/** Random bytes in base64url, as ids, keys and ciphertexts are kept. */
export function randomText(bytes: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString("base64url");
}

/** SQL storage as the runtime gives it, as far as the store needs it. */
function sqlOn(opened: DatabaseSync): Parameters<typeof sealedStore>[0] {
  const exec = (statement: string, ...values: SQLInputValue[]): unknown => {
    const rows = opened.prepare(statement).all(...values);
    return Object.assign(rows, { toArray: () => rows, one: () => rows[0] });
  };
  return { exec } as unknown as Parameters<typeof sealedStore>[0];
}

/** Opens a store on an empty file. */
export function openSealedFile(): SealedFile {
  const folder = mkdtempSync(join(tmpdir(), "citizen-feedback-sealed-file-"));
  const file = join(folder, "agency.sqlite");
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL");
  for (const { sql } of agencyMigrations.filter((step) => step.sql.includes("TABLE sealed_"))) database.exec(sql);
  return {
    store: sealedStore(sqlOn(database)),
    bytes() {
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      return readFileSync(file);
    },
    freeOtherPages(bytes) {
      database.exec("CREATE TABLE other (bytes BLOB)");
      database.exec(`INSERT INTO other SELECT randomblob(4000) FROM json_each('[${"0,".repeat(bytes / 4000 - 1)}0]')`);
      database.exec("DROP TABLE other");
    },
    close() {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
