import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import type { EnrolmentTicket } from "../../shared/contract/device.ts";
import earlier from "../fixtures/earlier-databases.json" with { type: "json" };
import { callOffice } from "../server/office.ts";
import { hostSite } from "./host-site.ts";
import { openBrowser, openTab } from "./open-browser.ts";

const baseUrl = inject("baseUrl");
const office = { baseUrl, key: inject("officeKey") };
const kioskTouchpoint = "H20-kdra1nk10s";
const patient = { timeout: 15_000, interval: 100 };
const hour = 3_600_000;
const startedAt = new Date().toISOString();

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  const touchpoints = [{ id: kioskTouchpoint, unit: "29869", channel: "kiosk", name: "Sảnh", from: "2025-07-01" }];
  await callOffice(office, "PUT /touchpoints", { touchpoints });
});
afterAll(() => browser.close());

/** A dump's stores with texts replaced, and moved in time to an hour ago. Ids begin with `ids`. */
function movedStores(stores: object, ids: string, texts: Readonly<Record<string, string>>): object {
  const capturedMs = Date.parse("2026-11-24T08:15:00.000+07:00");
  const byMs = Date.now() - hour - capturedMs;
  const iso = (text: string): string => new Date(Date.parse(text) + byMs).toISOString().replace("Z", "+00:00");
  let json = JSON.stringify(stores)
    .replace(/2026-11-24T08:15:\d\d\.\d{3}\+07:00/g, iso)
    .replace(/:(17954\d{8})/g, (_, ms) => `:${Number(ms) + byMs}`)
    .replaceAll('"0193', `"${ids}`);
  for (const [from, to] of Object.entries(texts)) json = json.replaceAll(from, to);
  return JSON.parse(json);
}

type Stores = Record<
  string,
  { keyPath: string[] | null; indexes: string[]; rows: unknown[] | Record<string, unknown> }
>;

/** Replaces a page's database by one like that of the version before. Facts that are there and not given stay. */
async function seed(page: Page, name: string, stores: object): Promise<void> {
  await page.evaluate(
    async ([name, stores]) => {
      const answer = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const before = await answer(indexedDB.open(name));
      const facts: [IDBValidKey, unknown][] = [];
      if (before.objectStoreNames.contains("facts")) {
        const store = before.transaction("facts").objectStore("facts");
        const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
        facts.push(...keys.map((key, at): [IDBValidKey, unknown] => [key, values[at]]));
      }
      before.close();
      await answer(indexedDB.deleteDatabase(name));
      const opening = indexedDB.open(name, 1);
      opening.onupgradeneeded = () => {
        for (const [store, { keyPath, indexes, rows }] of Object.entries(stores as Stores)) {
          const made = opening.result.createObjectStore(store, { keyPath });
          for (const index of indexes) made.createIndex(index, index, { unique: true });
          if (Array.isArray(rows)) for (const row of rows) made.put(row);
          else for (const [key, value] of [...facts, ...Object.entries(rows)]) made.put(value, key);
        }
      };
      (await answer(opening)).close();
    },
    [name, stores] as const,
  );
}

type Row = { readonly id: string; readonly sequence: number | null; readonly revision: number; readonly level: number };

/** What the office has of the ids, in the order of their sequence numbers and ids. */
async function arrived(ids: string): Promise<Row[]> {
  const { data } = await callOffice<{ data: Row[] }>(
    office,
    `GET /feedback?updated_since=${encodeURIComponent(startedAt)}&limit=1000`,
  );
  const own = data.filter(({ id }) => id.startsWith(ids));
  return own.sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0) || (a.id < b.id ? -1 : 1));
}

test("a page with the new widget sends the outbox that the version before left on that site", async () => {
  const tag = `<script type="module" src="${baseUrl}/widget/v1/citizen-feedback.js"></script><citizen-feedback touchpoint="H20-7k3m9q2x4t"></citizen-feedback>`;
  const files = { "/before": "<!doctype html>", "/after": `<!doctype html>${tag}` };
  const policy = `default-src 'none'; script-src ${baseUrl}; connect-src ${baseUrl}`;
  const site = await hostSite({ policy, files });
  const { page, context } = await openTab(browser);
  await page.goto(`${site.origin}/before`);
  const { stores } = earlier.outbox;
  await seed(page, "citizen-feedback", movedStores(stores, "0194", { "https://feedback.example": baseUrl }));
  await page.goto(`${site.origin}/after`);
  const orders = (rows: readonly Row[]): string[] => rows.map(({ id, revision }) => `${id.slice(7, 8)}.${revision}`);
  // 4 was refused for good, 5 was receipted, 6 is for another server.
  await vi.waitFor(async () => expect(orders(await arrived("0194"))).toEqual(["1.1", "2.2", "3.1", "7.1"]), patient);
  await context.close();
  await site.close();
});

test("a kiosk with the new page sends the queue that the version before left, under the same numbers", async () => {
  const { page, context } = await openTab(browser);
  const asked = { touchpoint: kioskTouchpoint, name: "Máy ở sảnh" };
  const ticket = await callOffice<EnrolmentTicket>(office, "POST /devices", asked);
  await page.goto(`${baseUrl}/kiosk/${new URL(ticket.link).hash}`);
  await page.getByRole("button", { name: "Ghi danh" }).click();
  await page.getByRole("button", { name: "Đã hiểu" }).waitFor();
  await page.goto(`${baseUrl}/kiosk/manifest.webmanifest`);
  const { facts, ...stores } = earlier.kiosk.stores;
  const { sequence, placedUntilMs } = facts.rows;
  const left = { ...stores, facts: { ...facts, rows: { sequence, placedUntilMs } } };
  const texts = { "device-0123456789abcdef": ticket.device, "H20-7k3m9q2x4t": kioskTouchpoint };
  await seed(page, "citizen-feedback-kiosk", movedStores(left, "0195", texts));
  await page.goto(`${baseUrl}/kiosk/`);
  const numbers = async (): Promise<unknown[]> =>
    (await arrived("0195")).map(({ id, sequence, revision }) => [id.slice(7, 8), sequence, revision]);
  // 1 was receipted, 4 was refused for good, 8 is another device's. The trial 6 is not among the office's feedback.
  await vi.waitFor(async () => {
    expect(await numbers()).toEqual([
      ["2", 8, 2],
      ["3", 9, 1],
      ["5", 11, 1],
    ]);
  }, patient);
  await context.close();
});
