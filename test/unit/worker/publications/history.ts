import { firstDayOfMonth, lastDayOfMonth, monthOf } from "../../../../shared/calendar/day.ts";
import type { Scale } from "../../../../shared/levels.ts";
import type { RollupQuery, RollupRow, RollupSource, TallyRow } from "../../../../worker/indices/rollup-source.ts";
import type { DatedSuccession } from "../../../../worker/indices/unit-heirs.ts";
import type { DatedUnit } from "../../../../worker/indices/unit-tree.ts";
import type { PublicationStore } from "../../../../worker/publications/publication-store.ts";
import { publishDue } from "../../../../worker/publications/publish-due.ts";
import type { Steps } from "../../../../worker/publications/take-turns.ts";
import { organizationOf } from "../indices/sample-agency.ts";
import { memoryStore } from "./memory-store.ts";

/** Some people of one unit and day who are counted, amended and taken away together. */
export type Crowd = {
  readonly unit: string;
  readonly day: number;
  readonly people: number;
  /** Days on which they are received, change their level, and are set aside or taken back; null: never. */
  readonly received: number;
  readonly amended: number | null;
  readonly gone: number | null;
  /** On paper over so many whole months around the day; one by one where left out. */
  readonly months?: 1 | 3 | 6;
  readonly service?: string;
};

/** An agency, what people said, and the days whose close was published. */
export type History = {
  readonly units: readonly DatedUnit[];
  readonly successions: readonly DatedSuccession[];
  readonly crowds: readonly Crowd[];
  readonly days: readonly number[];
  readonly threshold: number;
};

/** How a crowd's level is numbered: each has levels of its own, so that a row's tally tells who is in it. */
export type LevelOf = (crowd: number, isAmended: boolean) => number;

/** Levels of its own for every crowd, two each. */
export const ownLevels: LevelOf = (crowd, isAmended) => 2 * crowd + (isAmended ? 2 : 1);

/** Five levels, which crowds share. */
export const fiveLevels: LevelOf = (crowd, isAmended) => 1 + ((crowd * 7 + (isAmended ? 2 : 0)) % 5);

/** Publishes a history on all its days; `afterEach` is told each version. */
export function publishHistory(history: History, levelOf: LevelOf = ownLevels): PublicationStore {
  const store = memoryStore();
  for (const day of history.days) {
    const made = atOneGo(publishing(history, { day, store, levelOf }));
    if (!made.ok) throw new Error(`${made.failure.kind} ${made.failure.given}`);
  }
  return store;
}

/** The steps of the publication at the close of a day. */
export function publishing(
  history: History,
  { day, store, levelOf = ownLevels }: { day: number; store: PublicationStore; levelOf?: LevelOf },
): ReturnType<typeof publishDue> {
  const levels = levelOf === ownLevels ? Math.max(5, 2 * history.crowds.length) : 5;
  const organization = organizationOf(history.units, history.successions);
  const questions = new Map([...organization.questions, ["overall", levels as Scale]] as const);
  return publishDue({
    source: sourceOn(history, { day, levelOf, levels }),
    organization: { ...organization, questions },
    ...{ store, nowMs: day * 86_400_000, today: day + 1, threshold: history.threshold },
    inTransaction: (write) => write(),
  });
}

/** Does all steps. */
export function atOneGo<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

type Telling = { readonly day: number; readonly levelOf: LevelOf; readonly levels: number };

function sourceOn({ crowds }: History, { day, levelOf, levels }: Telling): RollupSource {
  const there = crowds.flatMap((crowd, number) => {
    if (crowd.received > day || (crowd.gone !== null && crowd.gone <= day)) return [];
    const level = levelOf(number, crowd.amended !== null && crowd.amended <= day);
    return [{ ...crowd, counts: new Array<number>(levels).fill(0).with(level - 1, crowd.people) }];
  });
  const paper = there
    .filter(({ months }) => months !== undefined)
    .map((crowd): TallyRow => {
      const { unit, service = null, counts } = crowd;
      return { unit, question: "overall", service, channel: "paper", ...spanOf(crowd), counts };
    });
  const rollups = ({ segments, question, by }: RollupQuery): RollupRow[] =>
    segments.flatMap(({ bucket, from, to }) =>
      there
        .filter((crowd) => crowd.months === undefined && crowd.day >= from && crowd.day <= to)
        .map((crowd) => ({
          ...{ bucket, channel: "kiosk", touchpoint: "", officer: "", reason: "", standing: "plain" as const },
          unit: by.includes("unit") ? crowd.unit : "",
          service: by.includes("service") ? (crowd.service ?? "") : "",
          question: question ?? "overall",
          counts: crowd.counts,
        })),
    );
  return {
    rollups,
    daily: () => [],
    tallies: (_units, from, to) => paper.filter((tally) => tally.from <= to && tally.to >= from),
    volumes: () => [],
  };
}

function spanOf({ day, months = 1 }: Crowd): { from: number; to: number } {
  const first = monthOf(day) - (monthOf(day) % months);
  return { from: firstDayOfMonth(first), to: lastDayOfMonth(first + months - 1) };
}
