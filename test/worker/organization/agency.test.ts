import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { ask, askAsRoot, giveKey, openAgency, putThreeUnits, rowsOf } from "../office.ts";

const facts = {
  address: "Số 12, đường Nguyễn Huệ, phường Cao Lãnh",
  contact: { phone: "0277 1022", email: "gopy@dongthap.example" },
  privacy_contact: { name: "Văn phòng UBND tỉnh", phone: "0277 1023" },
  official_channels: [
    { name: "Cổng Dịch vụ công quốc gia", url: "https://dichvucong.gov.vn" },
    { name: "Tổng đài 1022", url: "https://1022.example" },
  ],
};

/** What the board and open data need besides. */
const later = {
  targets: [
    { method: "top-two@1", value: 90, from: "2026-01-01", source: "Quyết định 12/QĐ-UBND" },
    { method: "top-two@1", value: 95, from: "2027-01-01", source: "Quyết định 12/QĐ-UBND" },
    { method: "mean@1", value: 4.2, from: "2026-01-01", source: "Kế hoạch 5/KH-UBND" },
  ],
  milestones: [
    { on: "2026-04-01", unit: "North", text: { vi: "Thêm một quầy", en: "One more counter" } },
    { on: "2026-06-01", unit: "AFA", text: { vi: "Nộp hồ sơ trực tuyến" } },
  ],
  licence: { name: "CC BY 4.0", url: "https://creativecommons.org/licenses/by/4.0/" },
};
const [target] = later.targets;
const [milestone] = later.milestones;

