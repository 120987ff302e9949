import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BenchServer, type Mode, startBenchServer, startFastify } from "./bench-server.ts";
import type { Load, LoadResult } from "./drive-load.ts";
import { type BenchAgency, setUpAgency } from "./set-up-agency.ts";

type Candidate = { readonly name: string; readonly start: () => Promise<BenchServer>; readonly path?: string };

const connectionCounts = [16, 64] as const;
const rounds = 5;
/** Group commit as a share of storing nothing. */
const aims = { 16: 0.33, 64: 0.45 };

function drive(load: Load): LoadResult {
  const script = join(import.meta.dirname, "drive-load.ts");
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--no-warnings", script, JSON.stringify(load)], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as LoadResult;
}

function workerd(name: string, mode: Mode, path?: string): Candidate {
  const start = async (): Promise<BenchServer> => {
    const server = await startBenchServer(mode);
    if (mode !== "storeless") await setUpAgency(server.address);
    return server;
  };
  return { name, start, ...(path === undefined ? {} : { path }) };
}

/** The agency as the API lists it, for the server that has no API to set it up by. */
async function listedAgency(): Promise<BenchAgency> {
  const server = await startBenchServer("product");
  const agency = await setUpAgency(server.address);
  await server.end();
  return agency;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

type Measured = { readonly name: string; readonly connections: number; readonly perSecond: number };

async function measure({ name, start, path }: Candidate, touchpoints: readonly string[]): Promise<Measured[]> {
  const server = await start();
  try {
    return connectionCounts.map((connections) => {
      const load = {
        port: server.port,
        path: path ?? "/v1/feedback",
        connections,
        warmUpMs: 1000,
        measureMs: 2000,
        touchpoints,
      };
      const { perSecond, p50, p99, wrong } = drive(load);
      if (wrong > 0) throw new Error(`${name}: ${wrong} answers were not "accepted"`);
      const waits = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
      console.log(`  ${name.padEnd(44)} ${connections} connections: ${perSecond.toFixed(0).padStart(6)}/s, ${waits}`);
      return { name, connections, perSecond };
    });
  } finally {
    await server.end();
  }
}

const names = {
  client: "the client alone (a Worker that does nothing)",
  storeless: "checked by the contract, stored nowhere",
  single: "one commit per request",
  group: "POST /v1/feedback, group commit",
  fastify: "Fastify + better-sqlite3, synchronous FULL",
};

type Pick = (rates: readonly number[]) => number;

/** The median is what one gets; the best round is what one would get on a machine that does nothing else. */
const picks: readonly (readonly [string, Pick])[] = [
  [`median of ${rounds} rounds`, median],
  [`best of ${rounds} rounds`, (rates) => Math.max(...rates)],
];

function printRatios(all: readonly Measured[]): void {
  for (const connections of connectionCounts) {
    for (const [what, pick] of picks) {
      const rates = (name: string): number[] =>
        all.filter((one) => one.name === name && one.connections === connections).map(({ perSecond }) => perSecond);
      const ratio = (name: string, to: string): string => (pick(rates(name)) / pick(rates(to))).toFixed(2);
      const share = (name: string): string => ratio(name, names.storeless);
      console.log(
        `\n${connections} connections, ${what}, as a share of ${pick(rates(names.storeless)).toFixed(0)}/s that store nothing`,
      );
      console.log(
        `  group commit ${share(names.group)} (aim ${aims[connections]}), single commits ${share(names.single)}`,
      );
      console.log(
        `  Fastify ${share(names.fastify)}; group commit is ${ratio(names.group, names.fastify)} times as fast (aim over 1)`,
      );
      console.log(`  the client alone reaches ${share(names.client)}: it is not what is measured`);
    }
  }
}

/** Requests per second for a checked POST that stores nothing, for one commit each, for group commit, and for Fastify. */
export async function measureWrites(): Promise<void> {
  const agency = await listedAgency();
  const folder = mkdtempSync(join(tmpdir(), "citizen-feedback-bench-"));
  const setupFile = join(folder, "setup.json");
  writeFileSync(setupFile, JSON.stringify(agency));
  const candidates: Candidate[] = [
    workerd(names.client, "storeless", "/bench/nothing"),
    workerd(names.storeless, "storeless"),
    workerd(names.single, "single"),
    workerd(names.group, "product"),
    { name: names.fastify, start: () => startFastify(setupFile) },
  ];
  const touchpoints = agency.touchpoints.map(({ id }) => id);
  const all: Measured[] = [];
  for (let round = 1; round <= rounds; round++) {
    console.log(
      `Requests per second, one rating each over 125 units and ${touchpoints.length} touchpoints, round ${round} of ${rounds}`,
    );
    for (const candidate of candidates) all.push(...(await measure(candidate, touchpoints)));
  }
  printRatios(all);
  rmSync(folder, { recursive: true, force: true });
}
