import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The project's folder. */
export const projectRoot: string = join(import.meta.dirname, "..", "..");

/** A server as `npm start` runs it, ready for requests. */
export type RunningServer = {
  /** Such as `http://127.0.0.1:40123`. */
  readonly baseUrl: string;
  readonly rootKey: string;
  /** Key of the demo's office; empty without the demo. */
  readonly officeKey: string;
  /** Returns all that it has printed so far. */
  readonly output: () => string;
  readonly script: ChildProcess;
  /** Process id of workerd. */
  readonly runtimePid: number;
  /** Asks it to stop and waits for its end. Returns its exit code. */
  readonly stop: () => Promise<number | null>;
};

/** The end of a start that failed. */
export type EndedServer = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

type Started = { script: ChildProcess; stdout: () => string; stderr: () => string; ended: Promise<number | null> };

/** @param descriptors how many the server and its children may open, where that is not what the tests may open */
function spawnServer(variables: Record<string, string>, descriptors?: number): Started {
  const env = { ...process.env, npm_lifecycle_event: "", ...variables };
  const limit = descriptors === undefined ? "" : `ulimit -n ${descriptors} && `;
  const script = spawn("sh", ["-c", `${limit}exec node scripts/start.mjs`], {
    ...{ cwd: projectRoot, env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  script.stdout?.setEncoding("utf8").on("data", (text: string) => (said.stdout += text));
  script.stderr?.setEncoding("utf8").on("data", (text: string) => (said.stderr += text));
  const ended = new Promise<number | null>((resolve) => script.once("close", resolve));
  return { script, stdout: () => said.stdout, stderr: () => said.stderr, ended };
}

function whenReady({ script, stdout, stderr, ended }: Started): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (stdout().includes("Ctrl-C stops it.")) resolve();
    };
    script.stdout?.on("data", look);
    void ended.then((code) => reject(new Error(`The server ended with ${code}: ${stdout()}${stderr()}`)));
  });
}

function matched(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[1] ?? "";
}

function childOf(pid: number, program: string): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
  const found = children.find((child) =>
    readFileSync(`/proc/${child}/cmdline`, "utf8").split("\0")[0]?.endsWith(program),
  );
  if (found === undefined) throw new Error(`${program} is no child of ${pid}`);
  return found;
}

/** Starts the product on a free port, without the sample province. Rejects with its output if it does not start. */
export async function startServer(
  dataDir: string,
  variables: Record<string, string> = {},
  descriptors?: number,
): Promise<RunningServer> {
  const checked = { RATE_LIMIT: "off", CHECK_ANSWERS: "1" };
  const usual = { PORT: "0", HOST: "127.0.0.1", DEMO: "H20", ...checked, DATA_DIR: dataDir };
  const started = spawnServer({ ...usual, ...variables }, descriptors);
  await whenReady(started);
  const { script, stdout, stderr, ended } = started;
  return {
    baseUrl: matched(stdout(), /Here\s+(http:\S+)\//),
    rootKey: variables["ROOT_KEY"] ?? readFileSync(join(dataDir, "root-key"), "utf8").trim(),
    officeKey: matched(stdout(), /Office key\s+(\S+)/),
    output: () => stdout() + stderr(),
    script,
    runtimePid: childOf(script.pid ?? 0, "workerd"),
    stop: async () => {
      script.kill("SIGTERM");
      return ended;
    },
  };
}

/** Starts the product with settings that it must refuse, and waits for its end. */
export async function startRefusedServer(variables: Record<string, string>): Promise<EndedServer> {
  const { script, stdout, stderr, ended } = spawnServer(variables);
  const exitCode = await Promise.race([
    ended,
    whenReady({ script, stdout, stderr, ended }).then(() => "ready" as const),
  ]);
  if (exitCode === "ready") {
    script.kill("SIGTERM");
    await ended;
    throw new Error(`The server starts all the same: ${stdout()}`);
  }
  return { exitCode, stdout: stdout(), stderr: stderr() };
}
