/** Builds dist/site (pages and element) and dist/worker (the bundle that both bare workerd and Cloudflare run). */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runTool } from "./run-tool.mjs";
import { setUp } from "./setup.mjs";
import { root } from "./toolchain.mjs";

const sources = [
  "build",
  "shared",
  "widget",
  "worker",
  "package.json",
  "package-lock.json",
  "tsconfig.base.json",
  "wrangler.toml",
  "vite.config.ts",
];
const stamp = join(root, "dist", ".sources");
const outputs = ["dist/worker/worker.js", "dist/site/index.html", "dist/site/widget/v1/citizen-feedback.js"];

const bundleArgs = ["deploy", "--dry-run", "--outdir", "dist/worker", "--minify"];

function filesUnder(path) {
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const inner = `${path}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(inner) : [inner];
  });
}

/** Returns the SHA-256, in hex, of all files that the build reads. */
export function sourcesHash() {
  const hash = createHash("sha256");
  const files = sources.flatMap((path) => (path.includes(".") ? [path] : filesUnder(path))).sort();
  for (const file of files) {
    const bytes = readFileSync(join(root, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

/** Returns the Worker's version: the package's version and eight digits of the hash of the sources. */
export function versionOf(hash) {
  return `${JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version}+${hash.slice(0, 8)}`;
}

function isBuilt(hash) {
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== hash) return false;
  return outputs.every((path) => existsSync(join(root, path)));
}

/**
 * Builds if sources have changed since the last build; `force` builds anyway.
 * Returns `{ version }`, or `{ problem }` with the output of the tool that failed.
 */
export async function build({ force = false, signal } = {}) {
  const hash = sourcesHash();
  if (force || !isBuilt(hash)) {
    rmSync(stamp, { force: true });
    mkdirSync(join(root, "dist"), { recursive: true });
    const problem =
      (await runTool("vite/bin/vite.js", { args: ["build", "--logLevel", "warn"], signal })) ??
      (await runTool("wrangler/wrangler-dist/cli.js", { args: bundleArgs, env: { CI: "1" }, signal }));
    if (problem !== null) return { problem };
    writeFileSync(stamp, hash);
  }
  return { version: versionOf(hash) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problem = (await setUp()) ?? (await build({ force: true })).problem ?? null;
  if (problem !== null) {
    console.error(problem);
    process.exitCode = 1;
  }
}
