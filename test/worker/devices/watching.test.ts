import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import type { Device, DeviceEvent } from "../../../shared/contract/device.ts";
import { askApi, callApi } from "../call-api.ts";
import {
  alertsOf,
  beat,
  changeStorage,
  enrol,
  enrolledTablet,
  inShort,
  kioskAgency,
  type KioskAgency,
  makeDevice,
  numbered,
  readDevice,
  sendSigned,
  type Tablet,
} from "./signing-tablet.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function stubOf({ code }: KioskAgency): DurableObjectStub {
  return env.AGENCY.get(env.AGENCY.idFromName(code));
}

function alarmOf(agency: KioskAgency): Promise<number | null> {
  return runInDurableObject(stubOf(agency), (_, { storage }) => storage.getAlarm());
}

/** Until the agency's day closes. */
function untilClose(): number {
  return 24 * hourMs - ((Date.now() + 7 * hourMs) % (24 * hourMs));
}

async function gapsOf(agency: KioskAgency, { device }: Tablet): Promise<unknown[]> {
  return (await readDevice(agency, device)).gaps.map(({ from, to, kind }) => [from, to, kind]);
}

async function enrolledAnew(agency: KioskAgency, { device }: Tablet): Promise<Tablet> {
  const path = `/v1/agencies/${agency.code}/devices/${device}/codes`;
  return enrol(
    agency.code,
    await askApi<{ code: string; device: string }>(path, { method: "POST", key: agency.deviceKey }),
  );
}

function eventsOf(
  agency: KioskAgency,
  query = "",
): Promise<{ data: DeviceEvent[]; meta: { next_cursor: string | null } }> {
  return askApi(`/v1/agencies/${agency.code}/devices/events${query}`, { key: agency.deviceKey });
}

describe("a heartbeat", () => {
  test("shows the office how the device is", async () => {
    const agency = await kioskAgency("BEAT");
    const tablet = await enrolledTablet(agency);
    const oldest_at = new Date(Date.now() - hourMs).toISOString();
    const queue = { length: 3, parked: 1, oldest_at, oldest_age_ms: hourMs };
    const answer = await beat(tablet, {
      captured: 3,
      pending: [[1, 3]],
      queue,
      clock_ahead_ms: 1500,
      version: "1.2.3",
    });
    expect(await answer.json()).toMatchObject({ heartbeat_seconds: 60, sequence: 3, touchpoint: agency.kiosks[0] });
    const device = await readDevice(agency, tablet.device);
    expect(device).toMatchObject({
      state: "enrolled",
      clock_ahead_ms: 1500,
      heartbeat: { version: "1.2.3", captured: 3, queue, battery: { level: 0.8, charging: true } },
      sequence: { highest: 3, received: 0, pending: 3, lost: 0, wiped: 0 },
      alerts: [],
    });
    expect(device.heartbeat).not.toHaveProperty("pending");
    expect(Date.now() - Date.parse(device.last_heartbeat_at ?? "")).toBeLessThan(minuteMs);
  });

  test("is refused for another device, without a signature, and with unknown fields", async () => {
    const agency = await kioskAgency("BEAT");
    const [one, other] = [await enrolledTablet(agency), await enrolledTablet(agency)];
    expect(await inShort(await beat({ ...one, device: other.device }))).toBe("401 signature");
    const path = `/v1/devices/${one.device}/heartbeat`;
    expect(await inShort(await callApi(path, { body: { sent_at: "now" } }))).toBe("400 invalid");
    expect(await inShort(await beat({ ...one, agency: "NOWHERE" }))).toBe("401 signature");
  });

  test("counts each minute of opening hours in which the device was ready once", async () => {
    const agency = await kioskAgency("BEAT");
    const opening_hours = [{ days: [1, 2, 3, 4, 5, 6, 7], from: "08:00", to: "10:00" }];
    const tablet = await enrolledTablet(agency, { opening_hours });
    const twoDays = 2 * 24 * hourMs;
    const set = "UPDATE device SET first_enrolled_ms = first_enrolled_ms - ?, enrolled_ms = enrolled_ms - ?";
    await changeStorage(agency.code, set, twoDays, twoDays);
    const yesterday = new Date(Date.now() + 7 * hourMs - 24 * hourMs).toISOString().slice(0, 10);
    const at = (time: string): string => `${yesterday}T${time}:00+07:00`;
    await beat(tablet, { ready: [{ from: at("07:30"), to: at("08:30") }] });
    await beat(tablet, {
      ready: [
        { from: at("08:15"), to: at("08:45") },
        { from: at("09:50"), to: at("10:20") },
      ],
    });
    const { coverage } = await readDevice(agency, tablet.device);
    expect(coverage.at(-1)).toEqual({ day: yesterday, open_minutes: 120, ready_minutes: 55 });
    expect(coverage.length).toBeLessThanOrEqual(3);
    const future = new Date(Date.now() + 24 * hourMs).toISOString();
    const longAgo = new Date(Date.now() - 50 * 24 * hourMs).toISOString();
    await beat(tablet, {
      ready: [
        { from: new Date(Date.now() - 1000).toISOString(), to: future },
        { from: longAgo, to: at("07:00") },
      ],
    });
    const days = await changeStorage(agency.code, "SELECT min(day) AS first, max(day) AS last FROM device_day");
    const today = Math.floor((Date.now() + 7 * hourMs) / (24 * hourMs));
    expect(Number(days[0]?.last)).toBeLessThanOrEqual(today);
    expect(Number(days[0]?.first)).toBeGreaterThanOrEqual(today - 48);
  });
});

