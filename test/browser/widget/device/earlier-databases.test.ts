import { expect, test } from "vitest";
import type { DeviceFacts, DeviceMemory } from "../../../../widget/device/device-memory.ts";
import { deviceStore } from "../../../../widget/device/device-store.ts";
import { reserveStore } from "../../../../widget/device/reserve-store.ts";
import { outboxStore } from "../../../../widget/outbox/outbox-store.ts";
import { startOutbox } from "../../../../widget/outbox/start-outbox.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";
import { dumpDatabase, earlierDatabases, openDatabase, restoreDatabase } from "../databases.ts";
import { fakeServer } from "../fake-server.ts";
import { freshName } from "../rating-page.ts";
import { aTablet, untilStanding } from "./a-tablet.ts";
import { arrivedBySequence, fakeOffice } from "./fake-office.ts";

const server = "https://feedback.example";
const device = "device-0123456789abcdef";
const answeredMs = Date.parse("2026-11-24T08:15:00.000+07:00");
const idOf = (order: number): string => keptFeedback(order).id;

/** A problem as the version before parked it. */
function refusal(permanent: boolean) {
  const problem = { type: "/docs/problems#rating-awaited", title: "No", status: 409, detail: "no", permanent };
  return { problem, versions: { widget: "0.0.1", server: "1" } };
}

test("an outbox of the version before is sent whole, each item once, and what was refused for now again", async () => {
  const name = freshName("outbox");
  await restoreDatabase(name, earlierDatabases.outbox);
  const [here, there] = [fakeServer(), fakeServer()];
  startOutbox({
    outbox: outboxStore(name),
    send: (address, body) => (address === server ? here : there).send(address, body),
    alone: () => (work) => work(),
    sendLeaving() {},
    now: () => ({ ms: answeredMs + 60_000, offsetMinutes: 420, monotonicMs: 1, session: "new" }),
    widgetVersion: "0.0.2",
    timers: { after: (_ms, work) => clearTimeout.bind(null, setTimeout(work, 0)) },
    chance: () => 0,
    watchPage() {},
  });
  await expect.poll(() => here.arrived.map(({ id }) => id)).toEqual([1, 2, 3, 7].map(idOf));
  await expect.poll(() => there.arrived.map(({ id }) => id)).toEqual([idOf(6)]);
  expect(here.stored.get(idOf(2))).toMatchObject({ revision: 2, reasons: ["waiting-time"] });
  // What was refused for good stays apart.
  await expect.poll(() => outboxStore(name).queues()).toEqual([server]);
  expect((await dumpDatabase(name)).stores["parked"]?.rows).toMatchObject([{ id: idOf(4) }]);
});

/** A tablet on the database of the version before, with a real key in it. */
async function earlierTablet() {
  const office = fakeOffice();
  const name = freshName("device");
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  office.traded.push({ kty: "EC", crv: "P-256", x, y });
  // The server has seen the counters that the version before used.
  office.counter = 3;
  const identity = { device, agency: "H20", key: pair.privateKey, isRevoked: false };
  await restoreDatabase(name, earlierDatabases.kiosk, { identity });
  return { name, office };
}

test("a kiosk's queue of the version before is sent whole: each once, numbers and order unchanged", async () => {
  const { name, office } = await earlierTablet();
  const tablet = aTablet({ office, version: "0.0.2" }, name);
  await untilStanding(tablet.device, "ready");
  // The trial has no number. What was refused for now is sent again.
  await expect
    .poll(() => arrivedBySequence(office).map(({ id, sequence }) => [id, sequence]))
    .toEqual([
      [idOf(6), undefined],
      [idOf(2), 8],
      [idOf(3), 9],
      [idOf(5), 11],
    ]);
  expect(office.feedback.arrived).toHaveLength(4);
  expect(office.complaints).toEqual([]);
  const revised = office.feedback.stored.get(idOf(2));
  expect(revised).toMatchObject({ revision: 2, signs: ["clock"] });
  // The time that was stored before stays.
  expect(Date.parse(revised?.answered_at ?? "")).toBe(answeredMs - 400);
  // What another device captured and what was refused for good stay.
  expect(await tablet.device.status()).toMatchObject({ waiting: 2, parked: 2, sequence: 12 });
  await tablet.device.keep(tablet.tap(), false);
  await expect.poll(() => arrivedBySequence(office).at(-1)?.sequence).toBe(13);
});

