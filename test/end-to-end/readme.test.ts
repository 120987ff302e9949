import { execFile, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { projectRoot } from "../server/start-server.ts";

const readme = readFileSync(join(projectRoot, "README.md"), "utf8");
const firstSteps = readFileSync(join(projectRoot, "docs", "first-steps.md"), "utf8");
const documented = "http://127.0.0.1:8787";

function blocks(page: string, language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
    ([, text]) => text ?? "",
  );
}

const commands = [readme, firstSteps]
  .flatMap((page) => blocks(page, "sh"))
  .flatMap((block) => block.trim().split("\n"));
const enrol = "npm run enrol -- H20-4v8w2n6r3d";
const reads = commands.filter((command) => command.startsWith("curl "));

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
  // Not every machine that runs the tests has curl; there, fetch stands in for the two options that are used.
  const standIn = `#!/usr/bin/env node
const args = process.argv.slice(2);
const at = args.indexOf("-H");
const [name, value] = at < 0 ? [] : args.splice(at, 2)[1].split(": ");
const answer = await fetch(args.at(-1), { headers: name ? { [name]: value } : {} });
process.stdout.write(Buffer.from(await answer.arrayBuffer()));
`;
  writeFileSync(join(folder, "curl"), standIn);
  chmodSync(join(folder, "curl"), 0o755);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a shell prints for a command of the page, with the running server's address and key. */
function run(command: string): Promise<string> {
  const here = command.replaceAll(documented, inject("baseUrl"));
  const env = {
    ...process.env,
    PATH: `${process.env["PATH"]}:${folder}`,
    OFFICE_KEY: inject("officeKey"),
    SERVER: inject("baseUrl"),
  };
  return new Promise((resolve, reject) => {
    execFile("sh", ["-c", here], { cwd: projectRoot, env }, (error, stdout, stderr) =>
      error ? reject(new Error(`${here}: ${stderr}`)) : resolve(stdout),
    );
  });
}

describe("README and first steps", () => {
  it("have only commands that this test runs", () => {
    expect(commands.filter((command) => !reads.includes(command))).toEqual(["npm ci", "npm start", enrol]);
    expect(reads).toHaveLength(4);
  });

  it("install by `npm ci`, and the lock file has every package for every system", async () => {
    // A dry run, because the tests themselves need the installed packages.
    const output = await run("npm_config_dry_run=true npm ci 2>&1");
    expect(output).not.toContain("Missing:");
  });

  it("serve by `npm start`, which prints what they show", async () => {
    const env = { ...process.env, PORT: "0", DATA_DIR: join(folder, "data") };
    const npm = spawn("sh", ["-c", "exec npm start"], { cwd: projectRoot, env, stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => npm.once("exit", resolve));
    let printed = "";
    for await (const chunk of npm.stdout.setEncoding("utf8")) {
      printed += chunk;
      if (printed.includes("Ctrl-C stops it.")) break;
    }
    npm.kill("SIGTERM");
    await ended;
    expect(printed).toMatch(/Office key\s+cfk_H20_\S+/);
    expect(printed).toMatch(/Demo portal\s+http:\S+\/demo\//);
  });

  it("make an enrolment code for a tablet, as text, link and QR code", async () => {
    const printed = await run(enrol);
    expect(printed).toMatch(/Code\s+[2-9A-HJ-NP-Z]{4} [2-9A-HJ-NP-Z]{4}, once/);
    expect(printed).toMatch(new RegExp(`Link\\s+${inject("baseUrl")}/kiosk/#enrol=H20\\.[2-9A-HJ-NP-Z]{8}`));
    expect(printed).toMatch(/PIN \d{6}/);
    expect(printed).toMatch(/[▀▄█]{10}/);
  });

  it("read an index by curl", async () => {
    const { data } = JSON.parse(await run(reads[0] ?? "")) as { data: { unit: { code: string }; method: string }[] };
    expect(data).toMatchObject([{ unit: { code: "H20" }, method: "top-two@1" }]);
  });

  it("read a spreadsheet with a row per unit, by two methods", async () => {
    const csv = await run(reads[1] ?? "");
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    const lines = csv.trim().split("\r\n");
    expect(lines.filter((line) => line.includes("29869"))).toHaveLength(2);
  });

  it("read the methods and the API's description", async () => {
    expect(await run(reads[2] ?? "")).toContain('"top-two@1"');
    expect(JSON.parse(await run(reads[3] ?? ""))).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) });
  });

  it("embed by two lines whose script, touchpoint and link exist", async () => {
    const [html = ""] = blocks(readme, "html");
    expect(html.trim().split("\n")).toHaveLength(2);
    const [, script = ""] = /src="([^"]+)"/.exec(html) ?? [];
    const [, touchpoint = ""] = /touchpoint="([^"]+)"/.exec(html) ?? [];
    const [, link = ""] = /href="([^"]+)"/.exec(html) ?? [];
    const at = (address: string): Promise<Response> => fetch(address.replace(documented, inject("baseUrl")));
    expect((await at(script)).headers.get("content-type")).toContain("javascript");
    expect((await at(link)).status).toBe(200);
    expect((await at(`${documented}/v1/touchpoints/${touchpoint}`)).status).toBe(200);
  });
});
