import { describe, expect, test } from "vitest";
import { ask, askAsRoot, giveKey, openAgency, putThreeUnits, rowsOf } from "../office.ts";

const unit = { kind: "commune", valid_from: "2025-07-01" };

describe("PUT and GET …/units", () => {
  test("keep every version, in order, over pages", async () => {
    const base = await openAgency("U10");
    await putThreeUnits(base);
    await askAsRoot(`PUT ${base}/units`, {
      units: [{ ...unit, code: "North", name: "Bắc", valid_from: "2026-01-01" }],
    });
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await ask(`GET ${base}/units?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...rowsOf(page).map(({ code, valid_from }) => `${code} ${valid_from}`));
      cursor = (page.body as { meta: { next_cursor: string | null } }).meta.next_cursor ?? "";
    } while (cursor);
    expect(seen).toEqual([
      "North 2025-07-01",
      "North 2026-01-01",
      "South 2025-07-01",
      "U10 1900-01-01",
      "Ward 2025-07-01",
    ]);
  });

  test("return the same answer to a repeated request", async () => {
    const base = await openAgency("U11");
    const body = { units: [{ ...unit, code: "29869", name: "Phường Cao Lãnh", national_code: "29869" }] };
    const first = await askAsRoot(`PUT ${base}/units`, body);
    expect(first.body).toEqual({
      data: [{ ...body.units[0], parent: null, valid_to: null }],
      meta: { next_cursor: null },
    });
    expect((await askAsRoot(`PUT ${base}/units`, body)).body).toEqual(first.body);
    expect(rowsOf(await ask(`GET ${base}/units`))).toHaveLength(2);
  });

  test("write nothing of a request with a wrong part", async () => {
    const base = await openAgency("U12");
    const units = [
      { ...unit, code: "A", name: "A", parent: "B" },
      { ...unit, code: "B", name: "B", parent: "A" },
    ];
    expect(await askAsRoot(`PUT ${base}/units`, { units })).toMatchObject({ status: 400, kind: "unit-cycle" });
    const successions = [{ from: "U12", to: "X", on: "2026-01-01" }];
    const refused = await askAsRoot(`PUT ${base}/units`, { units: [{ ...unit, code: "A", name: "A" }], successions });
    expect(refused).toMatchObject({
      status: 404,
      kind: "unknown-unit",
      body: { errors: [{ pointer: "/successions/0/to" }] },
    });
    expect(rowsOf(await ask(`GET ${base}/units`))).toHaveLength(1);
  });

  test("need a key on the whole agency to write, and none to read", async () => {
    const base = await openAgency("U13");
    await putThreeUnits(base);
    const body = { units: [{ ...unit, code: "New", name: "New", parent: "North" }] };
    const onNorth = await giveKey(base, { scopes: ["config:write"], unit: "North" });
    const onAll = await giveKey(base, { scopes: ["config:write"] });
    expect(await ask(`PUT ${base}/units`, { body, key: onNorth })).toMatchObject({
      status: 403,
      kind: "outside-subtree",
    });
    expect(await ask(`PUT ${base}/units`, { body, key: onAll })).toMatchObject({ status: 200 });
    const read = await ask(`GET ${base}/units`);
    expect(read.headers.get("cache-control")).toMatch(/^public, max-age=\d+$/);
    expect(read.headers.get("etag")).toBeTruthy();
  });

  test.each([
    ["limit=0", "invalid", "/limit"],
    ["limit=1001", "invalid", "/limit"],
    ["limit=abc", "invalid", "/limit"],
    ["page=2", "unknown-field", "/page"],
    ["limit=1&limit=2", "invalid", "/limit"],
  ])("refuse the query %s, pointing at it", async (query, kind, pointer) => {
    const base = await openAgency(`U2${query.length}${pointer.length}${kind.length}`);
    expect(await ask(`GET ${base}/units?${query}`)).toMatchObject({
      status: 400,
      kind,
      body: { errors: [{ pointer }] },
    });
  });

  test("refuse wrong bodies", async () => {
    const base = await openAgency("U14");
    const put = async (body: unknown, headers = {}): Promise<string | null> => {
      const key = await giveKey(base, { scopes: ["config:write"] });
      return (await ask(`PUT ${base}/units`, { body, headers, key })).kind;
    };
    expect(await put("{")).toBe("bad-json");
    expect(await put([])).toBe("invalid");
    expect(await put({ units: {} })).toBe("invalid");
    expect(await put('{"units":[],"__proto__":{}}')).toBe("unknown-field");
    expect(await put("[".repeat(120_000))).toBe("bad-json");
    expect(await put(`{"units":${"[".repeat(60_000)}${"]".repeat(60_000)}}`)).toBe("bad-json");
    expect(await put({ units: [] }, { "content-type": "text/plain" })).toBe("media-type");
    expect(await put({ units: [{ ...unit, code: "A", name: "\ud800" }] })).toBe("invalid");
  });

  test("accept the 3,000 units of a province, and return all of them", async () => {
    const base = await openAgency("U15");
    const units = Array.from({ length: 3000 }, (_, place) => ({
      ...unit,
      code: `c${place}`,
      name: `Đơn vị ${place}`,
      parent: place < 100 ? null : `c${place % 100}`,
    }));
    expect(rowsOf(await askAsRoot(`PUT ${base}/units`, { units }))).toHaveLength(3000);
  });
});
