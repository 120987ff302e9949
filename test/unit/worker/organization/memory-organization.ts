import { formatDay, parseDay } from "../../../../shared/calendar/day.ts";
import type { Principal } from "../../../../worker/access/principal.ts";
import { foundAgency } from "../../../../worker/organization/found-agency.ts";
import { type AgencyFacts, type Organization, readOrganization } from "../../../../worker/organization/organization.ts";
import type { OrganizationStore, SuccessionPlace } from "../../../../worker/organization/organization-store.ts";

/** The store's promises kept by plain maps: same keys, same order. */
export function memoryOrganizationStore(): OrganizationStore {
  let agency: AgencyFacts | null = null;
  const table = <T>(keyOf: (row: T) => string) => {
    const rows = new Map<string, T>();
    const after = (key?: string | null, limit?: number): T[] => {
      const behind = [...rows].filter(([one]) => key === undefined || key === null || one > key);
      const inOrder = behind.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
      return inOrder.slice(0, limit);
    };
    return {
      put: (row: T): void => void rows.set(keyOf(row), row),
      remove: (row: T): boolean => rows.delete(keyOf(row)),
      after,
      rows: (): T[] => after(),
    };
  };
  const day = (value: number): string => String(value + 1_000_000).padStart(9, "0");
  const units = table<ReturnType<OrganizationStore["units"]>[number]>((row) => `${row.code} ${day(row.validFrom)}`);
  const placeOf = ({ from, to, onDay }: SuccessionPlace): string => `${from} ${to} ${day(onDay)}`;
  const successions = table<ReturnType<OrganizationStore["successions"]>[number]>(placeOf);
  const services = table<ReturnType<OrganizationStore["services"]>[number]>(({ id }) => id);
  const questions = table<ReturnType<OrganizationStore["questions"]>[number]>(({ id }) => id);
  const forms = table<ReturnType<OrganizationStore["formVersions"]>[number]>(
    ({ form, version }) => `${form.id} ${day(version)}`,
  );
  const bindings = table<ReturnType<OrganizationStore["bindings"]>[number]>(
    ({ touchpoint, fromDay }) => `${touchpoint} ${day(-fromDay)}`,
  );
  return {
    agency: () => agency,
    addAgency: (facts) => {
      agency = facts;
    },
    putAgency: (facts) => {
      agency = facts;
    },
    units: (after, limit) => units.after(after && `${after[0]} ${day(Number(after[1]))}`, limit),
    putUnit: units.put,
    successions: (after, limit) => {
      const [from, to, onDay] = after ?? [];
      return successions.after(after && `${from} ${to} ${day(Number(onDay))}`, limit);
    },
    putSuccession: successions.put,
    removeSuccession: (place) => successions.remove({ ...place, share: null }),
    services: services.rows,
    putService: services.put,
    questions: questions.rows,
    addQuestion: questions.put,
    formVersions: (one) => forms.rows().filter(({ form }) => one === undefined || form.id === one),
    addFormVersion: forms.put,
    bindings: bindings.rows,
    putBinding: bindings.put,
  };
}

export const root: Principal = { kind: "root" };

/** A key of H20 on a unit, with every scope that these tests ask for. */
export function keyOn(unit: string, scopes: (Principal & { kind: "key" })["scopes"] = ["config:write"]): Principal {
  return { kind: "key", agency: "H20", id: "0123456789ab", scopes, unit };
}

export function dayOf(text: string): number {
  const day = parseDay(text);
  if (day === null || formatDay(day) !== text) throw new Error(`${text} is no day`);
  return day;
}

/** H20 as it is on its first day, on a store of its own; `organization` reads the store anew each time. */
export function foundedAgency(): { store: OrganizationStore; organization: () => Organization } {
  const store = memoryOrganizationStore();
  foundAgency(
    { organizationStore: store, cursorSecret: "secret", nowMs: 0 },
    { code: "H20", name: "Tỉnh Đồng Tháp", time_zone: "Asia/Ho_Chi_Minh" },
  );
  return {
    store,
    organization: () => {
      const organization = readOrganization(store);
      if (!organization) throw new Error("H20 was not founded");
      return organization;
    },
  };
}
