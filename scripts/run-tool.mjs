import { spawn } from "node:child_process";
import { root, toolEnv, toolNode, toolScript } from "./toolchain.mjs";

/**
 * Runs an installed package's script. Returns null, or its output if it failed.
 * @param {string} script path below node_modules
 * @param {{ args?: string[], env?: object, signal?: AbortSignal, show?: boolean }} options `show`: it writes to the
 * terminal
 */
export function runTool(script, { args = [], env = {}, signal, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(toolNode(), ["--no-warnings", toolScript(script), ...args], {
      cwd: root,
      env: toolEnv(env),
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
      ...(signal ? { signal } : {}),
    });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => said.push(chunk));
    child.on("error", (error) => said.push(Buffer.from(`${error.message}\n`)));
    child.on("close", (status, by) => {
      const words = Buffer.concat(said).toString().trim();
      resolve(status === 0 ? null : `${script} failed${by ? ` (${by})` : ""}.\n${words}`.trim());
    });
  });
}
