/**
 * Measures pages of the office at an agency with 125 units and 10,000 comments, most of them answered: the lists that the page of
 * comments asks for, and how long a page takes until it can be used, with the processor slowed four times and nothing cached.
 * `npm run bench -- office` runs only this.
 */
import type { Browser } from "playwright-core";
import { openBrowser, openTab } from "../end-to-end/open-browser.ts";
import { signInOffice } from "../end-to-end/sign-in-office.ts";
import { ticketCode } from "../../widget/visit/comment.ts";
import { makeFeedback } from "../server/make-feedback.ts";
import { startBenchServer } from "./bench-server.ts";
import { benchRootKey, setUpAgency } from "./set-up-agency.ts";

const comments = 10_000;
const perBatch = 100;
const answered = 9_000;
const loads = 7;
const slowdown = 4;

/** Pages, and what is there once they can be used. */
const pages: Readonly<Record<string, string>> = { comments: ".entry" };

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

/** Runs in the page before its scripts. */
function mark(selector: string): void {
  const look = (): void => {
    const frame = document.querySelector("citizen-office")?.shadowRoot;
    const page = [...(frame?.querySelectorAll("*") ?? [])].find(({ localName }) => localName.startsWith("office-"));
    if (page?.shadowRoot?.querySelector(selector))
      requestAnimationFrame(() => setTimeout(() => performance.mark("ready")));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function measurePage(browser: Browser, name: string, key: string): Promise<void> {
  const { page, context } = await openTab(browser, { viewport: { width: 1280, height: 900 } });
  await signInOffice(page, { baseUrl: server.address, key, path: "/office/" });
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.addInitScript(mark, pages[name] ?? "h1");
  const times: number[] = [];
  for (let time = 0; time < loads; time += 1) {
    bytes = 0;
    await page.goto(`${server.address}/office/B10/${name}`);
    await page.waitForFunction(() => performance.getEntriesByName("ready").length > 0);
    times.push(await page.evaluate(() => performance.getEntriesByName("ready")[0]?.startTime ?? Number.NaN));
    await page.waitForLoadState("networkidle");
  }
  await context.close();
  console.log(
    `  ${name}: ready after ${middle(times).toFixed(0)} ms, aim 1000 ms; ${(bytes / 1000).toFixed(1)} kB as sent`,
  );
}

const browser = await openBrowser();
try {
  await fill();
  const scopes = ["comments:read", "comments:write", "indices:read", "audit:read"];
  const { key } = await ask<{ key: string }>("POST /agencies/B10/keys", benchRootKey, { name: "office", scopes });
  console.log(`\nThe office of 125 units and ${comments} comments`);
  await measureLists();
  console.log(`\nIts pages, processor slowed ${slowdown} times, nothing cached`);
  for (const name of Object.keys(pages)) await measurePage(browser, name, key);
} finally {
  await browser.close();
  await server.end();
}
