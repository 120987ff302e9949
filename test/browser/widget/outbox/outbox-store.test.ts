import { openDB } from "idb";
import { expect, test } from "vitest";
import type { ParkedFeedback } from "../../../../widget/outbox/outbox.ts";
import { outboxStore } from "../../../../widget/outbox/outbox-store.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";
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
  for (const order of [3, 1, 2]) expect(await here.keep(keptFeedback(order))).toBe(true);
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
  expect(await outbox.settle([keptFeedback(1, 1)])).toBe(true);
  expect(await revisions(outbox)).toEqual([2]);
  await outbox.settle([keptFeedback(1, 2)]);
  expect(await revisions(outbox)).toEqual([]);
});

test("items of two servers do not mix", async () => {
  const outbox = outboxStore(freshName("outbox"));
  const other = "https://other.example/feedback";
  await outbox.keep(keptFeedback(1));
  await outbox.keep({ ...keptFeedback(1), server: other });
  expect((await outbox.servers()).sort()).toEqual([server, other]);
  await outbox.settle([keptFeedback(1)]);
  expect(await outbox.servers()).toEqual([other]);
});

test("a refused item stands apart until a version changes, and then waits again", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1));
  await outbox.park([parked(1, false)]);
  expect(await revisions(outbox)).toEqual([]);
  expect(await outbox.servers()).toEqual([server]);
  await outbox.reconsider(server, versions, capturedMs);
  await outbox.reconsider(server, { widget: "1", server: null }, capturedMs);
  expect(await revisions(outbox)).toEqual([]);
  await outbox.reconsider(server, { widget: "1", server: "2" }, capturedMs);
  expect(await revisions(outbox)).toEqual([1]);
});

test("a new version of the widget alone lets a refused item wait again", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1));
  await outbox.park([parked(1, false)]);
  await outbox.reconsider(server, { widget: "2", server: null }, capturedMs);
  expect(await revisions(outbox)).toEqual([1]);
});

test("what is refused for good never waits again, and is dropped after 45 days", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1));
  await outbox.park([parked(1, true)]);
  await outbox.reconsider(server, { widget: "2", server: "2" }, capturedMs + 45 * day);
  expect(await revisions(outbox)).toEqual([]);
  expect(await outbox.servers()).toEqual([server]);
  await outbox.reconsider(server, { widget: "2", server: "2" }, capturedMs + 45 * day + 1);
  expect(await outbox.servers()).toEqual([]);
});

test("a newer revision takes the place of a refused one, and is not put apart with it", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1));
  await outbox.keep(keptFeedback(1, 2));
  await outbox.park([parked(1, true)]);
  expect(await revisions(outbox)).toEqual([2]);
  await outbox.settle([keptFeedback(1, 2)]);
  expect(await outbox.servers()).toEqual([]);
});

test("what waits and never was refused is not dropped, however old", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep(keptFeedback(1));
  await outbox.reconsider(server, versions, capturedMs + 400 * day);
  expect(await revisions(outbox)).toEqual([1]);
});

test("it opens again after the browser has shut its database", async () => {
  const name = freshName("outbox");
  const outbox = outboxStore(name);
  await outbox.keep(keptFeedback(1));
  // Deleting asks every connection to shut, as the browser does when it needs the room.
  await new Promise((resolve) => {
    indexedDB.deleteDatabase(name).onsuccess = resolve;
  });
  expect(await outbox.keep(keptFeedback(2))).toBe(true);
  expect((await outbox.oldest(server, 10)).map(({ id }) => id)).toEqual([keptFeedback(2).id]);
});

test("it makes room for a newer widget's upgrade, and says so where it can store no more", async () => {
  const name = freshName("outbox");
  const outbox = outboxStore(name);
  await outbox.keep(keptFeedback(1));
  const newer = await openDB(name, 2);
  expect(await newer.getAll("waiting")).toEqual([keptFeedback(1)]);
  expect(await outbox.keep(keptFeedback(2))).toBe(false);
  expect(await outbox.oldest(server, 10)).toEqual([]);
  newer.close();
});
