import { expect, test } from "vitest";
import type { FeedbackItem } from "../../../../shared/contract/feedback.ts";
import type { Result } from "../../../../shared/result.ts";
import { fail, ok } from "../../../../shared/result.ts";
import type { OutboxNews } from "../../../../widget/outbox/drain-outbox.ts";
import type { AddressedFeedback, Outbox, ParkedFeedback } from "../../../../widget/outbox/outbox-store.ts";
import { fateOfParked } from "../../../../widget/outbox/outbox-store.ts";
import type { SendFailure, Sent } from "../../../../widget/outbox/send-feedback.ts";
import { startOutbox } from "../../../../widget/outbox/start-outbox.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";
import { plainOutbox } from "../../../fixtures/plain-outbox.ts";

/** A page whose time passes only when told, so that waiting times can be read. */
function openPage(outbox: Outbox = plainOutbox()) {
  let timeMs = 0;
  let timers: { atMs: number; work: () => void }[] = [];
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  };
  const page = {
    sent: [] as { atMs: number; items: FeedbackItem[] }[],
    left: [] as FeedbackItem[][],
    news: [] as OutboxNews[],
    answer: (items: FeedbackItem[]): Result<Sent, SendFailure> => {
      const receipts = items.map(({ id, revision }) => ({ id, revision, outcome: "accepted" as const }));
      return ok({ receipts, serverVersion: "1" });
    },
    back: (): unknown => undefined,
    leave: (): void => {},
    async pass(ms: number): Promise<void> {
      const untilMs = timeMs + ms;
      await settle();
      for (;;) {
        const next = timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        timeMs = Math.max(timeMs, next.atMs);
        next.work();
        await settle();
      }
      timeMs = untilMs;
    },
  };
  const itemsOf = (body: string): FeedbackItem[] => JSON.parse(body).feedback;
  const door = startOutbox({
    outbox,
    async send(_server, body) {
      page.sent.push({ atMs: timeMs, items: itemsOf(body) });
      return page.answer(itemsOf(body));
    },
    alone: () => (work) => work(),
    sendLeaving: (_server, body) => page.left.push(itemsOf(body)),
    now: () => ({
      ms: Date.parse("2026-11-24T08:15:00.000+07:00") + timeMs,
      offsetMinutes: 420,
      monotonicMs: timeMs,
      session: "this",
    }),
    widgetVersion: "1",
    timers: {
      after(ms, work) {
        const timer = { atMs: timeMs + Math.max(0, ms), work };
        timers.push(timer);
        return () => {
          timers = timers.filter((one) => one !== timer);
        };
      },
    },
    chance: () => 1,
    watchPage(back, leave) {
      page.back = back;
      page.leave = leave;
    },
  });
  door.watch((news) => page.news.push(news));
  return { page, door };
}

const down =
  (retryAfterMs = 0) =>
  (): Result<Sent, SendFailure> =>
    fail({ kind: retryAfterMs > 0 ? "busy" : "unreachable", retryAfterMs });

test("what an earlier page load left is sent on load", async () => {
  const { page } = openPage(plainOutbox([keptFeedback(1)]));
  await page.pass(0);
  expect(page.sent.map(({ items }) => items.length)).toEqual([1]);
});

test("several quick acts go as one revision", async () => {
  const { page, door } = openPage();
  await door.keep(keptFeedback(1, 1));
  await page.pass(100);
  await door.keep(keptFeedback(1, 2));
  await page.pass(1000);
  expect(page.sent.map(({ items }) => items.map(({ revision }) => revision))).toEqual([[2]]);
});

test("after failures it waits ever longer, and starts anew once it got through", async () => {
  const { page, door } = openPage();
  const works = page.answer;
  page.answer = down();
  await door.keep(keptFeedback(1));
  await page.pass(20_000);
  expect(page.sent.map(({ atMs }) => atMs)).toEqual([300, 2300, 6300, 14_300]);
  page.answer = works;
  await page.pass(20_000);
  expect(page.sent.at(-1)?.atMs).toBe(30_300);
  page.answer = down();
  await door.keep(keptFeedback(2));
  await page.pass(3000);
  expect(page.sent.slice(-2).map(({ atMs }) => atMs)).toEqual([40_300, 42_300]);
});

test("a new tap, a return or a person's wish is tried at once", async () => {
  const { page, door } = openPage();
  page.answer = down();
  await door.keep(keptFeedback(1));
  await page.pass(10_000);
  page.sent.length = 0;
  page.back();
  await page.pass(0);
  door.sendNow(keptFeedback(1).server);
  await page.pass(0);
  expect(page.sent.map(({ atMs }) => atMs)).toEqual([10_000, 10_000]);
});

test("but never before the time that the server asked for", async () => {
  const { page, door } = openPage();
  page.answer = down(60_000);
  await door.keep(keptFeedback(1));
  await page.pass(300);
  door.sendNow(keptFeedback(1).server);
  await door.keep(keptFeedback(2));
  page.back();
  await page.pass(59_999);
  expect(page.sent).toHaveLength(1);
  await page.pass(1);
  expect(page.sent).toHaveLength(2);
  expect(page.news[0]).toMatchObject({ kind: "delayed", isBusy: true });
});

