import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { Session } from "../../../../shared/contract/session.ts";
import { officeClient } from "../../../../widget/office-ui/office-client.ts";
import type { OfficeDeps } from "../../../../widget/office-ui/office-page-element.ts";
import { DevicesElement } from "../../../../widget/devices/devices-element.ts";
import type { DeviceRow } from "../../../../widget/devices/device-words.ts";
import { clearPage, freshName } from "../rating-page.ts";

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

type Office = {
  readonly devices: DeviceRow[];
  readonly asked: string[];
  refuse: { kind: string; pointer?: string } | null;
};

/** An office of so many devices, whose server answers from memory. */
function anOffice(devices: DeviceRow[]): Office & { readonly fetch: typeof fetch } {
  const office: Office = { devices, asked: [], refuse: null };
  const json = (body: unknown, status = 200): Response =>
    new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
  const list = (data: readonly unknown[]): Response => json({ data, meta: { next_cursor: null } });
  const touchpoint = {
    id: "H20-0000000001",
    unit: "29869",
    service: null,
    channel: "kiosk",
    form: "default",
    name: "Sảnh",
  };
  const fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const request = input as Request;
    const { pathname } = new URL(request.url);
    office.asked.push(`${request.method} ${pathname}`);
    if (request.method !== "GET" && office.refuse) {
      const { kind, pointer } = office.refuse;
      const errors = pointer ? { errors: [{ pointer, detail: "must be another" }] } : {};
      return json({ type: `/docs/problems#${kind}`, title: kind, status: 422, ...errors }, 422);
    }
    const [, id, more] = /\/devices\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
    if (id === "events")
      return list([{ id: 1, device: devices[0]?.id, kind: "quiet", change: "began", at: ago(60), detail: "" }]);
    if (more === "/codes")
      return json(
        {
          device: id,
          code: "ABCD2345",
          qr_svg: "",
          link: "https://s/kiosk/#enrol=H20.ABCD2345",
          expires_at: new Date(nowMs + 900_000).toISOString(),
          pin: null,
        },
        201,
      );
    if (id) return json(office.devices.find((one) => one.id === id));
    if (pathname.endsWith("/devices")) return list(office.devices);
    if (pathname.endsWith("/touchpoints")) return list([{ ...touchpoint, from: "2025-07-01" }]);
    if (pathname.endsWith("/units"))
      return list([
        {
          code: "29869",
          name: "Phường Cao Lãnh",
          parent: "H20",
          kind: "commune",
          valid_from: "2025-07-01",
          valid_to: null,
        },
      ]);
    return json({ code: "H20", name: "Tỉnh Đồng Tháp", time_zone: "Asia/Ho_Chi_Minh" });
  };
  return Object.assign(office, { fetch: fetch as typeof globalThis.fetch });
}

type Opened = { readonly root: ShadowRoot; readonly told: string[]; readonly tick: () => void };

/** Puts the page on the page; `tick` lets the time pass after which it asks again. */
async function open(office: ReturnType<typeof anOffice>, query: Record<string, string> = {}): Promise<Opened> {
  const told: string[] = [];
  const turns: (() => void)[] = [];
  const session = { agency: "H20", unit: "H20", name: "Nguyễn A", scopes: ["devices:write"] } as unknown as Session;
  const deps: OfficeDeps = {
    ...{ agency: "H20", session, language: "vi", server: "https://feedback.example", drafts: null },
    client: officeClient({ fetch: office.fetch, server: location.origin, signedOut() {} }),
    today: () => "2026-11-24",
    nowMs: () => nowMs,
    every: (_ms, task) => {
      turns.push(task);
      return () => turns.splice(turns.indexOf(task), 1);
    },
    open() {},
    mayOpen: () => true,
    nameOf: (name) => name,
    query: { read: () => query, write() {} },
    tell: (words) => told.push(words),
  };
  const tag = freshName("devices");
  customElements.define(tag, class extends DevicesElement {});
  const element = new (customElements.get(tag) as new (given: OfficeDeps) => HTMLElement)(deps);
  document.body.append(element);
  const root = element.shadowRoot as ShadowRoot;
  await expect.poll(() => root.querySelector("h1 ~ *:not([role=status])")).not.toBeNull();
  return { root, told, tick: () => [...turns].forEach((turn) => void turn()) };
}

