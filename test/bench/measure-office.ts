/**
 * Measures the office at an agency with 125 units, 500 touchpoints, 4,000 services, 60 devices and 10,000 comments, most of them
 * answered: the lists that the page of comments asks for, and how long each page takes until it has all its content, with the
 * processor slowed four times and nothing cached. `npm run bench -- office` runs only this.
 */
import type { Browser } from "playwright-core";
import { openBrowser, openTab } from "../end-to-end/open-browser.ts";
import { signInOffice } from "../end-to-end/sign-in-office.ts";
import { allPages } from "../../widget/office/all-pages.ts";
import { ticketCode } from "../../widget/visit/comment.ts";
import { makeFeedback } from "../server/make-feedback.ts";
import { startBenchServer } from "./bench-server.ts";
import { benchRootKey, setUpAgency } from "./set-up-agency.ts";

const comments = 10_000;
const perBatch = 100;
const answered = 9_000;
const services = 4_000;
const devices = 60;
const loads = 5;
const slowdown = 4;

/** The lists that the page of comments asks for first, and others that moderators look at. */
const lists = [
  "overdue=true&limit=30&state=received,held,approved,hidden,assigned",
  "overdue=false&limit=30&state=received,held,approved,hidden,assigned",
  "overdue=false&limit=30&state=received,held,approved,hidden,assigned&unit=U001",
  "overdue=false&limit=30",
];

const server = await startBenchServer("product");

async function ask<T>(line: string, key: string, body?: unknown): Promise<T> {
  const [method = "GET", path = ""] = line.split(" ");
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json", "if-match": '"1"' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${server.address}/v1${path}`, { method, headers, ...sent });
  if (!answer.ok) throw new Error(`${line}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

type Comments = {
  readonly data: readonly { readonly id: string }[];
  readonly meta: { readonly next_cursor: string | null };
};

async function fill(): Promise<void> {
  const { touchpoints } = await setUpAgency(server.address);
  await fillPlaces(touchpoints.filter(({ channel }) => channel === "kiosk").map(({ id }) => id));
  const portals = touchpoints.filter(({ channel }) => channel === "portal").map(({ id }) => id);
  for (let from = 0; from < comments; from += perBatch) {
    const feedback = Array.from({ length: perBatch }, (_, place) => {
      const comment = `Góp ý số ${from + place}: tôi chờ từ sáng tới trưa mà chưa tới lượt, mong trung tâm mở thêm quầy.`;
      const touchpoint = portals[(from + place) % portals.length] ?? "";
      return {
        ...makeFeedback(touchpoint, 1 + (place % 5), Date.now()),
        comment,
        ticket: ticketCode("B10", ticketBytes()),
      };
    });
    await ask("POST /feedback", benchRootKey, { sent_at: new Date().toISOString(), feedback });
  }
  let cursor = "";
  for (let done = 0; done < answered; ) {
    const page = await ask<Comments>(`GET /agencies/B10/comments?limit=1000${cursor}`, benchRootKey);
    for (let from = 0; from < page.data.length && done < answered; from += 50) {
      const some = page.data.slice(from, from + 50);
      const words = "Trung tâm đã mở thêm quầy.";
      await Promise.all(
        some.map(({ id }) => ask(`POST /agencies/B10/comments/${id}/replies`, benchRootKey, { words })),
      );
      done += some.length;
    }
    cursor = `&cursor=${page.meta.next_cursor}`;
  }
}

/** Services, and devices in their rooms. Each device is an entry of the audit, too. */
async function fillPlaces(kiosks: readonly string[]): Promise<void> {
  const put = Array.from({ length: services }, (_, place) => ({
    id: `1.${String(place).padStart(6, "0")}`,
    name: `Thủ tục số ${place} về đăng ký biến động quyền sử dụng đất và tài sản gắn liền với đất`,
  }));
  for (let from = 0; from < services; from += 1000) {
    await ask("PUT /agencies/B10/services", benchRootKey, { services: put.slice(from, from + 1000) });
  }
  for (let place = 0; place < devices; place += 1) {
    const device = { touchpoint: kiosks[place], name: `Máy ${place}` };
    const made = await ask<{ device: string }>("POST /agencies/B10/devices", benchRootKey, device);
    for (let time = 1; time <= 4; time += 1) {
      await ask(`PATCH /agencies/B10/devices/${made.device}`, benchRootKey, {
        name: `Máy ${place}, đổi tên lần ${time}`,
      });
    }
  }
}

function ticketBytes(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(12));
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measureLists(): Promise<void> {
  for (const list of lists) {
    const times: number[] = [];
    for (let time = 0; time < 20; time += 1) {
      const begun = performance.now();
      await ask(`GET /agencies/B10/comments?${list}`, benchRootKey);
      times.push(performance.now() - begun);
    }
    console.log(`  ${list}: ${middle(times).toFixed(1)} ms`);
  }
}

/** Runs in the page before its scripts: keeps when the page of the office was painted after it last changed. */
function watch(): void {
  const told = window as unknown as { paintedMs: number };
  told.paintedMs = Number.NaN;
  const painted = (): void => {
    requestAnimationFrame(() => setTimeout(() => (told.paintedMs = performance.now())));
  };
  const look = (): void => {
    const frame = document.querySelector("citizen-office")?.shadowRoot;
    const page = [...(frame?.querySelectorAll("*") ?? [])].find(({ localName }) => localName.startsWith("office-"));
    if (!page?.shadowRoot) return void requestAnimationFrame(look);
    new MutationObserver(painted).observe(page.shadowRoot, { childList: true, subtree: true, characterData: true });
    painted();
  };
  requestAnimationFrame(look);
}

/** Opens every page several times, in one tab. */
async function measurePages(browser: Browser): Promise<void> {
  const { page, context } = await openTab(browser, { viewport: { width: 1280, height: 900 } });
  await signInOffice(page, { baseUrl: server.address, key: benchRootKey, agency: "B10", path: "/office/B10/audit" });
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.addInitScript(watch);
  for (const { id } of allPages) {
    const times: number[] = [];
    for (let time = 0; time < loads; time += 1) {
      bytes = 0;
      await page.goto(`${server.address}/office/B10/${id}`, { waitUntil: "networkidle" });
      await page.waitForFunction(() => !Number.isNaN((window as unknown as { paintedMs: number }).paintedMs));
      times.push(await page.evaluate(() => (window as unknown as { paintedMs: number }).paintedMs));
    }
    const rows = times.map((ms) => ms.toFixed(0)).join(", ");
    console.log(`  ${id}: ${middle(times).toFixed(0)} ms of ${rows}; ${(bytes / 1000).toFixed(1)} kB as sent`);
  }
  await context.close();
}

const browser = await openBrowser();
try {
  await fill();
  console.log(`\nThe office of 125 units and ${comments} comments`);
  await measureLists();
  console.log(`\nIts pages with all their content, processor slowed ${slowdown} times, nothing cached; aim 1000 ms`);
  await measurePages(browser);
} finally {
  await browser.close();
  await server.end();
}
