import { type BenchServer, startBenchServer } from "./bench-server.ts";
import { setUpAgency } from "./set-up-agency.ts";

const seedChunk = 10_000;
const fewTimes = 1;
const manyTimes = 41;
const rounds = 9;
const groupings = ["unit", "unit,month"] as const;

type Grouping = (typeof groupings)[number];

/** A server with `count` feedback of 2025, spread over 125 units. */
type Filled = { readonly count: number; readonly server: BenchServer };

async function ask<T>(address: string, path: string): Promise<T> {
  const answer = await fetch(address + path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function fill(count: number): Promise<Filled> {
  const server = await startBenchServer("measured");
  await setUpAgency(server.address);
  for (let at = 0; at < count; at += seedChunk) {
    await ask(server.address, `/bench/seed?from=${at}&count=${seedChunk}`);
  }
  const { n } = await ask<{ n: number }>(server.address, "/bench/year?times=1");
  if (n !== count) throw new Error(`the index counts ${n} of ${count}`);
  return { count, server };
}

async function readMs({ server }: Filled, by: Grouping, times: number): Promise<number> {
  const before = performance.now();
  await ask(server.address, `/bench/year?by=${by}&times=${times}`);
  return performance.now() - before;
}

/** Returns the object's time for one reading, in milliseconds: the difference between many readings in a call and one. */
async function objectMs(filled: Filled, by: Grouping): Promise<number> {
  const few = await readMs(filled, by, fewTimes);
  return ((await readMs(filled, by, manyTimes)) - few) / (manyTimes - fewTimes);
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The servers take turns, so that a slow moment of the machine affects all of them. */
async function measure(filled: readonly Filled[], by: Grouping): Promise<void> {
  const took = filled.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [place, one] of filled.entries()) took[place]?.push(await objectMs(one, by));
  }
  const medians = took.map(median);
  for (const [place, { count }] of filled.entries()) {
    console.log(`  by ${by.padEnd(10)} ${millions(count)} feedback: ${(medians[place] ?? Number.NaN).toFixed(2)} ms`);
  }
  const [least = Number.NaN, most = Number.NaN] = [medians.at(0), medians.at(-1)];
  const ratio = (most / least).toFixed(2);
  console.log(
    `  by ${by.padEnd(10)} the most takes ${ratio} times the least (aim 1.2), and ${most.toFixed(2)} ms (aim 10)`,
  );
}

function millions(count: number): string {
  return count.toLocaleString("en").padStart(10);
}

async function sayStored({ count, server }: Filled): Promise<void> {
  const { feedback, rollups } = await ask<{ feedback: number; rollups: number }>(server.address, "/bench/stored");
  const each = (bytes: number): string => (bytes / count).toFixed(0);
  console.log(`  ${millions(count)} feedback take ${each(feedback)} bytes each, their rollups ${each(rollups)}`);
}

/** Measures the year's index of 125 units for each amount of feedback, in the object's own time, and its size on disk. */
export async function measureYearIndex(counts: readonly number[]): Promise<void> {
  const filled: Filled[] = [];
  try {
    for (const count of counts) filled.push(await fill(count));
    console.log("\nThe year's index over 125 units, the object's time for one reading, median of 9 rounds");
    for (const by of groupings) await measure(filled, by);
    for (const one of filled) await sayStored(one);
  } finally {
    for (const { server } of filled) await server.end();
  }
}
