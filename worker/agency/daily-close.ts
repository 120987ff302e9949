import type { Publication } from "../../shared/contract/publication.ts";
import { ok, type Result } from "../../shared/result.ts";
import { fewestPeople } from "../organization/organization.ts";
import { type Steps, takeTurns } from "../publications/take-turns.ts";
import { freezeAnswers } from "../open-data/freeze-answers.ts";
import { readOldComments } from "../comments/receive-comments.ts";
import { mustSettle, settleDays } from "../counts/settle-days.ts";
import { tellDeadlines } from "../comments/tell-deadlines.ts";
import { hashOldCodes } from "../feedback/hash-old-codes.ts";
import { tellEndingKeys } from "../keys/keys.ts";
import { isEnrolled, nextDeviceCheck } from "../devices/alerts.ts";
import { watchDevice } from "../devices/watch-device.ts";
import { type Published, type PublishFailure, publishDue } from "../publications/publish-due.ts";
import { toPublication } from "../open-data/read-publication.ts";
import { checkDatabase } from "../registry/check-database.ts";
import { takeAnnounced } from "../sealed/sealed-announcement.ts";
import { deleteOldTalks } from "../sealed/delete-old-talks.ts";
import { moveOn, nextEffectMs } from "../set-asides/take-effect.ts";
import type { LastingDeps } from "./agency-deps.ts";

/** The clock, a rest for the turns of others, the object's alarm, and the log. */
export type DailyCloseDeps = {
  readonly nowMs: () => number;
  readonly rest: () => Promise<void>;
  readonly storage: Pick<DurableObjectStorage, "getAlarm" | "setAlarm" | "transactionSync">;
  readonly log: (what: string, error: unknown) => void;
};

/** What an agency does at the close of each of its days. */
export interface DailyClose {
  /** Sets the alarm if an agency lives here and no alarm is set, or if something is due before it. */
  keepAwake(): Promise<void>;
  /** Publishes what is due; `isNew` is false if nothing was. Who asks during a publication gets that one. */
  publish(): Promise<Result<{ publication: Publication; isNew: boolean }, PublishFailure>>;
  /** Finishes, in turns, what updates left to do: hashes codes and counts hours of older feedback. To be called when the object wakes up. */
  catchUp(): Promise<void>;
  /** To be called by the alarm: does what is due and sets the next alarm, which is sooner if something failed. */
  wakeUp(): Promise<void>;
}

/** The daily close of an agency. */
export function dailyClose(lasting: LastingDeps, deps: DailyCloseDeps): DailyClose {
  const { nowMs, storage, log } = deps;
  const publishNext = publisher(lasting, deps);
  const next = (hasFailed: boolean, setAsideMs = nextEffectMs(lasting.setAsides)): number => {
    const time = { nowMs: nowMs(), offsetOf: lasting.offsetOf };
    const deviceCheckMs = nextDeviceCheck(lasting.devices.all(), time);
    return nextAlarm({ ...time, hasFailed, deviceCheckMs, setAsideMs });
  };
  const catchUp = async (): Promise<void> => {
    await hashCodes(lasting, deps);
    await countHours(lasting, deps);
  };
  return {
    catchUp,
    async publish() {
      const made = await publishNext();
      if (!made.ok) return made;
      return ok({ ...made.value, publication: toPublication(made.value.publication, lasting.organization()) });
    },
    async keepAwake() {
      if (lasting.organizationStore.agency() === null) return;
      const set = await storage.getAlarm();
      const today = lasting.dayOf(nowMs());
      const due = next(lasting.publications.isBegun() || mustSettle({ ...lasting, today }) || !lasting.hours.isWhole());
      if (set === null || set > due) await storage.setAlarm(due);
    },
    async wakeUp() {
      const areMoved = await moveSetAsides(lasting, deps);
      await settleInTurns(lasting, deps);
      const isMore = doDailyWork(lasting, deps);
      const hasFailed = !(await hasPublished(publishNext, log));
      await checkDatabase({ ...lasting, nowMs, rest: deps.rest }).catch((error) =>
        log("the database was not checked", error),
      );
      await storage.setAlarm(areMoved ? next(hasFailed || isMore) : next(true, null));
      await catchUp();
    },
  };
}

async function hasPublished(publishNext: PublishNext, log: DailyCloseDeps["log"]): Promise<boolean> {
  try {
    const made = await publishNext();
    if (!made.ok) log("nothing was published", made.failure.kind);
    return made.ok;
  } catch (error) {
    log("nothing was published", error);
    return false;
  }
}

type PublishNext = () => Promise<Result<Published, PublishFailure>>;

/** Portions that are moved at one wake-up, so that the rest of the daily work gets its turn. */
const movedPortions = 500;

/** Lets set-asides take effect that were announced for long enough, and moves what they are about, each piece in a transaction. False if that failed. */
async function moveSetAsides(lasting: LastingDeps, { nowMs, rest, storage, log }: DailyCloseDeps): Promise<boolean> {
  try {
    for (let left = movedPortions; left > 0; left--) {
      const now = { ...lasting, nowMs: nowMs(), today: lasting.dayOf(nowMs()) };
      if (!storage.transactionSync(() => moveOn(now))) return true;
      await rest();
    }
    return true;
  } catch (error) {
    lasting.inEffect.forget();
    log("set-asides were not moved", error);
    return false;
  }
}