describe("numbers that did not arrive", () => {
  test("are pending if the newest heartbeat says so or is older, else lost; gaps have their time", async () => {
    const agency = await kioskAgency("GAPS");
    const tablet = await enrolledTablet(agency);
    const at = (minutes: number): object => ({ answered_at: new Date(Date.now() - minutes * minuteMs).toISOString() });
    const [two, six] = [numbered(tablet, [2], at(30)), numbered(tablet, [6], at(10))];
    await sendSigned(tablet, [...two, ...six]);
    expect(await gapsOf(agency, tablet)).toEqual([
      [3, 5, "pending"],
      [1, 1, "pending"],
    ]);
    await beat(tablet, {
      captured: 8,
      pending: [
        [4, 4],
        [8, 8],
      ],
    });
    const { gaps, sequence } = await readDevice(agency, tablet.device);
    expect(gaps.map(({ from, to, kind }) => [from, to, kind])).toEqual([
      [8, 8, "pending"],
      [7, 7, "lost"],
      [5, 5, "lost"],
      [4, 4, "pending"],
      [3, 3, "lost"],
      [1, 1, "lost"],
    ]);
    expect(sequence).toEqual({ highest: 8, received: 2, pending: 2, lost: 4, wiped: 0 });
    const [after, before] = [two, six].map(([rating]) => rating?.answered_at);
    expect(gaps[3]).toMatchObject({ after, before });
    expect(await alertsOf(agency, tablet.device)).toEqual(["gap"]);
  });

  test("are gaps no more when they arrive, in any order; the alert ends", async () => {
    const agency = await kioskAgency("GAPS");
    const tablet = await enrolledTablet(agency);
    await beat(tablet, { captured: 9 });
    expect(await gapsOf(agency, tablet)).toEqual([[1, 9, "lost"]]);
    for (const numbers of [[9, 2], [5, 4], [8, 1, 3], [7]]) await sendSigned(tablet, numbered(tablet, numbers));
    expect(await gapsOf(agency, tablet)).toEqual([[6, 6, "lost"]]);
    await sendSigned(tablet, numbered(tablet, [6]));
    expect(await gapsOf(agency, tablet)).toEqual([]);
    expect(await alertsOf(agency, tablet.device)).toEqual([]);
    const ranges = await changeStorage(agency.code, "SELECT first, last FROM device_range");
    expect(ranges).toEqual([{ first: 1, last: 9 }]);
  });

  test("are wiped if they were known before the present key, and the device does not have them", async () => {
    const agency = await kioskAgency("GAPS");
    const before = await enrolledTablet(agency);
    await sendSigned(before, numbered(before, [1, 2]));
    await beat(before, { captured: 6, pending: [[3, 6]] });
    const after = await enrolledAnew(agency, before);
    expect(after.enrolled.sequence).toBe(6);
    expect(await gapsOf(agency, after)).toEqual([[3, 6, "wiped"]]);
    await beat(after, { captured: 0 });
    expect(await gapsOf(agency, after)).toEqual([[3, 6, "wiped"]]);
    await sendSigned(after, numbered(after, [7]));
    await beat(after, { captured: 8 });
    expect(await gapsOf(agency, after)).toEqual([
      [8, 8, "lost"],
      [3, 6, "wiped"],
    ]);
  });

  test("are pending if the same profile was enrolled again and still has them", async () => {
    const agency = await kioskAgency("GAPS");
    const before = await enrolledTablet(agency);
    await beat(before, { captured: 4, pending: [[1, 4]] });
    const after = await enrolledAnew(agency, before);
    await beat(after, { captured: 4, pending: [[2, 4]] });
    expect(await gapsOf(agency, after)).toEqual([
      [2, 4, "pending"],
      [1, 1, "wiped"],
    ]);
  });

  test("include refused feedback, which stays on the device", async () => {
    const agency = await kioskAgency("GAPS");
    const tablet = await enrolledTablet(agency);
    expect(await sendSigned(tablet, numbered(tablet, [1], { reasons: ["weather"] }))).toEqual(["unknown-reason"]);
    await beat(tablet, { captured: 1, pending: [[1, 1]] });
    expect(await gapsOf(agency, tablet)).toEqual([[1, 1, "pending"]]);
  });

  test("are all in the answer for one device; the list has the newest hundred", async () => {
    const agency = await kioskAgency("GAPS");
    const tablet = await enrolledTablet(agency);
    const odd = Array.from({ length: 150 }, (_, place) => 2 * place + 1);
    await sendSigned(tablet, numbered(tablet, odd.slice(0, 75)));
    await sendSigned(tablet, numbered(tablet, odd.slice(75)));
    const path = `/v1/agencies/${agency.code}/devices`;
    const { data } = await askApi<{ data: Device[] }>(path, { key: agency.deviceKey });
    expect(data[0]?.gaps).toHaveLength(100);
    expect(data[0]?.gaps[0]).toMatchObject({ from: 298, to: 298 });
    expect((await readDevice(agency, tablet.device)).gaps).toHaveLength(149);
  });

  test("outlive a restart", async () => {
    const agency = await kioskAgency("GAPS");
    const tablet = await enrolledTablet(agency);
    await sendSigned(tablet, numbered(tablet, [1, 3]));
    await evictDurableObject(stubOf(agency));
    await sendSigned(tablet, numbered(tablet, [4]));
    expect(await gapsOf(agency, tablet)).toEqual([[2, 2, "pending"]]);
  });
});

