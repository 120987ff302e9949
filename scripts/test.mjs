/**
 * `npm test` and `npm run check`: builds, then runs all tests. Arguments go to vitest. The last line counts the tests.
 */
import { spawn } from "node:child_process";
import { build } from "./build.mjs";
import { findChromium } from "./chromium.mjs";
import { setUp } from "./setup.mjs";
import { root, toolEnv, toolNode, toolScript } from "./toolchain.mjs";

function fail(problem) {
  console.error(problem);
  console.log("0 passed, 1 failed");
  process.exit(1);
}

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop.abort());

const problem = (await setUp(stop.signal)) ?? (await build({ signal: stop.signal })).problem ?? null;
if (problem !== null) fail(problem);
const chromium = await findChromium().catch((error) => fail(error.message));

const args = [toolScript("vitest/vitest.mjs"), "run", ...process.argv.slice(2)];
const env = toolEnv({ ...chromium.env, CHROMIUM: chromium.path });
const vitest = spawn(toolNode(), args, { cwd: root, env, stdio: "inherit", signal: stop.signal });
vitest.on("error", () => {});
vitest.on("close", (code) => {
  process.exitCode = code ?? 1;
});
