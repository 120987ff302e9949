import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { Problem } from "../../../../widget/office-ui/office-client.ts";
import { DevicesElement } from "../../../../widget/devices/devices-element.ts";
import type { DeviceRow } from "../../../../widget/devices/device-words.ts";
import { fakeOffice, list, refusal, sessionOf, showPage } from "../fake-office.ts";
import { clearPage } from "../rating-page.ts";

afterEach(clearPage);

const nowMs = Date.parse("2026-11-24T08:00:00Z");
const ago = (minutes: number): string => new Date(nowMs - minutes * 60_000).toISOString();

function device(place: number, different: Partial<DeviceRow> = {}): DeviceRow {
  return {
    ...{ id: `device-${String(place).padStart(16, "0")}`, name: `Máy ${place}`, touchpoint: "H20-0000000001" },
    ...{ unit: "29869", state: "enrolled", opening_hours: [{ days: [1, 2, 3, 4, 5], from: "07:30", to: "11:30" }] },
    ...{ created_at: ago(90_000), enrolled_at: ago(80_000), revoked_at: null, last_heartbeat_at: ago(1) },
    ...{ last_feedback_at: ago(9), last_test_at: null, clock_ahead_ms: 0 },
    heartbeat: {
      ...{
        sent_at: ago(1),
        version: "0.1.0",
        captured: 120,
        clock_ahead_ms: 0,
        battery: { level: 0.5, charging: true },
      },
      queue: { length: 0, parked: 0, oldest_at: null, oldest_age_ms: null },
      storage: { persisted: true, quota: 100, usage: 1 },
    },
    sequence: { highest: 120, received: 120, pending: 0, lost: 0, wiped: 0 },
    ...{ gaps: [], coverage: [{ day: "2026-11-23", open_minutes: 240, ready_minutes: 228 }], alerts: [] },
    ...different,
  };
}

const place = { id: "H20-0000000001", unit: "29869", service: null, channel: "kiosk", form: "default" } as const;
const unit = { code: "29869", name: "Phường Cao Lãnh", parent: "H20", kind: "commune" };

/** An office of so many devices. What it refuses, it refuses at each change. */
function anOffice(devices: DeviceRow[], query: Record<string, string> = {}) {
  const server = { refused: null as Problem | null };
  const made = { device: "", code: "ABCD2345", qr_svg: "", link: "https://s/kiosk/#enrol=H20.ABCD2345", pin: null };
  const event = { id: 1, kind: "quiet", change: "began", at: ago(60), detail: "" } as const;
  const office = fakeOffice(
    {
      "GET ": { code: "H20", name: "Tỉnh Đồng Tháp", time_zone: "Asia/Ho_Chi_Minh" },
      "GET /devices": () => list(devices),
      "GET /devices/events": () => list([{ ...event, device: devices[0]?.id ?? "" }]),
      "GET /devices/{id}": ({ ids }) => devices.find(({ id }) => id === ids[0]) ?? refusal("unknown-device"),
      "PATCH /devices/{id}": () => server.refused,
      "POST /devices/{id}/codes": ({ ids: [device = ""] }) => ({
        ...{ ...made, device },
        expires_at: new Date(nowMs + 900_000).toISOString(),
      }),
      "GET /touchpoints": list([
        { ...place, name: "Sảnh", from: "2025-07-01" },
        { ...place, id: "H20-0000000002", name: "Sảnh cũ", from: "2025-07-01", closed: true },
      ]),
      "GET /units": list([{ ...unit, valid_from: "2025-07-01", valid_to: null }]),
    },
    {
      session: sessionOf("administrator", { scopes: ["devices:write"] }),
      ...{ today: () => "2026-11-24", nowMs: () => nowMs },
    },
  );
  office.query = query;
  return { ...office, server };
}

/** Puts the page on the page. */
async function open(office: ReturnType<typeof anOffice>): Promise<ShadowRoot> {
  const { root } = showPage(DevicesElement, office);
  await expect.poll(() => root.querySelector("h1 ~ *:not([role=status])")).not.toBeNull();
  return root;
}

