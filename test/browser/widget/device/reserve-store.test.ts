import { expect, test } from "vitest";
import type { DeviceMemory } from "../../../../widget/device/device-memory.ts";
import { deviceStore } from "../../../../widget/device/device-store.ts";
import { reserveStore, withReserve } from "../../../../widget/device/reserve-store.ts";
import { freshName } from "../rating-page.ts";

const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
const epoch = { id: 1, session: "s", baseMs: 0, aheadMs: 0 };

/** A storage with so many writes left; the reserve, while it is held, is worth a hundred. */
function fullDevice() {
  const stored = deviceStore(freshName("device"));
  const kept = reserveStore(freshName("reserve"), random);
  const room = { left: Number.POSITIVE_INFINITY, isHeld: false };
  const take = <T>(write: () => Promise<T>): Promise<T> => {
    room.left -= 1;
    return room.left < 0 ? Promise.reject(new DOMException("full", "QuotaExceededError")) : write();
  };
  const limited: DeviceMemory = {
    ...stored,
    write: (change) => take(() => stored.write(change)),
    nextCounter: (above) => take(() => stored.nextCounter(above)),
    learn: (one) => take(() => stored.learn(one)),
    keep: async () => take(async () => 1),
  };
  const reserve = {
    ...kept,
    fill: () => (room.left < 100 ? Promise.resolve(false) : kept.fill()),
    async release() {
      await kept.release();
      room.left = 50;
    },
  };
  return { room, reserve, memory: withReserve(limited, reserve), again: () => withReserve(limited, reserve) };
}

const capture = {} as Parameters<DeviceMemory["keep"]>[0];

test("where the storage is full, a signature's number finds room all the same, and ratings do not take it", async () => {
  const { room, reserve, memory, again } = fullDevice();
  await memory.learn(epoch);
  await expect.poll(() => reserve.isSpent()).toBe(false);
  await reserve.fill();
  room.left = 0;
  await expect(memory.keep(capture)).rejects.toThrow();
  expect(await memory.nextCounter(0)).toBe(1);
  expect(await reserve.isSpent()).toBe(true);
  await expect(memory.keep(capture)).rejects.toThrow();
  // Nor after a restart.
  const next = again();
  await reserve.isSpent();
  await expect(next.keep(capture)).rejects.toThrow();
  expect(await next.nextCounter(0)).toBe(2);
});

test("when there is room again the reserve is held again, and ratings are kept", async () => {
  const { room, reserve, memory } = fullDevice();
  await reserve.fill();
  room.left = 0;
  await memory.nextCounter(0);
  room.left = 1000;
  expect(await memory.keep(capture)).toBe(1);
  expect(await reserve.isSpent()).toBe(false);
});

test("a reserve takes the room that it says", async () => {
  const before = (await navigator.storage.estimate()).usage ?? 0;
  const reserve = reserveStore(freshName("reserve"), random);
  expect(await reserve.isSpent()).toBe(false);
  expect(await reserve.fill()).toBe(true);
  const held = (await navigator.storage.estimate()).usage ?? 0;
  expect(held - before).toBeGreaterThan(8_000_000);
  await reserve.release();
  expect(await reserve.isSpent()).toBe(true);
});
