import { readFileSync, rmSync } from "node:fs";
import { mkdtempSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot, type RunningServer, startServer } from "../server/start-server.ts";
import { openBrowser, openTab } from "./open-browser.ts";
import { documentedAddress } from "./page-commands.ts";

/** The numbered steps of `docs/start.md`, each with the block of text below it. */
function writtenSteps(): string[] {
  const [, pages = ""] = readFileSync(join(projectRoot, "docs/start.md"), "utf8").split("## By pages");
  const [way = ""] = pages.split("## By curl");
  return way.split(/^\d+\. /m).slice(1);
}

/** The text block of a step, without its indentation. */
function blockOf(step: string): string {
  const [, block = ""] = /^ +```text\n([\s\S]*?)^ +```/m.exec(step) ?? [];
  return block.replaceAll(/^ +/gm, "").trim();
}

let server: RunningServer;
let browser: Browser;
let folder: string;
let portal: Server;
let lines = "";
let office: Page;
let host: Page;
let actions = 0;

/** What each kind of step does in the browser. The words are those of the page. */
const acts: readonly (readonly [RegExp, (found: RegExpExecArray, step: string) => Promise<unknown>])[] = [
  [/^Open `([^`]+)`/, ([, address = ""]) => office.goto(address.replace(documentedAddress, server.baseUrl))],
  [/^Type `([^`]+)` into \*\*([^*]+)\*\*/, ([, words = "", label = ""]) => office.getByLabel(label).fill(words)],
  [/^Type the root key.* into \*\*([^*]+)\*\*/, ([, label = ""]) => office.getByLabel(label).fill(server.rootKey)],
  [/^Press \*\*([^*]+)\*\*/, ([, name = ""]) => office.getByRole("button", { name, exact: true }).click()],
  [/^Paste these lines into \*\*([^*]+)\*\*/, ([, label = ""], step) => office.getByLabel(label).fill(blockOf(step))],
  [
    /^Paste the two lines into a page/,
    async () => {
      lines = await office.getByLabel(/^Lines for/).inputValue();
    },
  ],
  [
    /^Open that page/,
    async () => {
      host = (await openTab(browser)).page;
      await host.goto(`http://127.0.0.1:${(portal.address() as AddressInfo).port}/`);
    },
  ],
  [/^Tap a face/, () => host.getByRole("radio", { name: "Hài lòng", exact: true }).check({ force: true })],
  [/^Look at the page .* it says “([^”]+)”/, ([, words = ""]) => office.getByText(new RegExp(`^${words}`)).waitFor()],
];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "start-pages-"));
  [server, browser] = await Promise.all([startServer(join(folder, ".data"), { DEMO: "0" }), openBrowser()]);
  portal = createServer((_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="vi"><title>Cổng</title><body><main>${lines}</main></body></html>`);
  });
  await new Promise<void>((resolve) => void portal.listen(0, "127.0.0.1", resolve));
  office = (await openTab(browser)).page;
  for (const step of writtenSteps()) {
    const [pattern, act] = acts.find(([words]) => words.test(step)) ?? [];
    const found = pattern?.exec(step);
    if (!found || !act) throw new Error(`nobody knows how to: ${step}`);
    await act(found, step);
    if (!step.startsWith("Look")) actions += 1;
  }
});

afterAll(async () => {
  await browser?.close();
  portal?.close();
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

describe("the way by pages, as it is written", () => {
  it("leads from an empty server to the first rating in fewer than 25 actions", () => {
    expect(actions).toBeGreaterThan(10);
    expect(actions).toBeLessThan(25);
  });

  it("has made the units, and counted the rating", async () => {
    const read = async (path: string): Promise<unknown> =>
      (await fetch(`${server.baseUrl}/v1/agencies/H98${path}`)).json();
    expect(await read("")).toMatchObject({ name: "Tỉnh Ví Dụ", address: expect.stringContaining("Số 1") });
    expect(await read("/units")).toMatchObject({ data: { length: 21 } });
  });

  it("goes on where it was left, also after a reload", async () => {
    await office.reload();
    await office.getByText(/^The first rating has come/).waitFor();
  });
});
