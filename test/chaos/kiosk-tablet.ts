import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { findChromium } from "../../scripts/chromium.mjs";

/** The kiosk's screen, and the rating that it shows. */
export type Screen = {
  /** The screen's name: `faces`, `more`, `comment`, `question`, `pressure`, `thanks`, `closed`, `enrol`. */
  readonly step: string;
  readonly told: "thanks" | "refusal" | "nothing";
  readonly item: ShownItem | null;
};

/** A rating as the screen knows it. */
export type ShownItem = {
  readonly id: string;
  readonly revision: number;
  readonly level?: number;
  readonly reasons?: readonly string[];
  readonly comment?: string;
  readonly answers?: Readonly<Record<string, number>>;
  readonly pressure?: string;
};

/** A tablet: a browser with a lasting profile and one page. */
export type KioskTablet = {
  readonly profile: string;
  page: () => Page;
  screen: () => Promise<Screen>;
  /** Starts the browser if it is not running, and loads the page at `path`. */
  start: (path?: string) => Promise<void>;
  /** Ends the browser as its menu does. */
  close: () => Promise<void>;
  /** Kills the whole browser. */
  kill: () => Promise<void>;
  /** Kills the processes of pages, and loads the page in a new tab. */
  killTab: () => Promise<void>;
  /** Opens the page in a second tab, which must say that it is the second, and closes one of the two. */
  openSecond: (keepsFirst: boolean) => Promise<void>;
  /** Switches the browser's network off or on. */
  setOffline: (isOffline: boolean) => Promise<void>;
  setClock: (aheadMs: number) => Promise<void>;
  /** Fills the browser's storage, or frees it. It may take half a minute until it is full. */
  fill: (isFull: boolean) => Promise<void>;
  /** Makes the page send its queue at once, as it does when the network is back. */
  hurry: () => Promise<void>;
  /** Returns how many revisions wait on the tablet. */
  waiting: () => Promise<number>;
};

const patienceMs = 30_000;

/** Makes a tablet with its profile in a folder, for the kiosk page of an origin. */
export async function kioskTablet(profile: string, origin: string): Promise<KioskTablet> {
  const { path: executablePath, env } = await findChromium();
  let context: BrowserContext | undefined;
  let page: Page | undefined;
  const open = async (path: string): Promise<void> => {
    const tab = await running(context).newPage();
    tab.setDefaultTimeout(patienceMs);
    await tab.goto(origin + path);
    page = tab;
  };
  const launch = async (): Promise<void> => {
    context = await chromium.launchPersistentContext(profile, {
      executablePath,
      env: { ...process.env, ...env },
      args: ["--no-sandbox"],
      locale: "vi-VN",
      viewport: { width: 1080, height: 1600 },
    });
    await context.addInitScript(movableClock);
  };
  const shown = (): Page => {
    if (!page) throw new Error("The tablet is off");
    return page;
  };
  return {
    profile,
    page: shown,
    async screen() {
      // A page that is reloading shows nothing.
      return shown()
        .evaluate(readScreen)
        .catch(() => ({ step: "", told: "nothing", item: null }));
    },
    async start(path = "/kiosk/") {
      if (!context) await launch();
      const before = running(context).pages();
      await open(path);
      for (const tab of before) await tab.close();
    },
    async close() {
      await context?.close();
      await untilGone(profile);
      context = undefined;
    },
    async kill() {
      const gone = new Promise((resolve) => running(context).once("close", resolve));
      for (const { pid } of processesOf(profile).filter(({ type }) => type === "")) process.kill(pid, "SIGKILL");
      await gone;
      await untilGone(profile);
      context = undefined;
    },
    async killTab() {
      const before = running(context).pages();
      const crashed = new Promise((resolve) => shown().once("crash", resolve));
      for (const { pid } of processesOf(profile).filter(({ type }) => type === "renderer"))
        process.kill(pid, "SIGKILL");
      await crashed;
      await open("/kiosk/");
      for (const tab of before) await tab.close();
    },
    async openSecond(keepsFirst) {
      const first = shown();
      await open("/kiosk/");
      await shown().getByText("đang chạy ở một cửa sổ khác").waitFor();
      if (!keepsFirst) return first.close();
      await shown().close();
      page = first;
    },
    async setOffline(isOffline) {
      // A service worker that was just killed does not answer. All others have.
      const patience = new Promise((resolve) => setTimeout(resolve, 5000));
      await Promise.race([running(context).setOffline(isOffline), patience]);
    },
    setClock: (aheadMs) =>
      onceLoaded(() => shown().evaluate((ms) => localStorage.setItem("ahead", String(ms)), aheadMs)),
    async fill(isFull) {
      const session = await running(context).newCDPSession(shown());
      const { usage } = await session.send("Storage.getUsageAndQuota", { origin });
      const quota = { origin, ...(isFull && { quotaSize: Math.max(1, Math.round(usage)) }) };
      await session.send("Storage.overrideQuotaForOrigin", quota);
      // The limit lasts as long as its session.
      if (!isFull) await session.detach();
    },
    hurry: () => onceLoaded(() => shown().evaluate(() => void dispatchEvent(new Event("online")))),
    waiting: () => onceLoaded(() => shown().evaluate(countWaiting)),
  };
}

