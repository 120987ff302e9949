/**
 * Finds a Chromium that starts on this machine. It tries the one in the lock file first, so tests run in the same one
 * everywhere.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./toolchain.mjs";

const cache = join(root, "node_modules", ".cache", "chromium");
// The package's own file names folders that exist only on AWS Lambda.
const fontsConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(cache, "fonts")}</dir><cachedir>${join(cache, "fonts-cache")}</cachedir></fontconfig>
`;
const patienceMs = 15_000;
const systemNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Whether a click works. A browser without fonts starts, but hangs at the first click. */
async function works({ path, env }) {
  const { chromium } = await import("playwright-core");
  const options = {
    executablePath: path,
    env: { ...process.env, ...env },
    args: ["--no-sandbox"],
    timeout: patienceMs,
  };
  const browser = await chromium.launch(options).catch(() => null);
  if (browser === null) return false;
  try {
    const page = await browser.newPage();
    await page.setContent("<button>Đánh giá</button>");
    await page.click("button", { timeout: patienceMs });
    return true;
  } catch {
    return false;
  } finally {
    await browser.close();
  }
}

/**
 * Unpacks a browser into a folder, unless it is there. `inflate` writes to the folder that `work` is handed: one next to the
 * final one, renamed at the end, so that parallel or interrupted runs leave no incomplete browser.
 */
export async function unpackOnce(folder, work) {
  if (existsSync(folder)) return;
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = draft;
  try {
    const { default: packed, inflate } = await import("@sparticuz/chromium");
    await work(draft, { packed, inflate });
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

async function unpack(draft, { packed, inflate }) {
  await packed.executablePath();
  await inflate(join(root, "node_modules", "@sparticuz", "chromium", "bin", "al2023.tar.br"));
  writeFileSync(join(draft, "fonts.conf"), fontsConfig);
}

async function locked() {
  await unpackOnce(cache, unpack);
  const browser = { path: join(cache, "chromium"), env: { FONTCONFIG_FILE: join(cache, "fonts.conf") } };
  if (await works(browser)) return browser;
  // A bare machine also lacks its libraries (NSS and others). The package has them.
  const libraries = join(cache, "al2023", "lib");
  return {
    ...browser,
    env: { ...browser.env, LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":") },
  };
}

function onPath(name) {
  return (process.env.PATH ?? "")
    .split(":")
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

function installed() {
  const path = systemNames.map(onPath).find((found) => found !== undefined);
  return path === undefined ? null : { path, env: {} };
}

function installFromSystem() {
  if (process.getuid?.() !== 0 || onPath("apt-get") === undefined) return null;
  const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  spawnSync("apt-get", ["update"], options);
  spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], options);
  return installed();
}

const ways = [locked, installed, installFromSystem];

/**
 * Returns `{ path, env }`: the program and its environment variables. The variable `CHROMIUM` names another program.
 * Throws if none starts, because a test that needs a browser must then fail and not be skipped.
 */
export async function findChromium() {
  if (process.env.CHROMIUM) return { path: process.env.CHROMIUM, env: {} };
  const faults = [];
  for (const way of ways) {
    try {
      const browser = await way();
      if (browser !== null && (await works(browser))) return browser;
    } catch (error) {
      faults.push(error.message);
    }
  }
  throw new Error(
    `No Chromium starts on this machine. Install one and set CHROMIUM to its path. ${faults.join(" ")}`.trim(),
  );
}
