import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kioskVi } from "../../widget/messages/kiosk-messages.ts";
import { projectRoot, type RunningServer, startServer } from "../server/start-server.ts";
import { codeBlocks, runDocumented, writeStandInCurl } from "./page-commands.ts";

const [start = "", variables = "", ...walk] = codeBlocks("docs/start.md", "sh");
const commands = [...walk, ...codeBlocks("docs/setting-up.md", "sh")];
const recording = codeBlocks("docs/reading-aloud.md", "sh");
const between = "=== next block ===";

let folder: string;
let server: RunningServer;
let answers: string[];
let recorded: string[];

/** Starts an empty server and runs the blocks in one shell, as a person does who follows the pages in their order. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "start-"));
  writeStandInCurl(folder);
  server = await startServer(join(folder, ".data"), { DEMO: "0" });
  writeFileSync(join(folder, "hai-long.mp3"), "ID3 of a recording");
  const all = [variables, ...commands, ...recording].join(`echo; echo "${between}"\n`);
  // The page asks for the year in the agency's time zone.
  const env = { TZ: "Asia/Ho_Chi_Minh" };
  const printed = await runDocumented(all, { cwd: folder, baseUrl: server.baseUrl, curlFolder: folder, env });
  const each = printed.split(`\n${between}\n`).slice(1);
  answers = each.slice(0, commands.length);
  recorded = each.slice(commands.length);
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function answerTo(path: string): unknown {
  const place = commands.findIndex((command) => command.includes(path));
  return JSON.parse(answers[place] ?? "");
}

describe("the way by curl, for whoever begins with an empty server", () => {
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

  it("says who the agency is, for the privacy notice", async () => {
    const { address } = answerTo('PUT "$SERVER/v1/agencies/H99"') as { address: string };
    expect(await (await fetch(`${server.baseUrl}/privacy/H99`)).text()).toContain(address);
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
        .at(-4)
        ?.split("\r\n")
        .filter((line) => line.startsWith("P01,")),
    ).toHaveLength(1);
    expect(answers.at(-3)).toContain('"tally":[0,0,0,0,1]');
  });

  it("sets targets, milestones and a licence", () => {
    expect(JSON.parse(answers.at(-2) ?? "")).toMatchObject({
      targets: [{ value: 90 }],
      milestones: [{ unit: "P01" }],
      licence: { name: "CC BY 4.0" },
    });
  });

  it("closes a touchpoint from a day on", () => {
    const closed = { id: "H99-2m7r4x9k3d", from: "2027-01-04", closed: true };
    expect(JSON.parse(answers.at(-1) ?? "")).toMatchObject({ data: [closed] });
  });

  it("shows an address for the browser that the server has", async () => {
    expect((await fetch(`${server.baseUrl}/rate/H99-5t8w3n6v2h`)).status).toBe(200);
  });
});

describe("the page about reading aloud", () => {
  it("hands in a recording, names it in the form, and finds it at the kiosk", () => {
    const [kept, form, told, heard, list] = recorded.map((answer) => answer.trim());
    const { id } = JSON.parse(kept ?? "") as { id: string };
    expect(JSON.parse(form ?? "")).toMatchObject({ data: [{ version: 2, audio: [{ text: "Hài lòng", id }] }] });
    expect(told).toContain(id);
    expect(heard).toBe("");
    expect(readFileSync(join(folder, "heard.mp3"), "utf8")).toBe("ID3 of a recording");
    expect(JSON.parse(list ?? "")).toMatchObject({ data: [{ id, type: "audio/mpeg", bytes: 18, is_used: true }] });
  });

  it("tells to record texts that a kiosk shows, word for word", () => {
    const page = readFileSync(join(projectRoot, "docs/reading-aloud.md"), "utf8");
    const [table = ""] = /^\| on \| texts \|$[\s\S]*?\n\n/m.exec(page) ?? [];
    const texts = [...table.matchAll(/"([^"]+)"/g)].map(([, text = ""]) => text);
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((text) => !Object.values(kioskVi).includes(text))).toEqual([]);
  });
});
