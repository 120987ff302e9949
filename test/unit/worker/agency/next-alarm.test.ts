import { describe, expect, test } from "vitest";
import { nextAlarm } from "../../../../worker/agency/daily-close.ts";
import { zoneOffset } from "../../../../shared/calendar/zone-day.ts";

function closeAfter(instant: string, zone: string, hasFailed = false): string {
  const nowMs = Date.parse(instant);
  return new Date(nextAlarm({ nowMs, offsetOf: zoneOffset(zone), hasFailed })).toISOString();
}

describe("the next alarm", () => {
  test.each([
    ["2026-11-24T08:00:00Z", "Asia/Ho_Chi_Minh", "2026-11-24T17:00:00.000Z"],
    ["2026-11-24T17:00:00Z", "Asia/Ho_Chi_Minh", "2026-11-25T17:00:00.000Z"],
    ["2026-11-24T16:59:59.999Z", "Asia/Ho_Chi_Minh", "2026-11-24T17:00:00.000Z"],
    ["2026-11-24T23:30:00Z", "UTC", "2026-11-25T00:00:00.000Z"],
  ])("after %s in %s is the close of the agency's day: %s", (instant, zone, expected) => {
    expect(closeAfter(instant, zone)).toBe(expected);
  });

  test("keeps to midnight over the change to and from summer time", () => {
    expect(closeAfter("2026-03-28T23:30:00Z", "Europe/Berlin")).toBe("2026-03-29T22:00:00.000Z");
    expect(closeAfter("2026-10-24T22:30:00Z", "Europe/Berlin")).toBe("2026-10-25T23:00:00.000Z");
  });

  test.each([
    ["at once, where one is to be moved on", 0, "2026-11-24T08:00:00.000Z"],
    ["when its seven days are over", Date.parse("2026-11-24T09:30:00Z"), "2026-11-24T09:30:00.000Z"],
    ["not later than the close", Date.parse("2026-11-26T09:30:00Z"), "2026-11-24T17:00:00.000Z"],
  ])("comes for a set-aside %s", (_, setAsideMs, expected) => {
    const nowMs = Date.parse("2026-11-24T08:00:00Z");
    const alarm = nextAlarm({ nowMs, offsetOf: zoneOffset("Asia/Ho_Chi_Minh"), setAsideMs });
    expect(new Date(alarm).toISOString()).toBe(expected);
  });

  test("comes soon after a failure, and not later than the close", () => {
    expect(closeAfter("2026-11-24T08:00:00Z", "Asia/Ho_Chi_Minh", true)).toBe("2026-11-24T08:15:00.000Z");
    expect(closeAfter("2026-11-24T16:50:00Z", "Asia/Ho_Chi_Minh", true)).toBe("2026-11-24T17:00:00.000Z");
  });
});
