import { expect, test, vi } from "vitest";
import type { Capture } from "../../../../widget/device/device-memory.ts";
import { deviceStore } from "../../../../widget/device/device-store.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";
import { openDatabase } from "../databases.ts";
import { freshName } from "../rating-page.ts";

const device = "device-0123456789abcdef";
const epoch = { id: 1, session: "this", baseMs: 0, aheadMs: null };

function capture(order: number, revision = 1): Capture {
  const { id, item, session, tappedAtMs } = keptFeedback(order, revision);
  return { id, item, session, tappedAtMs, device, epoch };
}

test("asks that every write be on disk before it is told", async () => {
  const opened = vi.spyOn(IDBDatabase.prototype, "transaction");
  const store = deviceStore(freshName("device"));
  await store.keep(capture(1));
  await store.nextCounter(0);
  await store.write({ sequence: 4 });
  await store.settle([keptFeedback(1)]);
  const writes = opened.mock.calls.filter(([, mode]) => mode === "readwrite");
  opened.mockRestore();
  expect(writes).toHaveLength(4);
  for (const [, , options] of writes) expect(options).toEqual({ durability: "strict" });
});

test("two tabs by mistake never give one number twice", async () => {
  const name = freshName("device");
  const [here, there] = [deviceStore(name), deviceStore(name)];
  const given = await Promise.all(
    Array.from({ length: 20 }, (_, order) => (order % 2 ? here : there).keep(capture(order))),
  );
  expect(given.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
});

test("a number that the server heard of is not given again", async () => {
  const store = deviceStore(freshName("device"));
  await store.keep(capture(1));
  await store.write({ sequence: 40 });
  await store.write({ sequence: 12 });
  expect(await store.keep(capture(2))).toBe(41);
});

test("a counter only rises, above what the server has seen", async () => {
  const store = deviceStore(freshName("device"));
  expect([await store.nextCounter(0), await store.nextCounter(70), await store.nextCounter(3)]).toEqual([1, 71, 72]);
});

test("only the newest revision waits; a receipt for an older one leaves it", async () => {
  const store = deviceStore(freshName("device"));
  await store.keep(capture(1, 2));
  await store.keep(capture(1, 1));
  await store.settle([keptFeedback(1)]);
  const waiting = await store.oldest(device, 10);
  expect(waiting.map(({ sequence, item }) => [sequence, item.revision])).toEqual([[1, 2]]);
});

test("a revision of a refused feedback keeps its number, also after a restart", async () => {
  const name = freshName("device");
  const store = deviceStore(name);
  const problem = { type: "about:blank", title: "No", status: 400, detail: "no", permanent: false };
  await store.keep(capture(1));
  await store.keep(capture(2));
  await store.settle([], [{ ...keptFeedback(1), problem, versions: { widget: "1", server: "1" } }]);
  expect(await deviceStore(name).keep(capture(1, 2))).toBe(1);
});

test("a time that was fixed is not fixed anew", async () => {
  const store = deviceStore(freshName("device"));
  await store.keep(capture(1));
  const [row] = await store.oldest(device, 1);
  if (!row) throw new Error("nothing waits");
  await store.place([{ row, placed: { ms: 5, isGuess: false } }]);
  await store.place([{ row, placed: { ms: 9, isGuess: true } }]);
  await store.keep(capture(1, 2));
  expect((await store.oldest(device, 1))[0]?.placed).toEqual({ ms: 5, isGuess: false });
});

test("what another device captured on this tablet is neither sent nor lost", async () => {
  const store = deviceStore(freshName("device"));
  await store.keep(capture(1));
  const other = "device-fedcba9876543210";
  expect(await store.oldest(other, 10)).toEqual([]);
  expect(await store.queue(other)).toMatchObject({ numbers: [], waiting: 1, parked: 1 });
});

test("what was refused for good is never dropped, however old, and what was refused for now waits again", async () => {
  const store = deviceStore(freshName("device"));
  const old = { answered_at: "2019-01-01T08:15:00.000+07:00" };
  const refused = [true, false].map((permanent, order) => {
    const problem = { type: "about:blank", title: "No", status: 400, detail: "no", permanent };
    return { ...keptFeedback(order, 1, old), problem, versions: { widget: "1", server: "1" } };
  });
  for (const { id, item } of refused) await store.keep({ ...capture(0), id, item });
  await store.settle([], refused);
  await store.reconsider({ widget: "2", server: "2" });
  expect((await store.oldest(device, 10)).map(({ sequence }) => sequence)).toEqual([2]);
  expect((await store.parked()).map(({ sequence }) => sequence)).toEqual([1]);
});

test("what waits survives a newer page's database, and the way back to this one", async () => {
  const name = freshName("device");
  const store = deviceStore(name);
  await store.keep(capture(1));
  const newer = await openDatabase(name, 7, (made) => void made.createObjectStore("something-new"));
  newer.close();
  expect(await store.keep(capture(2))).toBe(2);
  expect(await deviceStore(name).oldest(device, 10)).toHaveLength(2);
});
