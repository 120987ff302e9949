import { foundAgency } from "../organization/found-agency.ts";
import { organizationStore } from "../organization/organization-store.ts";
import { applyMigrations } from "../runtime/apply-migrations.ts";
import { sampleStore } from "../sample/sample-store.ts";
import { agencyMigrations } from "./agency-migrations.ts";

/** Makes a sample agency empty, so that its simulation can begin, or begin anew: what the agency is, and who may sign in and how, stay. */
export function emptyAgency(storage: DurableObjectStorage): void {
  const sample = sampleStore(storage.sql);
  storage.transactionSync(() => {
    const facts = organizationStore(storage.sql).agency();
    if (facts === null) throw new Error("there is no agency to be emptied");
    const { createdMs, access } = sample.dropAll();
    applyMigrations(storage, agencyMigrations);
    const founding = { organizationStore: organizationStore(storage.sql), cursorSecret: facts.cursor_secret };
    foundAgency({ ...founding, nowMs: createdMs }, facts);
    sample.restore(access);
  });
}
