import { expect, test } from "vitest";
import type { DeviceMemory } from "../../../../widget/device/device-memory.ts";
import { aTablet, enrolledTablet, untilStanding } from "./a-tablet.ts";
import { arrivedBySequence } from "./fake-office.ts";

const day = 24 * 60 * 60 * 1000;
/** Near enough for clocks that are days off, however slow the machine. */
const near = 60_000;

const numbers = (items: readonly { readonly sequence?: number | undefined }[]) => items.map(({ sequence }) => sequence);

test("trades a code for a key that nobody can take out of the browser", async () => {
  const { device, memory, office } = await enrolledTablet();
  await untilStanding(device, "ready");
  const { identity, keyForCode } = await memory.facts();
  expect(identity?.key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey("jwk", identity?.key as CryptoKey)).rejects.toThrow();
  expect(keyForCode).toBeUndefined();
  expect(office.traded).toHaveLength(1);
});

test("tells why a code was not taken", async () => {
  const { device, office } = aTablet();
  await untilStanding(device, "unenrolled");
  expect(await device.enrol("H20", "22222222")).toEqual({ ok: false, failure: "code" });
  office.isUp = false;
  expect(await device.enrol("H20", office.code)).toEqual({ ok: false, failure: "unreachable" });
});

test("asks again with the same key where the answer to a code was lost, even after a power cut", async () => {
  const tablet = aTablet();
  await untilStanding(tablet.device, "unenrolled");
  tablet.office.losesAnswers = true;
  expect((await tablet.device.enrol("H20", tablet.office.code)).ok).toBe(false);
  const next = tablet.cutPower();
  next.office.losesAnswers = false;
  await untilStanding(next.device, "unenrolled");
  expect((await next.device.enrol("H20", "7k3m 9q2x")).ok).toBe(true);
  expect(next.office.traded).toHaveLength(1);
});

test("says so where the page can keep no key", () => {
  expect(aTablet({ isSecure: false }).device.standing()).toBe("insecure");
});

test("what is kept arrives signed, in the order of its numbers, each once", async () => {
  const { device, office, tap } = await enrolledTablet();
  for (let count = 0; count < 5; count++) expect(await device.keep(tap(), false)).toBe(true);
  await expect.poll(() => numbers(arrivedBySequence(office))).toEqual([1, 2, 3, 4, 5]);
  expect(office.complaints).toEqual([]);
});

test("a revision replaces the former one under the same number, also after that one has left", async () => {
  const { device, office, tap, revise } = await enrolledTablet();
  const draft = tap();
  await device.keep(draft, false);
  await expect.poll(() => office.feedback.stored.size).toBe(1);
  const later = revise(draft);
  await device.keep(later, false);
  await expect.poll(() => office.feedback.stored.get(draft.item.id)?.revision).toBe(2);
  expect(numbers(arrivedBySequence(office))).toEqual([1]);
  expect(arrivedBySequence(office)[0]?.answered_at).toBe(draft.item.answered_at);
});

test("without a network everything waits, over power cuts too, and the numbers go on", async () => {
  const tablet = await enrolledTablet();
  tablet.office.isUp = false;
  for (let count = 0; count < 3; count++) await tablet.device.keep(tablet.tap(), false);
  const next = tablet.cutPower();
  await untilStanding(next.device, "ready");
  await next.device.keep(next.tap(), false);
  expect(await next.device.status()).toMatchObject({ waiting: 4, sequence: 4 });
  next.office.isUp = true;
  next.device.sendNow();
  await expect.poll(() => numbers(arrivedBySequence(next.office))).toEqual([1, 2, 3, 4]);
  await expect.poll(async () => (await next.device.status()).waiting).toBe(0);
});

test("a heartbeat tells what is captured and which numbers still wait", async () => {
  const { device, office, tap } = await enrolledTablet();
  office.feedback.isUp = false;
  await device.keep(tap(), false);
  await device.keep(tap(), false);
  device.sendNow();
  await expect.poll(() => office.heartbeats.at(-1)).toMatchObject({ captured: 2, pending: [[1, 2]] });
});