const faults = async (): Promise<string[]> =>
  (await axe.run(document.body, { rules: { region: { enabled: false } } })).violations.map(({ id }) => id);

test("of 100 devices those that need somebody stand first, with their reason in words and a mark; more come by a button", async () => {
  const devices = Array.from({ length: 100 }, (_, place) => device(place + 1));
  devices[97] = device(98, { alerts: [{ kind: "quiet", since: ago(40), detail: "" }], last_heartbeat_at: ago(200) });
  devices[98] = device(99, { state: "waiting", enrolled_at: null, last_heartbeat_at: null, heartbeat: null });
  devices[40] = device(41, { alerts: [{ kind: "gap", since: ago(40), detail: "3 lost, 0 wiped" }] });
  const { root } = await open(anOffice(devices));
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
  const { root } = await open(anOffice([device(1, { gaps, alerts })]), { id: device(1).id });
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

test("what the server refuses stands at its field, and nothing typed is lost", async () => {
  const office = anOffice([device(1)]);
  const { root } = await open(office, { id: device(1).id });
  await userEvent.click(page.getByRole("button", { name: /^Sửa tên/ }));
  await userEvent.fill(page.getByLabelText(/^PIN/), "4711");
  office.refuse = { kind: "invalid", pointer: "/pin" };
  await userEvent.click(page.getByRole("button", { name: "Lưu" }));
  await expect.element(page.getByText("PIN gồm 4 đến 8 chữ số.")).toBeVisible();
  expect(root.activeElement?.id).toBe("dv-pin");
  expect((root.activeElement as HTMLInputElement).value).toBe("4711");
  office.refuse = { kind: "unreachable" };
  await userEvent.click(page.getByRole("button", { name: "Lưu" }));
  await expect.element(page.getByText(/^Không kết nối được máy chủ/)).toBeVisible();
  expect(root.querySelector<HTMLInputElement>("#dv-pin")?.value).toBe("4711");
  office.refuse = null;
});

test("a device that is enrolled anew is seen only when a tablet has used the new code", async () => {
  const office = anOffice([device(1)]);
  const { root, tick } = await open(office, { id: device(1).id });
  await userEvent.click(page.getByRole("button", { name: "Mã mới" }));
  await expect.element(page.getByText("ABCD 2345")).toBeVisible();
  expect(root.activeElement?.id).toBe("dv-code");
  // Read again, with the old enrolment.
  office.devices[0] = device(1, { name: "Máy đã đổi tên" });
  tick();
  await expect.poll(() => root.querySelector("h1")?.textContent).toBe("Máy đã đổi tên");
  await expect.element(page.getByText("Đang chờ máy ghi danh…")).toBeVisible();
  office.devices[0] = device(1, { enrolled_at: ago(0) });
  tick();
  await expect.element(page.getByText(/^Máy đã ghi danh lúc 15:00 ngày 24\/11\/2026/)).toBeVisible();
  expect(root.querySelector("svg.qr")).toBeNull();
});

test("a queue file of another device, or no queue file, is not sent", async () => {
  const office = anOffice([device(1)]);
  await open(office, { id: device(1).id });
  const put = (text: string): Promise<void> =>
    userEvent.upload(page.getByLabelText("Chọn tệp"), new File([text], "queue.json", { type: "application/json" }));
  await put("{}");
  await expect.element(page.getByText("Đây không phải tệp hàng chờ.")).toBeVisible();
  await put(JSON.stringify({ kind: "citizen-feedback-queue", device: "device-other", batches: [] }));
  await expect.element(page.getByText("Tệp này của máy khác (device-other).")).toBeVisible();
  expect(office.asked.filter((line) => line.startsWith("POST"))).toEqual([]);
});

test("a list that cannot be loaded says so, and is loaded at the next try", async () => {
  const office = anOffice([device(1)]);
  const works = office.fetch;
  let isUp = false;
  const fetch: typeof globalThis.fetch = (input) => (isUp ? works(input) : Promise.reject(new TypeError("down")));
  const { root } = await open(Object.assign(office, { fetch }));
  await expect.element(page.getByText(/^Không kết nối được máy chủ/)).toBeVisible();
  isUp = true;
  await userEvent.click(page.getByRole("button", { name: "Thử lại" }));
  await expect.poll(() => root.querySelectorAll("tbody tr").length).toBe(1);
});
