import { firstDayOfMonth, lastDayOfMonth, monthOf } from "../../../../shared/calendar/day.ts";
import type { Scale } from "../../../../shared/levels.ts";
import type { RollupQuery, RollupRow, RollupSource, TallyRow } from "../../../../worker/counts/rollup-source.ts";
import type { DatedSuccession } from "../../../../worker/organization/unit-heirs.ts";
import type { DatedUnit } from "../../../../worker/organization/unit-tree.ts";
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
  /** Days on which they are received, change their level, are set aside or taken back, and are there again; null: never. */
  readonly received: number;
  readonly amended: number | null;
  readonly gone: number | null;
  readonly back: number | null;
  /** On paper over so many whole months around the day; one by one where left out. */
  readonly months?: 1 | 3 | 6;
  readonly service?: string;
};

/** An agency, what people said, and the days whose close was published. */
export type History = {
  readonly units: readonly DatedUnit[];
  /** Each with the day from which the agency knew of it. */
  readonly successions: readonly (DatedSuccession & { readonly known: number })[];
  readonly crowds: readonly Crowd[];
  readonly days: readonly number[];
  readonly threshold: number;
};

/** Levels of each crowd, before and after it changed its level, from 1 on. */
export type Levels = readonly { readonly first: number; readonly amended: number }[];

/** Levels of its own for every crowd, so that a row's tally tells who is in it. */
export function ownLevels(crowds: readonly Crowd[]): Levels {
  return crowds.map((_, number) => ({ first: 2 * number + 1, amended: 2 * number + 2 }));
}

/**
 * Levels that two or three crowds share, so that people who come and go can make up for each other. Each crowd of a level is
 * larger than the smaller ones together: so a row's tally still tells who is in it.
 */
export function sharedLevels(crowds: readonly Crowd[]): Levels {
  const shared: { people: number; crowds: number[] }[] = [];
  const place = (number: number, people: number): number => {
    const fits = shared.findIndex(
      (one) => one.people < people && one.crowds.length < 3 && !one.crowds.includes(number),
    );
    const level = fits < 0 ? shared.length : fits;
    const { people: before, crowds: others } = shared[level] ?? { people: 0, crowds: [] };
    shared[level] = { people: before + people, crowds: [...others, number] };
    return level + 1;
  };
  const levels = new Map<number, Levels[number]>();
  for (const [number, { people }] of [...crowds.entries()].sort(([, a], [, b]) => a.people - b.people)) {
    levels.set(number, { first: place(number, people), amended: place(number, people) });
  }
  return crowds.map((_, number) => levels.get(number) ?? { first: 1, amended: 1 });
}

/** The same tally with levels of its own for every crowd. */
export function untangled(tally: readonly number[], crowds: readonly Crowd[], levels: Levels): number[] {
  const own = new Array<number>(2 * crowds.length).fill(0);
  const left = [...tally];
  for (const [number, { people }] of [...crowds.entries()].sort(([, a], [, b]) => b.people - a.people)) {
    const { first, amended } = levels[number] ?? { first: 1, amended: 1 };
    for (const [after, level] of [first, amended].entries()) {
      if ((left[level - 1] ?? 0) < people) continue;
      left[level - 1] = (left[level - 1] ?? 0) - people;
      own[2 * number + after] = people;
    }
  }
  if (left.some((people) => people !== 0)) throw new Error(`nobody fits ${left}`);
  return own;
}

/** Publishes a history on all its days. */
export function publishHistory(history: History, levels: Levels = ownLevels(history.crowds)): PublicationStore {
  const store = memoryStore();
  for (const day of history.days) {
    const made = atOneGo(publishing(history, { day, store, levels }));
    if (!made.ok) throw new Error(`${made.failure.kind}`);
  }
  return store;
}

/** The steps of the publication at the close of a day. */
export function publishing(
  history: History,
  { day, store, levels }: { readonly day: number; readonly store: PublicationStore; readonly levels: Levels },
): ReturnType<typeof publishDue> {
  const scale = Math.max(5, ...levels.map(({ first, amended }) => Math.max(first, amended)));
  const known = history.successions.filter((succession) => succession.known <= day);
  const organization = organizationOf(history.units, known);
  const questions = new Map([
    ...organization.questions,
    ["overall", { type: "rating", scale: scale as Scale }],
  ] as const);
  return publishDue({
    source: sourceOn(history, { day, levels, scale }),
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

type Telling = { readonly day: number; readonly levels: Levels; readonly scale: number };

function sourceOn({ crowds }: History, { day, levels, scale }: Telling): RollupSource {
  const there = crowds.flatMap((crowd, number) => {
    const isGone = crowd.gone !== null && crowd.gone <= day && (crowd.back === null || crowd.back > day);
    if (crowd.received > day || isGone) return [];
    const { first, amended } = levels[number] ?? { first: 1, amended: 1 };
    const level = crowd.amended !== null && crowd.amended <= day ? amended : first;
    return [{ ...crowd, counts: new Array<number>(scale).fill(0).with(level - 1, crowd.people) }];
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
          ...{ weekday: "", hour: "" },
          unit: by.includes("unit") ? crowd.unit : "",
          service: by.includes("service") ? (crowd.service ?? "") : "",
          question: question ?? "overall",
          counts: crowd.counts,
        })),
    );
  return {
    rollups,
    daily: () => [],
    hasHours: () => true,
    tallies: (_units, from, to) => paper.filter((tally) => tally.from <= to && tally.to >= from),
    volumes: () => [],
  };
}

function spanOf({ day, months = 1 }: Crowd): { from: number; to: number } {
  const first = monthOf(day) - (monthOf(day) % months);
  return { from: firstDayOfMonth(first), to: lastDayOfMonth(first + months - 1) };
}