test("a revoked device says so and keeps its queue, which goes after it is enrolled anew", async () => {
  const { device, office, tap } = await enrolledTablet();
  office.feedback.isUp = false;
  await device.keep(tap(), false);
  office.isRevoked = true;
  device.sendNow();
  await untilStanding(device, "revoked");
  expect((await device.status()).waiting).toBe(1);
  office.feedback.isUp = true;
  office.code = "9Q2X7K3M";
  expect((await device.enrol("H20", office.code)).ok).toBe(true);
  await expect.poll(() => numbers(arrivedBySequence(office))).toEqual([1]);
});

test("stays revoked after a power cut", async () => {
  const tablet = await enrolledTablet();
  tablet.office.isRevoked = true;
  tablet.device.sendNow();
  await untilStanding(tablet.device, "revoked");
  const next = tablet.cutPower();
  await untilStanding(next.device, "revoked");
  expect(await next.device.keep(next.tap(), false)).toBe(true);
});

test("goes on above the counter of a server that has seen a higher one", async () => {
  const { device, office, tap } = await enrolledTablet();
  await expect.poll(() => office.heartbeats.length).toBeGreaterThan(0);
  office.counter = 5000;
  await device.keep(tap(), false);
  await expect.poll(() => office.feedback.stored.size).toBe(1);
  expect(office.counter).toBeGreaterThan(5000);
});

test("a clock that was set wrong while the network was away is undone before anything is sent", async () => {
  const { device, office, tap, setClock, revise } = await enrolledTablet();
  await expect.poll(() => office.heartbeats.length).toBeGreaterThan(0);
  office.isUp = false;
  const before = tap();
  await device.keep(before, false);
  setClock(3 * day);
  const after = tap();
  await device.keep(after, false);
  const trueMs = Date.now();
  office.isUp = true;
  device.sendNow();
  await expect.poll(() => office.feedback.stored.size).toBe(2);
  for (const { answered_at, signs } of arrivedBySequence(office)) {
    expect(Math.abs(Date.parse(answered_at) - trueMs)).toBeLessThan(near);
    expect(signs).toBeUndefined();
  }
  const sentAt = office.feedback.stored.get(after.item.id)?.answered_at;
  await device.keep(revise(after), false);
  await expect.poll(() => office.feedback.stored.get(after.item.id)?.revision).toBe(2);
  expect(office.feedback.stored.get(after.item.id)?.answered_at).toBe(sentAt);
});

test("captured with a wrong date before a power cut, it is placed between its neighbours and says so", async () => {
  const first = await enrolledTablet();
  await first.device.keep(first.tap(), false);
  await expect.poll(() => first.office.feedback.stored.size).toBe(1);
  first.office.isUp = false;
  const wrong = first.cutPower({ aheadMs: -2000 * day });
  await untilStanding(wrong.device, "ready");
  for (let count = 0; count < 3; count++) await wrong.device.keep(wrong.tap(), false);
  const last = wrong.cutPower();
  await untilStanding(last.device, "ready");
  last.office.isUp = true;
  await last.device.keep(last.tap(), false);
  await expect.poll(() => last.office.feedback.stored.size).toBe(5);
  const arrived = arrivedBySequence(last.office);
  const times = arrived.map(({ answered_at }) => Date.parse(answered_at));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(Math.abs((times[1] ?? 0) - Date.now())).toBeLessThan(near);
  expect(arrived.map(({ signs }) => signs?.[0])).toEqual([undefined, "clock", "clock", "clock", undefined]);
});

test("a trial of the technician is sent as such and takes no number", async () => {
  const { device, office, tap } = await enrolledTablet();
  await device.keep(tap(), true);
  await device.keep(tap(), false);
  await expect.poll(() => office.feedback.stored.size).toBe(2);
  expect(arrivedBySequence(office).map(({ sequence, test }) => [sequence, test])).toEqual([
    [undefined, true],
    [1, undefined],
  ]);
});

