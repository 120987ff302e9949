import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningServer, startServer } from "../server/start-server.ts";
import { codeBlocks, runDocumented, writeStandInCurl } from "./page-commands.ts";

const [start = "", variables = "", ...commands] = codeBlocks("docs/setting-up.md", "sh");
const between = "=== next block ===";

let folder: string;
let server: RunningServer;
let answers: string[];

/** Starts an empty server and runs the blocks in one shell, as a person does who follows the page in its order. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "setting-up-"));
  writeStandInCurl(folder);
  server = await startServer(join(folder, ".data"), { DEMO: "0" });
  const all = [variables, ...commands].join(`echo; echo "${between}"\n`);
  // The page asks for the year in the agency's time zone.
  const env = { TZ: "Asia/Ho_Chi_Minh" };
  const printed = await runDocumented(all, { cwd: folder, baseUrl: server.baseUrl, curlFolder: folder, env });
  answers = printed.split(`\n${between}\n`).slice(1);
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function answerTo(path: string): unknown {
  const place = commands.findIndex((command) => command.includes(path));
  return JSON.parse(answers[place] ?? "");
}

describe("the page for whoever sets up an agency", () => {
  it("begins with an empty server", () => {
    expect(start.trim()).toBe("DEMO=0 npm start");
    expect(answers).toHaveLength(commands.length);
  });

  it("gets no problem from any of its commands", () => {
    expect(answers.filter((answer) => answer.includes("/docs/problems#") || answer.trim() === "")).toEqual([]);
  });

  it("makes the agency, and keys for the office and a unit", () => {
    expect(answerTo('/v1/agencies"')).toMatchObject({ code: "H99" });
    expect(answers[1]).toMatch(/^cfk_H99_\S+$/m);
    expect(answerTo('"unit": "P01"')).toMatchObject({ unit: "P01", key: expect.stringMatching(/^cfk_H99_/) });
  });

  it("writes units, services, a form and touchpoints", () => {
    expect(answerTo("/units")).toMatchObject({ data: [{ code: "SNV" }, { code: "P01" }, { code: "P01-MC" }] });
    expect(answerTo("/services")).toMatchObject({ data: [{ id: "1.001193" }, { id: "1.000894" }] });
    expect(answerTo("/forms")).toMatchObject({ data: [{ id: "one-stop", version: 1 }] });
    expect(answerTo("H99/touchpoints")).toMatchObject({ data: [{ form: "default" }, { form: "one-stop" }] });
    expect(answerTo("v1/touchpoints/")).toMatchObject({ channel: "kiosk", unit: { code: "P01-MC" } });
  });

  it("gives a first rating and reads it in the index", () => {
    expect(answerTo("/v1/feedback")).toMatchObject({ receipts: [{ outcome: "accepted" }] });
    expect(answerTo("indices?")).toMatchObject({ data: [{ n: 1, tally: [0, 0, 0, 1, 0], value: 100 }] });
    expect(
      answers
        .at(-2)
        ?.split("\r\n")
        .filter((line) => line.startsWith("P01,")),
    ).toHaveLength(1);
    expect(answers.at(-1)).toContain('"tally":[0,0,0,0,1]');
  });

  it("shows an address for the browser that the server has", async () => {
    expect((await fetch(`${server.baseUrl}/rate/H99-5t8w3n6v2h`)).status).toBe(200);
  });
});
