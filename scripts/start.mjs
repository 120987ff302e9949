/** `npm start`: installs and builds what is missing, serves on bare workerd, and at its end stops all that it started. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { isEmptyFolder, keepRootKey, openDataFolder } from "./data-folder.mjs";
import { openFrontDoor } from "./front-door.mjs";
import { printWelcome } from "./print-welcome.mjs";
import { addressOf, endProcess, startKeeper, startRuntime, tryAddress, waitUntilHealthy } from "./runtime.mjs";
import { fillSample, seedDemo } from "./seed-demo.mjs";
import { readServerSettings } from "./server-settings.mjs";
import { setUp } from "./setup.mjs";

const stop = new AbortController();
const started = { keeper: null, runtime: null, door: null };

/** Its message goes to stderr, with exit code 1. */
class StartProblem extends Error {}

function need(problem) {
  if (stop.signal.aborted) throw stop.signal.reason;
  if (problem !== null && problem !== undefined) throw new StartProblem(problem);
}

async function prepare(settings) {
  need(openDataFolder(settings.dataDir));
  need(await setUp(stop.signal));
  need(await tryAddress(settings));
  const { version, problem } = await build({ signal: stop.signal });
  need(problem);
  return version;
}

async function holdFolder(settings) {
  const { keeper, problem } = await startKeeper(settings.dataDir);
  need(problem);
  started.keeper = keeper;
  // Without its keeper a second server could use the folder.
  keeper.once("exit", () => stop.abort(new StartProblem("The keeper of DATA_DIR has ended; the server stops.")));
}

async function serve(settings, version) {
  await holdFolder(settings);
  const kept = keepRootKey(settings.dataDir, settings.rootKey);
  need(kept.problem);
  const isNew = isEmptyFolder(settings.dataDir);
  const bindings = {
    ROOT_KEY: kept.rootKey,
    AGENCIES: settings.agencies.join(","),
    RATE_LIMIT: settings.rateLimit,
    TRUSTED_PROXIES: `loopback,${settings.trustedProxies.text}`,
    OIDC_SECRETS: settings.oidcSecrets,
    VERSION: version,
    // Only tests set it: an answer that its schema does not fit is a failure then.
    CHECK_ANSWERS: process.env.CHECK_ANSWERS ?? "",
  };
  const runtimePort = await serveBehindDoor({ ...settings, bindings });
  const door = await openFrontDoor({ ...settings, runtimePort, proxies: settings.trustedProxies.proxies });
  need(door.problem);
  started.door = door;
  return { address: addressOf(settings.host, door.port), port: door.port, rootKey: kept.rootKey, isNew };
}

/** Starts workerd where only this machine reaches it. Returns its port once its storage answers. */
async function serveBehindDoor(settings) {
  const { runtime, port, problem } = await startRuntime({ ...settings, host: "127.0.0.1", port: 0 });
  started.runtime = runtime ?? null;
  need(problem);
  started.keeper.stdin.write(`runtime ${runtime.pid}\n`);
  runtime.once("exit", (code, by) => stop.abort(new StartProblem(`workerd ended with ${by ?? code}.`)));
  need(await waitUntilHealthy(addressOf("127.0.0.1", port), stop.signal));
  return port;
}

async function start() {
  const { settings, problem } = readServerSettings(process.env);
  need(problem);
  const version = await prepare(settings);
  const server = await serve(settings, version);
  const demo = settings.demo.hasDemo ? await seedDemo({ ...settings, ...server, signal: stop.signal }) : null;
  need(demo?.problem);
  const rootKeyPath = settings.rootKey === "" ? join(settings.dataDir, "root-key") : null;
  printWelcome({ ...server, host: settings.host, version, rootKeyPath, demo });
  const filled = await fillSample({ ...server, demo, signal: stop.signal });
  if (filled !== null) console.log(filled);
  await new Promise((_, reject) => {
    if (stop.signal.aborted) reject(stop.signal.reason);
    stop.signal.addEventListener("abort", () => reject(stop.signal.reason));
  });
}

async function endAll() {
  started.door?.close();
  if (started.runtime) await endProcess(started.runtime);
  if (started.keeper) {
    const ended = new Promise((resolve) => started.keeper.once("exit", resolve));
    started.keeper.stdin.end();
    if (started.keeper.exitCode === null && started.keeper.signalCode === null) await ended;
  }
}

const pollMs = 300;

/**
 * Calls `gone` once when npm, or the shell that it runs scripts in, has ended. npm does not pass on every signal.
 * Does nothing for a script that npm did not start: its parent may leave it running on purpose.
 */
function watchParent(gone) {
  if (process.env.npm_lifecycle_event !== "start") return;
  const first = ancestors();
  const timer = setInterval(() => {
    const moved = process.ppid !== first.parent;
    if (!moved && (first.grandparent === null || statusOf(first.parent)?.parent === first.grandparent)) return;
    clearInterval(timer);
    gone();
  }, pollMs);
  timer.unref();
}

function ancestors() {
  const parent = process.ppid;
  const status = statusOf(parent);
  // npm runs a script in a shell. Some shells replace themselves by their last command; then npm is the parent.
  const viaShell = status !== null && /sh$/.test(status.name);
  return { parent, grandparent: viaShell ? status.parent : null };
}

/** Returns the name and the parent of a process; null if the system does not say. */
function statusOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const close = text.lastIndexOf(")");
    return { name: text.slice(text.indexOf("(") + 1, close), parent: Number(text.slice(close + 2).split(" ")[1]) };
  } catch {
    return null;
  }
}

const asked = () => stop.abort(null);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, asked);
watchParent(asked);

try {
  await start();
} catch (reason) {
  const cause = stop.signal.aborted ? stop.signal.reason : reason;
  if (cause !== null) console.error(cause instanceof StartProblem ? cause.message : cause);
  process.exitCode = cause === null ? 0 : 1;
}
await endAll();
process.exit();
