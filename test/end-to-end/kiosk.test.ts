import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import type { Device, EnrolmentTicket } from "../../shared/contract/device.ts";
import { callOffice } from "../server/office.ts";
import type { KioskProxy } from "./kiosk-proxy.ts";
import { kioskProxy } from "./kiosk-proxy.ts";
import { openBrowser, openTab } from "./open-browser.ts";

const baseUrl = inject("baseUrl");
const office = { baseUrl, key: inject("officeKey") };
const touchpoint = "H20-kmayd9nhg1";
const patient = { timeout: 15_000, interval: 50 };
const day = 24 * 60 * 60 * 1000;

let browser: Browser;
let proxy: KioskProxy;
let context: BrowserContext;

beforeAll(async () => {
  browser = await openBrowser();
  const touchpoints = [{ id: touchpoint, unit: "29869", channel: "kiosk", name: "Sảnh", from: "2025-07-01" }];
  await callOffice(office, "PUT /touchpoints", { touchpoints });
});
beforeEach(async () => {
  proxy = await kioskProxy(baseUrl);
});
afterEach(async () => {
  await context.close();
  await proxy.close();
});
afterAll(() => browser.close());

function makeDevice(): Promise<EnrolmentTicket> {
  return callOffice<EnrolmentTicket>(office, "POST /devices", { touchpoint, name: "Máy ở sảnh" });
}

function deviceOf({ device }: EnrolmentTicket): Promise<Device> {
  return callOffice<Device>(office, `GET /devices/${device}`);
}

/** Opens a tab whose wall clock can be set while the page runs. */
async function openKiosk(given: Browser | BrowserContext = browser): Promise<Page> {
  const tab = await openTab(browser, "newPage" in given && "clearCookies" in given ? given : {});
  context = tab.context;
  await tab.page.addInitScript(() => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + Number(localStorage.getItem("ahead") ?? 0);
  });
  return tab.page;
}

function setClock(page: Page, aheadMs: number): Promise<void> {
  return page.evaluate((ms) => localStorage.setItem("ahead", String(ms)), aheadMs);
}

/** Opens the office's link, and confirms as the technician. */
async function enrol(page: Page, { link }: EnrolmentTicket): Promise<void> {
  await page.goto(`${proxy.origin}/kiosk/${new URL(link).hash}`);
  await page.getByRole("button", { name: "Ghi danh" }).click();
  // A headless browser does not grant persistent storage.
  await press(page.getByRole("button", { name: "Đã hiểu" }));
  await faces(page).first().waitFor();
}

/** Presses a button until it is gone. The page ignores a touch too soon after another one. */
async function press(button: Locator): Promise<void> {
  await button.waitFor();
  while (await button.isVisible()) {
    await button.click({ timeout: 1000 }).catch(() => undefined);
    await button.waitFor({ state: "hidden", timeout: 600 }).catch(() => undefined);
  }
}

const faces = (page: Page) => page.locator("citizen-kiosk button.face");

/** One visit: only a face. */
async function rate(page: Page): Promise<void> {
  await press(faces(page).nth(1));
}

/** Makes the page send its queue at once, as it does when the network is back. */
function comeBack(page: Page): Promise<void> {
  return page.evaluate(() => void dispatchEvent(new Event("online")));
}

async function offlineReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
  });
}

test("a tablet enrols by the office's link, and its ratings arrive with sequence numbers", async () => {
  const ticket = await makeDevice();
  const page = await openKiosk();
  await enrol(page, ticket);
  expect(page.url()).toBe(`${proxy.origin}/kiosk/`);
  await rate(page);
  await vi.waitFor(async () => {
    const device = await deviceOf(ticket);
    expect(device.state).toBe("enrolled");
    expect(device.sequence).toMatchObject({ highest: 1, received: 1, lost: 0 });
  }, patient);
});

test("the office's link works in an open page too", async () => {
  const ticket = await makeDevice();
  const page = await openKiosk();
  await page.goto(`${proxy.origin}/kiosk/`);
  await page.getByRole("button", { name: "Ghi danh" }).waitFor();
  await enrol(page, ticket);
  expect(page.url()).toBe(`${proxy.origin}/kiosk/`);
});

