import { describe, expect, test } from "vitest";
import type { Device, QueueFile, QueueFileReceipt } from "../../../shared/contract/device.ts";
import { feedbackPath } from "../../../shared/crypto/signature-base.ts";
import { askApi, type Call, callApi, newFeedback } from "../call-api.ts";
import {
  batchOf,
  beat,
  changeStorage,
  enrol,
  enrolledTablet,
  inShort,
  keyFor,
  kioskAgency,
  type KioskAgency,
  makeDevice,
  newTabletKey,
  numbered,
  readDevice,
  sendSigned,
  sign,
  type Tablet,
} from "./signing-tablet.ts";

const dayMs = 24 * 60 * 60 * 1000;

describe("a key for devices of one unit", () => {
  test("makes, reads, changes and revokes only devices of its subtree", async () => {
    const agency = await kioskAgency("REACH");
    const [inA, inB] = [await makeDevice(agency), await makeDevice(agency, { touchpoint: agency.kiosks[1] })];
    const key = await keyFor(agency.code, ["devices:write"], "A");
    const at = `/v1/agencies/${agency.code}/devices`;
    const { data } = await askApi<{ data: Device[] }>(at, { key });
    expect(data.map(({ id }) => id)).toEqual([inA.device]);
    const calls: [string, Call][] = [
      ["", { body: { touchpoint: agency.kiosks[1], name: "x" } }],
      [`/${inB.device}`, {}],
      [`/${inB.device}`, { method: "PATCH", body: { name: "x" } }],
      [`/${inA.device}`, { method: "PATCH", body: { touchpoint: agency.kiosks[1] } }],
      [`/${inB.device}/codes`, { method: "POST" }],
      [`/${inB.device}/queue-files`, { body: fileOf(inB.device, []) }],
      [`/${inB.device}`, { method: "DELETE" }],
    ];
    for (const [path, call] of calls) {
      expect([path, await inShort(await callApi(at + path, { ...call, key }))]).toEqual([path, "403 outside-subtree"]);
    }
    expect((await callApi(`${at}/${inA.device}`, { method: "DELETE", key })).status).toBe(204);
  });

  test("reads only events of its subtree", async () => {
    const agency = await kioskAgency("REACH");
    for (const touchpoint of agency.kiosks) {
      await beat(await enrolledTablet(agency, { touchpoint }), { clock_ahead_ms: dayMs });
    }
    const events = async (key: string): Promise<unknown[]> =>
      (await askApi<{ data: unknown[] }>(`/v1/agencies/${agency.code}/devices/events`, { key })).data;
    expect(await events(agency.deviceKey)).toHaveLength(2);
    expect(await events(await keyFor(agency.code, ["devices:write"], "B"))).toHaveLength(1);
  });

  test("needs its scope, and its own agency", async () => {
    const [agency, other] = [await kioskAgency("REACH"), await kioskAgency("REACH")];
    const at = `/v1/agencies/${agency.code}/devices`;
    expect(await inShort(await callApi(at, {}))).toBe("401 unauthorized");
    expect(await inShort(await callApi(at, { key: await keyFor(agency.code, ["config:write"]) }))).toBe(
      "403 scope-missing",
    );
    expect(await inShort(await callApi(at, { key: other.deviceKey }))).toBe("403 other-agency");
  });
});

