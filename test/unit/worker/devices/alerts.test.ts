import { describe, expect, it } from "vitest";
import type { StoredDevice } from "../../../../worker/devices/device-store.ts";
import { nextDeviceCheck } from "../../../../worker/devices/alerts.ts";

const minuteMs = 60_000;
const at = (text: string): number => Date.parse(`${text}+07:00`);
const offsetOf = (): number => 7 * 60 * minuteMs;

function aDevice(different: Partial<StoredDevice> = {}): StoredDevice {
  return {
    id: "device-0000000000000001",
    touchpoint: "H20-0000000001",
    name: "Máy",
    openingHours: [{ days: [1, 2, 3, 4, 5], from: "07:30", to: "17:00" }],
    pin: { salt: "", hash: "", rounds: 1 },
    createdMs: 0,
    firstEnrolledMs: 0,
    enrolledMs: 0,
    revokedMs: null,
    lastHeartbeatMs: null,
    lastFeedbackMs: null,
    lastTestMs: null,
    heartbeat: null,
    clockAheadMs: null,
    highest: 0,
    highestMs: null,
    beforeKey: 0,
    ...different,
  };
}

describe("the next check of devices", () => {
  it.each([
    ["2026-11-27T09:00", "2026-11-27T09:05"],
    ["2026-11-27T05:00", "2026-11-27T07:40"],
    ["2026-11-27T17:00", "2026-11-30T07:40"],
  ])("after %s is at %s", (now, next) => {
    expect(nextDeviceCheck([aDevice()], { nowMs: at(now), offsetOf })).toBe(at(next));
  });

  it("is the earliest that any device needs", () => {
    const early = aDevice({ openingHours: [{ days: [6], from: "06:00", to: "07:00" }] });
    const nowMs = at("2026-11-27T18:00");
    expect(nextDeviceCheck([aDevice(), early], { nowMs, offsetOf })).toBe(at("2026-11-28T06:10"));
  });

  it.each([
    ["waits for its tablet", { enrolledMs: null }],
    ["is revoked", { revokedMs: 1 }],
    ["is never open", { openingHours: [] }],
  ])("is none for a device that %s", (_, different) => {
    expect(nextDeviceCheck([aDevice(different)], { nowMs: at("2026-11-27T09:00"), offsetOf })).toBeNull();
  });
});
