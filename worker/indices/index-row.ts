import { type Day, formatDay } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { computeIndex, computeValue } from "../../shared/methods/compute-index.ts";
import type { Method } from "../../shared/methods/method.ts";
import { roundHalfUp } from "../../shared/methods/round-half-up.ts";
import type { Organization } from "../organization/organization.ts";
import { type Cell, type CellLabels, peopleIn } from "./index-cells.ts";
import type { IndexQuestion } from "./index-question.ts";

/** Everything that one row is made of; `levels` is the scale of its question, `transactions` null where not told. */
export type RowParts = {
  readonly labels: CellLabels;
  readonly cell: Cell;
  readonly bucket: Period;
  readonly method: Method;
  readonly levels: number;
  readonly transactions: number | null;
};

/** What all rows of an answer share. */
export type RowFrame = { readonly question: IndexQuestion; readonly organization: Organization; readonly today: Day };

/** One row: value and n with flagged feedback in and set-aside feedback out, and what else defends the figure. */
export function indexRow(parts: RowParts, frame: RowFrame): PublishedIndex {
  const { cell, method, levels } = parts;
  const plain = cell.plain.slice(0, levels);
  const tally = plain.map((people, index) => people + (cell.flagged[index] ?? 0));
  const all = tally.map((people, index) => people + (cell.set_aside[index] ?? 0));
  const { value, interval } = computeIndex(method, tally);
  const [n, flagged, setAside] = [peopleIn(tally), peopleIn(cell.flagged), peopleIn(cell.set_aside)];
  return {
    ...labelled(parts, frame),
    method: method.id,
    value,
    n,
    tally,
    interval,
    ...coverageOf(n, parts.transactions),
    channels: Object.fromEntries([...cell.channels].sort(([a], [b]) => (a < b ? -1 : 1))),
    flagged: { n: flagged, value_without: flagged === 0 ? value : computeValue(method, plain) },
    set_aside: { n: setAside, value_with: setAside === 0 ? value : computeValue(method, all) },
    spanning: cell.spanning,
    withheld: null,
  };
}

type Labelled = Pick<
  PublishedIndex,
  "unit" | "own" | "unmapped" | "period" | "question" | "service" | "channel" | "touchpoint"
>;

function labelled({ labels, bucket }: RowParts, frame: RowFrame): Labelled {
  const { by, channel, service } = frame.question;
  return {
    unit: { code: labels.unit, name: unitName(labels.unit, bucket, frame) },
    ...(labels.own ? { own: true } : {}),
    ...(labels.unmapped ? { unmapped: true } : {}),
    period: { from: formatDay(bucket.from), to: formatDay(bucket.to) },
    question: labels.question,
    service: by.has("service") ? labels.service || null : service,
    channel: by.has("channel") ? labels.channel : channel,
    ...(labels.touchpoint === "" ? {} : { touchpoint: labels.touchpoint }),
  };
}

function unitName(code: string, bucket: Period, { question, organization, today }: RowFrame): string {
  const { agency, units } = organization;
  if (code === agency.code && !units.knows(code)) return agency.name;
  return units.nameOf(code, question.unitsAs === "now" ? today : bucket.to);
}

/** Percent of transactions with a rating, 2 decimals, half up. None where ratings outnumber the transactions. */
function coverageOf(n: number, transactions: number | null): Pick<PublishedIndex, "coverage" | "coverage_note"> {
  if (transactions !== null && n > transactions) {
    return { coverage: null, coverage_note: "more-ratings-than-transactions" };
  }
  if (transactions === null || transactions === 0) return { coverage: null };
  const share = { numerator: 100n * BigInt(n), denominator: BigInt(transactions) };
  return { coverage: { transactions, rate: roundHalfUp(share, 2) } };
}
