/**
 * `npm run api-types`: writes the types of the office's calls from the OpenAPI document. The generator needs an older TypeScript
 * than the project, so it has a folder of its own, `build/api-types/`; what it writes is committed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, toolEnv, toolNode } from "./toolchain.mjs";

const folder = join(root, "build", "api-types");
const target = join(root, "widget", "office-ui", "api-types.d.ts");

function run(command, args, cwd = root) {
  const { status } = spawnSync(command, args, { cwd, stdio: "inherit", env: toolEnv() });
  if (status !== 0) process.exit(status ?? 1);
}

async function write() {
  const at = (path) => new URL(`../${path}`, import.meta.url).href;
  const { allOperations } = await import(at("worker/agency/all-operations.ts"));
  const { getOpenapi } = await import(at("worker/api/openapi.ts"));
  const { fingerprint, officeDocument } = await import(at("build/api-types/office-document.ts"));
  const answer = await getOpenapi(() => allOperations).handle({ environment: {} }, null, {});
  const document = officeDocument(JSON.parse(answer.value.body));
  const json = join(mkdtempSync(join(tmpdir(), "api-types-")), "openapi.json");
  writeFileSync(json, JSON.stringify(document));
  run(toolNode(), [join(folder, "node_modules/openapi-typescript/bin/cli.js"), json, "-o", target]);
  const made = readFileSync(target, "utf8").replaceAll(/^\s+\w+\?: never;\n/gm, "");
  writeFileSync(
    target,
    `// Made by \`npm run api-types\` from the OpenAPI document ${fingerprint(document)}.\n${made}`,
  );
}

if (process.argv.includes("--write")) await write();
else {
  if (!existsSync(join(folder, "node_modules", ".package-lock.json"))) run("npm", ["ci", "--loglevel=error"], folder);
  run(toolNode(), ["--no-warnings", join(root, "scripts", "api-types.mjs"), "--write"]);
}
