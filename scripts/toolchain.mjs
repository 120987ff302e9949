import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const windows = process.platform === "win32";
const nodePackage = `node-${windows ? "win" : process.platform}-${process.arch}`;
const workerdPackage = `workerd-${windows ? "windows" : process.platform}-${process.arch === "x64" ? "64" : process.arch}`;

function firstExisting(paths) {
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Node that runs the tools: the one in the lock file where there is one for this machine, else the one running now. */
export function toolNode() {
  return (
    firstExisting([join(root, "node_modules", nodePackage, "bin", windows ? "node.exe" : "node")]) ?? process.execPath
  );
}

/** Path of the runtime itself (its package's launcher would be one more process), or null where it is not installed. */
export function workerdBinary() {
  const name = windows ? "workerd.exe" : "workerd";
  const modules = join(root, "node_modules");
  return firstExisting([
    join(modules, "@cloudflare", workerdPackage, "bin", name),
    join(modules, "workerd", "node_modules", "@cloudflare", workerdPackage, "bin", name),
  ]);
}

/** Script of an installed package's command, to be run with {@link toolNode}. */
export function toolScript(path) {
  return join(root, "node_modules", ...path.split("/"));
}

/** Environment in which `node` is the tools' Node and nothing phones home. */
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