test("a storage reserve of the version before counts, full or released", async () => {
  const name = freshName("reserve");
  const database = await openDatabase(name, 1, (made) => {
    const room = made.createObjectStore("room");
    room.put("", 0);
    for (let key = 1; key <= 16; key++) room.put(new Uint8Array(4), key);
  });
  database.close();
  const reserve = reserveStore(name, (bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
  expect(await reserve.isSpent()).toBe(false);
  await reserve.release();
  expect(await reserve.isSpent()).toBe(true);
  expect(await dumpDatabase(name)).toEqual({
    version: 1,
    stores: { room: { keyPath: null, indexes: [], rows: { 0: "" } } },
  });
});

test("an outbox stores what the version before stored for the same acts, so that the way back loses nothing", async () => {
  const name = freshName("outbox");
  const outbox = outboxStore(name);
  for (const order of [1, 2, 3, 4, 5, 7]) await outbox.keep(keptFeedback(order));
  await outbox.keep(keptFeedback(2, 2, { reasons: ["waiting-time"] }));
  await outbox.keep({ ...keptFeedback(6), server: "https://other.example/feedback" });
  await outbox.settle([], [{ ...keptFeedback(7), ...refusal(false) }]);
  await outbox.reconsider({ widget: "0.0.2", server: null }, { server, nowMs: answeredMs });
  await outbox.settle(
    [keptFeedback(5)],
    [3, 4].map((order) => ({ ...keptFeedback(order), ...refusal(order === 4) })),
  );
  const { waiting, parked } = earlierDatabases.outbox.stores;
  // The version before left an old refusal in a row that waited again. Nothing reads it.
  const rows = waiting.rows.map(({ problem, versions, ...row }) => row);
  expect(await dumpDatabase(name)).toEqual({ version: 1, stores: { parked, waiting: { ...waiting, rows } } });
});

test("a kiosk stores what the version before stored for the same acts, so that the way back loses nothing", async () => {
  const name = freshName("device");
  const epoch = { id: 1, session: "earlier", baseMs: answeredMs - 1000, aheadMs: null };
  const captured = (order: number, revision = 1, more = {}): Parameters<DeviceMemory["keep"]>[0] => {
    const { id, item, tappedAtMs } = keptFeedback(order, revision, more);
    return { id, item, session: "earlier", tappedAtMs, device, epoch };
  };
  const memory = deviceStore(name);
  const { counter, placedUntilMs, ...facts } = earlierDatabases.kiosk.stores.facts.rows as unknown as DeviceFacts;
  await memory.write({ ...facts, sequence: 6 });
  for (const order of [1, 2, 3, 4, 5]) await memory.keep(captured(order));
  await memory.keep({ ...captured(8), device: "device-fedcba9876543210" });
  await memory.keep(captured(6, 1, { test: true }));
  await memory.learn({ ...epoch, aheadMs: 500 });
  const row = (await memory.oldest(device, 10)).find(({ id }) => id === idOf(2));
  if (!row) throw new Error("it does not wait");
  await memory.place([{ row, placed: { ms: answeredMs - 400, isGuess: true } }]);
  await memory.settle([keptFeedback(1)]);
  await memory.keep({
    ...captured(2, 2, { reasons: ["waiting-time"] }),
    epoch: { ...epoch, id: 2, baseMs: answeredMs },
  });
  const refused = [3, 4].map((order) => ({ ...keptFeedback(order), ...refusal(order === 4) }));
  await memory.settle([], refused);
  for (const counter of [1, 2, 3]) expect(await memory.nextCounter(0)).toBe(counter);
  expect(await dumpDatabase(name)).toEqual(earlierDatabases.kiosk);
});
