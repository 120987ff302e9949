import { spawnSync } from "node:child_process";
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BenchServer, startBenchServer, startFastify } from "./bench-server.ts";
import type { Load, LoadResult } from "./drive-load.ts";
import { type BenchAgency, setUpAgency } from "./set-up-agency.ts";

const connectionCounts = [16, 64] as const;
const rounds = 7;

type Connections = (typeof connectionCounts)[number];
type Server = "bench" | "storeless" | "echo" | "product" | "fastify";
type Rung = { readonly name: string; readonly server: Server; readonly path: string };

const feedbackPath = "/v1/feedback";

/** From nothing to everything: each rung does the work of the one above it and one thing more. Fastify stands beside them. */
const ladder = {
  nothing: { name: "answers without reading", server: "bench", path: "/bench/nothing" },
  read: { name: "body read and parsed (the reference)", server: "bench", path: "/bench/read" },
  checked: { name: "checked by the contract", server: "bench", path: "/bench/checked" },
  routed: { name: "routed and answered", server: "storeless", path: feedbackPath },
  carried: { name: "to the object and back", server: "echo", path: feedbackPath },
  committed: { name: "committed", server: "product", path: feedbackPath },
  fastify: { name: "Fastify + better-sqlite3, FULL, equal work", server: "fastify", path: feedbackPath },
} as const satisfies Record<string, Rung>;

type RungName = keyof typeof ladder;

const rungNames = Object.keys(ladder) as RungName[];

/** What `committed` should reach: as a share of the reference now and later, and as a multiple of Fastify. */
const aims: Readonly<Record<Connections, { share: number; later: number; fastify: number }>> = {
  16: { share: 0.29, later: 0.33, fastify: 1.3 },
  64: { share: 0.35, later: 0.4, fastify: 1.5 },
};

/** Requests per second of each rung in one round. */
type Round = ReadonlyMap<RungName, number>;

/** Prints the requests per second of each rung of the ladder, and each as a share of the first and of the reference. */
export async function measureWrites(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "citizen-feedback-bench-"));
  const servers: Partial<Record<Server, BenchServer>> = {};
  try {
    servers.product = await startBenchServer("product");
    const agency = await setUpAgency(servers.product.address);
    servers.bench = await startBenchServer("storeless");
    servers.storeless = servers.bench;
    servers.echo = await startBenchServer("echo");
    await setUpAgency(servers.echo.address);
    servers.fastify = await startFastify(setupFileIn(folder, agency));
    const touchpoints = agency.touchpoints.map(({ id }) => id);
    console.log(
      `POST with one rating each, over 125 units and ${touchpoints.length} touchpoints; ${rounds} rounds in turn`,
    );
    for (const connections of connectionCounts) {
      const measured: Round[] = [];
      for (let round = 1; round <= rounds; round++) measured.push(measureRound(servers, { connections, touchpoints }));
      printLadder(connections, measured);
      console.log(
        `  8 kB are on disk after ${syncMs(folder).toFixed(2)} ms; Fastify waits for that with every request`,
      );
    }
  } finally {
    for (const server of new Set(Object.values(servers))) await server.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes what the API lists of the agency to a file, for the server that has no API to set it up by. */
function setupFileIn(folder: string, agency: BenchAgency): string {
  const file = join(folder, "setup.json");
  writeFileSync(file, JSON.stringify(agency));
  return file;
}

/** Median time in milliseconds until 8 kB are on disk. */
function syncMs(folder: string): number {
  const file = openSync(join(folder, "sync"), "w");
  const times = Array.from({ length: 101 }, () => {
    writeSync(file, Buffer.alloc(8192));
    const startedAt = performance.now();
    fdatasyncSync(file);
    return performance.now() - startedAt;
  });
  closeSync(file);
  return median(times);
}

type Setting = { readonly connections: Connections; readonly touchpoints: readonly string[] };

function measureRound(servers: Partial<Record<Server, BenchServer>>, setting: Setting): Round {
  return new Map(
    rungNames.map((name): [RungName, number] => {
      const { server, path } = ladder[name];
      const { perSecond, wrong } = drive({
        ...setting,
        path,
        port: servers[server]?.port ?? 0,
        warmUpMs: 500,
        measureMs: 1500,
      });
      if (wrong > 0) throw new Error(`${ladder[name].name}: ${wrong} answers were not "accepted"`);
      return [name, perSecond];
    }),
  );
}

/** Makes a load in a process of its own. */
export function drive(load: Load): LoadResult {
  const script = join(import.meta.dirname, "drive-load.ts");
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--no-warnings", script, JSON.stringify(load)], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as LoadResult;
}

function printLadder(connections: Connections, measured: readonly Round[]): void {
  const rate = (name: RungName): number => median(measured.map((round) => round.get(name) ?? Number.NaN));
  console.log(
    `\n${connections} connections, medians of ${rounds} rounds    requests/s  of the first  of the reference`,
  );
  for (const name of rungNames) {
    const shares = [ratioOf(measured, name, "nothing"), ratioOf(measured, name, "read")];
    const [first, reference] = shares.map((share) => share.toFixed(2));
    console.log(
      `  ${ladder[name].name.padEnd(44)} ${rate(name).toFixed(0).padStart(10)}  ${first?.padStart(12)}  ${reference?.padStart(16)}`,
    );
  }
  const { share, later, fastify } = aims[connections];
  const reached = ratioOf(measured, "committed", "read").toFixed(3);
  const times = ratioOf(measured, "committed", "fastify").toFixed(2);
  console.log(
    `  committed reaches ${reached} of the reference (aim ${share}, then ${later}), ${times} times Fastify (aim ${fastify})`,
  );
}

/** The median of the rounds' ratios: both rates of a ratio come from the same round, so that a busy minute slows both. */
function ratioOf(measured: readonly Round[], name: RungName, to: RungName): number {
  return median(measured.map((round) => (round.get(name) ?? Number.NaN) / (round.get(to) ?? Number.NaN)));
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
