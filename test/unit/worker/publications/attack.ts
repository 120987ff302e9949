import { firstDayOfMonth, lastDayOfMonth, mondayOf, monthOf } from "../../../../shared/calendar/day.ts";
import { publishDay, type Publishing } from "../../../../worker/publications/publish-day.ts";
import { atOneGo } from "../../../../worker/publications/steps.ts";
import { memorySource } from "../indices/memory-source.ts";
import type { Answer } from "../indices/memory-source.ts";
import type { TallyRow } from "../../../../worker/counts/rollup-source.ts";
import { answer, organizationOf, unit } from "../indices/sample-agency.ts";
import { type MemoryLedger, memoryLedger } from "./memory-ledger.ts";
import { RationalSpan, type Vector } from "./rational-span.ts";

/** Some people's same answer, when it was received, and when it was set aside, if ever. */
export type Crowd = {
  readonly unit: string;
  readonly day: number;
  readonly service: string;
  readonly channel: string;
  readonly question: string;
  readonly level: number;
  readonly people: number;
  readonly received: number;
  readonly gone: number | null;
  /** Counted on paper over so many whole months around the day, instead of one by one. */
  readonly months?: 1 | 3 | 6;
};

/** A tree as child → parent, what people said, and the days whose close was published. */
export type History = {
  readonly parents: ReadonlyMap<string, string>;
  readonly crowds: readonly Crowd[];
  readonly days: readonly number[];
  readonly threshold: number;
};

const root = "H20";

/** Publishes all days of a history, one after the other. */
export function publishHistory(history: History): MemoryLedger {
  const ledger = memoryLedger();
  for (const day of history.days) {
    const published = atOneGo(publishDay(publishingOf(history, day, ledger)));
    if (!published.ok) throw new Error(published.failure.kind);
  }
  return ledger;
}

/** What the close of a day is published from: who had been received by then. */
export function publishingOf({ parents, crowds, threshold }: History, day: number, ledger: MemoryLedger): Publishing {
  const organization = organizationOf([unit(root, null), ...[...parents].map(([code, above]) => unit(code, above))]);
  const there = crowds.filter((crowd) => counts(crowd, day));
  const source = memorySource({
    answers: there.filter(({ months }) => months === undefined).flatMap(answersOf),
    tallies: there.filter(({ months }) => months !== undefined).map(tallyOf),
  });
  return { source, organization, today: day + 1, ledger, nowMs: 0, threshold, atOneStroke: (write) => write() };
}

/** Each of them by themselves. */
export function answersOf({ people, unit, day, service, channel, question, level }: Crowd): Answer[] {
  const one = answer({ unit, day, service, channel, question, level });
  return Array.from({ length: people }, () => one);
}

function tallyOf(crowd: Crowd): TallyRow {
  const { people, unit, service, channel, question, level } = crowd;
  const counts = new Array<number>(11).fill(0).with(level - 1, people);
  return { unit, service: service === "" ? null : service, channel, question, ...spanOf(crowd), counts };
}

function spanOf({ day, months = 1 }: Crowd): { from: number; to: number } {
  const first = monthOf(day) - (monthOf(day) % months);
  return { from: firstDayOfMonth(first), to: lastDayOfMonth(first + months - 1) };
}

/** Whether a crowd is in the figures at the close of a day: received, not set aside. */
function counts({ received, gone }: Crowd, day: number): boolean {
  return received <= day && (gone === null || gone > day);
}

/** Something that must not follow, described for whoever reads the failing test. */
export type Found = { readonly what: string; readonly form: Vector };

/** What follows from all that was ever shown though nobody may know it. */
export function leaksOf(history: History, ledger: MemoryLedger): string[] {
  const world = worldOf(history);
  const known = new RationalSpan();
  for (const relation of world.relations) known.add(relation);
  for (const [row, records] of ledger.records) {
    for (const { version, shown } of records) if (shown) known.add(world.form(row, version));
  }
  const leaks = new Set<string>();
  for (const { what, form } of secretsOf(history, ledger, world)) if (known.holds(form)) leaks.add(what);
  return [...leaks];
}

/** How many secrets the attack went for. */
export function secretsIn(history: History, ledger: MemoryLedger): number {
  return secretsOf(history, ledger, worldOf(history)).length;
}

/** A row as a whole, or what of it lies in none of the shorter spans inside its own. */
type Extent = "whole" | "rest";

type World = {
  /** A row at a version, over the counts that make it. */
  form(row: string, version: number, extent?: Extent): Map<string, number>;
  /** A row's tally at a version, counted from the people. */
  tally(row: string, version: number, extent?: Extent): number[];
  /** The sum of a unit's services, and of its channels, is its whole. */
  readonly relations: readonly Vector[];
};

type Cell = {
  readonly name: string;
  readonly unit: string;
  /** The shortest span that holds it as a whole. */
  readonly part: string;
  readonly facet: string;
  readonly epoch: number;
};

