import { expect, test } from "vitest";
import type { FeedbackItem } from "../../../../shared/contract/feedback.ts";
import type { FeedbackReceipt } from "../../../../shared/contract/receipt.ts";
import { fail, ok } from "../../../../shared/result.ts";
import type { DrainDeps, Settlement } from "../../../../widget/outbox/drain-outbox.ts";
import { drainOutbox, retryDelay } from "../../../../widget/outbox/drain-outbox.ts";
import type { KeptFeedback } from "../../../../widget/outbox/outbox-store.ts";
import type { SendFailure, Sent } from "../../../../widget/outbox/send-feedback.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";
import { plainOutbox } from "../../../fixtures/plain-outbox.ts";

const server = "https://feedback.example";
const problem = { type: "about:blank", title: "No", status: 400, detail: "no", permanent: false };

type Answer = (items: FeedbackItem[]) => Sent | SendFailure | Promise<Sent>;

function drainTo(rows: KeptFeedback[], answer: Answer) {
  const outbox = plainOutbox(rows);
  const batches: FeedbackItem[][] = [];
  const settled: Settlement[] = [];
  const deps: DrainDeps = {
    outbox,
    async send(_server, body) {
      const { feedback } = JSON.parse(body) as { feedback: FeedbackItem[] };
      batches.push(feedback);
      const answered = await answer(feedback);
      return "kind" in answered ? fail(answered) : ok(answered);
    },
    alone: (work) => work(),
    now: () => ({
      ms: Date.parse("2026-11-24T08:16:00.000+07:00"),
      offsetMinutes: 420,
      monotonicMs: 61_000,
      session: "this",
    }),
    widgetVersion: "1",
    settled: (settlement) => void settled.push(settlement),
  };
  return { outbox, batches, settled, drain: () => drainOutbox(server, deps) };
}

function receipts(items: FeedbackItem[], outcome: FeedbackReceipt["outcome"] = "accepted"): Sent {
  const all = items.map(({ id, revision }) => ({
    id,
    revision,
    outcome,
    ...(outcome === "refused" ? { problem } : {}),
  }));
  return { receipts: all, serverVersion: "2" };
}

const many = (count: number): KeptFeedback[] => Array.from({ length: count }, (_, order) => keptFeedback(order));

test("sends until nothing waits, oldest first, in batches", async () => {
  const { outbox, batches, settled, drain } = drainTo(many(230), (items) => receipts(items));
  expect((await drain()).kind).toBe("empty");
  expect(batches.map((items) => items.length)).toEqual([100, 100, 30]);
  expect(batches[0]?.[0]?.id).toBe(keptFeedback(0).id);
  expect(outbox.waiting.size).toBe(0);
  expect(settled).toHaveLength(230);
});

test("without a receipt nothing leaves", async () => {
  for (const kind of ["unreachable", "busy", "unexpected"] as const) {
    const { outbox, drain } = drainTo(many(3), () => ({ kind, retryAfterMs: 5000 }));
    expect(await drain()).toMatchObject({ kind, retryAfterMs: 5000 });
    expect(outbox.waiting.size).toBe(3);
  }
});

test("a duplicate is as good a receipt as any", async () => {
  const { outbox, drain } = drainTo(many(2), (items) => receipts(items, "duplicate"));
  expect((await drain()).kind).toBe("empty");
  expect(outbox.waiting.size).toBe(0);
});

test("an item whose receipt is missing stays, and the drain does not spin on it", async () => {
  const { outbox, batches, drain } = drainTo(many(3), ([, ...others]) => receipts(others));
  expect((await drain()).kind).toBe("unexpected");
  expect([...outbox.waiting.keys()]).toEqual([keptFeedback(0).id]);
  expect(batches.length).toBeLessThanOrEqual(2);
});

test("a receipt for another revision is none", async () => {
  const { outbox, drain } = drainTo([keptFeedback(1, 2)], () => receipts([keptFeedback(1, 1).item]));
  expect((await drain()).kind).toBe("unexpected");
  expect(outbox.waiting.size).toBe(1);
});