test("what the device refused to store is sent all the same", async () => {
  const { page, door } = openPage({ ...plainOutbox(), keep: () => Promise.reject(new Error("full")) });
  expect(await door.keep(keptFeedback(1))).toBe("memory");
  await page.pass(300);
  expect(page.sent[0]?.items[0]?.id).toBe(keptFeedback(1).id);
  await page.pass(10_000);
  expect(page.sent).toHaveLength(1);
});

test("when the page is left, what has no receipt goes along, in its highest revision, and no more than may", async () => {
  const { page, door } = openPage();
  await door.keep(keptFeedback(9));
  await page.pass(300);
  for (let order = 0; order < 8; order++) await door.keep(keptFeedback(order, 2, { comment: "ệ".repeat(4000) }));
  page.leave();
  const [items = []] = page.left;
  expect(items.map(({ revision }) => revision)).toEqual([2, 2, 2, 2]);
  expect(JSON.stringify(items)).not.toContain(keptFeedback(9).id);
});

test("a page with nothing to send leaves in silence", async () => {
  const { page, door } = openPage();
  await door.keep(keptFeedback(1));
  await page.pass(300);
  page.leave();
  expect(page.left).toEqual([]);
});

test("two servers have queues of their own", async () => {
  const { page, door } = openPage();
  page.answer = down(60_000);
  await door.keep(keptFeedback(1));
  await page.pass(300);
  await door.keep({ ...keptFeedback(2), server: "https://other.example" });
  await page.pass(300);
  expect(page.sent.map(({ items }) => items[0]?.id)).toEqual([keptFeedback(1).id, keptFeedback(2).id]);
});

test("once a server shows a new version, what it had refused goes again", async () => {
  const outbox = plainOutbox<AddressedFeedback>();
  const asked: unknown[] = [];
  const { page, door } = openPage({
    ...outbox,
    async reconsider(versions, from) {
      asked.push([from?.server, versions]);
      if (versions.server === "2") await outbox.keep(keptFeedback(1));
    },
  });
  door.serverSeen("https://feedback.example", "2");
  await page.pass(0);
  expect(asked).toEqual([["https://feedback.example", { widget: "1", server: "2" }]]);
  expect(page.sent.map(({ items }) => items[0]?.id)).toEqual([keptFeedback(1).id]);
});

test("on load it looks over what was refused, since the widget itself may be new", async () => {
  const asked: unknown[] = [];
  const outbox = plainOutbox([keptFeedback(1)]);
  openPage({
    ...outbox,
    async reconsider(...given) {
      asked.push(given);
    },
  });
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  expect(asked).toEqual([
    [
      { widget: "1", server: "" },
      { server: "https://feedback.example", nowMs: Date.parse("2026-11-24T08:15:00.000+07:00") },
    ],
  ]);
});

test("what was refused for now goes again each time that the person comes back, until it is taken", async () => {
  const outbox = plainOutbox<AddressedFeedback>();
  const { page, door } = openPage({
    ...outbox,
    async reconsider(versions, from) {
      for (const parked of outbox.parked.splice(0)) {
        if (fateOfParked(parked as ParkedFeedback, versions, from?.nowMs ?? 0) === "wait") await outbox.keep(parked);
        else outbox.parked.push(parked);
      }
    },
  });
  const works = page.answer;
  const problem = { type: "/docs/problems#rating-awaited", title: "", status: 409, detail: "", permanent: false };
  page.answer = (items) => {
    const receipts = items.map(({ id, revision }) => ({ id, revision, outcome: "refused" as const, problem }));
    return ok({ receipts, serverVersion: null });
  };
  await door.keep(keptFeedback(1));
  for (let time = 0; time < 2; time += 1) {
    await page.pass(5 * 60_000);
    page.back();
  }
  await page.pass(60_000);
  const minutes = (): number[] => page.sent.map(({ atMs }) => Math.floor(atMs / 60_000));
  expect(minutes()).toEqual([0, 5, 10]);
  page.answer = works;
  await page.pass(4 * 60_000);
  page.back();
  await page.pass(60_000);
  expect(minutes()).toEqual([0, 5, 10, 15]);
  page.back();
  await page.pass(60_000);
  expect(minutes()).toHaveLength(4);
  expect([outbox.parked, [...outbox.waiting]]).toEqual([[], []]);
});

test("what was refused for ever stays apart, and after 45 days all that is apart is dropped", () => {
  const problem = { type: "", title: "", status: 409, detail: "", permanent: false };
  const parked = { ...keptFeedback(1), problem, versions: { widget: "1", server: null } };
  const nowMs = Date.parse("2026-11-24T08:15:00+07:00");
  const time = { widget: "", server: null };
  expect(fateOfParked(parked, time, nowMs)).toBe("wait");
  expect(fateOfParked({ ...parked, problem: { ...problem, permanent: true } }, time, nowMs)).toBe("stay");
  expect(fateOfParked(parked, time, nowMs + 46 * 24 * 60 * 60_000)).toBe("drop");
});
