import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { openDataFolder } from "../../scripts/data-folder.mjs";
import { addressOf, endProcess, startRuntime } from "../../scripts/runtime.mjs";
import { root } from "../../scripts/toolchain.mjs";
import { benchRootKey } from "./set-up-agency.ts";

/** A server under measurement. */
export type BenchServer = {
  readonly address: string;
  readonly port: number;
  /** Its process; 0 where there is none. */
  readonly pid: number;
  readonly end: () => Promise<void>;
};

/** `product` is the product's own bundle; the others are bench-worker.ts with what stands behind it. */
export type Mode = "product" | "storeless" | "echo" | "measured" | "hourless";

function scratch(): string {
  return mkdtempSync(join(tmpdir(), "citizen-feedback-bench-"));
}

function serverOf(port: number, child: ChildProcess, folder: string): BenchServer {
  return {
    address: addressOf("127.0.0.1", port),
    port,
    pid: child.pid ?? 0,
    end: async () => {
      await endProcess(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts workerd on a scratch folder. Throws where it does not come up. */
export async function startBenchServer(mode: Mode): Promise<BenchServer> {
  const folder = scratch();
  openDataFolder(folder);
  const bindings = { ROOT_KEY: benchRootKey, AGENCIES: "", RATE_LIMIT: "off", VERSION: "bench", MODE: mode };
  const config = join(root, ...(mode === "product" ? ["selfhost", "config.capnp"] : ["test", "bench", "bench.capnp"]));
  const started = await startRuntime({ host: "127.0.0.1", port: 0, dataDir: folder, bindings, config });
  if (started.runtime === undefined) throw new Error(started.problem);
  return serverOf(started.port, started.runtime, folder);
}

/** Starts the Fastify server on a scratch folder, with what the agency has set up in a file. */
export async function startFastify(setupFile: string): Promise<BenchServer> {
  const folder = scratch();
  const args = [
    "--no-warnings",
    join(root, "test", "bench", "fastify", "server.ts"),
    join(folder, "feedback.sqlite"),
    setupFile,
  ];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`Fastify ended with ${code}`)));
    createInterface({ input: child.stdout }).once("line", (line) => resolve(Number(line)));
  });
  return serverOf(port, child, folder);
}

/** Seconds of processor time that the server has used; NaN where the system doesn't tell. */
export function processorSeconds({ pid }: BenchServer): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}
