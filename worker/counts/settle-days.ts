import type { Day } from "../../shared/calendar/day.ts";
import { fewestPeople, type Organization } from "../organization/organization.ts";
import { settlePeople } from "./settle-people.ts";
import type { SettledStore } from "./settled-store.ts";

/** What settling works with; `today` is the agency's calendar day. */
export type SettleDeps = {
  readonly settled: SettledStore;
  readonly organization: Pick<Organization, "agency">;
  readonly today: Day;
  /** How far the agency's zone is ahead of UTC at an instant, both in milliseconds. */
  readonly offsetOf: (ms: number) => number;
};

/** Whether days have closed since anything was settled. */
export function mustSettle({ settled, today }: Pick<SettleDeps, "settled" | "today">): boolean {
  const last = settled.through() ?? (settled.firstDay() ?? today) - 1;
  return last < today - 1;
}

/**
 * Settles what was received up to the last closed day, in the caller's transaction. A rating settles as it stands then: what is
 * revised or set aside later stays as it was in the figures of units, since one person's change could be seen.
 */
export function settleDays({ settled, organization, today, offsetOf }: SettleDeps): void {
  if (!mustSettle({ settled, today })) return;
  const through = today - 1;
  const before = settled.through();
  // A corrected time may lie a few minutes after its receipt, so on the next day.
  const first = before === null ? (settled.firstDay() ?? today) - 1 : before + 1;
  settled.gather({ fromMs: startOf(first, offsetOf), beforeMs: startOf(today, offsetOf) });
  for (const unit of settled.waitingUnits()) {
    settled.settle(settlePeople(settled.waiting(unit), { fewest: fewestPeople(organization), through }));
  }
  settled.setThrough(through);
}

const dayMs = 24 * 60 * 60 * 1000;

/** The first instant of a day in the zone of `offsetOf`. */
function startOf(day: Day, offsetOf: SettleDeps["offsetOf"]): number {
  const utcMs = day * dayMs;
  return utcMs - offsetOf(utcMs - offsetOf(utcMs));
}