test("the page starts without a network after its first start, and takes ratings", async () => {
  const ticket = await makeDevice();
  const page = await openKiosk();
  await enrol(page, ticket);
  await offlineReady(page);
  proxy.isUp = false;
  await page.reload();
  await faces(page).first().waitFor();
  await rate(page);
  // A rating is stored when it is thanked. A power cut before that may lose it.
  await page.getByText("đã được ghi nhận").first().waitFor();
  await page.reload();
  await faces(page).first().waitFor();
  proxy.isUp = true;
  await comeBack(page);
  await vi.waitFor(async () => expect((await deviceOf(ticket)).sequence.received).toBe(1), patient);
});

/** A fifth of a second of silence as a WAV file: 8 bits, 8,000 samples a second. */
function silence(): Uint8Array<ArrayBuffer> {
  const samples = 1600;
  const bytes = new Uint8Array(44 + samples).fill(128);
  const view = new DataView(bytes.buffer);
  for (const [at, name] of [
    [0, "RIFF"],
    [8, "WAVE"],
    [12, "fmt "],
    [36, "data"],
  ] as const) {
    bytes.set(new TextEncoder().encode(name), at);
  }
  for (const [at, size] of [
    [4, 36 + samples],
    [16, 16],
    [24, 8000],
    [28, 8000],
    [40, samples],
  ] as const) {
    view.setUint32(at, size, true);
  }
  for (const [at, size] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    view.setUint16(at, size, true);
  return bytes;
}

test("without a network a kiosk reads a screen by its recordings, and has the button for their language only", async () => {
  const authorization = `Bearer ${office.key}`;
  const answer = await fetch(`${baseUrl}/v1/agencies/H20/audio`, {
    ...{ method: "POST", headers: { authorization, "content-type": "audio/wav" }, body: silence() },
  });
  const { id } = (await answer.json()) as { id: string };
  const audio = ["Có hài lòng không?", "Hài lòng"].map((text) => ({ language: "vi", text, id }));
  const questions = [{ id: "overall", scale: 5, text: { vi: "Có hài lòng không?" } }];
  await callOffice(office, "PUT /forms", { forms: [{ id: "spoken", questions, audio }] });
  const place = { id: "H20-kmayd9nhg2", unit: "29869", channel: "kiosk", form: "spoken", name: "Sảnh 2" };
  await callOffice(office, "PUT /touchpoints", { touchpoints: [place] });
  const page = await openKiosk();
  await page.addInitScript(() => {
    speechSynthesis.getVoices = () => [];
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
      this.addEventListener("ended", () => (document.title += " played"), { once: true });
      return play.call(this);
    };
  });
  await enrol(page, await callOffice(office, "POST /devices", { touchpoint: place.id, name: "Máy" }));
  await offlineReady(page);
  await page.waitForFunction(async (path) => (await caches.match(path)) !== undefined, `/v1/agencies/H20/audio/${id}`);
  await (await context.newCDPSession(page)).send("Network.clearBrowserCache");
  proxy.isUp = false;
  await page.reload();
  await faces(page).first().waitFor();
  await page.getByRole("button", { name: "Đọc to" }).click();
  await page.waitForFunction(() => document.title.endsWith(" played played"));
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "Tiếng Việt" }).waitFor();
  expect(await page.getByRole("button", { name: "Read aloud" }).count()).toBe(0);
});

test("a revoked device stops within one heartbeat", async () => {
  const ticket = await makeDevice();
  const page = await openKiosk();
  await enrol(page, ticket);
  await callOffice(office, `DELETE /devices/${ticket.device}`);
  await comeBack(page);
  await page.getByText("máy đã bị thu hồi").waitFor();
  expect(await faces(page).count()).toBe(0);
});

