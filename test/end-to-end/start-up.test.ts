import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { projectRoot, type RunningServer, startRefusedServer, startServer } from "../server/start-server.ts";

let folder: string;
let servers: RunningServer[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
  servers = [];
});

afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(variables: Record<string, string> = {}): Promise<RunningServer> {
  const server = await startServer(folder, variables);
  servers.push(server);
  return server;
}

/** Returns the command lines of processes with the temporary folder among their arguments: keeper and workerd. */
function processesOnFolder(): string[] {
  const all = execFileSync("ps", ["-eo", "stat=,args="], { encoding: "utf8" }).split("\n");
  return all.filter((line) => line.includes(folder) && !line.startsWith("Z"));
}

async function until(isSo: () => boolean, withinMs: number): Promise<void> {
  for (const end = Date.now() + withinMs; !isSo(); await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (Date.now() > end) throw new Error("it did not come true in time");
  }
}

async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { server, port: typeof address === "object" && address !== null ? address.port : 0 };
}

describe("a first start", () => {
  it("makes the demo and a root key that only its owner may read", async () => {
    const server = await start();
    expect(statSync(join(folder, "root-key")).mode & 0o777).toBe(0o600);
    expect(Buffer.from(server.rootKey, "base64url")).toHaveLength(32);
    const answer = await fetch(`${server.baseUrl}/v1/agencies/H20/units?limit=1000`);
    const { data } = (await answer.json()) as { data: { code: string; kind: string; name: string }[] };
    expect(data.filter(({ kind }) => kind === "commune" || kind === "ward")).toHaveLength(102);
    expect(data.find(({ code }) => code === "29869")?.name).toBe("Phường Cao Lãnh");
  });

  it("passes on that tests want answers checked", async () => {
    const { runtimePid } = await start({ DEMO: "0" });
    expect(readFileSync(`/proc/${runtimePid}/environ`, "utf8").split("\0")).toContain("CHECK_ANSWERS=1");
  });

  it("starts empty with DEMO=0", async () => {
    const server = await start({ DEMO: "0" });
    expect((await fetch(`${server.baseUrl}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.baseUrl}/v1/agencies/H20/units`)).status).toBe(404);
    expect(server.officeKey).toBe("");
  });

  it("continues a demo whose seeding was interrupted", async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(folder, "demo.json"), '{"state":"seeding"}');
    const second = await start();
    expect(second.officeKey).not.toBe(first.officeKey);
    const headers = { authorization: `Bearer ${second.officeKey}` };
    const keys = await fetch(`${second.baseUrl}/v1/agencies/H20/keys`, { headers });
    expect(((await keys.json()) as { data: unknown[] }).data).toHaveLength(3);
    const comments = await fetch(`${second.baseUrl}/v1/agencies/H20/comments`, { headers });
    const { data } = (await comments.json()) as { data: { state: string; replies: unknown[] }[] };
    expect(data.map(({ state, replies }) => `${state} ${replies.length}`).sort()).toEqual([
      "answered 1",
      "answered 1",
      "approved 0",
      "held 0",
      "received 0",
    ]);
  });

  it("listens on an IPv6 address", async () => {
    const server = await start({ HOST: "::1", DEMO: "0" });
    expect(server.baseUrl).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await fetch(`${server.baseUrl}/healthz`)).status).toBe(200);
  });
});

describe("a later start", () => {
  it("has the data and prints the office key of the first", async () => {
    const first = await start();
    await first.stop();
    const second = await start();
    expect(second.officeKey).toBe(first.officeKey);
    expect(second.rootKey).toBe(first.rootKey);
    const headers = { authorization: `Bearer ${second.officeKey}` };
    const answer = await fetch(`${second.baseUrl}/v1/agencies/H20/touchpoints`, { headers });
    expect(((await answer.json()) as { data: unknown[] }).data).toHaveLength(3);
  });
});

