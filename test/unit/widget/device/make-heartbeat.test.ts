import * as z from "zod/mini";
import { expect, test } from "vitest";
import { heartbeat } from "../../../../shared/contract/device.ts";
import { noFacts } from "../../../../widget/device/device-facts.ts";
import type { HeartbeatFacts } from "../../../../widget/device/make-heartbeat.ts";
import { makeHeartbeat } from "../../../../widget/device/make-heartbeat.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";

const hour = 3_600_000;
const nowMs = Date.parse("2026-11-24T09:15:00.000+07:00");
const { id, item, session, tappedAtMs } = keptFeedback(1);
const oldest = { sequence: 3, id, item, session, tappedAtMs, device: "device-0123456789abcdef", epoch: 1 };

function told(more: Partial<HeartbeatFacts> = {}): HeartbeatFacts {
  return {
    agency: "H20",
    version: "0.1.0",
    now: { ms: nowMs, offsetMinutes: 420, monotonicMs: 5000, session: "this" },
    facts: { ...noFacts, sequence: 9, ready: [{ epoch: 1, fromMs: nowMs - hour, untilMs: nowMs }] },
    queue: { numbers: [3, 4, 7], waiting: 3, parked: 1, oldest },
    epochs: [],
    aheadMs: null,
    surroundings: { storage: { persisted: true, quota: 1000, usage: 10 }, battery: null },
    ...more,
  };
}

test("says what is captured, what waits and since when, as the contract has it", () => {
  const made = makeHeartbeat(told());
  expect(z.parse(heartbeat, made)).toEqual(made);
  expect(made).toMatchObject({
    captured: 9,
    pending: [
      [3, 4],
      [7, 7],
    ],
    queue: { length: 3, parked: 1, oldest_at: "2026-11-24T08:15:00.000+07:00", oldest_age_ms: hour },
  });
});

test("times of a clock that was wrong are corrected by what was learnt of it", () => {
  const epochs = [{ id: 1, session: "this", baseMs: 0, aheadMs: -hour }];
  const made = makeHeartbeat(told({ epochs, aheadMs: -hour }));
  expect(made.queue.oldest_age_ms).toBe(0);
  expect(made.ready[0]?.from).toBe("2026-11-24T09:15:00.000+07:00");
});

test("an empty queue has no oldest", () => {
  const made = makeHeartbeat(told({ queue: { numbers: [], waiting: 0, parked: 0, oldest: undefined } }));
  expect(made.queue).toEqual({ length: 0, parked: 0, oldest_at: null, oldest_age_ms: null });
});
