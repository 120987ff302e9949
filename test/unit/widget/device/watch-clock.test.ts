import { expect, test } from "vitest";
import { watchClock } from "../../../../widget/device/watch-clock.ts";

const hour = 60 * 60_000;
const startMs = Date.parse("2026-11-24T08:00:00Z");

/** A device whose wall clock can be set while its monotonic clock goes on. */
function aDevice(wallMs = startMs) {
  const device = { wallMs, monotonicMs: 1000 };
  return {
    clock: watchClock(
      () => ({ ms: device.wallMs, offsetMinutes: 420, monotonicMs: device.monotonicMs, session: "s" }),
      7,
    ),
    pass(ms: number, drift = 0): void {
      device.wallMs += ms + drift;
      device.monotonicMs += ms;
    },
    set(byMs: number): void {
      device.wallMs += byMs;
    },
    get wallMs() {
      return device.wallMs;
    },
    get monotonicMs() {
      return device.monotonicMs;
    },
  };
}

test("begins with an epoch of its own, of which nothing is learnt", () => {
  expect(aDevice().clock.look()).toEqual({ id: 8, session: "s", baseMs: startMs - 1000, aheadMs: null });
});

test("time that passes, and clocks that drift apart slowly, begin no new epoch", () => {
  const device = aDevice();
  for (let look = 0; look < 1000; look++) {
    device.pass(5000, 3);
    expect(device.clock.look().id).toBe(8);
  }
});

test("each jump of the wall clock begins one, in either direction", () => {
  const device = aDevice();
  device.set(3 * 24 * hour);
  expect(device.clock.look().id).toBe(9);
  device.set(-24 * hour);
  expect(device.clock.look().id).toBe(10);
});

test("learns how far it is ahead from a server's time, half of the round trip taken off", () => {
  const device = aDevice();
  device.set(hour);
  device.clock.look();
  const askedAtMs = device.monotonicMs;
  device.pass(400);
  device.clock.learn(startMs + 200, askedAtMs);
  expect(device.clock.look().aheadMs).toBe(hour);
  expect(device.clock.serverNow()?.ms).toBe(device.wallMs - hour);
});

test("does not know the server's time any more after the clock was set", () => {
  const device = aDevice();
  device.clock.learn(startMs, device.monotonicMs);
  device.set(-hour);
  expect(device.clock.serverNow()).toBeUndefined();
  expect(device.clock.bestNow().ms).toBe(device.wallMs);
});
