import { execFile } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../server/start-server.ts";

/** Address of the server in every command of the documentation. */
export const documentedAddress = "http://127.0.0.1:8787";

/** Returns the code blocks of one language in a page of the project, in their order. */
export function codeBlocks(page: string, language: string): string[] {
  const text = readFileSync(join(projectRoot, page), "utf8");
  const fenced = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
  return [...text.matchAll(fenced)].map(([, block = ""]) => block);
}

/** Knows the options of curl that the documentation uses. */
const standInCurl = `#!/usr/bin/env node
import { readFileSync, writeFileSync } from "node:fs";
const args = process.argv.slice(2);
const headers = {};
let method, body, address, output;
while (args.length > 0) {
  const arg = args.shift();
  if (arg === "-X") method = args.shift();
  else if (arg === "-d") body = args.shift();
  else if (arg === "-o") output = args.shift();
  else if (arg === "--data-binary") body = readFileSync(args.shift().slice(1));
  else if (arg === "-H") {
    const [, name, value] = /^([^:]+): (.*)$/s.exec(args.shift());
    headers[name] = value;
  } else if (!arg.startsWith("-")) address = arg;
}
const answer = await fetch(address, { method: method ?? (body === undefined ? "GET" : "POST"), headers, body });
const bytes = Buffer.from(await answer.arrayBuffer());
if (output) writeFileSync(output, bytes);
else process.stdout.write(bytes);
`;

/** Writes a stand-in for curl into a folder, since not every machine that runs the tests has it. */
export function writeStandInCurl(folder: string): void {
  writeFileSync(join(folder, "curl"), standInCurl);
  chmodSync(join(folder, "curl"), 0o755);
}

/** Where a shell runs, which server it asks, and the folder of the stand-in for curl. */
export type Shell = {
  readonly cwd: string;
  readonly baseUrl: string;
  readonly curlFolder: string;
  readonly env?: Readonly<Record<string, string>>;
};

/** Returns what a shell prints for a command of the documentation. Rejects with its errors if it fails. */
export function runDocumented(command: string, { cwd, baseUrl, curlFolder, env = {} }: Shell): Promise<string> {
  const here = command.replaceAll(documentedAddress, baseUrl);
  const variables = { ...process.env, PATH: `${process.env["PATH"]}:${curlFolder}`, ...env };
  return new Promise((resolve, reject) => {
    execFile("sh", ["-ec", here], { cwd, env: variables }, (error, stdout, stderr) =>
      error ? reject(new Error(`${here}: ${stderr}`)) : resolve(stdout),
    );
  });
}
