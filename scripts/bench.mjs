/**
 * `npm run bench`: builds, measures redaction, writes, a year's index, publications, the tap, the kiosk, the board and the office,
 * and prints the results.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "./build.mjs";
import { findChromium } from "./chromium.mjs";
import { runTool } from "./run-tool.mjs";
import { setUp } from "./setup.mjs";
import { root, toolEnv, toolNode } from "./toolchain.mjs";

const fastify = join(root, "test", "bench", "fastify");
const bundle = [
  "deploy",
  "--dry-run",
  "--config",
  "test/bench/wrangler.toml",
  "--outdir",
  join(root, "dist", "bench"),
  "--minify",
];

function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options });
    child.on("error", () => resolve(1));
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** Fastify is no part of the project. The first benchmark installs its packages, with the headers of our own Node. */
async function installFastify() {
  if (existsSync(join(fastify, "node_modules", ".package-lock.json"))) return null;
  const env = toolEnv({ npm_config_nodedir: dirname(dirname(toolNode())) });
  const shell = process.platform === "win32";
  const code = await run("npm", ["ci", "--no-audit", "--loglevel=error"], { cwd: fastify, env, shell });
  return code === 0 ? null : "The packages of test/bench/fastify could not be installed.";
}

/** Amounts of feedback: measures only the year's index. Or `writes`, `hours`, `publications`, `redaction`, `comments`, `kiosk`, `board`, `office`, `floods`: measures only that. */
const asked = process.argv.slice(2);

/** The bundle with calls for measuring, and the server to compare with. Floods are played against the product itself. */
async function prepareOthers() {
  const problem = await runTool("wrangler/wrangler-dist/cli.js", { args: bundle, env: { CI: "1" } });
  const isCompared = asked.length === 0 || asked.includes("writes");
  return problem ?? (isCompared ? await installFastify() : null);
}

async function bench() {
  const problem =
    (await setUp()) ?? (await build()).problem ?? (asked.includes("floods") ? null : await prepareOthers());
  if (problem !== null) {
    console.error(problem);
    return 1;
  }
  const measured = await run(toolNode(), ["--no-warnings", "test/bench/run-bench.ts", ...asked], { env: toolEnv() });
  const isAll = asked.length === 0;
  const inBrowser = { "tap-paint": isAll, "measure-kiosk": isAll || asked.includes("kiosk") };
  const pages = {
    "measure-board": isAll || asked.includes("board"),
    "measure-office": isAll || asked.includes("office"),
  };
  const parts = Object.entries({ ...inBrowser, ...pages });
  if (measured !== 0 || !parts.some(([, isAsked]) => isAsked)) return measured;
  const chromium = await findChromium();
  const env = toolEnv({ ...chromium.env, CHROMIUM: chromium.path });
  for (const [part, isAsked] of parts) {
    if (!isAsked) continue;
    const code = await run(toolNode(), ["--no-warnings", join("test", "bench", `${part}.ts`)], { env });
    if (code !== 0) return code;
  }
  return 0;
}

process.exitCode = await bench();
