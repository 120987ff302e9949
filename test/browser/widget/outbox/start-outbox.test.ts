import { expect, test } from "vitest";
import { outboxStore } from "../../../../widget/outbox/outbox-store.ts";
import type { SendFeedback } from "../../../../widget/outbox/send-feedback.ts";
import type { OutboxDoor } from "../../../../widget/outbox/start-outbox.ts";
import { startOutbox, withSendLock } from "../../../../widget/outbox/start-outbox.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";
import { fakeServer } from "../fake-server.ts";
import { freshName } from "../rating-page.ts";

const { locks } = navigator;

const noTimeout = (): AbortSignal => AbortSignal.abort();
const longTimeout = (): AbortSignal => new AbortController().signal;

test("two tabs never send at the same time, and every item goes once", async () => {
  const server = fakeServer();
  const name = freshName("outbox");
  let sending = 0;
  let most = 0;
  const send: SendFeedback = async (address, body) => {
    most = Math.max(most, ++sending);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const sent = await server.send(address, body);
    sending -= 1;
    return sent;
  };
  const openTab = (): OutboxDoor =>
    startOutbox({
      outbox: outboxStore(name),
      send,
      alone: (address) => (work) => withSendLock(name + address, { locks, timeout: longTimeout }, work),
      sendLeaving: send,
      now: () => ({ ms: Date.now(), offsetMinutes: 420, monotonicMs: performance.now(), session: "this" }),
      widgetVersion: "1",
      timers: { after: (_ms, work) => clearTimeout.bind(null, setTimeout(work, 0)) },
      chance: () => 0,
      watchPage() {},
    });
  const [here, there] = [openTab(), openTab()];
  await Promise.all([1, 2, 3, 4, 5, 6].map((order) => (order % 2 ? here : there).keep(keptFeedback(order))));
  await expect.poll(() => server.stored.size).toBe(6);
  await expect.poll(() => outboxStore(name).queues()).toEqual([]);
  expect(most).toBe(1);
});

test("a frozen tab that holds the lock blocks nobody for longer than the timeout", async () => {
  const name = freshName("lock");
  let thaw = (): void => {};
  const frozen = withSendLock(
    name,
    { locks, timeout: longTimeout },
    () => new Promise<void>((resolve) => (thaw = resolve)),
  );
  await expect.poll(async () => (await locks.query()).held?.some((lock) => lock.name === name)).toBe(true);
  expect(await withSendLock(name, { locks, timeout: noTimeout }, async () => "sent")).toBe("sent");
  thaw();
  await frozen;
});

test("where the browser has no locks the work is done all the same", async () => {
  expect(await withSendLock("any", { locks: undefined, timeout: noTimeout }, async () => "sent")).toBe("sent");
});

test("a fault in the work itself is not taken for a timeout", async () => {
  const work = (): Promise<never> => Promise.reject(new Error("broken"));
  await expect(withSendLock(freshName("lock"), { locks, timeout: longTimeout }, work)).rejects.toThrow("broken");
});

test("a fault in the work that comes after the timeout does not repeat the work", async () => {
  const timeout = new AbortController();
  let times = 0;
  const work = async (): Promise<never> => {
    times += 1;
    timeout.abort();
    throw new Error("broken");
  };
  const locking = withSendLock(freshName("lock"), { locks, timeout: () => timeout.signal }, work);
  await expect(locking).rejects.toThrow("broken");
  expect(times).toBe(1);
});
