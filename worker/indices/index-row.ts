import { peopleIn } from "../../shared/levels.ts";
import { type Day, formatDay } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { computeIndex, computeServedInterval, computeValue } from "../../shared/methods/compute-index.ts";
import { computeWeightedIndex } from "../../shared/methods/compute-weighted-index.ts";
import type { Method } from "../../shared/methods/method.ts";
import {
  type IndexMethod,
  isWeighted,
  type Stratum,
  type StratumDimension,
  type WeightedMethod,
} from "../../shared/methods/weighted-method.ts";
import type { Organization } from "../organization/organization.ts";
import { type Cell, type CellLabels, type Counted, tallyOf } from "./index-cells.ts";
import type { IndexQuestion } from "./index-question.ts";
import { type Choices, optionOf } from "./option-cells.ts";
import { rankMinimum } from "./rank-units.ts";
import type { StandardisedOf, StratumCell } from "./strata.ts";
import { allServed, coverageOf, isComplete, type Transactions } from "./transactions.ts";

/** Everything that one row is made of. */
export type RowParts = FigureParts & { readonly labels: CellLabels; readonly bucket: Period };

/** What all rows of an answer share. */
export type RowFrame = {
  readonly question: IndexQuestion;
  readonly organization: Organization;
  readonly today: Day;
  readonly choices: Choices;
  /** Fewest people of whom a row tells more than their number; 0: any. */
  readonly fewest: number;
};

/** One row. Value and n hold flagged feedback and leave out what was set aside; both figures stand beside. */
export function indexRow(parts: RowParts, frame: RowFrame): PublishedIndex {
  const { cell, method, levels } = parts;
  const tally = tallyOf(cell, levels, "index");
  const { value, interval, value_without, value_with, ...more } = indexFigures(parts);
  const [n, flagged, setAside] = [peopleIn(tally), peopleIn(cell.flagged), peopleIn(cell.set_aside)];
  return {
    ...labelled(parts, frame),
    method: method.id,
    value,
    n,
    tally,
    interval,
    ...more,
    ...coverageOf(n, parts.transactions),
    channels: Object.fromEntries([...cell.channels].sort(([a], [b]) => (a < b ? -1 : 1))),
    flagged: { n: flagged, value_without },
    set_aside: { n: setAside, value_with },
    spanning: cell.spanning,
    withheld: null,
  };
}

/** What the row is about. */
function labelled({ labels, bucket }: RowParts, frame: RowFrame) {
  const { by, channel, service } = frame.question;
  const reason = labels.reason || frame.question.reason;
  const option = optionOf(labels, frame.choices);
  return {
    unit: { code: labels.unit, name: unitName(labels.unit, bucket, frame) },
    ...(labels.own ? { own: true as const } : {}),
    ...(labels.unmapped ? { unmapped: true as const } : {}),
    period: { from: formatDay(bucket.from), to: formatDay(bucket.to) },
    question: labels.question,
    ...(option === undefined ? {} : { option: { id: option.id, text: option.text } }),
    service: by.has("service") ? labels.service || null : service,
    channel: by.has("channel") ? labels.channel : channel,
    ...(labels.touchpoint === "" ? {} : { touchpoint: labels.touchpoint }),
    ...(labels.officer === "" ? {} : { officer: labels.officer }),
    ...(reason === null ? {} : { reason }),
    ...(labels.weekday === "" ? {} : { weekday: Number(labels.weekday) }),
    ...(labels.hour === "" ? {} : { hour: Number(labels.hour) }),
  };
}

function unitName(code: string, bucket: Period, { question, organization, today }: RowFrame): string {
  const { agency, units } = organization;
  if (code === agency.code && !units.knows(code)) return agency.name;
  return units.nameOf(code, question.unitsAs === "now" ? today : bucket.to);
}

/**
 * What a row's figures are made of. `levels` is the scale of its question. `transactions` is null if nobody would have to report
 * any. `strata`, by service or channel as `weightsBy` says, is empty without a weighted method.
 */
