import { peopleIn } from "../../shared/levels.ts";
import type { Day } from "../../shared/calendar/day.ts";
import { bucketsTouched, contains, cutBefore, type Period } from "../../shared/calendar/period.ts";
import type { DailyRow, RollupDimension, RollupRow, RollupSource, Segment, TallyRow } from "../counts/rollup-source.ts";
import { mixed } from "../counts/rollup-source.ts";
import type { Organization } from "../organization/organization.ts";
import { type Choices, choicesOf, countedNames, optionCells } from "./option-cells.ts";
import { dividedReports, divideRows } from "./divide-rows.ts";
import { addToCell, type Cell, type CellLabels, type IndexCells, indexCells, type UnitLabels } from "./index-cells.ts";
import { asksForHours, asksForReasons, type IndexQuestion } from "./index-question.ts";
import { type AskedSpans, askedSpans } from "./reported-days.ts";
import { type UnitGroup, type UnitGroups, unitGroups } from "./unit-groups.ts";

/** What is gathered: counts of a question, in buckets that follow each other in time, for groups of units. */
export type GatherPlan = {
  readonly question: IndexQuestion;
  readonly buckets: readonly Period[];
  readonly units: UnitGroups;
  /** The names that answers to any of the agency's questions are counted under. */
  readonly questions: readonly string[];
  readonly choices: Choices;
  /** Where and when people are asked. */
  readonly asked: () => AskedSpans;
  /** Levels of the question, if only one is asked. */
  readonly levels?: number;
};

/** Plans how counts are gathered into buckets of the question's period. */
export function planGathering(
  question: IndexQuestion,
  buckets: readonly Period[],
  { organization, today }: { readonly organization: Organization; readonly today: Day },
): GatherPlan {
  const { period, unit, unitsAs, by } = question;
  const { questions } = organization;
  const asked = questions.get(question.question ?? "");
  const choices = choicesOf(organization);
  return {
    question,
    buckets,
    units: unitGroups({ unit, unitsAs, period, today, byUnit: by.has("unit") }, organization),
    questions: [...questions.keys()].flatMap((id) => countedNames(id, choices)),
    choices,
    asked: () => askedSpans(organization, today),
    ...(asked === undefined ? {} : { levels: asked.type === "rating" ? asked.scale : 1 }),
  };
}

/** Counts of rollups and tallies in the groups and buckets of a question. */
export function gatherCells(plan: GatherPlan, source: RollupSource): IndexCells {
  const cells = indexCells();
  const { by, question } = plan.question;
  for (const name of question === null ? [null] : countedNames(question, plan.choices)) {
    addRollups(cells, { plan, name }, source);
  }
  addTallies(cells, plan, source);
  addDividedDays(cells, plan, source);
  addDividedTallies(cells, plan, source);
  if ([...by].every((dimension) => dimension === "unit")) {
    for (const group of plan.units.always) {
      const none = {
        service: "",
        channel: "",
        touchpoint: "",
        officer: "",
        reason: "",
        option: "",
        weekday: "",
        hour: "",
      };
      cells.group({ ...none, question: question ?? "", ...unitLabels(group) });
    }
  }
  return optionCells(cells, plan.choices);
}

/** Of all labels those that rows are told apart by; always the name that the question or its option is counted under. */
function labelsOf(
  { by, question }: IndexQuestion,
  all: Omit<CellLabels, keyof UnitLabels | "option">,
  unit: UnitGroup,
): CellLabels {
  return {
    ...unitLabels(unit),
    service: by.has("service") ? all.service : "",
    channel: by.has("channel") ? all.channel : "",
    // Rows by reason tell no question.
    question: all.question || (question ?? ""),
    option: "",
    touchpoint: by.has("touchpoint") ? all.touchpoint : "",
    officer: by.has("officer") ? all.officer : "",
    reason: by.has("reason") ? all.reason : "",
    weekday: by.has("weekday") ? all.weekday : "",
    hour: by.has("hour") ? all.hour.padStart(2, "0") : "",
  };
}

