import { type DeadlineBook, deadlineBook } from "../deadlines/deadline-book.ts";
import { type DeviceMemory, deviceMemory } from "../devices/device-memory.ts";
import { zoneDay, zoneOffset } from "../../shared/calendar/zone-day.ts";
import { type AllRollups, allRollups } from "../counts/all-rollups.ts";
import type { RollupSource } from "../counts/rollup-source.ts";
import { type Organization, readOrganization } from "../organization/organization.ts";
import { agencyStores, type AgencyStores } from "./agency-stores.ts";

/** Everything that works on one agency's storage, put together once when its object wakes up. */
export interface AgencyRooms extends AgencyStores {
  /** What is remembered of devices between calls. */
  readonly memory: DeviceMemory;
  /** Every rollup as one. */
  readonly counts: AllRollups;
  /** What indices are read from. */
  readonly source: RollupSource;
  /** The calendar and clocks that deadlines are counted by. */
  readonly deadlineBook: DeadlineBook;
  /** All that the agency has set up. Throws before it is initialised: the registry lets nobody reach it then. */
  organization(): Organization;
  /** To be called after a change of what the agency has set up. */
  forgetOrganization(): void;
  /** The agency's calendar day (days since 1970-01-01) of an instant in milliseconds. */
  dayOf(ms: number): number;
  /** How far the agency's zone is ahead of UTC at an instant, both in milliseconds. */
  offsetOf(ms: number): number;
  /** Reserves numbers that rise with every write of feedback, and gives the first. */
  nextChange(count: number): number;
}

/** What every call works with besides its own store. */
export type CallTime = { readonly organization: Organization; readonly nowMs: number; readonly today: number };

/** The rooms on an agency's storage. */
export function agencyRooms(sql: SqlStorage): AgencyRooms {
  const stores = agencyStores(sql);
  const { tallies, volumes } = stores;
  const counts = allRollups(stores);
  let known: Organization | null = null;
  let change = stores.feedback.newestChange();
  const organization = (): Organization => {
    known ??= readOrganization(stores.store);
    if (known === null) throw new Error("the agency was never initialised");
    return known;
  };
  return {
    ...stores,
    memory: deviceMemory(stores.devices),
    counts,
    source: {
      rollups: counts.rollups,
      daily: counts.daily,
      tallies: tallies.tallies,
      volumes: volumes.volumes,
    },
    deadlineBook: deadlineBook(stores.deadlines),
    organization,
    forgetOrganization() {
      known = null;
    },
    dayOf: onFirstUse(() => zoneDay(organization().agency.time_zone)),
    offsetOf: onFirstUse(() => zoneOffset(organization().agency.time_zone)),
    nextChange(count) {
      const first = change + 1;
      change += count;
      return first;
    },
  };
}

/** The agency is not there yet when the rooms are put together. */
function onFirstUse(make: () => (ms: number) => number): (ms: number) => number {
  let made: ((ms: number) => number) | null = null;
  return (ms) => {
    made ??= make();
    return made(ms);
  };
}
