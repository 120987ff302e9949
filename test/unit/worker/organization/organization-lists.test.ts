import { describe, expect, test } from "vitest";
import type { Page, PageQuery } from "../../../../shared/contract/list.ts";
import type { Failure } from "../../../../worker/problems/failure.ts";
import type { Result } from "../../../../shared/result.ts";
import { pageOfForms } from "../../../../worker/organization/forms.ts";
import { pageOfServices } from "../../../../worker/organization/services.ts";
import { pageOfTouchpoints } from "../../../../worker/organization/touchpoints.ts";
import { pageOfUnits } from "../../../../worker/organization/units.ts";
import { dayOf, foundedAgency, keyOn, root } from "./memory-organization.ts";

async function readAll<T>(list: (query: PageQuery) => Promise<Result<Page<T>, Failure>>, limit: string): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  do {
    const page = await list(cursor === null ? { limit } : { limit, cursor });
    if (!page.ok) throw new Error(page.failure.kind);
    rows.push(...page.value.data);
    cursor = page.value.meta.next_cursor;
  } while (cursor !== null);
  return rows;
}

function agency(): ReturnType<typeof foundedAgency> {
  const founded = foundedAgency();
  const { store } = founded;
  const unit = (code: string, parent: string | null, from: string): void =>
    store.putUnit({ code, name: code, parent, kind: "commune", validFrom: dayOf(from), validTo: null });
  unit("South", null, "2025-07-01");
  unit("North", null, "2025-07-01");
  unit("North", null, "2026-01-01");
  for (const id of ["2.000001", "1.004227", "1.000002"]) store.putService({ id, name: `Thủ tục ${id}` });
  const bound = { service: null, channel: "kiosk", form: "default", name: "Quầy" } as const;
  const bind = (touchpoint: string, unit: string, from: string): void =>
    store.putBinding({ ...bound, touchpoint, unit, fromDay: dayOf(from) });
  bind("H20-0000000002", "South", "2026-01-01");
  bind("H20-0000000001", "South", "2026-01-01");
  bind("H20-0000000001", "North", "2026-11-24");
  bind("H20-0000000003", "North", "2026-12-01");
  return founded;
}

describe("lists of the organization", () => {
  test("return every version of every unit once, by code and first day", async () => {
    const { store, organization } = agency();
    const deps = { organizationStore: store, organization: organization() };
    const rows = await readAll((query) => pageOfUnits(deps, query), "1");
    expect(rows.map(({ code, valid_from }) => `${code} ${valid_from}`)).toEqual([
      "H20 1900-01-01",
      "North 2025-07-01",
      "North 2026-01-01",
      "South 2025-07-01",
    ]);
  });

  test("return services and forms by id", async () => {
    const deps = { organization: agency().organization() };
    const services = await readAll((query) => pageOfServices(deps, query), "2");
    expect(services.map(({ id }) => id)).toEqual(["1.000002", "1.004227", "2.000001"]);
    expect(await readAll((query) => pageOfForms(deps, query), "2")).toMatchObject([{ id: "default", version: 1 }]);
  });

  test("return touchpoints with today's binding, within the key's subtree", async () => {
    const deps = { organization: agency().organization(), today: dayOf("2026-11-24") };
    const all = await readAll((query) => pageOfTouchpoints(deps, root, query), "1");
    expect(all.map(({ id, unit }) => `${id} ${unit}`)).toEqual([
      "H20-0000000001 North",
      "H20-0000000002 South",
      "H20-0000000003 North",
    ]);
    const north = await readAll((query) => pageOfTouchpoints(deps, keyOn("North"), query), "1");
    expect(north.map(({ id }) => id)).toEqual(["H20-0000000001", "H20-0000000003"]);
  });

  test("refuse a cursor of another list, or of a key on another unit", async () => {
    const deps = { organization: agency().organization(), today: dayOf("2026-11-24") };
    const page = await pageOfTouchpoints(deps, root, { limit: "1" });
    const cursor = (page.ok && page.value.meta.next_cursor) || "";
    const bad = { ok: false, failure: { kind: "bad-cursor", errors: [{ pointer: "/cursor" }] } };
    expect(await pageOfServices(deps, { cursor })).toMatchObject(bad);
    expect(await pageOfTouchpoints(deps, keyOn("North"), { cursor })).toMatchObject(bad);
    expect(await pageOfTouchpoints(deps, root, { cursor })).toMatchObject({ ok: true });
  });
});