function unitLabels({ code, own, unmapped }: UnitGroup): UnitLabels {
  return { unit: code, own, unmapped };
}

/** A name that answers are counted under; null: all questions. */
type NamedPlan = { readonly plan: GatherPlan; readonly name: string | null };

function addRollups(cells: IndexCells, { plan, name }: NamedPlan, source: RollupSource): void {
  const { question, units } = plan;
  const segments = plan.buckets.flatMap((period, bucket) =>
    cutBefore(period, units.cuts).map((part): Segment => ({ bucket, ...part })),
  );
  const wanted = [...question.by].filter((dimension) => dimension !== "unit");
  const by: RollupDimension[] = units.needsUnit ? ["unit", ...wanted] : wanted;
  const rows = source.rollups({
    ...(plan.levels === undefined ? {} : { levels: plan.levels }),
    segments: segments.map(({ from, to }, bucket): Segment => ({ bucket, from, to })),
    question: name,
    units: units.units,
    channel: question.channel,
    service: question.service,
    reason: question.reason,
    by,
  });
  let last: { readonly row: RollupRow; readonly cell: Cell } | null = null;
  for (const row of rows) {
    // Rows that differ by channel alone follow each other, and finding their cell takes longer than adding to it.
    if (last !== null && sharesCell(last.row, row, question.by.has("channel"))) {
      addToCell(last.cell, row);
      continue;
    }
    const segment = segments[row.bucket];
    // An amendment can leave a row of nobody behind. A recount would not have it, so it must not show.
    if (segment === undefined || !row.counts.some((people) => people !== 0)) continue;
    const unit = units.needsUnit ? wholeGroup(plan, row.unit, segment.from) : units.always[0];
    if (!unit) continue;
    const { channel, standing, counts } = row;
    const addition = { bucket: segment.bucket, channel, standing, counts };
    last = { row, cell: cells.add(labelsOf(question, { ...row, question: name ?? row.question }, unit), addition) };
  }
}

function sharesCell(one: RollupRow, other: RollupRow, byChannel: boolean): boolean {
  const { bucket, unit, service, touchpoint, question, officer, reason, weekday, hour } = one;
  return (
    bucket === other.bucket &&
    unit === other.unit &&
    service === other.service &&
    touchpoint === other.touchpoint &&
    question === other.question &&
    officer === other.officer &&
    reason === other.reason &&
    weekday === other.weekday &&
    hour === other.hour &&
    (!byChannel || one.channel === other.channel)
  );
}

/** The group of all counts of a unit's day; null if they are outside, or must be divided. */
function wholeGroup({ units }: GatherPlan, unit: string, day: Day): UnitGroup | null {
  const { groups } = units.sharesOf(unit, day);
  return groups.length === 1 ? (groups[0] ?? null) : null;
}

/** A tally goes where the counts of its last day go. */
function addTallies(cells: IndexCells, plan: GatherPlan, source: RollupSource): void {
  const { period } = plan.question;
  for (const tally of source.tallies(plan.units.units, period.from, period.to)) {
    const unit = wholeGroup(plan, tally.unit, tally.to);
    if (unit) addTally(cells, plan, { tally, unit });
  }
}

/** Counts a tally in the bucket that holds its whole span; elsewhere it is only told as spanning. */
function addTally(
  cells: IndexCells,
  { question, buckets, choices }: GatherPlan,
  { tally, unit }: { readonly tally: TallyRow; readonly unit: UnitGroup },
): void {
  const asked = question.question;
  if (asked !== null && !countedNames(asked, choices).includes(tally.question)) return;
  const { settled } = tally;
  const row = { ...paper, ...settled, channel: tally.channel, service: tally.service ?? "", question: tally.question };
  if (!isTold(question, row) || !isWanted(question, row)) return;
  const labels = labelsOf(question, row, unit);
  for (const bucket of bucketsTouched(buckets, tally)) {
    const standing = contains(buckets[bucket], tally) ? row.standing : "spanning";
    cells.add(labels, { bucket, channel: tally.channel, standing, counts: tally.counts });
  }
}