test("a second tab says that it is the second, and takes over when the first is closed", async () => {
  const ticket = await makeDevice();
  const first = await openKiosk();
  await enrol(first, ticket);
  const second = await openKiosk(first.context());
  await second.goto(`${proxy.origin}/kiosk/`);
  await second.getByText("đang chạy ở một cửa sổ khác").waitFor();
  await first.close();
  await faces(second).first().waitFor();
});

test("ratings keep their day if the clock was set by days while the network was away", async () => {
  const ticket = await makeDevice();
  const page = await openKiosk();
  await enrol(page, ticket);
  await vi.waitFor(async () => expect((await deviceOf(ticket)).last_heartbeat_at).not.toBeNull(), patient);
  proxy.isUp = false;
  const beforeMs = Date.now();
  await setClock(page, 3 * day);
  await rate(page);
  proxy.isUp = true;
  await comeBack(page);
  await vi.waitFor(async () => expect((await deviceOf(ticket)).sequence.received).toBe(1), patient);
  const { data } = await callOffice<{ data: { sequence: number | null; answered_at: string; flags: string[] }[] }>(
    office,
    `GET /feedback?updated_since=${encodeURIComponent(new Date(beforeMs).toISOString())}`,
  );
  const newest = data.at(-1);
  expect(Math.abs(Date.parse(newest?.answered_at ?? "") - beforeMs)).toBeLessThan(60_000);
  expect(newest?.flags).not.toContain("clock");
});

test("a newer page loads when nobody uses the kiosk, and the queue stays", async () => {
  const ticket = await makeDevice();
  const page = await openKiosk();
  await enrol(page, ticket);
  await offlineReady(page);
  await rate(page);
  proxy.newer = "99.0.0-deadbeef";
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  // Longer than the page waits between checks for a newer version.
  await page.waitForTimeout(6000);
  expect(await page.locator("body[data-version]").count()).toBe(0);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null)).toBe(true);
  await page.locator("body[data-version='99.0.0-deadbeef']").waitFor({ timeout: 45_000 });
  await faces(page).first().waitFor();
  await vi.waitFor(async () => expect((await deviceOf(ticket)).sequence.received).toBe(1), patient);
  const names = await page.evaluate(() => caches.keys());
  expect(names).toEqual(["kiosk-99.0.0-deadbeef"]);
  // And back to the old version, in case the newer one is broken.
  proxy.newer = "";
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await page.locator("body:not([data-version])").waitFor();
  await rate(page);
  await vi.waitFor(async () => expect((await deviceOf(ticket)).sequence.received).toBe(2), patient);
});

test("the page may use the camera, and no other device", async () => {
  const page = await openKiosk();
  const answer = await page.goto(`${proxy.origin}/kiosk/`);
  const headers = answer?.headers() ?? {};
  expect(headers["permissions-policy"]).toBe("camera=(self), microphone=(), geolocation=()");
  expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*worker-src 'self'; media-src 'self'/);
});

test("the page's cache never contains the office's data", async () => {
  const page = await openKiosk();
  await enrol(page, await makeDevice());
  await offlineReady(page);
  const cached = await page.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(cached).toContain("/kiosk/");
  expect(cached.filter((path) => path.startsWith("/v1/"))).toEqual([]);
});

test("on a full device the page says that the rating was not stored", async () => {
  const page = await openKiosk();
  await enrol(page, await makeDevice());
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await rate(page);
  await page.getByText("Máy này không lưu được đánh giá").first().waitFor();
});

test("on an address without https the page says that it needs https", async () => {
  const page = await openKiosk();
  await page.goto(`${proxy.origin.replace("127.0.0.1", "portal.test")}/kiosk/`);
  await page.getByText(/https/).waitFor();
});

test("the page can be installed: it has a manifest and icons", async () => {
  const page = await openKiosk();
  await enrol(page, await makeDevice());
  await offlineReady(page);
  const session = await context.newCDPSession(page);
  const { errors, data } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? "")).toMatchObject({ start_url: "/kiosk/", display: "fullscreen", lang: "vi" });
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  expect(installabilityErrors).toEqual([]);
});
