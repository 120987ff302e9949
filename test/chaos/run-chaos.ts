/**
 * Lets people rate at a kiosk while everything fails: the server is killed, the network goes away, tabs and browsers
 * are killed, the clock is set by days, storage is full, a second tab is opened, the page is replaced, its profile is
 * wiped or copied. At the end everything that was thanked must have arrived exactly once. `npm run chaos -- 500 SEED`
 * runs it.
 */
import type { Device } from "../../shared/contract/device.ts";
import type { ChaosRun } from "./chaos-events.ts";
import { chaosEvents, longEvents } from "./chaos-events.ts";
import type { ChaosStage } from "./chaos-stage.ts";
import { chaosStage } from "./chaos-stage.ts";
import { judgeRun } from "./judge-run.ts";
import { seededRandom } from "./seeded-random.ts";
import type { Disturb, Visit } from "./visit-kiosk.ts";
import { visitKiosk } from "./visit-kiosk.ts";

/** The number of visits, the seed, the slow events, and who gets reports. */
export type ChaosPlan = {
  readonly visits: number;
  readonly seed: number;
  readonly long: readonly (keyof typeof longEvents)[];
  readonly log: (line: string) => void;
};

/** The result of a run. */
export type ChaosReport = {
  readonly faults: readonly string[];
  readonly visits: number;
  readonly thanked: number;
  readonly refused: number;
  readonly brokenOff: number;
  readonly arrived: number;
  readonly guessedTimes: number;
  readonly forked: number;
  readonly sequence: Device["sequence"];
  readonly events: Readonly<Record<string, number>>;
};

/** Runs a plan, starting with an empty server. */
export async function runChaos(plan: ChaosPlan): Promise<ChaosReport> {
  const stage = await chaosStage();
  try {
    return await playAndJudge(plan, stage);
  } finally {
    await stage.tablet.close().catch(() => undefined);
    await stage.end();
  }
}

async function playAndJudge(plan: ChaosPlan, stage: ChaosStage): Promise<ChaosReport> {
  const random = seededRandom(plan.seed);
  const visits: Visit[] = [];
  const events: Record<string, number> = {};
  const visit = async (disturb: Disturb): Promise<Visit> => {
    const one = await visitKiosk({ tablet: stage.tablet, random, disturb });
    visits.push(one);
    return one;
  };
  const run: ChaosRun = {
    ...{ stage, random, wiped: new Set(), cloned: [], faults: [], updates: 0, clones: 0 },
    quietVisit: () => visit(async () => false),
    async mend() {
      stage.proxy.isUp = true;
      stage.proxy.meet = () => "arrives";
      await stage.tablet.setOffline(false);
      await stage.tablet.hurry();
    },
  };
  const deck = dealer(random);
  const longAt = new Map(
    plan.long.map((name, at) => [Math.floor(((at + 1) * plan.visits) / (plan.long.length + 1)), name]),
  );
  const happen = async (name: string): Promise<boolean> => {
    const event = chaosEvents[name] ?? longEvents[name];
    if (!event) throw new Error(`What is ${name}?`);
    events[name] = (events[name] ?? 0) + 1;
    plan.log(`${String(visits.length).padStart(4)} visits, then: ${name}`);
    await event.happen(run);
    return event.ends;
  };
  for (let next = [...longAt.keys()]; visits.length < plan.visits; ) {
    const [due] = next;
    if (due !== undefined && visits.length >= due) {
      next = next.slice(1);
      await happen(longAt.get(due) ?? "");
    }
    if (random.happens(0.25)) await happen(deck());
    await visit(async () => random.happens(0.06) && happen(deck()));
  }
  await run.mend();
  await stage.settle(stage.tablet);
  return report(run, visits, events);
}

/** Returns events in random order, each once before any comes again. */
function dealer(random: ChaosRun["random"]): () => string {
  let deck: string[] = [];
  return () => {
    // The network comes back more often than it goes away.
    if (deck.length === 0) deck = random.shuffled([...Object.keys(chaosEvents), "network back", "network back"]);
    return deck.pop() ?? "";
  };
}

async function report(run: ChaosRun, visits: readonly Visit[], events: ChaosReport["events"]): Promise<ChaosReport> {
  const { stage, wiped, cloned } = run;
  const [records, device, counted] = [await stage.readRecords(), await stage.seeDevice(), await stage.countIndex()];
  const faults = [...run.faults, ...judgeRun({ visits, records, device, counted, wiped, cloned })];
  return {
    faults,
    visits: visits.length,
    thanked: visits.filter(({ thanked }) => thanked !== null).length,
    refused: visits.filter(({ refused }) => refused).length,
    brokenOff: visits.filter(({ brokenOff }) => brokenOff).length,
    arrived: records.length,
    guessedTimes: records.filter(({ flags }) => flags.includes("clock")).length,
    forked: records.filter(({ flags }) => flags.includes("fork")).length,
    sequence: device.sequence,
    events,
  };
}
