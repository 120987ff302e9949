/**
 * `npm run deploy`: builds, and deploys to the Cloudflare account that wrangler is signed in to. Arguments go to
 * wrangler.
 */
import { build } from "./build.mjs";
import { runTool } from "./run-tool.mjs";
import { setUp } from "./setup.mjs";

async function deploy() {
  const problem = await setUp();
  if (problem !== null) return problem;
  const built = await build();
  if (built.problem !== undefined) return built.problem;
  const args = ["deploy", "--minify", "--var", `VERSION:${built.version}`, ...process.argv.slice(2)];
  return runTool("wrangler/wrangler-dist/cli.js", { args, show: true });
}

const problem = await deploy();
if (problem !== null) {
  console.error(problem);
  process.exitCode = 1;
}
