import { setTimeout as pause } from "node:timers/promises";
import type { PublishedPage } from "../../shared/contract/publication.ts";
import { keepAliveClient } from "../server/keep-alive-client.ts";
import { makeFeedback } from "../server/make-feedback.ts";
import { type BenchServer, processorSeconds, startBenchServer } from "./bench-server.ts";
import type { LatticeSeed } from "./seed-lattice.ts";
import { type BenchAgency, setUpAgency } from "./set-up-agency.ts";

const months = 36;
const idleMs = 5000;
const betweenMs = 5;

/** Waits of others in milliseconds, sorted. */
type Waits = readonly number[];

async function ask<T>(address: string, path: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(address + path, init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** One person after the other rates, until `work` has ended; how long each waited for the receipt. */
async function whileRating<T>(server: BenchServer, touchpoints: readonly string[], work: Promise<T>): Promise<Waits> {
  const client = keepAliveClient(server.address, 1);
  const ended = work.then(() => true);
  const waits: number[] = [];
  for (let number = 0; !(await Promise.race([ended, pause(betweenMs, false)])); number++) {
    const item = makeFeedback(touchpoints[(number * 7919) % touchpoints.length] ?? "", 1 + (number % 5), Date.now());
    const body = JSON.stringify({ sent_at: item.answered_at, feedback: [{ ...item, reasons: [] }] });
    const before = performance.now();
    const answer = await client.post("/v1/feedback", body);
    if (!answer?.body.includes('"accepted"')) throw new Error(`a rating was not accepted: ${answer?.body}`);
    waits.push(performance.now() - before);
  }
  client.close();
  return waits.sort((one, other) => one - other);
}

function told(waits: Waits): string {
  const at = (share: number): string => (waits[Math.floor((waits.length - 1) * share)] ?? Number.NaN).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms (${waits.length} ratings)`;
}

type Made = { readonly rows: number; readonly withheld: number };

function makePublication({ address }: BenchServer, { key }: BenchAgency): Promise<Made> {
  const headers = { authorization: `Bearer ${key}` };
  return ask<Made>(address, "/v1/agencies/B10/publications", { method: "POST", headers });
}

/** Nobody else asks anything meanwhile. */
async function measureAlone(what: string, server: BenchServer, agency: BenchAgency): Promise<void> {
  const [before, used] = [performance.now(), processorSeconds(server)];
  const { rows, withheld } = await makePublication(server, agency);
  const [seconds, processor] = [(performance.now() - before) / 1000, processorSeconds(server) - used];
  console.log(
    `  ${what}, alone: ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of processor time; ${rows} rows, ${Math.round((100 * withheld) / rows)} % withheld`,
  );
}

async function measureBeside(what: string, server: BenchServer, agency: BenchAgency): Promise<void> {
  const ids = agency.touchpoints.map(({ id }) => id);
  console.log(`  while nothing else goes on: ${told(await whileRating(server, ids, pause(idleMs)))}`);
  const before = performance.now();
  const made = makePublication(server, agency);
  const waits = await whileRating(server, ids, made);
  console.log(`  ${what}: ${((performance.now() - before) / 1000).toFixed(1)} s; meanwhile ${told(waits)}`);
  await made;
}

/** Why units' rows of quarters are withheld, in percent of these rows. */
async function measureWithheld({ address }: BenchServer): Promise<void> {
  const reasons = new Map<string | null, number>();
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query = `by=unit,time&method=top-two@1&limit=1000${cursor && `&cursor=${cursor}`}`;
    const page: PublishedPage = await ask(address, `/v1/agencies/B10/publications/latest?${query}`);
    for (const { quarters, withheld } of page.data) {
      if (quarters === undefined) reasons.set(withheld, (reasons.get(withheld) ?? 0) + 1);
    }
    cursor = page.meta.next_cursor;
  }
  const all = [...reasons.values()].reduce((sum, rows) => sum + rows, 0);
  const share = (reason: string): string => `${((100 * (reasons.get(reason) ?? 0)) / all).toFixed(1)} % ${reason}`;
  console.log(`  of ${all} rows of units and quarters: ${share("too-few")}, ${share("protects-another")}`);
}

const askedTimes = 100;
const staticFile = "/widget/v1/citizen-feedback.js";

async function waitOf(address: string, path: string, headers: Record<string, string>): Promise<number> {
  const before = performance.now();
  const answer = await fetch(address + path, { headers });
  await answer.arrayBuffer();
  const expected = headers["if-none-match"] === undefined ? 200 : 304;
  if (answer.status !== expected) throw new Error(`${path}: ${answer.status} instead of ${expected}`);
  return performance.now() - before;
}

/** A reader who holds the publication already and asks whether there is a newer one, in turns with one who gets a static file. */
async function measureUnchanged({ address }: BenchServer): Promise<void> {
  const paths = ["", "?by=unit&period=2026-Q3", "?by=unit,time&limit=1000"].map(
    (query) => `/v1/agencies/B10/publications/latest${query}`,
  );
  for (const path of paths) {
    const known = (await fetch(address + path)).headers.get("etag") ?? "";
    const [unchanged, whole, file]: [number[], number[], number[]] = [[], [], []];
    for (let time = 0; time < askedTimes; time++) {
      unchanged.push(await waitOf(address, path, { "if-none-match": known }));
      whole.push(await waitOf(address, path, {}));
      file.push(await waitOf(address, staticFile, {}));
    }
    const [mid, midWhole, midFile] = [unchanged, whole, file].map(median) as [number, number, number];
    console.log(
      `  304 for ${path.slice(path.indexOf("latest"))}: ${mid.toFixed(2)} ms, ${(mid / midFile).toFixed(2)} times a static file's ${midFile.toFixed(2)} ms; whole ${midWhole.toFixed(2)} ms`,
    );
  }
}

