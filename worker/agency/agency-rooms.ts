import { feedbackStore, type FeedbackStore } from "../feedback/feedback-store.ts";
import { zoneDay } from "../feedback/zone-day.ts";
import { rollupStore, type RollupStore } from "../indices/rollup-store.ts";
import type { Organization } from "../organization/organization.ts";
import { organizationStore, type OrganizationStore } from "../organization/organization-store.ts";
import { readOrganization } from "../organization/read-organization.ts";

/** Everything that works on one agency's storage, put together once when its object wakes up. */
export interface AgencyRooms {
  readonly store: OrganizationStore;
  readonly feedback: FeedbackStore;
  readonly rollups: RollupStore;
  /** All that the agency has set up. Throws before it is initialised: the registry lets nobody reach it then. */
  organization(): Organization;
  /** To be called after a change of what the agency has set up. */
  forgetOrganization(): void;
  /** The agency's calendar day (days since 1970-01-01) of an instant in milliseconds. */
  dayOf(ms: number): number;
  /** Reserves numbers that rise with every write of feedback, and gives the first. */
  nextChange(count: number): number;
}

/** The rooms on an agency's storage. */
export function agencyRooms(sql: SqlStorage): AgencyRooms {
  const store = organizationStore(sql);
  const feedback = feedbackStore(sql);
  let known: Organization | null = null;
  let toDay: ((ms: number) => number) | null = null;
  let change = feedback.newestChange();
  const organization = (): Organization => {
    known ??= readOrganization(store);
    if (known === null) throw new Error("the agency was never initialised");
    return known;
  };
  return {
    store,
    feedback,
    rollups: rollupStore(sql),
    organization,
    forgetOrganization() {
      known = null;
    },
    dayOf(ms) {
      toDay ??= zoneDay(organization().agency.time_zone);
      return toDay(ms);
    },
    nextChange(count) {
      const first = change + 1;
      change += count;
      return first;
    },
  };
}
