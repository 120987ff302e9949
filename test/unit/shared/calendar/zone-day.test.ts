import { describe, expect, test, vi } from "vitest";
import { formatDay } from "../../../../shared/calendar/day.ts";
import { zoneDay } from "../../../../shared/calendar/zone-day.ts";

function dayIn(zone: string, time: string): string {
  return formatDay(zoneDay(zone)(Date.parse(time)));
}

describe("the agency's day", () => {
  test.each([
    ["2026-11-23T16:59:59.999Z", "2026-11-23"],
    ["2026-11-23T17:00:00.000Z", "2026-11-24"],
    ["2026-12-31T17:00:00.000Z", "2027-01-01"],
  ])("in Việt Nam begins at 17:00 UTC: %s is %s", (time, day) => {
    expect(dayIn("Asia/Ho_Chi_Minh", time)).toBe(day);
  });

  test("follows a zone with summer time over its change", () => {
    expect(dayIn("Europe/Berlin", "2026-03-28T22:59:59Z")).toBe("2026-03-28");
    expect(dayIn("Europe/Berlin", "2026-03-28T23:00:00Z")).toBe("2026-03-29");
    expect(dayIn("Europe/Berlin", "2026-03-29T21:59:59Z")).toBe("2026-03-29");
    expect(dayIn("Europe/Berlin", "2026-03-29T22:00:00Z")).toBe("2026-03-30");
  });

  test("is the same asked twice and in any order", () => {
    const dayOf = zoneDay("Asia/Kathmandu");
    const times = [0, 1, 2, 3].map((hour) => Date.parse("2026-11-24T17:00:00Z") + hour * 15 * 60_000);
    const once = times.map(dayOf);
    expect([...times].reverse().map(dayOf).reverse()).toEqual(once);
    expect(once.map(formatDay)).toEqual(["2026-11-24", "2026-11-24", "2026-11-24", "2026-11-24"]);
    expect(formatDay(dayOf(Date.parse("2026-11-24T18:15:00Z")))).toBe("2026-11-25");
  });

  test("is asked for a hundred rows of a list by one format of the zone", () => {
    const made = vi.spyOn(Intl, "DateTimeFormat");
    for (let row = 0; row < 100; row += 1) dayIn("Asia/Vientiane", "2026-11-23T16:59:59Z");
    expect(made).toHaveBeenCalledTimes(1);
    made.mockRestore();
  });
});
