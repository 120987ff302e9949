import type { HealthStore } from "./health-store.ts";

/** Longest list of faults that is kept, in UTF-16 units. */
const mostFaults = 1000;

/** What {@link checkDatabase} works with: the store, the clock, and a rest in which others have their turn. */
export type CheckDatabaseDeps = {
  readonly health: HealthStore;
  readonly dayOf: (ms: number) => number;
  readonly nowMs: () => number;
  readonly rest: () => Promise<void>;
};

/** Checks an agency's database table by table, with rests in between, once a day, and keeps what was found. */
export async function checkDatabase({ health, dayOf, nowMs, rest }: CheckDatabaseDeps): Promise<void> {
  const last = health.lastCheck();
  if (last && dayOf(last.checkedMs) === dayOf(nowMs())) return;
  const faults: string[] = [];
  for (const table of health.tables()) {
    faults.push(...faultsIn(health, table));
    await rest();
  }
  const found = faults.length === 0 ? "ok" : faults.join("; ").slice(0, mostFaults);
  health.noteCheck({ checkedMs: nowMs(), found });
}

/** A table so damaged that SQLite stops at it is a fault, too. */
function faultsIn(health: HealthStore, table: string): string[] {
  try {
    return health.faultsIn(table).map((fault) => `${table}: ${fault}`);
  } catch (error) {
    return [`${table}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
