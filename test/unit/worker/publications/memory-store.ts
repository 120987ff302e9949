import { DatabaseSync } from "node:sqlite";
import { agencyMigrations } from "../../../../worker/agency/agency-migrations.ts";
import { type PublicationStore, publicationStore } from "../../../../worker/publications/publication-store.ts";

const step = agencyMigrations.find(({ sql }) => sql.includes("CREATE TABLE publication_begun"))?.sql ?? "";
const schema = step.slice(step.indexOf("CREATE TABLE publication "));

/** The room's own store, on an empty database in memory. */
export function memoryStore(): PublicationStore {
  const database = new DatabaseSync(":memory:");
  database.exec(schema);
  const exec = (text: string, ...values: (string | number | null)[]): object => {
    const rows = database.prepare(text).all(...values);
    return { toArray: () => rows, [Symbol.iterator]: () => rows[Symbol.iterator]() };
  };
  return publicationStore({ exec } as unknown as Parameters<typeof publicationStore>[0]);
}
