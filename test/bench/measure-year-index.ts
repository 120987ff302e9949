import { startBenchServer } from "./bench-server.ts";
import { setUpAgency } from "./set-up-agency.ts";

const seedChunk = 10_000;
const fewTimes = 1;
const manyTimes = 41;
const rounds = 7;

async function ask<T>(address: string, path: string): Promise<T> {
  const answer = await fetch(address + path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function readMs(address: string, times: number): Promise<number> {
  const before = performance.now();
  await ask(address, `/bench/year?period=2025&times=${times}`);
  return performance.now() - before;
}

/** Milliseconds that the object works on one reading: many readings in one call less one in one call, by their number. */
async function objectMs(address: string): Promise<number> {
  const differences: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const few = await readMs(address, fewTimes);
    differences.push(((await readMs(address, manyTimes)) - few) / (manyTimes - fewTimes));
  }
  return differences.toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? Number.NaN;
}

async function seedUpTo(address: string, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += seedChunk) await ask(address, `/bench/seed?from=${at}&count=${seedChunk}`);
}

/** The year's index of 125 units at 100,000 and at 1,000,000 feedback, in the object's own time. */
export async function measureYearIndex(): Promise<void> {
  const server = await startBenchServer("measured");
  try {
    await setUpAgency(server.address);
    console.log("\nThe year's index by unit over 125 units, the object's time for one reading");
    const took: number[] = [];
    let from = 0;
    for (const count of [100_000, 1_000_000]) {
      await seedUpTo(server.address, from, count);
      from = count;
      const { rows, n } = await ask<{ rows: number; n: number }>(server.address, "/bench/year?period=2025&times=1");
      if (n !== count) throw new Error(`the index counts ${n} of ${count}`);
      const ms = await objectMs(server.address);
      took.push(ms);
      console.log(`  ${count.toLocaleString("en").padStart(9)} feedback, ${rows} rows: ${ms.toFixed(2)} ms`);
    }
    const [few = Number.NaN, many = Number.NaN] = took;
    console.log(
      `  the second takes ${(many / few).toFixed(2)} times the first (aim 1.2), and ${many.toFixed(2)} ms (aim 10)`,
    );
  } finally {
    await server.end();
  }
}
