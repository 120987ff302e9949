import { describe, expect, it } from "vitest";
import { usualOpeningHours } from "../../../../shared/contract/device.ts";
import { bodyOfDevice, deviceFaults, usualHours } from "../../../../widget/places/device-draft.ts";
import {
  agoWords,
  countdownWords,
  type DeviceRow,
  gapWords,
  hoursWords,
  inOrderOfNeed,
  instantWords,
} from "../../../../widget/places/device-words.ts";
import { pickDevicesMessages } from "../../../../widget/places/devices-messages.ts";

const nowMs = Date.parse("2026-11-24T08:00:00Z");
const deps = {
  ...{ say: pickDevicesMessages("vi"), language: "vi" as const, timeZone: "Asia/Ho_Chi_Minh" },
  nowMs: () => nowMs,
};
const alert = (kind: DeviceRow["alerts"][number]["kind"], since = "2026-11-24T01:00:00Z") => ({
  ...{ kind, since, detail: "" },
});

function device(name: string, different: Partial<DeviceRow> = {}): DeviceRow {
  return { name, state: "enrolled", alerts: [], ...different } as DeviceRow;
}

describe("devices", () => {
  it("come in the order in which they need somebody", () => {
    const devices = [
      device("revoked", { state: "revoked", alerts: [alert("fork")] }),
      device("fine b"),
      device("fine a"),
      device("waiting", { state: "waiting" }),
      device("full", { alerts: [alert("storage")] }),
      device("silent since today", { alerts: [alert("quiet", "2026-11-24T01:00:00Z"), alert("storage")] }),
      device("silent since yesterday", { alerts: [alert("quiet", "2026-11-23T01:00:00Z")] }),
      device("lost", { alerts: [alert("quiet"), alert("gap")] }),
      device("copied", { alerts: [alert("clock"), alert("fork")] }),
    ];
    expect(inOrderOfNeed(devices, "vi").map(({ name }) => name)).toEqual([
      ...["copied", "lost", "silent since yesterday", "silent since today", "full", "waiting"],
      ...["fine a", "fine b", "revoked"],
    ]);
  });
});

describe("a gap in sequence numbers", () => {
  it("is told by its numbers, its meaning, its time in the agency's zone, and what to do", () => {
    const gap = { from: 118, to: 120, after: "2026-11-23T20:05:00Z", before: "2026-11-24T01:00:00Z" };
    const words = gapWords({ ...gap, kind: "wiped" }, deps);
    expect(words).toMatchObject({
      numbers: "Số 118–120 (3 đánh giá)",
      kind: "mất cùng dữ liệu cũ của máy",
      when: "Ghi giữa 03:05 ngày 24/11/2026 và 08:00 ngày 24/11/2026.",
    });
    expect(words.todo).toMatch(/nạp ở dưới/);
    expect(gapWords({ ...gap, kind: "pending" }, deps).todo).toMatch(/^Không cần làm gì nếu máy có mạng/);
  });

  it("of one number, or of an unknown time, is told so", () => {
    const one = { from: 7, to: 7, kind: "lost" as const };
    expect(gapWords({ ...one, after: null, before: null }, deps)).toMatchObject({
      numbers: "Số 7",
      when: "Không rõ ghi lúc nào.",
    });
    expect(gapWords({ ...one, after: "2026-11-24T01:00:00Z", before: null }, deps).when).toBe(
      "Ghi sau 08:00 ngày 24/11/2026.",
    );
  });
});

describe("times", () => {
  it.each([
    [null, "Chưa có"],
    ["2026-11-24T07:59:30Z", "vừa xong"],
    ["2026-11-24T07:48:00Z", "12 phút trước"],
    ["2026-11-24T02:48:00Z", "5 giờ trước"],
    ["2026-11-22T17:30:00Z", "00:30 ngày 23/11/2026"],
  ])("%s is %s", (instant, words) => {
    expect(agoWords(instant, deps)).toBe(words);
  });

  it("stand in the agency's zone", () => {
    expect(instantWords("2026-11-03T07:05:00Z", deps)).toBe("14:05 ngày 03/11/2026");
  });

  it.each([
    [15 * 60_000, "Mã còn dùng được 15 phút, một lần."],
    [14 * 60_000 + 1, "Mã còn dùng được 15 phút, một lần."],
    [60_000, "Mã còn dùng được 1 phút, một lần."],
    [59_000, "Mã còn dùng được chưa đến một phút."],
    [0, "Mã đã hết hạn. Bấm “Mã mới”."],
  ])("a code that ends in %i ms says %s", (left, words) => {
    expect(countdownWords(new Date(nowMs + left).toISOString(), deps)).toBe(words);
  });

  it("opening hours are said by their days", () => {
    const at = { from: "07:30", to: "11:30" };
    expect(hoursWords({ days: [5, 1, 2, 3, 4], ...at }, deps)).toBe("Thứ Hai đến Thứ Sáu: 07:30–11:30");
    expect(hoursWords({ days: [6, 7], ...at }, deps)).toBe("Thứ Bảy, Chủ Nhật: 07:30–11:30");
    expect(hoursWords({ days: [1, 3, 5], ...at }, deps)).toBe("Thứ Hai, Thứ Tư, Thứ Sáu: 07:30–11:30");
  });
});

describe("the form of a device", () => {
  const draft = { name: " Máy ", touchpoint: "H20-0000000000", pin: "", hours: usualHours };

  it("begins with the hours that the server takes where none are given", () => {
    expect(usualHours).toEqual(usualOpeningHours);
  });

  it("says what is wrong before it sends", () => {
    expect(deviceFaults(draft)).toEqual([]);
    const hours = [{ days: [], from: "07:30", to: "11:30" }];
    expect(deviceFaults({ name: " ", touchpoint: "", pin: "12", hours })).toEqual([
      ...["name", "touchpoint", "pin", "opening_hours"],
    ]);
    expect(deviceFaults({ ...draft, hours: [{ days: [1], from: "11:30", to: "07:30" }] })).toEqual(["opening_hours"]);
  });

  it("leaves the PIN out where none is typed, so that the old one stays", () => {
    expect(bodyOfDevice(draft)).toEqual({ name: "Máy", touchpoint: draft.touchpoint, opening_hours: usualHours });
  });
});
