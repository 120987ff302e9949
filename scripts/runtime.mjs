import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { root, toolEnv, toolNode, workerdBinary } from "./toolchain.mjs";

const endWithinMs = 3000;

/** Tries to listen at an address. Returns null, or the problem. */
export function tryAddress({ host, port }) {
  const reasons = {
    EADDRINUSE: `port ${port} is taken by another program. Set PORT to a free one.`,
    EACCES: `port ${port} may not be used by this user.`,
    EADDRNOTAVAIL: `${host} is no address of this machine.`,
    ENOTFOUND: `the host name ${host} is not known.`,
    EAI_AGAIN: `the host name ${host} is not known.`,
  };
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(`HOST ${host}, PORT ${port}: ${reasons[error.code] ?? error.message}`));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

/** Starts the keeper of the data folder (keeper.mjs). Returns `{ keeper }`, or `{ problem }` if the folder is locked. */
export function startKeeper(folder) {
  const args = ["--disable-warning=ExperimentalWarning", join(root, "scripts", "keeper.mjs"), folder];
  const keeper = spawn(toolNode(), args, { stdio: ["pipe", "pipe", "inherit"] });
  keeper.stdin.on("error", () => {});
  return new Promise((resolve) => {
    keeper.once("exit", () => resolve({ problem: `DATA_DIR ${folder} cannot be locked.` }));
    createInterface({ input: keeper.stdout }).once("line", (line) => {
      if (line === "locked") resolve({ keeper });
      else if (line === "taken") resolve({ problem: `DATA_DIR ${folder} is in use by another server.` });
      else resolve({ problem: `DATA_DIR ${folder} cannot be locked: ${line}.` });
    });
  });
}

function inUrl(host) {
  return host.includes(":") ? `[${host}]` : host;
}

/** Returns the address at which this machine reaches a server that listens on `host`. */
export function addressOf(host, port) {
  const reachable = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
  return `http://${inUrl(reachable)}:${port}`;
}

/**
 * Starts workerd with the built bundle. Returns `{ runtime, port }` once its socket listens, or `{ problem }`.
 * @param {{ host: string, port: number, dataDir: string, bindings: Record<string, string>, config?: string }} options
 */
export function startRuntime({ host, port, dataDir, bindings, config = join(root, "selfhost", "config.capnp") }) {
  const args = [
    "serve",
    config,
    `--socket-addr=http=${inUrl(host)}:${port}`,
    `--directory-path=do-disk=${join(dataDir, "do")}`,
    `--directory-path=site-disk=${join(root, "dist", "site")}`,
    "--control-fd=3",
  ];
  const env = { PATH: process.env.PATH ?? "", TMPDIR: toolEnv().TMPDIR ?? "/tmp", ...bindings };
  const runtime = spawn(workerdBinary(), args, { env, stdio: ["ignore", "inherit", "inherit", "pipe"] });
  return new Promise((resolve) => {
    runtime.once("error", (error) => resolve({ problem: `workerd could not be started: ${error.message}` }));
    runtime.once("exit", (code, signal) =>
      resolve({ problem: `workerd ended with ${signal ?? code} before it listened.` }),
    );
    createInterface({ input: runtime.stdio[3] }).on("line", (line) => {
      const message = JSON.parse(line);
      if (message.event === "listen" && message.socket === "http") resolve({ runtime, port: message.port });
    });
  });
}

/** Waits until the storage answers or the signal aborts. Returns null, or the problem. */
export async function waitUntilHealthy(address, signal) {
  while (!signal.aborted) {
    const answer = await fetch(`${address}/healthz`, { signal }).catch(() => null);
    const text = await answer?.text().catch(() => "");
    if (answer?.ok) return null;
    if (answer && answer.status !== 503)
      return `The server does not come up: /healthz answers ${answer.status} ${text}`;
    await pause(50);
  }
  return null;
}

/** Ends a child process: SIGTERM, then SIGKILL if it still runs after three seconds. */
export function endProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const last = setTimeout(() => child.kill("SIGKILL"), endWithinMs);
    child.once("exit", () => {
      clearTimeout(last);
      resolve();
    });
    child.kill("SIGTERM");
  });
}
