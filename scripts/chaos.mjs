/** `npm run chaos -- [VISITS] [SEED]`: builds, then lets people rate at a kiosk while everything around it fails. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "./build.mjs";
import { findChromium } from "./chromium.mjs";
import { setUp } from "./setup.mjs";
import { root, toolEnv, toolNode } from "./toolchain.mjs";

async function chaos() {
  const problem = (await setUp()) ?? (await build()).problem ?? null;
  if (problem !== null) {
    console.error(problem);
    return 1;
  }
  const chromium = await findChromium();
  const env = toolEnv({ ...chromium.env, CHROMIUM: chromium.path });
  const args = ["--no-warnings", join("test", "chaos", "start-chaos.ts"), ...process.argv.slice(2)];
  const child = spawn(toolNode(), args, { cwd: root, env, stdio: "inherit" });
  return new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("close", (code) => resolve(code ?? 1));
  });
}

process.exitCode = await chaos();