export type FigureParts = {
  readonly cell: Cell;
  readonly method: IndexMethod;
  readonly levels: number;
  readonly transactions: Transactions | null;
  readonly weightsBy: StratumDimension;
  readonly strata: readonly StratumCell[];
};

/** A row's value and intervals; its value without what was flagged, and with what was set aside. */
type IndexFigures = Pick<PublishedIndex, "value" | "interval" | "interval_of_served" | "weights"> & {
  readonly value_without: number | null;
  readonly value_with: number | null;
};

/** Computes a row's value and intervals by its method. The formulas are in `shared/methods/`. */
export function indexFigures(parts: FigureParts): IndexFigures {
  return isWeighted(parts.method) ? weightedFigures(parts, parts.method) : plainFigures(parts, parts.method);
}

function plainFigures({ cell, levels, transactions }: FigureParts, method: Method): IndexFigures {
  const tally = tallyOf(cell, levels, "index");
  const valueWith = (counted: Counted): number | null => computeValue(method, tallyOf(cell, levels, counted));
  const { value, interval } = computeIndex(method, tally);
  const served = allServed(transactions);
  const ofServed = served === null ? null : computeServedInterval(method, tally, served);
  return {
    value,
    interval,
    ...(ofServed ? { interval_of_served: ofServed } : {}),
    value_without: peopleIn(cell.flagged) === 0 ? value : valueWith("plain"),
    value_with: peopleIn(cell.set_aside) === 0 ? value : valueWith("all"),
  };
}

/** Strata as weighted methods take them, on a scale of so many levels. */
export function strataOf(cells: readonly StratumCell[], levels: number, counted: Counted): Stratum[] {
  return cells.map(({ id, cell, transactions }) => ({
    id,
    tally: tallyOf(cell, levels, counted),
    transactions: transactions?.transactions ?? null,
    complete: transactions === null || isComplete(transactions),
  }));
}

/** Most refused strata that are named: as many as a reader can look after. */
const mostNamed = 20;

function weightedFigures({ levels, strata, weightsBy: by }: FigureParts, method: WeightedMethod): IndexFigures {
  const weigh = (counted: Counted): ReturnType<typeof computeWeightedIndex> =>
    computeWeightedIndex(method, strataOf(strata, levels, counted));
  const valueWith = (counted: Counted): number | null => {
    const weighed = weigh(counted);
    return weighed.ok ? weighed.value.value : null;
  };
  const weighed = weigh("index");
  const values = { value_without: valueWith("plain"), value_with: valueWith("all") };
  if (weighed.ok) {
    const { value, interval, effectiveN, designEffect } = weighed.value;
    const weights = { by, effective_n: effectiveN, design_effect: designEffect };
    return { value, interval, weights, ...values };
  }
  const named = weighed.failure.strata.slice(0, mostNamed).map((id) => id || null);
  const refused = { reason: weighed.failure.reason, [`${by}s` as const]: named };
  const weights = { by, effective_n: null, design_effect: null, refused };
  return { value: null, interval: null, weights, ...values };
}

/**
 * A row of one officer. With fewer than 30 answers it tells only their number. Else the share of satisfied people in the common
 * mix of services stands beside the officer's own figure, if the method is such a share.
 */
export function officerRow(
  row: PublishedIndex,
  method: IndexMethod,
  standardised: ReturnType<StandardisedOf>,
): PublishedIndex {
  const isShare = method.intervalKind === "wilson";
  if (row.n >= rankMinimum) return { ...row, standardised: isShare ? standardised : null };
  return {
    ...row,
    ...{ value: null, tally: [], interval: null, channels: {}, standardised: null, withheld: "too-few" },
    flagged: { n: row.flagged.n, value_without: null },
    set_aside: { n: row.set_aside.n, value_with: null },
    ...(row.change ? { change: { ...row.change, value: null, interval: null, beyond_chance: null } } : {}),
  };
}
