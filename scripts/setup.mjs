/** Installs missing packages of the lock file. It needs only Node 20 and npm. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root, toolNode, workerdBinary } from "./toolchain.mjs";

const oldestNode = [22, 13];

function packagesOf(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : null;
}

/** Whether every package that this machine needs is installed in the locked version. */
function isInstalled() {
  // npm writes this file last, so it is absent after an interrupted install.
  const installed = packagesOf(join(root, "node_modules", ".package-lock.json"));
  if (installed === null || workerdBinary() === null) return false;
  const wanted = Object.entries(packagesOf(join(root, "package-lock.json")));
  return wanted.every(([path, entry]) => {
    if (path === "") return true;
    const found = installed[path];
    return found === undefined
      ? entry.optional === true
      : found.version === entry.version && found.integrity === entry.integrity;
  });
}

function npm(args, signal) {
  const cli = process.env.npm_execpath?.endsWith(".js") ? [process.env.npm_execpath] : [];
  const command = cli.length > 0 ? process.execPath : "npm";
  const shell = cli.length === 0 && process.platform === "win32";
  return new Promise((resolve) => {
    const options = { cwd: root, stdio: ["ignore", "inherit", "inherit"], shell, ...(signal ? { signal } : {}) };
    const child = spawn(command, [...cli, ...args], options);
    child.on("error", (error) => resolve(`npm could not be started: ${error.message}`));
    child.on("close", (status) => resolve(status === 0 ? null : "npm ci failed; its messages stand above."));
  });
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

/** Installs what is missing. Returns null, or why this machine cannot run the project. */
export async function setUp(signal) {
  if (!isInstalled()) {
    const problem = await npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"], signal);
    if (problem !== null) return problem;
  }
  const node = toolNode();
  const version =
    node === process.execPath
      ? process.versions.node
      : spawnSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }).stdout?.trim();
  if (!version) return `${node} does not run on this machine.`;
  if (!isNewEnough(version))
    return `Node ${oldestNode.join(".")} or later is needed on this machine; this is ${version}.`;
  return null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => stop.abort());
  const problem = await setUp(stop.signal);
  if (problem !== null) {
    console.error(problem);
    process.exitCode = 1;
  }
}
