import { foundAgency } from "../organization/found-agency.ts";
import { organizationStore } from "../organization/organization-store.ts";
import { applyMigrations } from "../runtime/apply-migrations.ts";
import { sampleStore } from "../sample/sample-store.ts";
import { agencyMigrations } from "./agency-migrations.ts";

/**
 * Makes an agency empty whose simulation broke off, so that it can begin anew: what it is and its keys stay. To be called when
 * the object wakes up.
 */
export function emptyUnfinishedSample(storage: DurableObjectStorage): void {
  const sample = sampleStore(storage.sql);
  if (sample.state() !== "begun") return;
  storage.transactionSync(() => {
    const facts = organizationStore(storage.sql).agency();
    if (facts === null) throw new Error("a sample was begun without an agency");
    const { createdMs, keys } = sample.dropAll();
    applyMigrations(storage, agencyMigrations);
    const founding = { organizationStore: organizationStore(storage.sql), cursorSecret: facts.cursor_secret };
    foundAgency({ ...founding, nowMs: createdMs }, facts);
    sample.restoreKeys(keys);
  });
}