/** Asks the page again if it was reloading: a newer version may load at any time. */
async function onceLoaded<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!String(error).includes("Execution context was destroyed")) throw error;
    return onceLoaded(ask);
  }
}

/** Makes a tablet with a copy of another tablet's profile. That tablet must be off. */
export function cloneTablet(of: string, profile: string, origin: string): Promise<KioskTablet> {
  cpSync(of, profile, { recursive: true, filter: (path) => !/\/Singleton/.test(path) });
  return kioskTablet(profile, origin);
}

/** Wipes a profile. Its browser must be off. */
export function wipeProfile(profile: string): void {
  // A process of the browser may still be writing.
  rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
}

/** Presses a button until it is gone. The page ignores a press too soon after another one. */
export async function pressUntilGone(button: Locator): Promise<void> {
  await button.waitFor();
  while (await button.isVisible()) {
    await button.click({ timeout: 1000 }).catch(() => undefined);
    await button.waitFor({ state: "hidden", timeout: 600 }).catch(() => undefined);
  }
}

function running(context: BrowserContext | undefined): BrowserContext {
  if (!context) throw new Error("The tablet is off");
  return context;
}

type BrowserProcess = { readonly pid: number; readonly type: string };

/** Returns the processes of a profile's browser. */
function processesOf(profile: string): BrowserProcess[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const words = readFileSync(join("/proc", name, "cmdline"), "utf8")
          .split("\0")
          .join(" ");
        const parent = Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(join("/proc", name, "status"), "utf8"))?.[1]);
        return [{ pid: Number(name), parent, words, type: /--type=([\w-]+)/.exec(words)?.[1] ?? "" }];
      } catch {
        return [];
      }
    });
  const family = new Set(
    all.filter(({ words, type }) => type === "" && words.includes(`--user-data-dir=${profile} `)).map(({ pid }) => pid),
  );
  for (let grown = -1; grown !== family.size; ) {
    grown = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all.filter(({ pid }) => family.has(pid));
}

async function untilGone(profile: string): Promise<void> {
  while (processesOf(profile).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Replaces the wall clock by one that can be set. The monotonic clock does not change. */
function movableClock(): void {
  const real = Date.now.bind(Date);
  Date.now = () => real() + Number(localStorage.getItem("ahead") ?? 0);
}

function readScreen(): Screen {
  type Element = HTMLElement & { readonly visits?: { readonly visit: { readonly draft: { item: ShownItem } | null } } };
  const kiosk = document.querySelector<Element>("citizen-kiosk");
  const said = kiosk?.shadowRoot?.querySelector(".recorded [role=status], .thanks [role=status]")?.textContent ?? "";
  return {
    step: kiosk?.shadowRoot?.querySelector("main")?.className ?? "",
    told: said.includes("đã được ghi nhận") ? "thanks" : said.includes("không lưu được") ? "refusal" : "nothing",
    item: kiosk?.visits?.visit.draft?.item ?? null,
  };
}

async function countWaiting(): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("citizen-feedback-kiosk");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const rooms = ["waiting", "parked"];
  const counts = await Promise.all(
    rooms.map(
      (room) =>
        new Promise<number>((resolve, reject) => {
          const counting = database.transaction(room).objectStore(room).count();
          counting.onsuccess = () => resolve(counting.result);
          counting.onerror = () => reject(counting.error);
        }),
    ),
  );
  database.close();
  return counts.reduce((sum, count) => sum + count, 0);
}