test("what the server refuses is shown, and tried again after its version has changed", async () => {
  const { device, office, tap } = await enrolledTablet();
  office.feedback.refuse = () => ({ type: "about:blank", title: "no", status: 400, detail: "no", permanent: false });
  await device.keep(tap(), false);
  await expect.poll(() => device.status()).toMatchObject({ waiting: 1, parked: 1 });
  device.sendNow();
  await expect.poll(() => office.heartbeats.at(-1)).toMatchObject({ pending: [[1, 1]], queue: { parked: 1 } });
  office.feedback.refuse = () => undefined;
  office.feedback.version = "2";
  device.sendNow();
  await expect.poll(() => numbers(arrivedBySequence(office))).toEqual([1]);
});

test("what was refused while its touchpoint was closed is sent once that is open again", async () => {
  const tablet = await enrolledTablet();
  const { office } = tablet;
  office.isClosed = true;
  const closed = tablet.cutPower();
  await expect.poll(() => closed.device.config()?.closed).toBe(true);
  office.feedback.refuse = () => ({ type: "about:blank", title: "no", status: 410, detail: "no", permanent: false });
  await closed.device.keep(closed.tap(), false);
  await expect.poll(() => closed.device.status()).toMatchObject({ waiting: 1, parked: 1 });
  office.feedback.refuse = () => undefined;
  office.isClosed = false;
  closed.cutPower();
  await expect.poll(() => numbers(arrivedBySequence(office))).toEqual([1]);
});

test("says that nothing was kept where the device would not store, and spends no number on it", async () => {
  let isFull = false;
  const memory = (stored: DeviceMemory): DeviceMemory => ({
    ...stored,
    keep: (capture) => (isFull ? Promise.reject(new DOMException("full", "QuotaExceededError")) : stored.keep(capture)),
  });
  const { device, office, tap } = await enrolledTablet({ memory });
  isFull = true;
  expect(await device.keep(tap(), false)).toBe(false);
  isFull = false;
  expect(await device.keep(tap(), false)).toBe(true);
  await expect.poll(() => numbers(arrivedBySequence(office))).toEqual([1]);
});

test("a second tab asks nothing until the first is gone", async () => {
  const first = await enrolledTablet();
  const second = first.cutPower({ isAlone: false });
  second.become("second");
  expect(second.device.standing()).toBe("second-tab");
  expect(await second.device.keep(second.tap(), false)).toBe(false);
  second.become("alone");
  await untilStanding(second.device, "ready");
  expect(await second.device.keep(second.tap(), false)).toBe(true);
});

test("hears what is asked, and remembers it without a network", async () => {
  const tablet = await enrolledTablet();
  await expect.poll(() => tablet.device.config()?.form.version).toBeGreaterThan(0);
  tablet.office.isUp = false;
  const next = tablet.cutPower();
  await untilStanding(next.device, "ready");
  expect(next.device.config()).toEqual(tablet.device.config());
});

test("five wrong PINs shut the door for a while, over a power cut too", async () => {
  const tablet = await enrolledTablet();
  for (let wrong = 1; wrong < 5; wrong++) expect(await tablet.device.checkPin("0000")).toBe("wrong");
  expect(await tablet.device.checkPin("0000")).toEqual({ waitMs: 5 * 60_000 });
  const next = tablet.cutPower();
  await untilStanding(next.device, "ready");
  expect(await next.device.checkPin("0000")).toMatchObject({ waitMs: expect.any(Number) });
});

test("the queue can be written to a file, and then says the same when it is sent", async () => {
  const { device, office, tap } = await enrolledTablet();
  expect(await device.queueFile()).toBeNull();
  office.feedback.isUp = false;
  for (let count = 0; count < 150; count++) await device.keep(tap(), false);
  const file = await device.queueFile();
  const { batches, device: written } = JSON.parse(file?.json ?? "");
  expect([written, batches.length, file?.name]).toEqual([office.device, 2, expect.stringMatching(/^device-.*\.json$/)]);
  const items = batches.flatMap(({ body }: { body: string }) => JSON.parse(body).feedback);
  expect(items.map(({ sequence }: { sequence: number }) => sequence)).toEqual(
    Array.from({ length: 150 }, (_, at) => at + 1),
  );
  office.feedback.isUp = true;
  device.sendNow();
  await expect.poll(() => office.feedback.stored.size).toBe(150);
  expect(arrivedBySequence(office).map(({ age_ms, ...item }) => item)).toEqual(items);
});