describe("a wrong value", () => {
  test("that is not known is a 404, which points at its place in the body", async () => {
    const agency = await kioskAgency("KNOWN");
    const at = `/v1/agencies/${agency.code}/devices`;
    const { device } = await makeDevice(agency);
    const touchpoint = `${agency.code}-zzzzzzzzzz`;
    for (const [path, call] of [
      ["", { body: { touchpoint, name: "x" } }],
      [`/${device}`, { method: "PATCH", body: { touchpoint } }],
    ] as const) {
      const response = await callApi(at + path, { ...call, key: agency.deviceKey });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ errors: [{ pointer: "/touchpoint" }] });
    }
    for (const [path, call] of [
      ["", {}],
      ["", { method: "DELETE" }],
      ["/codes", { method: "POST" }],
      ["/queue-files", { body: fileOf("device-0000000000000000", []) }],
    ] as const) {
      const response = await callApi(`${at}/device-0000000000000000${path}`, { ...call, key: agency.deviceKey });
      expect([path, await inShort(response)]).toEqual([path, "404 unknown-device"]);
    }
  });

  test("that does not fit is a 400: a touchpoint without kiosk or counter, hours that end before they begin", async () => {
    const agency = await kioskAgency("KNOWN");
    const at = `/v1/agencies/${agency.code}/devices`;
    const portal = await callApi(at, { key: agency.deviceKey, body: { touchpoint: agency.touchpoints[0], name: "x" } });
    expect(portal.status).toBe(400);
    expect(await portal.json()).toMatchObject({ errors: [{ pointer: "/touchpoint" }] });
    const opening_hours = [{ days: [1], from: "17:00", to: "08:00" }];
    const body = { touchpoint: agency.kiosks[0], name: "x", opening_hours };
    const hours = await callApi(at, { key: agency.deviceKey, body });
    expect(hours.status).toBe(400);
    expect(await hours.json()).toMatchObject({ errors: [{ pointer: "/opening_hours/0/to" }] });
  });

  test("may be an unknown service that a form offers on kiosks", async () => {
    const agency = await kioskAgency("KNOWN");
    const at = `/v1/agencies/${agency.code}`;
    const overall = { id: "overall", scale: 5, text: { vi: "Câu hỏi" } };
    const form = (services: string[]): object => {
      return { forms: [{ id: "counter", questions: [overall], kiosk: { services, idle_seconds: 30 } }] };
    };
    await askApi(`${at}/services`, {
      method: "PUT",
      key: agency.key,
      body: { services: ["1.1", "1.2"].map((id) => ({ id, name: `Thủ tục ${id}` })) },
    });
    const wrong = await callApi(`${at}/forms`, { method: "PUT", key: agency.key, body: form(["1.1", "9.9"]) });
    expect(wrong.status).toBe(404);
    expect(await wrong.json()).toMatchObject({ errors: [{ pointer: "/forms/0/kiosk/services/1" }] });
    type Put = { data: { version: number }[] };
    const put = async (services: string[]): Promise<number | undefined> =>
      (await askApi<Put>(`${at}/forms`, { method: "PUT", key: agency.key, body: form(services) })).data[0]?.version;
    expect([await put(["1.2", "1.1"]), await put(["1.2", "1.1"]), await put(["1.2"])]).toEqual([1, 1, 2]);
    await put(["1.2", "1.1"]);
    const touchpoint = { id: agency.kiosks[0], unit: "A", channel: "counter", form: "counter", name: "Quầy" };
    await askApi(`${at}/touchpoints`, { method: "PUT", key: agency.key, body: { touchpoints: [touchpoint] } });
    const config = await askApi(`/v1/touchpoints/${agency.kiosks[0]}`);
    expect(config).toMatchObject({
      services: [
        { id: "1.2", name: "Thủ tục 1.2" },
        { id: "1.1", name: "Thủ tục 1.1" },
      ],
      form: { kiosk: { idle_seconds: 30 } },
    });
    expect(await askApi(`/v1/touchpoints/${agency.kiosks[1]}`)).not.toHaveProperty("services");
  });
});

type Batches = QueueFile["batches"];

function fileOf(device: string, batches: Batches): QueueFile {
  return { kind: "citizen-feedback-queue", device, written_at: new Date().toISOString(), batches };
}

/** Batches of a file, each signed as the tablet would have sent it. */
async function writtenBatches(tablet: Tablet, bodies: readonly string[]): Promise<Batches> {
  const batches: Batches = [];
  for (const body of bodies) {
    const headers = await sign(tablet, feedbackPath, body);
    batches.push({
      body,
      content_digest: headers["content-digest"],
      signature_input: headers["signature-input"],
      signature: headers.signature,
    });
  }
  return batches;
}

function handIn(agency: KioskAgency, file: QueueFile): Promise<QueueFileReceipt> {
  const path = `/v1/agencies/${agency.code}/devices/${file.device}/queue-files`;
  return askApi(path, { key: agency.deviceKey, body: file });
}

