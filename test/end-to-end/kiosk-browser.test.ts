import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { findChromium } from "../../scripts/chromium.mjs";
import { projectRoot } from "../server/start-server.ts";

let folder: string;
let profile: string;
let script: ChildProcess | null = null;
let said: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "citizen-kiosk-"));
  profile = join(folder, "state", "profile");
  said = "";
});

afterEach(async () => {
  await endScript();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
});

/** Runs the script, headless and with a debugging port. */
async function startScript(): Promise<void> {
  const { path, env } = await findChromium();
  const started = spawn(join(projectRoot, "selfhost", "kiosk", "start-kiosk.sh"), {
    env: {
      ...process.env,
      ...env,
      WAYLAND_DISPLAY: "",
      KIOSK_URL: `${inject("baseUrl")}/`,
      KIOSK_PROFILE: profile,
      KIOSK_BROWSER: path,
      KIOSK_FLAGS: "--headless --no-sandbox --remote-debugging-port=0",
    },
  });
  for (const stream of [started.stdout, started.stderr]) stream.on("data", (text) => (said += text));
  script = started;
}

function endScript(): Promise<number | null> {
  const ending = script;
  if (ending === null || ending.exitCode !== null) return Promise.resolve(ending?.exitCode ?? null);
  const ended = new Promise<number | null>((resolve) => ending.once("exit", resolve));
  ending.kill("SIGTERM");
  return ended;
}

async function until<T>(look: () => Promise<T | null> | T | null): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (script?.exitCode !== null) throw new Error(`The script ended: ${said}`);
    await pause(50);
  }
}

const portFile = (): string => join(profile, "DevToolsActivePort");

/** Connects to the script's current browser, and waits for its page. */
async function lookIn(): Promise<{ browser: Browser; page: Page }> {
  return until(async () => {
    const port = existsSync(portFile()) ? readFileSync(portFile(), "utf8").split("\n")[0] : "";
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => null);
    if (browser === null) return null;
    const page = browser.contexts()[0]?.pages()[0];
    if (page?.url() === `${inject("baseUrl")}/`) return { browser, page };
    await browser.close();
    return null;
  });
}

function browserPid(): number {
  const pid = script?.pid;
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").at(-1));
}

const keep = (page: Page): Promise<unknown> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("letter-box", 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore("waiting");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction("waiting", "readwrite", { durability: "strict" });
          writing.objectStore("waiting").put("a rating", 1);
          writing.oncomplete = resolve;
        };
      }),
  );

const kept = (page: Page): Promise<unknown> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open("letter-box");
        opening.onsuccess = () => {
          const reading = opening.result.transaction("waiting").objectStore("waiting").get(1);
          reading.onsuccess = () => resolve(reading.result);
        };
      }),
  );

describe("a kiosk's browser", () => {
  it("comes back after a crash, on the same page and with its queue", async () => {
    await startScript();
    const first = await lookIn();
    await keep(first.page);
    rmSync(portFile());
    process.kill(browserPid(), "SIGKILL");
    const second = await lookIn();
    expect(second.browser.contexts().flatMap((context) => context.pages())).toHaveLength(1);
    expect(await kept(second.page)).toBe("a rating");
  });

  it("ends with the script, and starts again with its queue", async () => {
    await startScript();
    const first = await lookIn();
    await keep(first.page);
    const pid = browserPid();
    expect(await endScript()).toBe(0);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
    rmSync(portFile(), { force: true });
    await startScript();
    expect(await kept((await lookIn()).page)).toBe("a rating");
  });

  it("starts after the machine was renamed", async () => {
    mkdirSync(profile, { recursive: true });
    symlinkSync("former-name-1", join(profile, "SingletonLock"));
    await startScript();
    await lookIn();
    // Some builds of Chromium use no lock.
    const locks = readdirSync(profile).filter((name) => name === "SingletonLock");
    expect(locks.map((name) => readlinkSync(join(profile, name)).replace(/-\d+$/, ""))).not.toContain("former-name");
  });

  it("says what is missing without a page or a browser", async () => {
    const run = (env: Record<string, string>): Promise<string> => {
      const child = spawn("/bin/sh", [join(projectRoot, "selfhost", "kiosk", "start-kiosk.sh")], { env });
      let text = "";
      child.stderr.on("data", (part) => (text += part));
      return new Promise((resolve) => child.once("close", (code) => resolve(`${code}: ${text.trim()}`)));
    };
    expect(await run({ PATH: process.env["PATH"] ?? "", HOME: folder })).toMatch(/^[12]: .*Set KIOSK_URL/);
    const nowhere = { PATH: folder, HOME: folder, KIOSK_URL: "https://feedback.example.gov.vn/kiosk/" };
    expect(await run(nowhere)).toBe("1: No Chromium was found. Install one, or set KIOSK_BROWSER.");
  });
});