const faults = async (): Promise<string[]> =>
  (await axe.run(document.body, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id);

test("of 100 devices those that need somebody stand first, with their reason in words and a mark; more come by a button", async () => {
  const devices = Array.from({ length: 100 }, (_, place) => device(place + 1));
  devices[97] = device(98, { alerts: [{ kind: "quiet", since: ago(40), detail: "" }], last_heartbeat_at: ago(200) });
  devices[98] = device(99, { state: "waiting", enrolled_at: null, last_heartbeat_at: null, heartbeat: null });
  devices[40] = device(41, { alerts: [{ kind: "gap", since: ago(40), detail: "3 lost, 0 wiped" }] });
  const root = await open(anOffice(devices));
  const rows = (): string[] =>
    [...root.querySelectorAll("tbody tr")].map((row) => row.textContent?.replace(/\s+/g, " ") ?? "");
  expect(rows()).toHaveLength(50);
  expect(rows()[0]).toMatch(/Máy 41 .*Thiếu số thứ tự/);
  expect(rows()[1]).toMatch(/Máy 98 .*Im lặng trong giờ mở cửa.*Sảnh, Phường Cao Lãnh.* 3 giờ trước/);
  expect(rows()[2]).toMatch(/Máy 99 .*Chưa ghi danh.* Chưa có.* –.* –/);
  expect(root.querySelectorAll(".look").length).toBe(2);
  expect(root.textContent).toContain("Máy cần xem: 2 trong 100.");
  await userEvent.click(page.getByRole("button", { name: "Xem thêm" }));
  expect(rows()).toHaveLength(100);
  expect(await faults()).toEqual([]);
});

test("a device explains its gaps, the lost ones first, and fits 320 px", async () => {
  await page.viewport(320, 700);
  const gaps: DeviceRow["gaps"] = [
    { from: 119, to: 120, kind: "pending", after: ago(30), before: null },
    { from: 40, to: 42, kind: "lost", after: ago(3000), before: ago(2000) },
  ];
  const alerts: DeviceRow["alerts"] = [{ kind: "gap", since: ago(40), detail: "3 lost, 0 wiped" }];
  const root = await open(anOffice([device(1, { gaps, alerts })], { id: device(1).id }));
  await expect.poll(() => root.querySelector("h1")?.textContent).toBe("Máy 1");
  const told = [...root.querySelectorAll(".alerts li")].map(
    (item) => item.textContent?.replace(/\s+/g, " ").trim() ?? "",
  );
  expect(told[1]).toMatch(/^Số 40–42 \(3 đánh giá\): máy không còn giữ.*Ghi giữa .*nạp tệp đó ở dưới/);
  expect(told[2]).toMatch(/^Số 119–120 \(2 đánh giá\): còn trên máy/);
  expect(root.textContent).toContain("95%");
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  expect(await faults()).toEqual([]);
  await page.viewport(1280, 800);
});

test("a new device is offered no closed touchpoint; one that stands at it keeps it", async () => {
  const offered = (root: ShadowRoot): string[] =>
    [...root.querySelectorAll<HTMLOptionElement>("#dv-touchpoint option")].map(({ value }) => value);
  const root = await open(anOffice([], { id: "new" }));
  await expect.poll(() => offered(root)).toEqual(["", "H20-0000000001"]);
  const there = await open(anOffice([device(1, { touchpoint: "H20-0000000002" })], { id: device(1).id }));
  await userEvent.click(page.getByRole("button", { name: /^Sửa tên/ }));
  expect(offered(there)).toContain("H20-0000000002");
});

test("what the server refuses stands at its field, and nothing typed is lost", async () => {
  const office = anOffice([device(1)], { id: device(1).id });
  const root = await open(office);
  await userEvent.click(page.getByRole("button", { name: /^Sửa tên/ }));
  await userEvent.fill(page.getByLabelText(/^PIN/), "4711");
  const errors = [{ pointer: "/pin", detail: "must be another" }];
  office.server.refused = refusal("invalid", { status: 422, errors });
  await userEvent.click(page.getByRole("button", { name: "Lưu" }));
  await expect.element(page.getByText("PIN gồm 4 đến 8 chữ số.")).toBeVisible();
  expect(root.activeElement?.id).toBe("dv-pin");
  expect((root.activeElement as HTMLInputElement).value).toBe("4711");
  office.server.refused = refusal("unreachable", { status: 422 });
  await userEvent.click(page.getByRole("button", { name: "Lưu" }));
  await expect.element(page.getByText(/^Không kết nối được máy chủ/)).toBeVisible();
  expect(root.querySelector<HTMLInputElement>("#dv-pin")?.value).toBe("4711");
});

test("a device that is enrolled anew is seen only when a tablet has used the new code", async () => {
  const devices = [device(1)];
  const office = anOffice(devices, { id: device(1).id });
  const root = await open(office);
  await userEvent.click(page.getByRole("button", { name: "Mã mới" }));
  await expect.element(page.getByText("ABCD 2345")).toBeVisible();
  expect(root.activeElement?.id).toBe("dv-code");
  // Read again, with the old enrolment.
  devices[0] = device(1, { name: "Máy đã đổi tên" });
  office.tick();
  await expect.poll(() => root.querySelector("h1")?.textContent).toBe("Máy đã đổi tên");
  await expect.element(page.getByText("Đang chờ máy ghi danh…")).toBeVisible();
  devices[0] = device(1, { enrolled_at: ago(0) });
  office.tick();
  await expect.element(page.getByText(/^Máy đã ghi danh lúc 15:00 ngày 24\/11\/2026/)).toBeVisible();
  expect(root.querySelector("svg.qr")).toBeNull();
});

test("a queue file of another device, or no queue file, is not sent", async () => {
  const office = anOffice([device(1)], { id: device(1).id });
  await open(office);
  const put = (text: string): Promise<void> =>
    userEvent.upload(page.getByLabelText("Chọn tệp"), new File([text], "queue.json", { type: "application/json" }));
  await put("{}");
  await expect.element(page.getByText("Đây không phải tệp hàng chờ.")).toBeVisible();
  await put(JSON.stringify({ kind: "citizen-feedback-queue", device: "device-other", batches: [] }));
  await expect.element(page.getByText("Tệp này của máy khác (device-other).")).toBeVisible();
  expect(office.calls.filter(({ line }) => line.startsWith("POST"))).toEqual([]);
});

test("a list that cannot be loaded says so, and is loaded at the next try", async () => {
  const office = anOffice([device(1)]);
  office.answers["GET /devices"] = () => Promise.reject(new TypeError("down"));
  const root = await open(office);
  await expect.element(page.getByText(/^Không kết nối được máy chủ/)).toBeVisible();
  office.answers["GET /devices"] = list([device(1)]);
  await userEvent.click(page.getByRole("button", { name: "Thử lại" }));
  await expect.poll(() => root.querySelectorAll("tbody tr").length).toBe(1);
});