describe("a start that must fail says why in one line and exits with 1", () => {
  const wrong = [
    ["PORT", "eighty"],
    ["PORT", "65536"],
    ["HOST", "no host"],
    ["HOST", "999.1.1.1"],
    ["ROOT_KEY", "short"],
    ["AGENCIES", "H20,h21"],
    ["RATE_LIMIT", "fast"],
    ["TRUSTED_PROXIES", "10.0.0.0/33"],
    ["TRUSTED_PROXIES", "10.0.0.1,proxy.example"],
    ["OIDC_SECRETS", "secret"],
    ["OIDC_SECRETS", '{"h20":"secret"}'],
    ["OIDC_SECRETS", '{"H20":7}'],
    ["DEMO", "yes"],
  ] as const;

  it.each(wrong)("%s=%s", async (name, value) => {
    const { exitCode, stderr } = await startRefusedServer({ DATA_DIR: folder, PORT: "0", [name]: value });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(new RegExp(`^${name} .*\\n$`));
  });

  it("does not print a root key that is refused", async () => {
    const { stderr } = await startRefusedServer({ DATA_DIR: folder, PORT: "0", ROOT_KEY: "not long" });
    expect(stderr).not.toContain("not long");
  });

  it("does not print secrets that are refused", async () => {
    const { stderr } = await startRefusedServer({ DATA_DIR: folder, PORT: "0", OIDC_SECRETS: '{"h20":"hush"}' });
    expect(stderr).not.toContain("hush");
  });

  it("a port that is taken", async () => {
    const { server, port } = await listen();
    const { exitCode, stderr } = await startRefusedServer({ DATA_DIR: folder, PORT: String(port) });
    server.close();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(new RegExp(`^HOST .*PORT ${port}: .*taken.*\\n$`));
  });

  it("a DATA_DIR that is a file", async () => {
    const path = join(folder, "file");
    writeFileSync(path, "");
    const { exitCode, stderr } = await startRefusedServer({ DATA_DIR: path, PORT: "0" });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^DATA_DIR .* cannot be written: it is a file\.\n$/);
  });

  it("a DATA_DIR where nothing can be written, even by root", async () => {
    const { exitCode, stderr } = await startRefusedServer({ DATA_DIR: "/proc/citizen-feedback", PORT: "0" });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^DATA_DIR .* cannot be written: .*\n$/);
  });

  it("a DATA_DIR that another server holds", async () => {
    await start({ DEMO: "0" });
    const { exitCode, stderr } = await startRefusedServer({ DATA_DIR: folder, PORT: "0" });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^DATA_DIR .* is in use by another server\.\n$/);
  });
});

/** Runs `npm start` as a person does. Returns its process once the server is ready. */
async function npmStart(): Promise<ChildProcess> {
  const { npm_lifecycle_event: _, ...environment } = process.env;
  const env = { ...environment, PORT: "0", DATA_DIR: folder, DEMO: "0" };
  const npm = spawn("npm", ["start"], { cwd: projectRoot, env, stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((resolve, reject) => {
    npm.once("exit", (code) => reject(new Error(`npm ended with ${code}`)));
    npm.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (text.includes("Ctrl-C stops it.")) resolve();
    });
  });
  return npm;
}

describe("a stop of npm", () => {
  it.each(["SIGTERM", "SIGINT", "SIGKILL"] as const)("by %s leaves no process within five seconds", async (signal) => {
    const npm = await npmStart();
    expect(processesOnFolder()).not.toEqual([]);
    npm.kill(signal);
    await until(() => processesOnFolder().length === 0, 5000);
  });
});

describe("a stop", () => {
  it.each(["SIGTERM", "SIGINT"] as const)("by %s ends with 0 and leaves no process", async (signal) => {
    const server = await start({ DEMO: "0" });
    expect(processesOnFolder()).not.toEqual([]);
    const ended = new Promise((resolve) => server.script.once("exit", resolve));
    server.script.kill(signal);
    expect(await ended).toBe(0);
    expect(processesOnFolder()).toEqual([]);
  });

  it("by SIGKILL of the script ends workerd too", async () => {
    const server = await start({ DEMO: "0" });
    server.script.kill("SIGKILL");
    await until(() => processesOnFolder().length === 0, 5000);
    await start({ DEMO: "0" });
  });

  it("by SIGKILL of workerd is reported, and the next start has the data", async () => {
    const server = await start();
    const ended = new Promise((resolve) => server.script.once("exit", resolve));
    process.kill(server.runtimePid, "SIGKILL");
    expect(await ended).toBe(1);
    expect(server.output()).toContain("workerd ended with SIGKILL.");
    expect((await start()).officeKey).toBe(server.officeKey);
    expect(readFileSync(join(folder, "demo.json"), "utf8")).toContain(server.officeKey);
  });
});
