import { describe, expect, test } from "vitest";
import { touchpointConfig as contract } from "../../../../shared/contract/touchpoint.ts";
import { touchpointConfig } from "../../../../worker/organization/touchpoint-config.ts";
import { dayOf, foundedAgency } from "./memory-organization.ts";

const id = "H20-7k3m9q2x4t";
const today = dayOf("2026-11-24");

function agencyWith(channel: "kiosk" | "portal"): ReturnType<typeof foundedAgency>["organization"] {
  const { store, organization } = foundedAgency();
  const validFrom = dayOf("2025-07-01");
  store.putUnit({ code: "29869", name: "Phường Cao Lãnh", parent: null, kind: "commune", validFrom, validTo: null });
  store.putService({ id: "1.004227", name: "Đăng ký khai sinh" });
  const bound = { touchpoint: id, channel, form: "default", name: "Quầy 1" };
  store.putBinding({ ...bound, fromDay: dayOf("2026-01-01"), unit: "29869", service: "1.004227" });
  store.putBinding({ ...bound, fromDay: dayOf("2027-01-01"), unit: "H20", service: null });
  return organization;
}

function depsOf(channel: "kiosk" | "portal", day: number = today): Parameters<typeof touchpointConfig>[0] {
  return {
    organization: agencyWith(channel)(),
    today: day,
    sealedRecipient: () => null,
    memory: { closed: () => new Set() },
  };
}

describe("touchpointConfig", () => {
  test("tells unit, service, form and agency of today's binding, and passes the contract", () => {
    const config = touchpointConfig(depsOf("kiosk"), id);
    expect(config).toMatchObject({
      ok: true,
      value: {
        agency: { code: "H20", name: "Tỉnh Đồng Tháp" },
        unit: { code: "29869", name: "Phường Cao Lãnh" },
        service: { id: "1.004227", name: "Đăng ký khai sinh" },
        form: { id: "default", version: 1 },
        privacy: { url: `/privacy/H20?touchpoint=${id}` },
        official_channel: null,
      },
    });
    expect(contract.safeParse(config.ok && config.value).success).toBe(true);
  });

  test("changes on the day that a later binding begins", () => {
    const config = touchpointConfig(depsOf("kiosk", dayOf("2027-01-01")), id);
    expect(config).toMatchObject({ value: { unit: { code: "H20" }, service: null } });
  });

  test("has a privacy text for places with staff on a kiosk, and one for people's own devices on a portal", () => {
    const textOn = (channel: "kiosk" | "portal"): string => {
      const config = touchpointConfig(depsOf(channel), id);
      return config.ok ? config.value.privacy.text.vi : "";
    };
    expect(textOn("kiosk")).toMatch(/Cán bộ tại quầy không xem được/);
    expect(textOn("portal")).toMatch(/không dùng cookie/);
  });

  test("leads to the agency's own privacy notice where it has one", () => {
    const { organization, ...deps } = depsOf("portal");
    const agency = { ...organization.agency, privacy_url: "https://dongthap.example/rieng-tu" };
    const config = touchpointConfig({ ...deps, organization: { ...organization, agency } }, id);
    expect(config).toMatchObject({ value: { privacy: { url: "https://dongthap.example/rieng-tu" } } });
  });

  test("says where only a device's ratings are taken", () => {
    const config = touchpointConfig({ ...depsOf("kiosk"), memory: { closed: () => new Set([id]) } }, id);
    expect(config).toMatchObject({ value: { signed_only: true } });
    expect(touchpointConfig(depsOf("kiosk"), id)).not.toHaveProperty("value.signed_only");
  });

  test("refuses an unknown touchpoint", () => {
    const config = touchpointConfig(depsOf("kiosk"), "H20-0000000000");
    expect(config).toMatchObject({ ok: false, failure: { kind: "unknown-touchpoint" } });
  });
});