describe("a queue file", () => {
  test("is accepted once, also if the counter is higher by then", async () => {
    const agency = await kioskAgency("QUEUE");
    const tablet = await enrolledTablet(agency);
    const bodies = [batchOf(numbered(tablet, [1, 2])), batchOf(numbered(tablet, [3]))];
    const file = fileOf(tablet.device, await writtenBatches(tablet, bodies));
    await beat(tablet, { captured: 3, pending: [[1, 3]] });
    expect(await handIn(agency, file)).toEqual({
      ...{ batches: 2, accepted: 3, duplicate: 0, refused: 0 },
      ...{ rejected: [], problems: [] },
    });
    expect(await handIn(agency, file)).toMatchObject({ accepted: 0, duplicate: 3, refused: 0 });
    expect((await readDevice(agency, tablet.device)).sequence).toMatchObject({ received: 3, lost: 0, pending: 0 });
    expect(await sendSigned(tablet, numbered(tablet, [4]))).toEqual(["accepted"]);
  });

  test("is accepted from a revoked device, and with a former key", async () => {
    const agency = await kioskAgency("QUEUE");
    const ticket = await makeDevice(agency);
    const tablet = await enrol(agency.code, ticket);
    const file = fileOf(tablet.device, await writtenBatches(tablet, [batchOf(numbered(tablet, [1]))]));
    const path = `/v1/agencies/${agency.code}/devices/${tablet.device}`;
    await callApi(path, { method: "DELETE", key: agency.deviceKey });
    expect(await handIn(agency, file)).toMatchObject({ accepted: 1 });
    const further = await askApi<typeof ticket>(`${path}/codes`, { method: "POST", key: agency.deviceKey });
    const old = fileOf(tablet.device, await writtenBatches(tablet, [batchOf(numbered(tablet, [2]))]));
    await enrol(agency.code, further);
    expect(await handIn(agency, old)).toMatchObject({ accepted: 1 });
  });

  test("has only those batches rejected that somebody added or changed", async () => {
    const agency = await kioskAgency("QUEUE");
    const tablet = await enrolledTablet(agency);
    const thief = { ...tablet, ...(await newTabletKey()) };
    const other = await enrolledTablet(agency);
    const [good] = await writtenBatches(tablet, [batchOf(numbered(tablet, [1]))]);
    if (!good) throw new Error("nothing was written");
    const batches = [
      { ...good, body: good.body.replace('"level":4', '"level":5') },
      good,
      ...(await writtenBatches(thief, [batchOf(numbered(tablet, [2]))])),
      ...(await writtenBatches(other, [batchOf(numbered(tablet, [3]))])),
      ...(await writtenBatches(tablet, ["{", batchOf([{ level: 9 }, newFeedback(agency.kiosks[1])])])),
    ];
    const receipt = await handIn(agency, fileOf(tablet.device, batches));
    expect(receipt).toMatchObject({ batches: 6, accepted: 1, duplicate: 0, refused: 2 });
    expect(receipt.rejected.map(({ batch, problem }) => [batch, problem.type.split("#")[1]])).toEqual([
      [0, "signature"],
      [2, "signature"],
      [3, "signature"],
      [4, "bad-json"],
    ]);
    expect(receipt.problems.map(({ problem }) => problem.type.split("#")[1])).toEqual(["invalid", "wrong-device"]);
  });

  test("counts on the days on which people rated, however late it comes", async () => {
    const agency = await kioskAgency("QUEUE");
    const tablet = await enrolledTablet(agency);
    const captured = new Date(Date.now() - 20 * dayMs);
    const written = new Date(captured.getTime() + 60_000);
    const body = batchOf(numbered(tablet, [1], { answered_at: captured.toISOString() }), written);
    await handIn(agency, fileOf(tablet.device, await writtenBatches(tablet, [body])));
    const [row] = await changeStorage(agency.code, "SELECT corrected_ms, flags FROM feedback");
    expect(row).toEqual({ corrected_ms: captured.getTime(), flags: null });
  });

  test("must be of the device that the address names", async () => {
    const agency = await kioskAgency("QUEUE");
    const { device } = await makeDevice(agency);
    const path = `/v1/agencies/${agency.code}/devices/${device}/queue-files`;
    const body = fileOf("device-0000000000000000", []);
    const response = await callApi(path, { key: agency.deviceKey, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ pointer: "/device" }] });
  });

  test("may hold ten thousand feedback", { timeout: 60_000 }, async () => {
    const agency = await kioskAgency("QUEUE");
    const tablet = await enrolledTablet(agency);
    const bodies = Array.from({ length: 100 }, (_, batch) =>
      batchOf(
        numbered(
          tablet,
          Array.from({ length: 100 }, (__, place) => batch * 100 + place + 1),
        ),
      ),
    );
    const receipt = await handIn(agency, fileOf(tablet.device, await writtenBatches(tablet, bodies)));
    expect(receipt).toMatchObject({ batches: 100, accepted: 10_000, refused: 0, rejected: [] });
    expect((await readDevice(agency, tablet.device)).sequence).toMatchObject({ highest: 10_000, received: 10_000 });
  });
});
