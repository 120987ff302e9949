import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Device, EnrolmentTicket } from "../../shared/contract/device.ts";
import { callOffice } from "../server/office.ts";
import { openBrowser, openTab } from "./open-browser.ts";

const baseUrl = inject("baseUrl");
const office = { baseUrl, key: inject("officeKey") };
const touchpoint = "H20-kdra1nk10s";
const queued = 10_000;
const fewestPerSecond = 500;
const longestTaskMs = 50;

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  const touchpoints = [{ id: touchpoint, unit: "29869", channel: "kiosk", name: "Sảnh", from: "2025-07-01" }];
  await callOffice(office, "PUT /touchpoints", { touchpoints });
});
afterAll(() => browser.close());

/** A queue of weeks without a network, as the device would have kept it. */
async function fill(page: Page, count: number): Promise<void> {
  await page.evaluate(
    async ({ count, touchpoint }) => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open("citizen-feedback-kiosk");
        opening.onsuccess = () => resolve(opening.result);
      });
      const read = <T>(store: string, key: IDBValidKey | null): Promise<T> =>
        new Promise((resolve) => {
          const from = database.transaction(store).objectStore(store);
          const reading = key === null ? from.getAll() : from.get(key);
          reading.onsuccess = () => resolve(reading.result);
        });
      const { device } = await read<{ device: string }>("facts", "identity");
      const epoch = (await read<{ id: number }[]>("epochs", null)).at(-1)?.id;
      const hex = (number: number, length: number) => number.toString(16).padStart(length, "0");
      const writing = database.transaction(["waiting", "facts"], "readwrite");
      for (let at = 0; at < count; at++) {
        const ms = Date.now() - 60_000 + at;
        const time = hex(ms, 12);
        const id = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${hex(at, 12)}`;
        const answered_at = new Date(ms).toISOString().replace("Z", "+00:00");
        const amend_key = "abcdefghijklmnopqrstuv";
        const item = { id, revision: 1, amend_key, touchpoint, answered_at, level: 1 + (at % 5), locale: "vi" };
        writing.objectStore("waiting").put({ id, device, sequence: at + 1, session: "", tappedAtMs: 0, epoch, item });
      }
      writing.objectStore("facts").put(count, "sequence");
      await new Promise<void>((resolve) => {
        writing.oncomplete = () => resolve();
      });
      database.close();
    },
    { count, touchpoint },
  );
}

/** Milliseconds until nothing waits, and how long the page's longest task was. */
function drain(page: Page): Promise<{ ms: number; longestTaskMs: number }> {
  return page.evaluate(async () => {
    let longestTaskMs = 0;
    const watch = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
    });
    watch.observe({ entryTypes: ["longtask"] });
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open("citizen-feedback-kiosk");
      opening.onsuccess = () => resolve(opening.result);
    });
    const left = (): Promise<number> =>
      new Promise((resolve) => {
        const counting = database.transaction("waiting").objectStore("waiting").count();
        counting.onsuccess = () => resolve(counting.result);
      });
    const from = performance.now();
    dispatchEvent(new Event("online"));
    while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
    const ms = performance.now() - from;
    database.close();
    return { ms, longestTaskMs };
  });
}

// Other work on the same machine may hold a browser up; it does not do so every time.
test("ten thousand that waited are sent at 500 a second or more, and the screen does not freeze", {
  retry: 2,
}, async () => {
  const { page, context } = await openTab(browser);
  const ticket = await callOffice<EnrolmentTicket>(office, "POST /devices", { touchpoint, name: "Máy ở sảnh" });
  await page.goto(`${baseUrl}/kiosk/${new URL(ticket.link).hash}`);
  await page.getByRole("button", { name: "Ghi danh" }).click();
  await page.getByRole("button", { name: "Đã hiểu" }).waitFor();
  await fill(page, queued);
  const drained = await drain(page);
  const { sequence } = await callOffice<Device>(office, `GET /devices/${ticket.device}`);
  expect(sequence).toMatchObject({ highest: queued, received: queued, pending: 0, lost: 0 });
  expect(queued / (drained.ms / 1000)).toBeGreaterThan(fewestPerSecond);
  expect(drained.longestTaskMs).toBeLessThanOrEqual(longestTaskMs);
  await context.close();
});
