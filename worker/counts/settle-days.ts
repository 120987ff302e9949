import type { Day } from "../../shared/calendar/day.ts";
import { startOfDay } from "../../shared/calendar/zone-day.ts";
import { fewestPeople, type Organization } from "../organization/organization.ts";
import { settlePeople } from "./settle-people.ts";
import type { Gathered, SettledStore } from "./settled-store.ts";

/** What settling works with; `today` is the agency's calendar day. */
export type SettleDeps = {
  readonly settled: SettledStore;
  readonly organization: Pick<Organization, "agency">;
  readonly today: Day;
  /** How far the agency's zone is ahead of UTC at an instant, both in milliseconds. */
  readonly offsetOf: (ms: number) => number;
  /** Change numbers that one step looks at. */
  readonly atOnce?: number;
};

/** Whether days have closed since anything was settled. */
export function mustSettle({ settled, today }: Pick<SettleDeps, "settled" | "today">): boolean {
  const through = settled.gathered()?.through ?? (settled.firstDay() ?? today) - 1;
  return through < today - 1;
}

/** Change numbers that one step looks at: about a tenth of a second. */
const usuallyAtOnce = 20_000;

/**
 * Settles what was received up to the last closed day, in steps. Run each step in a transaction of its own, so that others get
 * their turn. The next call resumes what broke off. A rating settles as it stands then. A later revision or set-aside does not
 * change the figures of units, since one person's change could be seen.
 */
export function* settleDays(deps: SettleDeps): Generator<() => void> {
  const { settled, organization, today } = deps;
  while (mustSettle(deps)) {
    while (begun(deps).change < everyChange) yield () => gatherMore(deps);
    const { until } = begun(deps);
    const settling = { fewest: fewestPeople(organization), through: Math.min(until, today - 1) };
    for (const unit of settled.waitingUnits()) {
      yield () => settled.settle(unit, settlePeople(settled.waiting(unit), settling));
    }
    yield () => {
      settled.setGathered({ through: until, until, change: 0 });
      settled.forgetLate(startOfDay(until + 1, deps.offsetOf));
    };
  }
}

/**
 * Settles ratings of closed days that came today, as soon as enough people are together: a kiosk that was offline does not wait
 * for another close. Does nothing before all that was received on closed days has settled. To be run in a transaction.
 */
export function settleLate(deps: SettleDeps): void {
  const { settled, organization, today, offsetOf } = deps;
  const fromMs = startOfDay(begun(deps).through + 1, offsetOf);
  if (settled.hasReceived(fromMs, startOfDay(today, offsetOf))) return;
  if (!settled.gatherLate(fromMs, today)) return;
  const settling = { fewest: fewestPeople(organization), through: today - 1 };
  for (const unit of settled.waitingUnits()) settled.settle(unit, settlePeople(settled.waiting(unit), settling));
}

/** Stands for the last change number once all changes are gathered. */
const everyChange = Number.MAX_SAFE_INTEGER;

/** How far gathering is; it begins anew once all of its days have settled. */
function begun({ settled, today }: SettleDeps): Gathered {
  // A corrected time may lie a few minutes after its receipt, so on the next day.
  const first = (settled.firstDay() ?? today) - 2;
  const before = settled.gathered() ?? { through: first, until: first, change: 0 };
  return before.until > before.through ? before : { ...before, until: today - 1, change: 0 };
}

function gatherMore(deps: SettleDeps): void {
  const { settled, offsetOf, atOnce = usuallyAtOnce } = deps;
  const { through, until, change } = begun(deps);
  const fromMs = startOfDay(through + 1, offsetOf);
  const changes = settled.changesSince(fromMs) ?? { first: 1, last: 0 };
  const fromChange = Math.max(changes.first, change + 1);
  const beforeChange = fromChange + atOnce;
  settled.gather({ fromMs, beforeMs: startOfDay(until + 1, offsetOf), fromChange, beforeChange });
  settled.setGathered({ through, until, change: beforeChange > changes.last ? everyChange : beforeChange - 1 });
}
