import { DatabaseSync } from "node:sqlite";
import { toDay } from "../../../../shared/calendar/day.ts";
import { agencyMigrations } from "../../../../worker/agency/agency-migrations.ts";
import type { ReportDeps } from "../../../../worker/reported/reports.ts";
import { reportStore } from "../../../../worker/reported/report-store.ts";

/** The room's own store on an empty database in memory, with what else its operations work with. */
export function memoryReports(organization: ReportDeps["organization"]): ReportDeps {
  const database = new DatabaseSync(":memory:");
  for (const { sql } of agencyMigrations) database.exec(sql);
  const exec = (text: string, ...values: (string | number | null)[]): object => {
    const rows = database.prepare(text).all(...values);
    return { toArray: () => rows, [Symbol.iterator]: () => rows[Symbol.iterator]() };
  };
  const reports = reportStore({ exec } as unknown as Parameters<typeof reportStore>[0]);
  return { reports, organization, nowMs: 0, today: toDay("2027-06-30"), audit: { add: () => undefined } };
}

/** All days. */
export const always = { units: null, from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };
