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
import type { AgencyRooms } from "./agency-rooms.ts";
import { nextAlarm } from "./next-alarm.ts";

/** What the close of a day needs besides the rooms: the clock, a rest for others' turn, the object's alarm, and the log. */
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
  /** Publishes what has closed, for a key of the whole agency. Failures: `outside-subtree`, `sum-too-large`. */
  publishNow(principal: Principal): Promise<Result<{ publication: Publication; isNew: boolean }, Failure>>;
  /** Publishes what has closed, for whoever may ask for it. */
  publish(): Promise<Result<{ publication: Publication; isNew: boolean }, Failure>>;
  /** To be called by the alarm: looks at devices, mixes what was sealed, publishes, and sets the next alarm, sooner where something failed. */
  wakeUp(): Promise<void>;
}

/** The daily close on an agency's rooms. */
export function dailyClose(rooms: AgencyRooms, closing: DailyClosing): DailyClose {
  const { nowMs, storage, log } = closing;
  const next = (hasFailed: boolean): number => {
    const time = { nowMs: nowMs(), offsetOf: rooms.offsetOf };
    return nextAlarm({ ...time, hasFailed, deviceCheckMs: nextDeviceCheck(rooms.devices.all(), time) });
  };
  const attempt = attempting(closing);
  const publish = publisher(rooms, closing);
  return {
    async publishNow(principal) {
      const allowed = needWholeAgency(principal, rooms.organization());
      const made = allowed.ok ? await publish() : allowed;
      return made.ok ? ok({ ...made.value, publication: toPublication(made.value.publication) }) : made;
    },
    async publish() {
      const made = await publish();
      return made.ok ? ok({ ...made.value, publication: toPublication(made.value.publication) }) : made;
    },
    async keepAwake() {
      if (rooms.store.agency() === null) return;
      const set = await storage.getAlarm();
      const due = next(rooms.publications.isBegun());
      if (set === null || set > due) await storage.setAlarm(due);
    },
    async wakeUp() {
      let hasFailed = true;
      attempt("devices were not looked at", () => watchDevices(rooms, nowMs()));
      let isMore = false;
      attempt("comments were not tended", () => {
        isMore = tendComments(rooms, nowMs());
      });
      attempt("sealed reports were not mixed", () => rooms.sealed.mix(rooms.dayOf(nowMs())));
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
  rooms: AgencyRooms,
  { nowMs, rest, storage }: Omit<DailyClosing, "log">,
): () => Promise<Result<Published, Failure>> {
  const atOneStroke = (write: () => void): void => storage.transactionSync(write);
  const publish = (): Promise<Result<Published, Failure>> => {
    const now = nowMs();
    const organization = rooms.organization();
    const threshold = organization.agency.publication_threshold ?? usualThreshold;
    const { source, publications: ledger } = rooms;
    const publishing = { source, organization, ledger, nowMs: now, today: rooms.dayOf(now), threshold, atOneStroke };
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
function tendComments(rooms: AgencyRooms, nowMs: number): boolean {
  const now = { ...rooms, organization: rooms.organization(), nowMs, today: rooms.dayOf(nowMs) };
  let isMore = true;
  for (let portion = 0; portion < oldPortions && isMore; portion++) isMore = readOldComments(now);
  while (tellDeadlines(now));
  return isMore;
}

function watchDevices(rooms: AgencyRooms, nowMs: number): void {
  const organization = rooms.organization();
  const deps = { ...rooms, organization, nowMs, today: rooms.dayOf(nowMs) };
  for (const device of rooms.devices.all().filter(isEnrolled)) watchDevice(deps, device);
}
