import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Device, EnrolmentTicket } from "../../shared/contract/device.ts";
import { callOffice } from "../server/office.ts";
import { drainQueue, fillQueue } from "./kiosk-queue.ts";
import { openBrowser, openTab } from "./open-browser.ts";

const baseUrl = inject("baseUrl");
const office = { baseUrl, key: inject("officeKey") };
const touchpoint = "H20-kdra1nk10s";
const queued = 10_000;

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  const touchpoints = [{ id: touchpoint, unit: "29869", channel: "kiosk", name: "Sảnh", from: "2025-07-01" }];
  await callOffice(office, "PUT /touchpoints", { touchpoints });
});
afterAll(() => browser.close());

// `npm run bench -- kiosk` measures the speed, and whether the screen still responds.
test("a queue of ten thousand arrives once each, with its numbers", async () => {
  const { page, context } = await openTab(browser);
  const ticket = await callOffice<EnrolmentTicket>(office, "POST /devices", { touchpoint, name: "Máy ở sảnh" });
  await page.goto(`${baseUrl}/kiosk/${new URL(ticket.link).hash}`);
  await page.getByRole("button", { name: "Ghi danh" }).click();
  await page.getByRole("button", { name: "Đã hiểu" }).waitFor();
  await fillQueue(page, { count: queued, touchpoint });
  await drainQueue(page);
  const { sequence } = await callOffice<Device>(office, `GET /devices/${ticket.device}`);
  expect(sequence).toMatchObject({ highest: queued, received: queued, pending: 0, lost: 0 });
  await context.close();
});
