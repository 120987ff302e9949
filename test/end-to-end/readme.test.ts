import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { projectRoot } from "../server/start-server.ts";
import { codeBlocks, documentedAddress, runDocumented, writeStandInCurl } from "./page-commands.ts";

const commands = ["README.md", "docs/first-steps.md"]
  .flatMap((page) => codeBlocks(page, "sh"))
  .flatMap((block) =>
    block
      .trim()
      .replaceAll(/\\\n\s*/g, "")
      .split("\n"),
  );
const rootKey = "ROOT_KEY=$(cat .data/root-key)";
const enrol = "npm run enrol -- H20-4v8w2n6r3d";
const curls = commands.filter((command) => command.startsWith("curl "));
const writes = curls.filter((command) => command.includes("-X POST"));
const reads = curls.filter((command) => !writes.includes(command));

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
  writeStandInCurl(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Returns what a shell prints for a command of the page, with the running server's address and key. */
function run(command: string): Promise<string> {
  const baseUrl = inject("baseUrl");
  const env = { OFFICE_KEY: inject("officeKey"), ROOT_KEY: inject("rootKey"), SERVER: baseUrl };
  return runDocumented(command, { cwd: projectRoot, baseUrl, curlFolder: folder, env });
}

describe("README and first steps", () => {
  it("have only commands that this test runs", () => {
    const others = commands.filter((command) => !curls.includes(command));
    expect(others).toEqual(["npm ci", "npm start", rootKey, enrol]);
    expect([writes.length, reads.length]).toEqual([2, 4]);
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

  it("make a sample province on a server that has none", async () => {
    // Other tests expect this server to be without X99.
    const [made = "", filled = ""] = writes.map((command) => command.replaceAll("X99", "X98"));
    expect(JSON.parse(await run(made))).toMatchObject({ code: "X98" });
    expect(JSON.parse(await run(filled))).toMatchObject({ ratings: expect.any(Number) });
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
    const [html = ""] = codeBlocks("README.md", "html");
    expect(html.trim().split("\n")).toHaveLength(2);
    const [, script = ""] = /src="([^"]+)"/.exec(html) ?? [];
    const [, touchpoint = ""] = /touchpoint="([^"]+)"/.exec(html) ?? [];
    const [, link = ""] = /href="([^"]+)"/.exec(html) ?? [];
    const at = (address: string): Promise<Response> => fetch(address.replace(documentedAddress, inject("baseUrl")));
    expect((await at(script)).headers.get("content-type")).toContain("javascript");
    expect((await at(link)).status).toBe(200);
    expect((await at(`${documentedAddress}/v1/touchpoints/${touchpoint}`)).status).toBe(200);
  });
});