/** Settles what keys of a unit see. After each step others have their turn. */
async function settleInTurns(lasting: LastingDeps, { nowMs, rest, storage, log }: DailyCloseDeps): Promise<void> {
  try {
    const steps = settleDays({ ...lasting, organization: lasting.organization(), today: lasting.dayOf(nowMs()) });
    for (const step of steps) {
      storage.transactionSync(step);
      await rest();
    }
  } catch (error) {
    log("nothing was settled", error);
  }
}

/** Looks at devices, keys and old comments, and tends the sealed reports, each in a transaction of its own. Returns whether old comments are left. */
function doDailyWork(lasting: LastingDeps, { nowMs, storage, log }: DailyCloseDeps): boolean {
  const attempt = (notDone: string, work: () => void): void => {
    try {
      storage.transactionSync(work);
    } catch (error) {
      log(notDone, error);
    }
  };
  const now = { ...lasting, organization: lasting.organization(), nowMs: nowMs(), today: lasting.dayOf(nowMs()) };
  let isMore = false;
  attempt("devices were not looked at", () => {
    for (const device of lasting.devices.all().filter(isEnrolled)) watchDevice(now, device);
  });
  attempt("comments were not looked at", () => {
    isMore = maskOldComments(now);
    while (tellDeadlines(now));
  });
  attempt("the announced recipient of sealed reports was not set", () => takeAnnounced(now));
  attempt("old sealed reports were not deleted", () => deleteOldTalks(now));
  attempt("keys were not looked at", () => tellEndingKeys(now));
  attempt("sealed reports were not mixed", () => lasting.sealed.mix(now.today));
  return isMore;
}

function hashCodes(lasting: LastingDeps, { rest, storage, log }: DailyCloseDeps): Promise<void> {
  const inTransaction = (write: () => void): void => storage.transactionSync(write);
  const hashed = hashOldCodes({ ...lasting, rest, inTransaction });
  return hashed.catch((error) => log("codes of before were not hashed", error));
}

async function countHours({ hours }: LastingDeps, { rest, storage, log }: DailyCloseDeps): Promise<void> {
  try {
    while (!hours.isWhole()) {
      storage.transactionSync(hours.countMore);
      await rest();
    }
  } catch (error) {
    log("hours of before were not counted", error);
  }
}

/** Hundreds of old comments that are masked at one wake-up, so that nobody waits long. */
const oldPortions = 10;

function maskOldComments(now: Parameters<typeof readOldComments>[0]): boolean {
  let isMore = true;
  for (let portion = 0; portion < oldPortions && isMore; portion++) isMore = readOldComments(now);
  return isMore;
}

/** Publishes what is due at an instant, step by step. The answers to comments are frozen in the transaction that ends it. */
export function publishSteps(
  lasting: LastingDeps,
  { nowMs, storage }: { readonly nowMs: number; readonly storage: Pick<DurableObjectStorage, "transactionSync"> },
): Steps<Result<Published, PublishFailure>> {
  const { source, publications: store } = lasting;
  const organization = lasting.organization();
  const threshold = fewestPeople(organization);
  const inTransaction = (write: () => void): void =>
    storage.transactionSync(() => {
      write();
      const [made] = store.publicationsBefore(null, 1);
      if (made) freezeAnswers(lasting, made, threshold);
    });
  return publishDue({ source, organization, store, nowMs, today: lasting.dayOf(nowMs), threshold, inTransaction });
}

/** Makes one publication after the other. */
function publisher(lasting: LastingDeps, { nowMs, rest, storage }: Omit<DailyCloseDeps, "log">): PublishNext {
  const publish = (): Promise<Result<Published, PublishFailure>> =>
    takeTurns(publishSteps(lasting, { nowMs: nowMs(), storage }), rest);
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const made = last.then(publish);
    last = made.catch(() => null);
    return made;
  };
}

const dayMs = 24 * 60 * 60 * 1000;
const retryMs = 15 * 60 * 1000;

/** When the object last woke up; `offsetOf` is how far the agency's zone is ahead of UTC, all in milliseconds. */
export type Waking = {
  readonly nowMs: number;
  readonly offsetOf: (ms: number) => number;
  /** Whether what was due has failed, so that it is tried again soon. */
  readonly hasFailed?: boolean;
  /** When devices are to be looked at next; null where none is. */
  readonly deviceCheckMs?: number | null;
  /** When a set-aside takes effect, or is to be moved on; null where none is. */
  readonly setAsideMs?: number | null;
};

/**
 * An object has one alarm: the instant at which it is to wake up next, at the close of the agency's day or before, where
 * devices are to be looked at.
 */
export function nextAlarm({ nowMs, offsetOf, hasFailed = false, deviceCheckMs, setAsideMs }: Waking): number {
  const close = nextClose(nowMs, offsetOf);
  const moving = Math.max(nowMs, setAsideMs ?? close);
  return Math.min(close, hasFailed ? nowMs + retryMs : close, deviceCheckMs ?? close, moving);
}

/** The offset in force at the close may be another than now. */
function nextClose(nowMs: number, offsetOf: Waking["offsetOf"]): number {
  const localClose = (Math.floor((nowMs + offsetOf(nowMs)) / dayMs) + 1) * dayMs;
  const close = localClose - offsetOf(localClose - offsetOf(nowMs));
  return close > nowMs ? close : nowMs + retryMs;
}