function worldOf({ parents, crowds, days }: History): World {
  const cells = new Map<string, Cell & { tally: number[] }>();
  for (const crowd of crowds) {
    for (const [version, day] of days.entries()) {
      const now = isPublic(crowd, day) ? 1 : 0;
      const before = version > 0 && isPublic(crowd, days[version - 1] ?? 0) ? 1 : 0;
      if (now === before) continue;
      for (const facet of facetsOf(crowd)) {
        const cell = { unit: crowd.unit, part: partName(crowd), facet, epoch: version + 1 };
        const name = Object.values(cell).join(" ");
        const known = cells.get(name) ?? { ...cell, name, tally: new Array<number>(11).fill(0) };
        cells.set(name, known);
        known.tally[crowd.level - 1] = (known.tally[crowd.level - 1] ?? 0) + (now - before) * crowd.people;
      }
    }
  }
  // A count that did not change is known to be nobody's.
  const all = [...cells.values()].filter(({ tally }) => tally.some((people) => people !== 0));
  const pick = (row: string, version: number, extent: Extent = "whole"): (Cell & { tally: number[] })[] => {
    const [facet = "", period = "", node = ""] = row.split("\n");
    const isWithin = ({ part }: Cell): boolean => (extent === "rest" ? part === period : isIn(part, period));
    return all.filter(
      (cell) => cell.facet === facet && cell.epoch <= version && isWithin(cell) && stands(cell.unit, node, parents),
    );
  };
  return {
    form: (row, version, extent) => new Map(pick(row, version, extent).map(({ name }) => [name, 1])),
    tally: (row, version, extent) =>
      pick(row, version, extent).reduce(
        (sum, { tally }) => sum.map((people, level) => people + (tally[level] ?? 0)),
        new Array<number>(11).fill(0),
      ),
    relations: relationsOf(all),
  };
}

function relationsOf(cells: readonly Cell[]): Vector[] {
  const relations = new Map<string, Map<string, number>>();
  for (const { name, unit, part, facet, epoch } of cells) {
    for (const family of facet === "none" ? ["service", "channel"] : [facet.split(":")[0] ?? ""]) {
      if (family === "question") continue;
      const line = [unit, part, epoch, family].join(" ");
      const relation = relations.get(line) ?? new Map<string, number>();
      relations.set(line, relation.set(name, facet === "none" ? -1 : 1));
    }
  }
  return [...relations.values()];
}

function facetsOf({ question, service, channel }: Crowd): string[] {
  if (question !== "overall") return [`question:${question}`];
  return ["none", `service:${service}`, `channel:${channel}`];
}

/** Whether a crowd is counted in a publication: its month has closed, or the week it came in. */
function isPublic(crowd: Crowd, day: number): boolean {
  if (crowd.months !== undefined) return counts(crowd, day) && spanOf(crowd).to <= day;
  const monthEnd = lastDayOfMonth(monthOf(crowd.day));
  const running = monthOf(crowd.day) === monthOf(day + 1) && crowd.day <= mondayOf(day + 1) - 1;
  return counts(crowd, day) && (monthEnd <= day || (running && firstDayOfMonth(monthOf(day + 1)) <= crowd.day));
}

function partName({ day, months = 1 }: Crowd): string {
  const month = monthOf(day) % 12;
  const name = months === 1 ? String(month + 1).padStart(2, "0") : months === 3 ? "Q" : "H";
  return `${Math.floor(monthOf(day) / 12)}-${name}${months === 1 ? "" : Math.floor(month / months) + 1}`;
}

function isIn(part: string, period: string): boolean {
  const [year = "", name = ""] = part.split("-");
  const quarter = name.startsWith("Q") ? Number(name.slice(1)) : Math.ceil(Number(name) / 3);
  const half = name.startsWith("H") ? name : `H${Math.ceil(quarter / 2)}`;
  const names = [part, ...(Number.isNaN(quarter) ? [] : [`${year}-Q${quarter}`]), `${year}-${half}`, year];
  return names.includes(period);
}

function stands(code: string, node: string, parents: ReadonlyMap<string, string>): boolean {
  const [above, own] = node.split("~");
  if (own === "own") return code === above;
  for (let at: string | undefined = code; at !== undefined; at = parents.get(at)) if (at === above) return true;
  return false;
}

/** Fewest people who must have come, gone or changed their answer. */
function peopleIn(tally: readonly number[]): number {
  const more = tally.reduce((sum, people) => sum + Math.max(people, 0), 0);
  const fewer = tally.reduce((sum, people) => sum + Math.max(-people, 0), 0);
  return Math.max(more, fewer);
}

function minus(a: Vector, b: Vector): Vector {
  const all = new Map(a);
  for (const [name, value] of b) all.set(name, (all.get(name) ?? 0) - value);
  return all;
}

function secretsOf({ days, threshold }: History, ledger: MemoryLedger, world: World): Found[] {
  const secrets: Found[] = [];
  const isFew = (tally: readonly number[]): boolean => peopleIn(tally) > 0 && peopleIn(tally) < threshold;
  for (const [row, records] of ledger.records) {
    const first = records[0]?.version ?? 1;
    for (const extent of ["whole", "rest"] as const) {
      const tallies = days.map((_, place) => (place + 1 < first ? [] : world.tally(row, place + 1, extent)));
      for (let version = first; version <= days.length; version += 1) {
        const tally = tallies[version - 1] ?? [];
        const everShown = records.some((record) => record.shown && record.version <= version);
        const name = `${extent} of ${row.replaceAll("\n", " ")}`;
        if (extent === "rest" ? isFew(tally) : !everShown && peopleIn(tally) > 0)
          secrets.push({ what: `${name} at ${version}`, form: world.form(row, version, extent) });
        for (let before = first; before < version; before += 1) {
          const growth = tally.map((people, level) => people - (tallies[before - 1]?.[level] ?? 0));
          if (!isFew(growth)) continue;
          const form = minus(world.form(row, version, extent), world.form(row, before, extent));
          secrets.push({ what: `${name} from ${before} to ${version}`, form });
        }
      }
    }
  }
  return secrets;
}
