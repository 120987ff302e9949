import { describe, expect, test } from "vitest";
import type { PageQuery } from "../../../../shared/contract/list.ts";
import type { Principal } from "../../../../worker/access/principal.ts";
import { listForms } from "../../../../worker/organization/forms.ts";
import { listServices } from "../../../../worker/organization/services.ts";
import { listSuccessions } from "../../../../worker/organization/successions.ts";
import { listTouchpoints, type TouchpointsDeps } from "../../../../worker/organization/touchpoints.ts";
import { listUnits } from "../../../../worker/organization/units.ts";
import type { Operation } from "../../../../worker/operations/operation.ts";
import { pageFrom, type Row } from "../run-operation.ts";
import { dayOf, foundedAgency, keyOn, root } from "./memory-organization.ts";

type List = { readonly list: Operation<TouchpointsDeps>; readonly principal?: Principal };

function deps(): TouchpointsDeps {
  const { store, organization } = agency();
  const randomBytes = (count: number): Uint8Array => new Uint8Array(count);
  const memory = { closed: () => new Set<string>() };
  return { organizationStore: store, organization: organization(), today: dayOf("2026-11-24"), randomBytes, memory };
}

function readPage({ list, principal = root }: List, query: PageQuery): ReturnType<typeof pageFrom> {
  return pageFrom(list, { deps: deps(), principal }, query);
}

async function readAll(list: List, limit: string): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageFrom>> = await readPage(
      list,
      cursor === null ? { limit } : { limit, cursor },
    );
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
  const follow = (from: string, to: string, on: string): void =>
    store.putSuccession({ from, to, onDay: dayOf(on), share: null });
  follow("South", "North", "2026-03-01");
  follow("North", "South", "2026-07-01");
  follow("North", "South", "2026-01-01");
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
    const rows = await readAll({ list: listUnits }, "1");
    expect(rows.map(({ code, valid_from }) => `${code} ${valid_from}`)).toEqual([
      "H20 1900-01-01",
      "North 2025-07-01",
      "North 2026-01-01",
      "South 2025-07-01",
    ]);
  });

  test("return successions once, by from, to and day", async () => {
    const rows = await readAll({ list: listSuccessions }, "1");
    expect(rows.map(({ from, to, on }) => `${from} ${to} ${on}`)).toEqual([
      "North South 2026-01-01",
      "North South 2026-07-01",
      "South North 2026-03-01",
    ]);
  });

  test("return services and forms by id", async () => {
    const services = await readAll({ list: listServices }, "2");
    expect(services.map(({ id }) => id)).toEqual(["1.000002", "1.004227", "2.000001"]);
    expect(await readAll({ list: listForms }, "2")).toMatchObject([{ id: "default", version: 1 }]);
  });

  test("return touchpoints with today's binding, within the key's subtree", async () => {
    const all = await readAll({ list: listTouchpoints }, "1");
    expect(all.map(({ id, unit }) => `${id} ${unit}`)).toEqual([
      "H20-0000000001 North",
      "H20-0000000002 South",
      "H20-0000000003 North",
    ]);
    const north = await readAll({ list: listTouchpoints, principal: keyOn("North") }, "1");
    expect(north.map(({ id }) => id)).toEqual(["H20-0000000001", "H20-0000000003"]);
  });

  test("refuse a cursor of another list, or of a key on another unit", async () => {
    const page = await readPage({ list: listTouchpoints }, { limit: "1" });
    const cursor = (page.ok && page.value.meta.next_cursor) || "";
    const bad = { ok: false, failure: { kind: "bad-cursor", errors: [{ pointer: "/cursor" }] } };
    expect(await readPage({ list: listServices }, { cursor })).toMatchObject(bad);
    expect(await readPage({ list: listTouchpoints, principal: keyOn("North") }, { cursor })).toMatchObject(bad);
    expect(await readPage({ list: listTouchpoints }, { cursor })).toMatchObject({ ok: true });
  });
});