describe("what an agency tells of itself", () => {
  test("is empty until the agency sets it, and has the minimum group size", async () => {
    const base = await openAgency("AF1");
    expect(await ask(`GET ${base}`)).toMatchObject({
      status: 200,
      body: {
        ...{ code: "AF1", name: "Tỉnh AF1", time_zone: "Asia/Ho_Chi_Minh", address: null, contact: null },
        ...{ privacy_contact: null, official_channels: [], privacy_url: null, publication_threshold: 10 },
        ...{ targets: [], milestones: [], licence: null, sample: false },
      },
    });
  });

  test("is what the office has put; what it leaves out stays, and null takes a fact away", async () => {
    const base = await openAgency("AF2");
    const key = await giveKey(base, { scopes: ["config:write"] });
    expect(await ask(`PUT ${base}`, { key, body: facts })).toMatchObject({ status: 200, body: facts });
    await ask(`PUT ${base}`, { key, body: { address: "Số 1, đường Trần Phú" } });
    expect((await ask(`GET ${base}`)).body).toMatchObject({ ...facts, address: "Số 1, đường Trần Phú" });
    await ask(`PUT ${base}`, { key, body: { contact: null, official_channels: [] } });
    expect((await ask(`GET ${base}`)).body).toMatchObject({
      ...{ ...facts, address: "Số 1, đường Trần Phú", contact: null, official_channels: [] },
    });
  });

  test("keeps the channel and the notice that an agency was made with", async () => {
    const [channel] = facts.official_channels;
    const made = {
      code: "AF3",
      name: "Tỉnh AF3",
      official_channel: channel,
      privacy_url: "https://af3.example/notice",
    };
    await askAsRoot("POST /v1/agencies", made);
    await askAsRoot("PUT /v1/agencies/AF3", { address: "Số 1" });
    const kept = { official_channels: [channel], privacy_url: "https://af3.example/notice", address: "Số 1" };
    expect((await ask("GET /v1/agencies/AF3")).body).toMatchObject(kept);
    await askAsRoot("PUT /v1/agencies/AF3", { privacy_url: null });
    expect((await ask("GET /v1/agencies/AF3")).body).toMatchObject({ ...kept, privacy_url: null });
  });

  test("reaches the touchpoints: the first channel stands beside the comment field", async () => {
    const base = await openAgency("AF4");
    const touchpoint = { id: "AF4-0000000001", unit: "AF4", channel: "portal", name: "Cổng" };
    await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints: [touchpoint] });
    await askAsRoot(`PUT ${base}`, { official_channels: facts.official_channels, name: "Tỉnh Mới" });
    expect((await ask(`GET /v1/touchpoints/${touchpoint.id}`)).body).toMatchObject({
      official_channel: facts.official_channels[0],
      agency: { name: "Tỉnh Mới" },
      privacy: { url: `/privacy/AF4?touchpoint=${touchpoint.id}` },
    });
  });

  test("has a new name from today on; the version of before stays", async () => {
    const base = await openAgency("AF5");
    expect((await askAsRoot(`PUT ${base}`, { name: "Tỉnh Mới" })).body).toMatchObject({ name: "Tỉnh Mới" });
    await askAsRoot(`PUT ${base}`, { name: "Tỉnh Mới" });
    const names = rowsOf(await ask(`GET ${base}/units`)).map(({ name }) => name);
    expect(names).toEqual(["Tỉnh AF5", "Tỉnh Mới"]);
  });

  test("has targets, milestones and a licence, which stay until they are taken away", async () => {
    const base = await openAgency("AFA");
    await putThreeUnits(base);
    expect(await askAsRoot(`PUT ${base}`, later)).toMatchObject({ status: 200, body: later });
    await askAsRoot(`PUT ${base}`, facts);
    expect((await ask(`GET ${base}`)).body).toMatchObject({ ...facts, ...later, sample: false });
    const gone = { targets: [], milestones: [], licence: null };
    expect((await askAsRoot(`PUT ${base}`, gone)).body).toMatchObject({ ...facts, ...gone });
    expect((await ask(`GET ${base}`)).body).toMatchObject({ ...facts, ...gone });
  });

  test("stays that of a sample, whatever is written", async () => {
    const base = await openAgency("AFB");
    await runInDurableObject(env.AGENCY.get(env.AGENCY.idFromName("AFB")), (_, { storage }) => {
      storage.sql.exec(`UPDATE agency SET later_facts = '{"sample":true}'`);
    });
    await evictDurableObject(env.AGENCY.get(env.AGENCY.idFromName("AFB")));
    expect((await askAsRoot(`PUT ${base}`, { address: "Số 1" })).body).toMatchObject({ sample: true });
    expect((await ask(`GET ${base}`)).body).toMatchObject({ sample: true, address: "Số 1" });
  });

  test("is written by keys of the whole agency alone, and each change is in the audit log", async () => {
    const base = await openAgency("AF6");
    await putThreeUnits(base);
    const [whole, part, reader] = [
      await giveKey(base, { scopes: ["config:write"] }),
      await giveKey(base, { scopes: ["config:write"], unit: "North" }),
      await giveKey(base, { scopes: ["indices:read"] }),
    ];
    const body = { address: "Số 1" };
    expect(await ask(`PUT ${base}`, { body })).toMatchObject({ status: 401 });
    expect(await ask(`PUT ${base}`, { body, key: reader })).toMatchObject({ status: 403, kind: "scope-missing" });
    expect(await ask(`PUT ${base}`, { body, key: part })).toMatchObject({ status: 403, kind: "outside-subtree" });
    expect((await ask(`GET ${base}`)).body).toMatchObject({ address: null });
    expect(await ask(`PUT ${base}`, { body, key: whole })).toMatchObject({ status: 200 });
    const entries = rowsOf(await askAsRoot(`GET ${base}/audit?limit=100`)).filter(({ what }) => what === "agency.put");
    expect(entries).toMatchObject([{ on: "AF6", by: expect.stringMatching(/./) }]);
  });

  test.each([
    [{ address: 7 }, "invalid", "/address"],
    [{ name: null }, "invalid", "/name"],
    [{ contact: {} }, "invalid", "/contact"],
    [{ contact: { email: "nobody" } }, "invalid", "/contact/email"],
    [{ privacy_contact: { name: " " } }, "invalid", "/privacy_contact/name"],
    [{ official_channels: [{ name: "x", url: "javascript:alert(1)" }] }, "invalid", "/official_channels/0/url"],
    [{ privacy_url: "/notice" }, "invalid", "/privacy_url"],
    [{ code: "AF8" }, "unknown-field", "/code"],
    [{ sample: true }, "unknown-field", "/sample"],
    [{ targets: [target, { ...target, method: "top-three@1" }] }, "scale-unfit", "/targets/1/method"],
    [{ targets: [{ ...target, method: "weighted-top-two@1" }] }, "scale-unfit", "/targets/0/method"],
    [{ targets: [{ ...target, method: "nps@1" }] }, "scale-unfit", "/targets/0/method"],
    [{ targets: [{ ...target, value: 100.01 }] }, "invalid", "/targets/0/value"],
    [{ targets: [{ ...target, value: -1 }] }, "invalid", "/targets/0/value"],
    [{ targets: [{ ...target, method: "mean@1", value: 0.9 }] }, "invalid", "/targets/0/value"],
    [{ targets: [{ ...target, from: "2026-02-30" }] }, "invalid", "/targets/0/from"],
    [{ targets: [{ ...target, from: "1926-01-01" }] }, "invalid", "/targets/0/from"],
    [{ targets: [target, { ...target, value: 91 }] }, "invalid", "/targets/1"],
    [{ targets: [{ ...target, source: "x".repeat(201) }] }, "invalid", "/targets/0/source"],
    [{ targets: Array(51).fill(target) }, "invalid", "/targets"],
    [{ milestones: [{ ...milestone, on: "2026-13-01" }] }, "invalid", "/milestones/0/on"],
    [{ milestones: [{ ...milestone, on: "2206-01-01", unit: "AF7" }] }, "invalid", "/milestones/0/on"],
    [{ milestones: [{ ...milestone, text: { vi: " " } }] }, "invalid", "/milestones/0/text/vi"],
    [{ licence: { name: "CC BY 4.0", url: "javascript:alert(1)" } }, "invalid", "/licence/url"],
  ])("refuses %j, pointing at the place", async (body, kind, pointer) => {
    await openAgency("AF7").catch(() => undefined);
    const refused = await askAsRoot("PUT /v1/agencies/AF7", body);
    expect(refused).toMatchObject({ status: 400, kind, body: { errors: [{ pointer }] } });
  });

  test("names no unit that is not known, and what fits a target", async () => {
    await openAgency("AFC");
    const unknown = await askAsRoot("PUT /v1/agencies/AFC", { milestones: [milestone] });
    const errors = [{ pointer: "/milestones/0/unit" }];
    expect(unknown).toMatchObject({ status: 404, kind: "unknown-unit", body: { errors } });
    const unfit = await askAsRoot("PUT /v1/agencies/AFC", { targets: [{ ...target, method: "share@1" }] });
    expect(JSON.stringify(unfit.body)).toContain("top-two@1, mean@1");
    expect((await ask("GET /v1/agencies/AFC")).body).toMatchObject({ targets: [], milestones: [] });
  });

  test("does not exist for an agency that nobody has made", async () => {
    expect(await ask("GET /v1/agencies/AF9")).toMatchObject({ status: 404, kind: "unknown-agency" });
  });
});
