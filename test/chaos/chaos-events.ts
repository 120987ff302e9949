import { join } from "node:path";
import type { Fate } from "../end-to-end/kiosk-proxy.ts";
import type { ChaosStage } from "./chaos-stage.ts";
import { cloneTablet, kioskTablet, wipeProfile } from "./kiosk-tablet.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { Visit } from "./visit-kiosk.ts";

/** What events work with, and what they note for the judge. */
export type ChaosRun = {
  readonly stage: ChaosStage;
  readonly random: SeededRandom;
  /** One visit at the current tablet, without any events. */
  readonly quietVisit: () => Promise<Visit>;
  readonly wiped: Set<string>;
  readonly cloned: [number, number][];
  /** Faults that an event found itself. */
  readonly faults: string[];
  /** Ends all faults that last: the network is back, and answers arrive. */
  mend: () => Promise<void>;
  updates: number;
  clones: number;
};

/** Something that happens to a kiosk. `ends`: it ends the current visit. */
export type ChaosEvent = { readonly ends: boolean; readonly happen: (run: ChaosRun) => Promise<void> };

const hourMs = 60 * 60 * 1000;
const clocks = [-400 * 24, -72, -30, -1, 0, 0, 1, 30, 72, 400 * 24].map((hours) => hours * hourMs);

function meetFeedback(run: ChaosRun, fate: () => Fate): void {
  run.stage.proxy.meet = (call) => (call === "POST /v1/feedback" ? fate() : "arrives");
}

async function until(holds: () => Promise<boolean>, what: string, run: ChaosRun): Promise<void> {
  for (const untilMs = Date.now() + 60_000; Date.now() < untilMs; ) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  run.faults.push(`in vain was waited for: ${what}`);
}

/** Wipes a tablet's profile with ratings in it. The office knows of them from a heartbeat. */
async function wipe(run: ChaosRun): Promise<void> {
  const { stage, random } = run;
  await run.mend();
  await stage.settle(stage.tablet);
  const before = (await stage.seeDevice()).sequence.highest;
  meetFeedback(run, () => "dropped");
  const visits: Visit[] = [];
  for (let count = random.between(1, 3); count > 0; count -= 1) visits.push(await run.quietVisit());
  await stage.tablet.hurry();
  const isTold = async (): Promise<boolean> => (await stage.seeDevice()).sequence.highest === before + visits.length;
  await until(isTold, "a heartbeat that tells of what waits", run);
  await stage.tablet.close();
  wipeProfile(stage.tablet.profile);
  for (const { thanked } of visits) if (thanked) run.wiped.add(thanked.id);
  stage.proxy.meet = () => "arrives";
  stage.tablet = await kioskTablet(stage.tablet.profile, stage.proxy.origin);
  await stage.enrolAnew(stage.tablet);
  await until(async () => (await stage.seeDevice()).alerts.some(({ kind }) => kind === "gap"), "the alert gap", run);
}

/** Copies a tablet's profile, and uses both copies. */
async function clone(run: ChaosRun): Promise<void> {
  const { stage, random } = run;
  await run.mend();
  await stage.settle(stage.tablet);
  const first = (await stage.seeDevice()).sequence.highest + 1;
  await stage.tablet.close();
  run.clones += 1;
  const own = stage.tablet;
  const copy = await cloneTablet(own.profile, join(stage.folder, `copy-${run.clones}`), stage.proxy.origin);
  await Promise.all([own.start(), copy.start()]);
  for (const tablet of random.shuffled([own, copy, own, copy])) {
    stage.tablet = tablet;
    await run.quietVisit();
  }
  stage.tablet = own;
  await stage.settle(own);
  await stage.settle(copy);
  await until(async () => (await stage.seeDevice()).alerts.some(({ kind }) => kind === "fork"), "the alert fork", run);
  await copy.close();
  wipeProfile(copy.profile);
  run.cloned.push([first, (await stage.seeDevice()).sequence.highest]);
  await stage.enrolAnew(own);
  await until(async () => (await stage.seeDevice()).alerts.every(({ kind }) => kind !== "fork"), "its end", run);
}

/** Fills the browser's storage. People are told so. Ratings that were thanked are stored, and are sent. */
async function fillStorage(run: ChaosRun): Promise<void> {
  const { tablet } = run.stage;
  await run.mend();
  meetFeedback(run, () => "dropped");
  const untilMs = Date.now() + 60_000;
  let refusals = 0;
  while (refusals < 2 && Date.now() < untilMs) {
    // Again each time, because the browser may have freed some space.
    await tablet.fill(true);
    if ((await run.quietVisit()).refused) refusals += 1;
  }
  if (refusals === 0) run.faults.push("the storage was never full");
  await run.mend();
  await until(async () => (await tablet.waiting()) === 0, "a full tablet to send what it holds", run);
  await tablet.fill(false);
  const { thanked } = await run.quietVisit();
  if (thanked === null) run.faults.push("nothing was kept when there was room again");
}

/** All events, by name. */
export const chaosEvents: Readonly<Record<string, ChaosEvent>> = {
  "server killed": { ends: false, happen: ({ stage }) => stage.killServer() },
  "network away": {
    ends: false,
    async happen({ stage }) {
      stage.proxy.isUp = false;
    },
  },
  "network known to be away": {
    ends: false,
    happen: ({ stage }) => stage.tablet.setOffline(true),
  },
  "network back": { ends: false, happen: (run) => run.mend() },
  "answers lost": { ends: false, happen: async (run) => meetFeedback(run, () => "answer-lost") },
  "answers late": {
    ends: false,
    happen: async (run) => meetFeedback(run, () => ({ delayMs: run.random.between(100, 3000) })),
  },
  "some lost": {
    ends: false,
    happen: async (run) => meetFeedback(run, () => run.random.pick(["arrives", "dropped", "answer-lost"])),
  },
  "tab killed": { ends: true, happen: ({ stage }) => stage.tablet.killTab() },
  "browser killed": {
    ends: true,
    async happen({ stage }) {
      await stage.tablet.kill();
      await stage.tablet.start();
    },
  },
  "clock set": { ends: false, happen: ({ stage, random }) => stage.tablet.setClock(random.pick(clocks)) },
  "second tab": { ends: true, happen: ({ stage, random }) => stage.tablet.openSecond(random.happens(0.5)) },
  "newer page": {
    ends: false,
    async happen(run) {
      run.updates += 1;
      run.stage.proxy.newer = `99.0.${run.updates}-${"0123456789abcdef".slice(0, 8)}`;
      const update = async (): Promise<unknown> => (await navigator.serviceWorker.ready).update();
      await run.stage.tablet
        .page()
        .evaluate(update)
        .catch(() => undefined);
    },
  },
};

/** Slow events, which happen only between two visits. */
export const longEvents: Readonly<Record<string, ChaosEvent>> = {
  "profile wiped": { ends: true, happen: wipe },
  "profile copied": { ends: true, happen: clone },
  "storage full": { ends: true, happen: fillStorage },
};