describe("what the office should look at", () => {
  test.each([
    ["clock", { clock_ahead_ms: 6 * minuteMs }, { clock_ahead_ms: -4 * minuteMs }],
    ["storage", { storage: { persisted: false, quota: null, usage: null } }, {}],
    ["storage", { storage: { persisted: true, quota: 1000, usage: 901 } }, {}],
    ["gap", { captured: 1 }, { captured: 1, pending: [[1, 1]] as [number, number][] }],
    [
      "queue-old",
      {
        queue: {
          length: 1,
          parked: 0,
          oldest_at: new Date(Date.now() - 49 * hourMs).toISOString(),
          oldest_age_ms: null,
        },
      },
      {},
    ],
  ] as const)("is told when %s begins and ends", async (kind, bad, good) => {
    const agency = await kioskAgency("ALERT");
    const tablet = await enrolledTablet(agency);
    await beat(tablet);
    expect(await alertsOf(agency, tablet.device)).toEqual([]);
    await beat(tablet, { ...bad, ...("captured" in bad ? { pending: [] } : {}) });
    await beat(tablet, { ...bad, ...("captured" in bad ? { pending: [] } : {}) });
    expect(await alertsOf(agency, tablet.device)).toEqual([kind]);
    await beat(tablet, "captured" in good ? { captured: good.captured, pending: [[1, 1]] } : good);
    expect(await alertsOf(agency, tablet.device)).toEqual([]);
    const { data } = await eventsOf(agency);
    expect(data.map((event) => [event.kind, event.change])).toEqual([
      [kind, "began"],
      [kind, "ended"],
    ]);
  });

  test("is a device that is quiet in its opening hours; the alarm finds it", async () => {
    const agency = await kioskAgency("QUIET");
    const tablet = await enrolledTablet(agency);
    await beat(tablet);
    const alarm = (await alarmOf(agency)) ?? 0;
    expect(alarm - Date.now()).toBeLessThanOrEqual(5 * minuteMs);
    await runDurableObjectAlarm(stubOf(agency));
    expect((await eventsOf(agency)).data).toEqual([]);
    const back = "UPDATE device SET last_heartbeat_ms = last_heartbeat_ms - ?1, enrolled_ms = enrolled_ms - ?1";
    await changeStorage(agency.code, back, 15 * minuteMs);
    await runDurableObjectAlarm(stubOf(agency));
    const { data } = await eventsOf(agency);
    expect(data).toMatchObject([{ device: tablet.device, kind: "quiet", change: "began" }]);
    expect(((await alarmOf(agency)) ?? 0) - Date.now()).toBeLessThanOrEqual(5 * minuteMs);
    await beat(tablet);
    expect((await eventsOf(agency, `?after=${data[0]?.id}`)).data).toMatchObject([{ kind: "quiet", change: "ended" }]);
  });

  test("is no quiet device at a closed touchpoint, and closed days have no opening hours to cover", async () => {
    const agency = await kioskAgency("QUIET");
    const tablet = await enrolledTablet(agency);
    const [id] = agency.kiosks;
    const back = "UPDATE device SET first_enrolled_ms = first_enrolled_ms - ?1, enrolled_ms = enrolled_ms - ?1";
    await changeStorage(agency.code, back, 5 * 24 * hourMs);
    await runDurableObjectAlarm(stubOf(agency));
    expect(await alertsOf(agency, tablet.device)).toContain("quiet");
    const from = new Date(Date.now() + 7 * hourMs - 2 * 24 * hourMs).toISOString().slice(0, 10);
    const touchpoints = [{ id, unit: "A", channel: "kiosk", name: "Máy 0", from, closed: true }];
    await askApi(`/v1/agencies/${agency.code}/touchpoints`, { method: "PUT", key: agency.key, body: { touchpoints } });
    const { coverage, alerts } = await readDevice(agency, tablet.device);
    expect(alerts.map(({ kind }) => kind)).not.toContain("quiet");
    // On the first day the device is awaited from its enrolment on, which may be in the last minute of its hours.
    for (const { day, open_minutes } of coverage.slice(1)) expect([day, open_minutes > 0]).toEqual([day, day < from]);
    expect(coverage.map(({ day }) => day)).toContain(from);
    const { data } = await eventsOf(agency);
    expect(data.map(({ kind, change }) => [kind, change])).toEqual([
      ["quiet", "began"],
      ["quiet", "ended"],
    ]);
  });

  test("is nothing outside opening hours; the object sleeps until the day closes", async () => {
    const agency = await kioskAgency("QUIET");
    const local = new Date(Date.now() + 7 * hourMs);
    const later = (local.getUTCDay() + 3) % 7 || 7;
    const opening_hours = [{ days: [later], from: "08:00", to: "09:00" }];
    const tablet = await enrolledTablet(agency, { opening_hours });
    const back = "UPDATE device SET enrolled_ms = enrolled_ms - ?";
    await changeStorage(agency.code, back, 3 * hourMs);
    expect(await alertsOf(agency, tablet.device)).toEqual([]);
    expect(Math.abs(((await alarmOf(agency)) ?? 0) - Date.now() - untilClose())).toBeLessThan(minuteMs);
  });

  test("wakes no agency without devices before its day closes", async () => {
    const agency = await kioskAgency("QUIET");
    await makeDevice(agency);
    expect(Math.abs(((await alarmOf(agency)) ?? 0) - Date.now() - untilClose())).toBeLessThan(minuteMs);
  });

  test("is read page by page, and from an event on", async () => {
    const agency = await kioskAgency("ALERT");
    const tablet = await enrolledTablet(agency);
    for (const ahead of [6, 0, 7, 0]) await beat(tablet, { clock_ahead_ms: ahead * minuteMs });
    const first = await eventsOf(agency, "?limit=3");
    expect(first.data.map(({ change }) => change)).toEqual(["began", "ended", "began"]);
    const rest = await eventsOf(agency, `?limit=3&cursor=${first.meta.next_cursor}`);
    expect(rest.data.map(({ change }) => change)).toEqual(["ended"]);
    expect(rest.meta.next_cursor).toBeNull();
    expect((await eventsOf(agency, `?after=${rest.data[0]?.id}`)).data).toEqual([]);
  });
});
