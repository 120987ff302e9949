import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { projectRoot } from "../server/start-server.ts";

const read = (...path: string[]): string => readFileSync(join(projectRoot, ...path), "utf8");
const lines = (name: string): string[] =>
  read("test", "fixtures", name)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

const guide = read("docs", "lockdown.md");
const script = read("selfhost", "kiosk", "start-kiosk.sh");
const policy = JSON.parse(read("selfhost", "kiosk", "chromium-policy.json")) as Record<string, unknown>;
const windows = ["shell-launcher.xml", "assigned-access.xml"].map((name) => read("selfhost", "kiosk", "windows", name));
const knownSwitches = new Set(lines("chromium-switches.txt"));

const switchesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/--([a-z][a-z-]+)/g)].map(([, name = ""]) => name)),
];
const featuresIn = (text: string): string[] =>
  [...text.matchAll(/--disable-features=(\S+)/g)].flatMap(([, names = ""]) => names.split(","));
/** The arguments of the browser. */
const command = /"\$browser" \\\n([\s\S]*?)"\$url"/.exec(script)?.[1] ?? "";
/** Returns the first cells of the tables in a part of the guide. */
const firstCells = (from: string, to: string): string =>
  (guide.split(from)[1]?.split(to)[0] ?? "").replace(/^\| (.*?) \|.*$/gm, "$1");

describe("the browser of a kiosk", () => {
  it("knows the switches that it is started with", () => {
    expect(switchesIn(command)).toHaveLength(13);
    expect([command, ...windows].flatMap(switchesIn).filter((name) => !knownSwitches.has(name))).toEqual([]);
    expect([command, ...windows].flatMap(featuresIn).filter((name) => !knownSwitches.has(name))).toEqual([]);
  });

  it("never loses ratings that wait for the network", () => {
    const forgetful = /--(incognito|guest|inprivate|edge-kiosk-type|temp-profile)|rm -r/;
    const commands = [script.replace(/^\s*#.*$/gm, ""), ...windows];
    expect(commands.filter((text) => forgetful.test(text))).toEqual([]);
    expect(policy["ClearBrowsingDataOnExitList"]).toBeUndefined();
    expect(policy["CookiesSessionOnlyForUrls"]).toBeUndefined();
    expect(policy).toMatchObject({ ForceEphemeralProfiles: false, DefaultCookiesSetting: 1 });
  });

  it("has the same switches on Windows and on Linux", () => {
    const linuxOnly = new Set(["user-data-dir", "password-store", "ozone-platform"]);
    const wanted = switchesIn(command).filter((name) => !linuxOnly.has(name));
    expect(windows.map((text) => wanted.filter((name) => !switchesIn(text).includes(name)))).toEqual([[], []]);
  });

  it("knows its policies", () => {
    const known = new Set(lines("chromium-policies.txt"));
    expect(known.size).toBeGreaterThan(500);
    expect(Object.keys(policy).filter((name) => !known.has(name))).toEqual([]);
  });

  it("opens one server, which may keep its storage and use the camera", () => {
    const [server] = policy["URLAllowlist"] as string[];
    expect(policy).toMatchObject({
      URLBlocklist: ["*", "chrome://*"],
      NotificationsAllowedForUrls: [server],
      VideoCaptureAllowedUrls: [server],
    });
    expect(read("selfhost", "kiosk", "citizen-kiosk.env")).toContain(`KIOSK_URL=${server}/kiosk/`);
    expect(windows.filter((text) => text.includes(`${server}/kiosk/`))).toHaveLength(2);
  });
});

describe("the lockdown guide", () => {
  it("explains every switch of the script, and no others", () => {
    const explained = switchesIn(firstCells("| flag | why |", "\n\n"));
    expect(explained.sort()).toEqual(switchesIn(command).sort());
  });

  it("explains every policy of the file, and no others", () => {
    const cells = firstCells("| policies | why |", "\n\n");
    const explained = [...cells.matchAll(/`(\w+)`/g)].map(([, name]) => name);
    expect(explained.sort()).toEqual(Object.keys(policy).sort());
  });

  it("names only files that exist", () => {
    const named = [...guide.matchAll(/selfhost\/[\w./-]+[\w/]/g)].map(([path]) => path);
    const folders = ["", "windows"].flatMap((inner) =>
      readdirSync(join(projectRoot, "selfhost", "kiosk", inner)).map((name) =>
        ["selfhost/kiosk", inner, name].filter(Boolean).join("/"),
      ),
    );
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((path) => !folders.some((file) => `${file}/`.startsWith(path)))).toEqual([]);
  });

  it("has the commands of the sheet", () => {
    const sheet = read("docs", "lockdown.vi.md");
    const quoted = [...sheet.matchAll(/`((?:adb|apply|set-policy)[^`]+)`/g)].map(([, text = ""]) => text);
    expect(quoted.length).toBeGreaterThan(3);
    expect(quoted.filter((text) => !guide.includes(text))).toEqual([]);
  });
});

const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;

const units = [
  ["selfhost", "citizen-feedback.service"],
  ["selfhost", "kiosk", "citizen-kiosk.service"],
  ["selfhost", "kiosk", "citizen-kiosk-night.service"],
  ["selfhost", "kiosk", "citizen-kiosk-night.timer"],
].map((path) => ({ name: path.at(-1) ?? "", text: read(...path) }));

describe("the systemd units", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "units-"));
    for (const { name, text } of units) writeFileSync(join(folder, name), text);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Returns what systemd reports about a unit. A program that this machine lacks is not the unit's fault. */
  function faultsOf(name: string): string[] {
    const options = ["verify", "--man=no", "--recursive-errors=no", join(folder, name)];
    const { stderr } = spawnSync("systemd-analyze", options, { encoding: "utf8" });
    const told = stderr.split("\n").filter((line) => /^(\S*\/)?citizen-/.test(line));
    return told.filter((line) => !line.endsWith("is not executable: No such file or directory"));
  }

  it.each(units)("$name has sections, and settings of one line", ({ text }) => {
    const body = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    expect(body.filter((line) => !/^(\[(Unit|Service|Timer|Install)\]|[A-Z]\w+=.*)$/.test(line))).toEqual([]);
  });

  it.runIf(hasSystemd).each(units)("$name is as systemd wants it", ({ name, text }) => {
    expect(faultsOf(name)).toEqual([]);
    writeFileSync(join(folder, name), text.replace("Description=", "Descripton="));
    expect(faultsOf(name)).toHaveLength(1);
  });

  it("set folder, host and port by variables that the server knows", () => {
    const settings = read("scripts", "server-settings.mjs");
    const set = /^Environment=(.*)$/m.exec(units[0]?.text ?? "")?.[1]?.split(" ") ?? [];
    expect(set.length).toBeGreaterThan(3);
    expect(set.filter((one) => !settings.includes(`name: "${one.split("=")[0]}"`))).toEqual([]);
  });
});
