import { listDurableObjectIds } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { ask, askAsRoot, environmentWith, giveKey, openAgency, rowsOf } from "../office.ts";

describe("POST /v1/agencies", () => {
  test("makes an agency with its root unit and its default form", async () => {
    const made = await askAsRoot("POST /v1/agencies", { code: "R10", name: "Tỉnh Đồng Tháp" });
    expect(made).toMatchObject({
      status: 201,
      body: { code: "R10", name: "Tỉnh Đồng Tháp", time_zone: "Asia/Ho_Chi_Minh" },
    });
    const units = await ask("GET /v1/agencies/R10/units");
    expect(rowsOf(units)).toMatchObject([{ code: "R10", name: "Tỉnh Đồng Tháp", kind: "agency", parent: null }]);
    const forms = await askAsRoot("GET /v1/agencies/R10/forms");
    expect(rowsOf(forms)).toMatchObject([{ id: "default", version: 1 }]);
  });

  test("refuses an existing agency, and leaves it unchanged", async () => {
    await openAgency("R11");
    const again = await askAsRoot("POST /v1/agencies", { code: "R11", name: "Another" });
    expect(again).toMatchObject({ status: 409, kind: "agency-exists" });
    expect(rowsOf(await ask("GET /v1/agencies/R11/units"))).toMatchObject([{ name: "Tỉnh R11" }]);
  });

  test("makes the agency for one of two parallel requests", async () => {
    const body = { code: "R12", name: "Tỉnh R12" };
    const both = await Promise.all([1, 2].map(() => askAsRoot("POST /v1/agencies", body)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test("allows only agencies of the allow-list if there is one", async () => {
    const environment = environmentWith({ AGENCIES: "R13, R14" });
    const key = environment.ROOT_KEY ?? "";
    const post = (code: string): ReturnType<typeof ask> =>
      ask("POST /v1/agencies", { key, environment, body: { code, name: code } });
    expect(await post("R15")).toMatchObject({ status: 403, kind: "agency-not-allowed" });
    expect(await post("R14")).toMatchObject({ status: 201 });
    expect(await ask("GET /v1/agencies/R15/units")).toMatchObject({ status: 404, kind: "unknown-agency" });
  });

  test("needs the root key", async () => {
    const key = await giveKey(await openAgency("R16"), { scopes: ["keys:write", "config:write"] });
    const body = { code: "R17", name: "R17" };
    expect(await ask("POST /v1/agencies", { body })).toMatchObject({ status: 401, kind: "unauthorized" });
    expect(await ask("POST /v1/agencies", { body, key })).toMatchObject({ status: 403, kind: "scope-missing" });
    expect(await ask("POST /v1/agencies", { body, key: "the root key" })).toMatchObject({ status: 401 });
  });

  test.each([
    [{ code: "h20", name: "x" }, "invalid", "/code"],
    [{ code: "R18" }, "invalid", "/name"],
    [{ code: "R18", name: "x", time_zone: "Asia/Nowhere" }, "invalid", "/time_zone"],
    [{ code: "R18", name: "x", time_zone: "+07:00" }, "invalid", "/time_zone"],
    [{ code: "R18", name: "x", colour: "red" }, "unknown-field", "/colour"],
  ])("refuses %j, pointing at the place", async (body, kind, pointer) => {
    const refused = await askAsRoot("POST /v1/agencies", body);
    expect(refused).toMatchObject({ status: 400, kind, body: { errors: [{ pointer }] } });
  });
});

describe("an unknown agency", () => {
  test.each([
    ["GET /v1/agencies/R99/units", undefined, 404],
    ["GET /v1/agencies/R99/indices?period=2026", undefined, 401],
    ["GET /v1/touchpoints/R99-7k3m9q2x4t", undefined, 404],
    ["POST /v1/tickets/lookup", { code: "R99-7K3M9Q2XHW4TP" }, 404],
    ["PUT /v1/agencies/R99/units", { units: [] }, 401],
  ])("gets no object and no file by %s", async (line, body, status) => {
    const before = await listDurableObjectIds(env.AGENCY);
    const forged = `cfk_R99_0123456789ab_${"s".repeat(43)}`;
    expect(await ask(line, body === undefined ? {} : { body })).toMatchObject({ status });
    expect(await ask(line, body === undefined ? { key: forged } : { key: forged, body })).toMatchObject({
      status: 401,
    });
    expect((await askAsRoot(line, body)).status).toBe(404);
    expect(await listDurableObjectIds(env.AGENCY)).toHaveLength(before.length);
  });
});