/** What paper tells of the people it counts. */
const paper = { touchpoint: "", officer: "", reason: "", weekday: "", hour: "", standing: "plain" } as const;

type Told = Pick<CellLabels, "service" | "channel" | "touchpoint" | "officer" | "reason">;

/**
 * Whether it is known of the people of a tally what rows are told apart by. Paper tells no officers, no reasons and no hours. People who settled
 * together and differ in it are in no row.
 */
function isTold(question: IndexQuestion, row: Told): boolean {
  const { by } = question;
  if (asksForHours(question)) return false;
  if (by.has("officer") && row.officer === "") return false;
  if (asksForReasons(question) !== (row.reason !== "")) return false;
  return (["service", "channel", "touchpoint", "officer"] as const).every(
    (name) => !by.has(name) || row[name] !== mixed,
  );
}

function isWanted(
  { channel, service, reason }: IndexQuestion,
  row: Pick<RollupRow, "channel" | "service" | "reason">,
): boolean {
  return (
    (channel === null || row.channel === channel) &&
    (service === null || row.service === service) &&
    (reason === null || row.reason === reason)
  );
}

/**
 * Adds what units left to several heirs by shares. Each count goes to one heir, by running totals per unit, question or reason,
 * and level, from the first day on, whatever period or rows were asked for. So any parts of a period, and any rows of it, add up
 * to the whole.
 */
function addDividedDays(cells: IndexCells, plan: GatherPlan, source: RollupSource): void {
  const { question, buckets, units } = plan;
  const parts = divideRows(dividedDays(plan, source).sort(byDay), {
    units,
    dayOf: ({ bucket }) => bucket,
    nameOf: ({ question, reason }) => `${question} ${reason}`,
    amountsOf: ({ counts }) => counts,
  });
  for (const { row, group, amounts } of parts) {
    if (peopleIn(amounts) === 0 || !isWanted(question, row)) continue;
    const labels = labelsOf(question, row, group);
    const { channel, standing } = row;
    for (const bucket of bucketsTouched(buckets, { from: row.bucket, to: row.bucket })) {
      cells.add(labels, { bucket, channel, standing, counts: amounts });
    }
  }
}

function dividedDays({ question, questions, choices, units }: GatherPlan, source: RollupSource): DailyRow[] {
  const { period } = question;
  const counted = asksForHours(question) ? "by hour" : asksForReasons(question) ? "by reason" : "all";
  const asked = question.question === null ? questions : countedNames(question.question, choices);
  return units.divided
    .filter(({ from, to }) => from <= period.to && to >= period.from)
    .flatMap(({ unit, from, to }) =>
      source.daily({ units: [unit], questions: asked, counted, from, to: Math.min(to, period.to) }),
    );
}

/** Within a day in an order that stays the same when a single feedback changes its standing. */
function byDay(a: DailyRow, b: DailyRow): number {
  return (
    a.bucket - b.bucket ||
    compare(a.service, b.service) ||
    compare(a.channel, b.channel) ||
    compare(a.touchpoint, b.touchpoint) ||
    Number(a.hour) - Number(b.hour) ||
    compare(a.standing, b.standing)
  );
}

/** Tallies have running totals of their own. */
function addDividedTallies(cells: IndexCells, plan: GatherPlan, source: RollupSource): void {
  const { units } = plan;
  const parts = divideRows(dividedReports(units, source.tallies).sort(byLastDay), {
    units,
    dayOf: ({ to }) => to,
    nameOf: ({ question, settled }) => `${question} ${settled?.reason ?? ""}`,
    amountsOf: ({ counts }) => counts,
  });
  for (const { row, group, amounts } of parts) {
    if (peopleIn(amounts) > 0) addTally(cells, plan, { tally: { ...row, counts: amounts }, unit: group });
  }
}

function byLastDay(a: TallyRow, b: TallyRow): number {
  return (
    a.to - b.to ||
    a.from - b.from ||
    compare(a.channel, b.channel) ||
    compare(a.service ?? "", b.service ?? "") ||
    compare(a.counts.join(), b.counts.join())
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