const readTimes = 10;

/** What a file of a publication takes, and how long others wait while it is read several times. */
async function measureFiles(server: BenchServer, agency: BenchAgency): Promise<void> {
  const ids = agency.touchpoints.map(({ id }) => id);
  for (const file of ["figures.csv", "figures.parquet"]) {
    const path = `${server.address}/v1/agencies/B10/publications/latest/${file}`;
    const used = processorSeconds(server);
    let bytes = 0;
    for (let time = 0; time < readTimes; time++) bytes = (await (await fetch(path)).arrayBuffer()).byteLength;
    const each = (1000 * (processorSeconds(server) - used)) / readTimes;
    const reading = Promise.all([1, 2, 3, 4].map(async () => (await fetch(path)).arrayBuffer()));
    const waits = await whileRating(server, ids, reading);
    console.log(
      `  ${file}, ${Math.round(bytes / 1000)} kB: ${each.toFixed(0)} ms of processor time; while four read it ${told(waits)}`,
    );
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const seeds = { many: "100,000 ratings a month", few: "every fourth unit with 1 to 15 people a quarter" } as const;

async function measureSeed(seed: LatticeSeed): Promise<void> {
  const server = await startBenchServer("measured");
  try {
    const agency = await setUpAgency(server.address);
    for (let month = 1; month <= months; month++) {
      await ask(server.address, `/bench/seed-lattice?seed=${seed}&ago=${month}`);
    }
    console.log(`\nPublications of 125 units, ${months} months, 30 services and 4 channels: ${seeds[seed]}`);
    await measureAlone("the first, of all three years", server, agency);
    await measureWithheld(server);
    await ask(server.address, "/bench/forget-publications");
    await measureBeside("the same while one after the other rates", server, agency);
    await ask(server.address, `/bench/next-quarter?seed=${seed}`);
    await measureBeside("the next quarter's, with late ratings", server, agency);
    await ask(server.address, `/bench/next-quarter?seed=${seed}`);
    await measureAlone("one more", server, agency);
    await measureUnchanged(server);
    await measureFiles(server, agency);
  } finally {
    await server.end();
  }
}

/** How long publications take, how long others wait meanwhile, and how many rows are withheld, for two agencies. */
export async function measurePublication(): Promise<void> {
  await measureSeed("many");
  await measureSeed("few");
}
