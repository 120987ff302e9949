/** `npm run dev`: rebuilds pages and element and reloads the Worker on every change. Its data is in .wrangler/dev. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { sourcesHash, versionOf } from "./build.mjs";
import { keepRootKey, openDataFolder } from "./data-folder.mjs";
import { printWelcome } from "./print-welcome.mjs";
import { runTool } from "./run-tool.mjs";
import { addressOf, endProcess, tryAddress, waitUntilHealthy } from "./runtime.mjs";
import { fillSample, seedDemo } from "./seed-demo.mjs";
import { readServerSettings } from "./server-settings.mjs";
import { setUp } from "./setup.mjs";
import { root, toolEnv, toolNode, toolScript } from "./toolchain.mjs";

const folder = join(root, ".wrangler", "dev");
const viteBuild = ["build", "--logLevel", "warn"];
const stop = new AbortController();
const watchers = [];
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop.abort(null));

function watch(script, args) {
  const options = { cwd: root, env: toolEnv(), stdio: ["ignore", "inherit", "inherit"] };
  const child = spawn(toolNode(), ["--no-warnings", toolScript(script), ...args], options);
  child.once("exit", () => stop.abort(`${script} has ended.`));
  watchers.push(child);
}

function wranglerArgs({ host, port, agencies, rateLimit, trustedProxies, oidcSecrets }, rootKey) {
  const variables = {
    ROOT_KEY: rootKey,
    AGENCIES: agencies.join(","),
    RATE_LIMIT: rateLimit,
    TRUSTED_PROXIES: trustedProxies.text,
    OIDC_SECRETS: oidcSecrets,
    VERSION: versionOf(sourcesHash()),
  };
  const vars = Object.entries(variables).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
  const place = ["--ip", host, "--port", String(port), "--persist-to", folder];
  return ["dev", ...place, "--show-interactive-dev-session=false", "--log-level", "warn", ...vars];
}

async function prepare(settings) {
  return (
    openDataFolder(folder) ??
    (await setUp(stop.signal)) ??
    (await tryAddress(settings)) ??
    (await runTool("vite/bin/vite.js", { args: viteBuild, signal: stop.signal }))
  );
}

/** Runs until it is asked to stop. Returns null, or the problem. */
async function develop() {
  const { settings, problem } = readServerSettings(process.env);
  const unready = problem ?? (await prepare(settings));
  if (unready !== null) return unready;
  const { rootKey, problem: unkept } = keepRootKey(folder, settings.rootKey);
  if (unkept !== undefined) return unkept;
  watch("vite/bin/vite.js", [...viteBuild, "--watch"]);
  watch("wrangler/wrangler-dist/cli.js", wranglerArgs(settings, rootKey));
  const address = addressOf(settings.host, settings.port);
  const unhealthy = await waitUntilHealthy(address, stop.signal);
  if (unhealthy !== null || stop.signal.aborted) return unhealthy ?? stop.signal.reason;
  const isNew = true;
  const demo = settings.demo.hasDemo
    ? await seedDemo({ ...settings, address, rootKey, isNew, dataDir: folder, signal: stop.signal })
    : null;
  if (demo?.problem !== undefined) return demo.problem;
  printWelcome({ ...settings, address, version: "in development", rootKeyPath: join(folder, "root-key"), demo });
  const filled = await fillSample({ address, rootKey, demo, signal: stop.signal });
  if (filled !== null) console.log(filled);
  if (!stop.signal.aborted) await new Promise((resolve) => stop.signal.addEventListener("abort", resolve));
  return stop.signal.reason;
}

const problem = await develop();
if (problem !== null) {
  console.error(problem);
  process.exitCode = 1;
}
await Promise.all(watchers.map(endProcess));
process.exit();
