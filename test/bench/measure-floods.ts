/**
 * `npm run bench -- floods [ROW …] [SECONDS]`: plays floods against the real server with its default limits, and measures
 * how honest people fare meanwhile. Exit code 1 where a row misses its aim.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ticketCode } from "../../widget/visit/comment.ts";
import { makeFeedback } from "../server/make-feedback.ts";
import { startServer } from "../server/start-server.ts";
import type { Flood } from "./drive-flood.ts";
import { floodRows } from "./flood-rows.ts";
import { type Honest, type HonestPlan, rateHonestly } from "./honest-outbox.ts";
import { benchRootKey, setUpAgency } from "./set-up-agency.ts";

/** Result of one row: shares from 0 to 1, times in milliseconds. */
export type FloodResult = {
  readonly row: string;
  readonly says: string;
  readonly receipted: number;
  readonly medianMs: number;
  readonly idleMs: number;
  /** What the flood was answered, by status. */
  readonly flood: Readonly<Record<string, number>>;
  readonly isAimMet: boolean;
};

/** Aims: at least this share has a receipt in time; the median wait is at most the larger of these. */
const leastReceipted = 0.99;
const mostTimesIdle = 5;
const usualMostMs = 50;
const idleForMs = 3000;
const quietMs = 20;
const quietWithinMs = 30_000;

/** Plays the rows one after the other on one server, which is ended afterwards. */
export async function measureFloods(rows: readonly string[], forMs: number): Promise<FloodResult[]> {
  const folder = mkdtempSync(join(tmpdir(), "citizen-feedback-floods-"));
  // Empty variables are as good as none: the limits are those that everybody has.
  const server = await startServer(folder, { DEMO: "0", ROOT_KEY: benchRootKey, RATE_LIMIT: "", CHECK_ANSWERS: "" });
  try {
    const port = Number(new URL(server.baseUrl).port);
    const { touchpoints } = await setUpAgency(server.baseUrl);
    const [same = "", other = ""] = touchpoints.filter(({ channel }) => channel === "portal").map(({ id }) => id);
    const aim = { same, other, ticket: await leaveComment(server.baseUrl, touchpoints.at(-2)?.id ?? "") };
    await rateHonestly({ port, touchpoint: same, forMs: idleForMs });
    const idleMs = medianOf(await rateHonestly({ port, touchpoint: same, forMs: idleForMs }));
    const results: FloodResult[] = [];
    for (const row of rows) {
      const { flood, honest } = await play({ port, row, aim }, { port, touchpoint: same, forMs });
      results.push(resultOf(row, { flood, honest, idleMs }));
      await untilQuiet(server.baseUrl);
    }
    return results;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until what a flood left behind is done, so that the next row does not pay for it. */
async function untilQuiet(baseUrl: string): Promise<void> {
  for (const end = performance.now() + quietWithinMs; performance.now() < end; ) {
    const askedMs = performance.now();
    await (await fetch(`${baseUrl}/healthz`)).text();
    if (performance.now() - askedMs < quietMs) return;
  }
}

/** Leaves a comment. Returns its ticket. */
async function leaveComment(baseUrl: string, touchpoint: string): Promise<string> {
  const ticket = ticketCode(touchpoint.slice(0, touchpoint.indexOf("-")), crypto.getRandomValues(new Uint8Array(12)));
  const item = { ...makeFeedback(touchpoint, 4, Date.now()), reasons: [], comment: "Nhanh gọn", ticket };
  const body = JSON.stringify({ sent_at: item.answered_at, feedback: [item] });
  const answer = await (await fetch(`${baseUrl}/v1/feedback`, { method: "POST", body })).text();
  if (!answer.includes('"accepted"')) throw new Error(answer);
  return ticket;
}

type Played = { readonly flood: FloodResult["flood"]; readonly honest: readonly Honest[] };

async function play(flood: Flood, plan: HonestPlan): Promise<Played> {
  const script = join(import.meta.dirname, "drive-flood.ts");
  const driver = spawn(process.execPath, ["--no-warnings", script, JSON.stringify(flood)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let said = "";
  driver.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = once(driver, "close");
  const honest = await rateHonestly(plan);
  driver.stdin.end();
  await ended;
  return { flood: JSON.parse(said) as FloodResult["flood"], honest };
}

function resultOf(row: string, { flood, honest, idleMs }: Played & { readonly idleMs: number }): FloodResult {
  const receipted = honest.filter(({ waitMs }) => waitMs !== null).length / honest.length;
  const medianMs = medianOf(honest);
  const isAimMet = receipted >= leastReceipted && medianMs <= Math.max(mostTimesIdle * idleMs, usualMostMs);
  return { row, says: floodRows[row]?.says ?? row, receipted, medianMs, idleMs, flood, isAimMet };
}

/** The median of those that have a receipt; Infinity where none has. */
function medianOf(honest: readonly Honest[]): number {
  const waits = honest.flatMap(({ waitMs }) => waitMs ?? []).toSorted((one, other) => one - other);
  return waits[Math.floor(waits.length / 2)] ?? Number.POSITIVE_INFINITY;
}

/** Prints the table. Returns whether every row meets its aim. */
export async function printFloods(asked: readonly string[]): Promise<boolean> {
  const named = asked.filter((name) => Object.hasOwn(floodRows, name));
  const seconds = Number(asked.find((name) => /^\d+$/.test(name)) ?? 20);
  const results = await measureFloods(named.length > 0 ? named : Object.keys(floodRows), seconds * 1000);
  console.log(
    `Floods over 64 connections from one address; a rating every 50 ms from an address of its own, ${seconds} s`,
  );
  console.log(`  ${"flood".padEnd(32)} within 15 s   median   idle   aim    answers to the flood`);
  for (const { says, receipted, medianMs, idleMs, flood, isAimMet } of results) {
    const times = [medianMs, idleMs].map((ms) => ms.toFixed(1).padStart(6)).join(" ");
    const share = `${(receipted * 100).toFixed(1)} %`.padStart(11);
    console.log(
      `  ${says.padEnd(32)} ${share}   ${times}   ${isAimMet ? "met   " : "MISSED"} ${JSON.stringify(flood)}`,
    );
  }
  return results.every(({ isAimMet }) => isAimMet);
}
