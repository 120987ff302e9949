import { type Day, formatDay } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import type { Organization } from "../organization/organization.ts";
import { coverageOf } from "./coverage-of.ts";
import { type CellLabels, peopleIn, tallyOf } from "./index-cells.ts";
import { type FigureParts, indexFigures } from "./index-figures.ts";
import type { IndexQuestion } from "./index-question.ts";

/** Everything that one row is made of. */
export type RowParts = FigureParts & { readonly labels: CellLabels; readonly bucket: Period };

/** What all rows of an answer share. */
export type RowFrame = { readonly question: IndexQuestion; readonly organization: Organization; readonly today: Day };

/** One row: value and n with flagged feedback in and set-aside feedback out, and what else defends the figure. */
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

type Labelled = Pick<
  PublishedIndex,
  "unit" | "own" | "unmapped" | "period" | "question" | "service" | "channel" | "touchpoint" | "officer" | "reason"
>;

function labelled({ labels, bucket }: RowParts, frame: RowFrame): Labelled {
  const { by, channel, service } = frame.question;
  const reason = labels.reason || frame.question.reason;
  return {
    unit: { code: labels.unit, name: unitName(labels.unit, bucket, frame) },
    ...(labels.own ? { own: true } : {}),
    ...(labels.unmapped ? { unmapped: true } : {}),
    period: { from: formatDay(bucket.from), to: formatDay(bucket.to) },
    question: labels.question,
    service: by.has("service") ? labels.service || null : service,
    channel: by.has("channel") ? labels.channel : channel,
    ...(labels.touchpoint === "" ? {} : { touchpoint: labels.touchpoint }),
    ...(labels.officer === "" ? {} : { officer: labels.officer }),
    ...(reason === null ? {} : { reason }),
  };
}

function unitName(code: string, bucket: Period, { question, organization, today }: RowFrame): string {
  const { agency, units } = organization;
  if (code === agency.code && !units.knows(code)) return agency.name;
  return units.nameOf(code, question.unitsAs === "now" ? today : bucket.to);
}
