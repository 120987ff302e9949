import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const windows = process.platform === "win32";
const nodePackage = `node-${windows ? "win" : process.platform}-${process.arch}`;
const workerdPackage = `workerd-${windows ? "windows" : process.platform}-${process.arch === "x64" ? "64" : process.arch}`;

function firstExisting(paths) {
  return paths.find((path) => existsSync(path)) ?? null;
}

/**
 * Returns the Node that runs the tools: the one in the lock file if it has one for this machine, else the current one.
 */
export function toolNode() {
  return (
    firstExisting([join(root, "node_modules", nodePackage, "bin", windows ? "node.exe" : "node")]) ?? process.execPath
  );
}

/** Returns the path of workerd; null if it is not installed. The launcher of its package would be one more process. */
export function workerdBinary() {
  const name = windows ? "workerd.exe" : "workerd";
  const modules = join(root, "node_modules");
  return firstExisting([
    join(modules, "@cloudflare", workerdPackage, "bin", name),
    join(modules, "workerd", "node_modules", "@cloudflare", workerdPackage, "bin", name),
  ]);
}

/** Returns the script of an installed package's command. Run it with {@link toolNode}. */
export function toolScript(path) {
  return join(root, "node_modules", ...path.split("/"));
}

/** Returns an environment in which `node` is the tools' Node, and no tool sends telemetry. */
export function toolEnv(more = {}) {
  const path = [dirname(toolNode()), join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter);
  return {
    ...process.env,
    PATH: path,
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_LOG_PATH: join(root, "node_modules", ".cache", "wrangler"),
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    ...more,
  };
}