test("an outcome that this widget does not know is no receipt", async () => {
  const { outbox, drain } = drainTo(many(1), (items) => receipts(items, "later" as FeedbackReceipt["outcome"]));
  await drain();
  expect(outbox.waiting.size).toBe(1);
});

test("a revision captured while an older one is on its way goes next", async () => {
  const newer = keptFeedback(1, 2);
  const { outbox, batches, drain } = drainTo([keptFeedback(1)], async (items) => {
    await outbox.keep(newer);
    return receipts(items);
  });
  expect((await drain()).kind).toBe("empty");
  expect(batches.map(([item]) => item?.revision)).toEqual([1, 2]);
});

test("a refused item is put apart with its reason and versions, and holds up no other", async () => {
  const [bad, good] = [keptFeedback(1), keptFeedback(2)];
  const { outbox, settled, drain } = drainTo([bad, good], ([first, second]) => ({
    receipts: [
      ...receipts([first as FeedbackItem], "refused").receipts,
      ...receipts([second as FeedbackItem]).receipts,
    ],
    serverVersion: "2",
  }));
  expect((await drain()).kind).toBe("empty");
  expect(outbox.parked).toEqual([{ ...bad, problem, versions: { widget: "1", server: "2" } }]);
  expect(outbox.waiting.size).toBe(0);
  expect(settled.map(({ receipt }) => receipt.outcome)).toEqual(["refused", "accepted"]);
});

test("a batch that is too large is halved until it fits", async () => {
  const { batches, drain } = drainTo(many(8), (items) =>
    items.length > 3 ? { kind: "too-large", retryAfterMs: 0 } : receipts(items),
  );
  expect((await drain()).kind).toBe("empty");
  expect(batches.map((items) => items.length)).toEqual([8, 4, 2, 2, 2, 2]);
});

test("one item that is too large by itself ends the drain and stays", async () => {
  const { outbox, drain } = drainTo(many(1), () => ({ kind: "too-large", retryAfterMs: 0 }));
  expect((await drain()).kind).toBe("too-large");
  expect(outbox.waiting.size).toBe(1);
});

test("a device that lets nothing go is not hammered", async () => {
  const { outbox, batches, drain } = drainTo(many(1), (items) => receipts(items));
  outbox.isStuck = true;
  expect((await drain()).kind).toBe("unexpected");
  expect(batches).toHaveLength(1);
});

test("items that must wait stay, and the drain ends as the server asks", async () => {
  const limited = { ...problem, type: "/docs/problems#rate-limited", status: 429 };
  const { outbox, batches, settled, drain } = drainTo(many(8), (items) => {
    if (batches.length > 1) return { kind: "busy", retryAfterMs: 20_000 };
    const { receipts: all, serverVersion } = receipts(items);
    const told = all.map((receipt, place) =>
      place < 5 ? receipt : { ...receipt, outcome: "refused" as const, problem: limited },
    );
    return { receipts: told, serverVersion };
  });
  expect(await drain()).toMatchObject({ kind: "busy", retryAfterMs: 20_000 });
  expect(batches.map((items) => items.length)).toEqual([8, 3]);
  expect(outbox.waiting.size).toBe(3);
  expect(outbox.parked).toHaveLength(0);
  expect(settled).toHaveLength(5);
});

test("where every item must wait the server is busy", async () => {
  const limited = { ...problem, type: "/docs/problems#rate-limited", status: 429 };
  const { outbox, drain } = drainTo(many(2), (items) => {
    const { receipts: all, serverVersion } = receipts(items);
    const told = all.map((receipt) => ({ ...receipt, outcome: "refused" as const, problem: limited }));
    return { receipts: told, serverVersion };
  });
  expect((await drain()).kind).toBe("busy");
  expect(outbox.waiting.size).toBe(2);
});

test.each([
  [1, 1000, 2000],
  [2, 2000, 4000],
  [3, 4000, 8000],
  [8, 128_000, 256_000],
  [9, 150_000, 300_000],
  [1000, 150_000, 300_000],
])("after %i failures it waits between %i and %i ms, by chance", (attempts, least, most) => {
  expect(retryDelay(attempts, 0)).toBe(least);
  expect(retryDelay(attempts, 1)).toBe(most);
  expect(retryDelay(attempts, 0.5)).toBe((least + most) / 2);
});
