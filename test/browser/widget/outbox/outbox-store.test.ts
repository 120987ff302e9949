import { expect, test, vi } from "vitest";
import type { ParkedFeedback } from "../../../../widget/outbox/outbox-store.ts";
import { outboxStore } from "../../../../widget/outbox/outbox-store.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";
import { openDatabase } from "../databases.ts";
import { freshName } from "../rating-page.ts";

const server = "https://feedback.example";
const versions = { widget: "1", server: "1" };
const capturedMs = Date.parse("2026-11-24T08:15:00.000+07:00");
const day = 24 * 60 * 60 * 1000;

function parked(order: number, permanent: boolean): ParkedFeedback {
  const problem = { type: "about:blank", title: "No", status: 400, detail: "no", permanent };
  return { ...keptFeedback(order), problem, versions };
}

const revisions = async (outbox: ReturnType<typeof outboxStore>): Promise<number[]> =>
  (await outbox.oldest(server, 100)).map(({ item }) => item.revision);

test("what one tab keeps, another tab finds, oldest first", async () => {
  const name = freshName("outbox");
  const [here, there] = [outboxStore(name), outboxStore(name)];
  for (const order of [3, 1, 2]) expect(await here.keep(keptFeedback(order))).toEqual(keptFeedback(order));
  expect((await there.oldest(server, 2)).map(({ id }) => id)).toEqual([keptFeedback(1).id, keptFeedback(2).id]);
});

test("looking takes nothing away", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1));
  await outbox.oldest(server, 10);
  expect(await outbox.oldest(server, 10)).toEqual([keptFeedback(1)]);
});

test("only the highest revision of a feedback is kept, in whatever order they come", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await Promise.all([2, 3, 1].map((revision) => outbox.keep(keptFeedback(1, revision))));
  expect(await revisions(outbox)).toEqual([3]);
});

test("a receipt for an older revision leaves the newer one waiting", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1, 2));
  await outbox.settle([keptFeedback(1, 1)]);
  expect(await revisions(outbox)).toEqual([2]);
  await outbox.settle([keptFeedback(1, 2)]);
  expect(await revisions(outbox)).toEqual([]);
});

test("items of two servers do not mix", async () => {
  const outbox = outboxStore(freshName("outbox"));
  const other = "https://other.example/feedback";
  await outbox.keep(keptFeedback(1));
  await outbox.keep({ ...keptFeedback(1), server: other });
  expect((await outbox.queues()).sort()).toEqual([server, other]);
  await outbox.settle([keptFeedback(1)]);
  expect(await outbox.queues()).toEqual([other]);
});

test("a refused item stands apart until a version changes, and then waits again", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1));
  await outbox.settle([], [parked(1, false)]);
  expect(await revisions(outbox)).toEqual([]);
  expect(await outbox.queues()).toEqual([server]);
  await outbox.reconsider(versions, { server, nowMs: capturedMs });
  await outbox.reconsider({ widget: "1", server: null }, { server, nowMs: capturedMs });
  expect(await revisions(outbox)).toEqual([]);
  await outbox.reconsider({ widget: "1", server: "2" }, { server, nowMs: capturedMs });
  expect(await revisions(outbox)).toEqual([1]);
});

test("a new version of the widget alone lets a refused item wait again", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1));
  await outbox.settle([], [parked(1, false)]);
  await outbox.reconsider({ widget: "2", server: null }, { server, nowMs: capturedMs });
  expect(await revisions(outbox)).toEqual([1]);
});

test("what is refused for good never waits again, and is dropped after 45 days", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1));
  await outbox.settle([], [parked(1, true)]);
  await outbox.reconsider({ widget: "2", server: "2" }, { server, nowMs: capturedMs + 45 * day });
  expect(await revisions(outbox)).toEqual([]);
  expect(await outbox.queues()).toEqual([server]);
  await outbox.reconsider({ widget: "2", server: "2" }, { server, nowMs: capturedMs + 45 * day + 1 });
  expect(await outbox.queues()).toEqual([]);
});

test("a newer revision takes the place of a refused one, and is not put apart with it", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1));
  await outbox.keep(keptFeedback(1, 2));
  await outbox.settle([], [parked(1, true)]);
  expect(await revisions(outbox)).toEqual([2]);
  await outbox.settle([keptFeedback(1, 2)]);
  expect(await outbox.queues()).toEqual([]);
});

test("what waits and never was refused is not dropped, however old", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1));
  await outbox.reconsider(versions, { server, nowMs: capturedMs + 400 * day });
  expect(await revisions(outbox)).toEqual([1]);
});

test("a revision that comes after a newer one was refused changes nothing", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1, 2));
  await outbox.settle([], [{ ...parked(1, true), ...keptFeedback(1, 2) }]);
  await outbox.keep(keptFeedback(1));
  expect(await revisions(outbox)).toEqual([]);
  expect(await outbox.queues()).toEqual([server]);
});

test("a newer revision that comes after a refusal waits in place of the refused one", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1));
  await outbox.settle([], [parked(1, true)]);
  await outbox.keep(keptFeedback(1, 2));
  expect(await revisions(outbox)).toEqual([2]);
  await outbox.settle([keptFeedback(1, 2)]);
  expect(await outbox.queues()).toEqual([]);
});

test("it tries once more if the browser shut the database without a word", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1));
  const shut = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementationOnce(() => {
    throw new DOMException("The database connection is closing.", "InvalidStateError");
  });
  await outbox.keep(keptFeedback(2));
  shut.mockRestore();
  expect(await revisions(outbox)).toEqual([1, 1]);
});

test("a change that fails midway stores nothing, and says why", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1));
  const failing = outbox.keep(keptFeedback(1, 2), async (transaction) => {
    transaction.objectStore("waiting").put(keptFeedback(2));
    throw new Error("no number");
  });
  await expect(failing).rejects.toThrow("no number");
  expect(await outbox.oldest(server, 10)).toEqual([keptFeedback(1)]);
});

test("it opens again after the browser has shut its database", async () => {
  const name = freshName("outbox");
  const outbox = outboxStore(name);
  await outbox.keep(keptFeedback(1));
  // Deleting asks every connection to shut, as the browser does when it needs the room.
  await new Promise((resolve) => {
    indexedDB.deleteDatabase(name).onsuccess = resolve;
  });
  await outbox.keep(keptFeedback(2));
  expect((await outbox.oldest(server, 10)).map(({ id }) => id)).toEqual([keptFeedback(2).id]);
});

test("it makes room for a newer widget's upgrade, and goes on after the way back", async () => {
  const name = freshName("outbox");
  const outbox = outboxStore(name);
  await outbox.keep(keptFeedback(1));
  const newer = await openDatabase(name, 2);
  newer.close();
  await outbox.keep(keptFeedback(2));
  expect(await outbox.oldest(server, 10)).toEqual([keptFeedback(1), keptFeedback(2)]);
});

test("it says so if the browser refuses storage", async () => {
  const opening = vi.spyOn(indexedDB, "open").mockImplementation(() => {
    throw new DOMException("private mode", "SecurityError");
  });
  const outbox = outboxStore(freshName("outbox"));
  await expect(outbox.keep(keptFeedback(1))).rejects.toThrow("private mode");
  await expect(outbox.oldest(server, 10)).rejects.toThrow("private mode");
  opening.mockRestore();
  await outbox.keep(keptFeedback(1));
  expect(await revisions(outbox)).toEqual([1]);
});
