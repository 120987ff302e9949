import { describe, expect, test } from "vitest";
import { type Section, type Settings, settingsSections } from "../../../../widget/settings/settings-sections.ts";
import { settingsVi } from "../../../../widget/settings/settings-messages.ts";

const settings = {
  facts: {
    ...{ code: "H20", name: "Tỉnh Đồng Tháp", time_zone: "Asia/Ho_Chi_Minh", address: null, publication_threshold: 10 },
    ...{ contact: { phone: "0277" }, privacy_contact: null, privacy_url: null, licence: null, sample: false },
    official_channels: [{ name: "Cổng", url: "https://dichvucong.example" }],
    targets: [{ method: "top-two@1", value: 92.5, from: "2026-01-01", source: "KH 12" }],
    milestones: [{ on: "2026-07-01", unit: "H20", text: { vi: "Hai cấp" } }],
  },
  deadlines: [{ unit: null, category: "attitude", working_days: 5, warn_working_days: 1, escalate_working_days: 5 }],
  calendar: {
    days_off: [{ from: "2026-12-07", to: "2026-12-07", name: "Ngày truyền thống", source: null }],
    ...{ working_days: [], confirmed_years: [], public_years: [], years_to_load: [] },
  },
} as Settings;

const section = (id: string) => settingsSections.find((one) => one.id === id) as Section;

describe("sections of the settings", () => {
  test.each(settingsSections)("$id writes back what it has read", (one) => {
    const { to, body } = one.write(one.read(settings), settings);
    const known =
      to === "facts" ? settings.facts : to === "deadlines" ? { deadlines: settings.deadlines } : settings.calendar;
    for (const [name, value] of Object.entries(body)) expect([name, value]).toEqual([name, known[name as never]]);
    for (const { label } of one.columns) expect(Object.keys(settingsVi)).toContain(label);
  });

  test("what is emptied is taken away", () => {
    expect(section("contact").write([{ phone: " ", email: "" }], settings).body).toEqual({ contact: null });
    expect(section("channels").write([], settings).body).toEqual({ official_channels: [] });
  });

  test("a number may have a decimal comma; what is none is left to the server to refuse", () => {
    const row = { method: "top-two@1", from: "2026-01-01", source: "KH" };
    expect(
      section("targets").write(
        [
          { ...row, value: "92,5" },
          { ...row, value: "cao" },
        ],
        settings,
      ).body,
    ).toEqual({
      targets: [
        { ...row, value: 92.5 },
        { ...row, value: "cao" },
      ],
    });
  });

  test("errors of the server find their field", () => {
    expect(section("milestones").pointer(2, "text.vi")).toBe("/milestones/2/text/vi");
    expect(section("contact").pointer(0, "email")).toBe("/contact/email");
    expect(section("facts").pointer(0, "name")).toBe("/name");
  });
});
