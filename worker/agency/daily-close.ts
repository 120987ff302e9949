import type { Failure } from "../problems/failure.ts";
import { usualThreshold } from "../../shared/contract/agency.ts";
import type { Publication } from "../../shared/contract/publication.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import { readOldComments } from "../comments/receive-comments.ts";
import { tellDeadlines } from "../comments/tell-deadlines.ts";
import { isEnrolled, nextDeviceCheck } from "../devices/alerts.ts";
import { watchDevice } from "../devices/watch-device.ts";
import { type Published, publishDay } from "../publications/publish-day.ts";
import { toPublication } from "../publications/read-publication.ts";
import { takeTurns } from "../publications/take-turns.ts";
import type { LastingDeps } from "./agency-deps.ts";
import { nextAlarm } from "./next-alarm.ts";

/** What the close of a day needs besides the lasting: the clock, a rest for others' turn, the object's alarm, and the log. */
export type DailyClosing = {
  readonly nowMs: () => number;
  readonly rest: () => Promise<void>;
  readonly storage: Pick<DurableObjectStorage, "getAlarm" | "setAlarm" | "transactionSync">;
  readonly log: (what: string, error: unknown) => void;
};

/** What an agency does at the close of each of its days. */
export interface DailyClose {
  /**
   * Sets the alarm where an agency lives here and none is set, or something is due before it: a look at devices, or a
   * publication that broke off.
   */
  keepAwake(): Promise<void>;
  /** Publishes what has closed. */
  publish(): Promise<Result<{ publication: Publication; isNew: boolean }, Failure>>;
  /** To be called by the alarm: looks at devices, mixes what was sealed, publishes, and sets the next alarm, sooner where something failed. */
  wakeUp(): Promise<void>;
}

/** The daily close on an agency's lasting. */
export function dailyClose(lasting: LastingDeps, closing: DailyClosing): DailyClose {
  const { nowMs, storage, log } = closing;
  const next = (hasFailed: boolean): number => {
    const time = { nowMs: nowMs(), offsetOf: lasting.offsetOf };
    return nextAlarm({ ...time, hasFailed, deviceCheckMs: nextDeviceCheck(lasting.devices.all(), time) });
  };
  const attempt = attempting(closing);
  const publish = publisher(lasting, closing);
  return {
    async publish() {
      const made = await publish();
      return made.ok ? ok({ ...made.value, publication: toPublication(made.value.publication) }) : made;
    },
    async keepAwake() {
      if (lasting.organizationStore.agency() === null) return;
      const set = await storage.getAlarm();
      const due = next(lasting.publications.isBegun());
      if (set === null || set > due) await storage.setAlarm(due);
    },
    async wakeUp() {
      let hasFailed = true;
      attempt("devices were not looked at", () => watchDevices(lasting, nowMs()));
      let isMore = false;
      attempt("comments were not tended", () => {
        isMore = tendComments(lasting, nowMs());
      });
      attempt("sealed reports were not mixed", () => lasting.sealed.mix(lasting.dayOf(nowMs())));
      try {
        const made = await publish();
        hasFailed = !made.ok;
        if (!made.ok) log("the day was not published", made.failure.kind);
      } catch (error) {
        log("the day was not published", error);
      }
      await storage.setAlarm(next(hasFailed || isMore));
    },
  };
}

/** Does something in one transaction; where it fails, the log tells what was not done, and the rest goes on. */
function attempting({ storage, log }: DailyClosing): (notDone: string, work: () => void) => void {
  return (notDone, work) => {
    try {
      storage.transactionSync(work);
    } catch (error) {
      log(notDone, error);
    }
  };
}

/** Makes one publication after the other: who asks while one is made gets that one. */
function publisher(
  lasting: LastingDeps,
  { nowMs, rest, storage }: Omit<DailyClosing, "log">,
): () => Promise<Result<Published, Failure>> {
  const atOneStroke = (write: () => void): void => storage.transactionSync(write);
  const publish = (): Promise<Result<Published, Failure>> => {
    const now = nowMs();
    const organization = lasting.organization();
    const threshold = organization.agency.publication_threshold ?? usualThreshold;
    const { source, publications: ledger } = rooms;
    const publishing = { source, organization, ledger, nowMs: now, today: lasting.dayOf(now), threshold, atOneStroke };
    return takeTurns(publishDay(publishing), rest);
  };
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const made = last.then(publish);
    last = made.catch(() => null);
    return made;
  };
}

/** So many hundreds of old comments are masked in one go, so that nobody waits long; the rest when the object wakes up again. */
const oldPortions = 10;

/** Masks comments of before, tells clocks; whether some of before are left. */
function tendComments(lasting: LastingDeps, nowMs: number): boolean {
  const now = { ...lasting, organization: lasting.organization(), nowMs, today: lasting.dayOf(nowMs) };
  let isMore = true;
  for (let portion = 0; portion < oldPortions && isMore; portion++) isMore = readOldComments(now);
  while (tellDeadlines(now));
  return isMore;
}

function watchDevices(lasting: LastingDeps, nowMs: number): void {
  const organization = lasting.organization();
  const deps = { ...lasting, organization, nowMs, today: lasting.dayOf(nowMs) };
  for (const device of lasting.devices.all().filter(isEnrolled)) watchDevice(deps, device);
}
