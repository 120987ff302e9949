import { formatDay } from "../../shared/calendar/day.ts";
import { type BenchServer, processorSeconds, startBenchServer } from "./bench-server.ts";
import { drive, median } from "./measure-writes.ts";
import { setUpAgency } from "./set-up-agency.ts";

const connectionCounts = [16, 64] as const;
const rounds = 15;
const measureMs = 1500;
/** Most that counting by hour may cost the write path. */
const mostCost = 0.05;

/** Ratings of the filled agency, and what is read of them: 13 weeks of 125 units. */
const filled = 1_000_000;
const seedChunk = 10_000;
const firstDay = Date.UTC(2025, 2, 31) / 86_400_000;
const span = `from=${formatDay(firstDay)}&to=${formatDay(firstDay + 13 * 7 - 1)}`;
const readings = [
  ["13 weeks of the agency by weekday,hour", `${span}&by=weekday,hour`],
  ["13 weeks of 125 units by unit,weekday,hour, the first 1,000 rows", `${span}&by=unit,weekday,hour&limit=1000`],
  ["13 weeks of one unit by weekday,hour", `${span}&by=weekday,hour&unit=U007`],
  ["a year of the agency by weekday,hour", "from=2025-01-01&to=2025-12-31&by=weekday,hour"],
] as const;
const fewTimes = 1;
const manyTimes = 11;
const readRounds = 5;

/** Answers per second, and processor time of the server for each in microseconds. */
type Written = { readonly perSecond: number; readonly processorUs: number };

/** Prints what counting by hour costs the write path, in servers that take turns, and how long reading by hour takes. */
export async function measureHours(): Promise<void> {
  const servers: BenchServer[] = [];
  try {
    for (const mode of ["measured", "hourless"] as const) servers.push(await startBenchServer(mode));
    const [hourly, hourless] = servers;
    if (!hourly || !hourless) return;
    const agency = await setUpAgency(hourly.address);
    await setUpAgency(hourless.address);
    const touchpoints = agency.touchpoints.map(({ id }) => id);
    console.log("\nPOST with one rating each, with counts by hour and without");
    for (const connections of connectionCounts) {
      const load = { connections, touchpoints, path: "/v1/feedback", warmUpMs: 300, measureMs };
      const pairs = Array.from({ length: rounds }, (_, round) => {
        // Each goes first in every other round.
        const [first, second] = round % 2 === 0 ? [hourly, hourless] : [hourless, hourly];
        const written = new Map([first, second].map((server) => [server, write(server, load)]));
        return { hourly: written.get(hourly), hourless: written.get(hourless) };
      });
      printCost(connections, pairs);
    }
    await hourless.end();
    await measureReading(hourly);
  } finally {
    for (const server of servers) await server.end();
  }
}

function write(server: BenchServer, load: Omit<Parameters<typeof drive>[0], "port">): Written {
  const before = processorSeconds(server);
  const { perSecond, wrong } = drive({ ...load, port: server.port });
  if (wrong > 0) throw new Error(`${wrong} answers were not "accepted"`);
  const answers = (perSecond * (load.warmUpMs + load.measureMs)) / 1000;
  return { perSecond, processorUs: ((processorSeconds(server) - before) / answers) * 1e6 };
}

type Pair = { readonly hourly: Written | undefined; readonly hourless: Written | undefined };

function printCost(connections: number, pairs: readonly Pair[]): void {
  const middle = (figure: (pair: Pair) => number | undefined): number =>
    median(pairs.map((pair) => figure(pair) ?? Number.NaN));
  const ratio = (of: keyof Written): number =>
    middle(({ hourly, hourless }) => (hourly?.[of] ?? 0) / (hourless?.[of] ?? 0));
  const [rate, without] = [middle(({ hourly }) => hourly?.perSecond), middle(({ hourless }) => hourless?.perSecond)];
  console.log(
    `  ${connections} connections: ${rate.toFixed(0)} ratings/s with, ${without.toFixed(0)} without; ratio ${ratio("perSecond").toFixed(3)} (aim ${1 - mostCost}), processor time ${ratio("processorUs").toFixed(3)}, medians of ${rounds} rounds in turn`,
  );
}

async function measureReading(server: BenchServer): Promise<void> {
  for (let at = 0; at < filled; at += seedChunk) await ask(server, `/bench/seed?from=${at}&count=${seedChunk}`);
  console.log(
    `\nReading by hour at ${filled.toLocaleString("en")} ratings of a year, the object's time, median of ${readRounds}`,
  );
  for (const [name, query] of readings) {
    const took: number[] = [];
    for (let round = 0; round < readRounds; round++) {
      const few = await readMs(server, query, fewTimes);
      took.push(((await readMs(server, query, manyTimes)) - few) / (manyTimes - fewTimes));
    }
    console.log(`  ${name}: ${median(took).toFixed(1)} ms`);
  }
}

async function readMs(server: BenchServer, query: string, times: number): Promise<number> {
  const before = performance.now();
  await ask(server, `/bench/year?${query}&times=${times}`);
  return performance.now() - before;
}

async function ask({ address }: BenchServer, path: string): Promise<void> {
  const answer = await fetch(address + path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}
