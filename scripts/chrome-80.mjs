/** Starts Chrome 80, the oldest browser that is promised, from the lock file. */
import { join } from "node:path";
import { findChromium, unpackOnce } from "./chromium.mjs";
import { root } from "./toolchain.mjs";

const folder = join(root, "node_modules", ".cache", "chrome-80");

/** Whether this machine can run it: its only binary is for Linux on x64. */
export const hasChrome80 = process.platform === "linux" && process.arch === "x64";

/** Starts it with the fonts and libraries that the newer Chromium needs here, too. Returns puppeteer's browser. */
export async function startChrome80() {
  await unpackOnce(folder, (_draft, { inflate }) =>
    inflate(join(root, "node_modules", "chrome-aws-lambda", "bin", "chromium.br")),
  );
  const { env } = await findChromium();
  const { default: puppeteer } = await import("puppeteer-core");
  return puppeteer.launch({
    executablePath: join(folder, "chromium"),
    // A test's certificate is signed by nobody.
    args: [
      "--no-sandbox",
      "--single-process",
      "--no-zygote",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--ignore-certificate-errors",
    ],
    env: { ...process.env, ...env },
  });
}
