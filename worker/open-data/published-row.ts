import { formatDay } from "../../shared/calendar/day.ts";
import type { PublishedRow } from "../../shared/contract/publication.ts";
import { overallQuestion, peopleIn } from "../../shared/levels.ts";
import { computeIndex, computeServedInterval, computeValue } from "../../shared/methods/compute-index.ts";
import type { Method } from "../../shared/methods/method.ts";
import { allServed, coverageOf } from "../indices/transactions.ts";
import type { Organization } from "../organization/organization.ts";
import type { DatedRow } from "../publications/publication-store.ts";
import { unitOfNode } from "../publications/unit-places.ts";

type Naming = { readonly organization: Organization; readonly today: number };

/** The name that a row's unit has today. */
export function unitNameOf({ node }: Pick<DatedRow, "node">, { organization, today }: Naming): string {
  const { agency, units } = organization;
  const { code } = unitOfNode(node);
  return code === agency.code && !units.knows(code) ? agency.name : units.nameOf(code, today);
}

/** A row of a publication by one method that takes its scale. Withheld: labels alone. Rounded: no tally. */
export function publishedRow(row: DatedRow, method: Method, unitName: string): PublishedRow {
  const { code, ...kind } = unitOfNode(row.node);
  const labels = {
    unit: { code, name: unitName },
    ...kind,
    period: { from: formatDay(row.from), to: formatDay(row.to) },
    ...(row.quarters === null ? {} : { quarters: [...row.quarters] }),
    question: row.family === "question" ? row.value : overallQuestion,
    service: row.family === "service" ? row.value || null : null,
    channel: row.family === "channel" ? row.value : null,
    method: method.id,
  };
  const never = { channels: null, flagged: null, set_aside: null, spanning: null };
  if (row.verdict === "too-few" || row.verdict === "protects-another") {
    const nothing = { value: null, n: null, tally: null, interval: null, coverage: null };
    return { ...labels, ...nothing, ...never, withheld: row.verdict, version: null, published_at: null };
  }
  return {
    ...labels,
    ...(row.roundedTo === null ? exactFigures(row, method) : roundedFigures(row, method, row.roundedTo)),
    ...never,
    withheld: null,
    ...{ version: row.since, published_at: isoOf(row.sinceMs), ...restatedOf(row, method) },
  };
}

/** An instant as text, in UTC. */
export const isoOf = (ms: number): string => new Date(ms).toISOString();

type Figures = Pick<PublishedRow, "value" | "interval" | "n" | "tally" | "coverage" | "coverage_note" | "rounded">;

function exactFigures(row: DatedRow, method: Method): Figures & Pick<PublishedRow, "interval_of_served"> {
  const tally = [...row.tally];
  const n = peopleIn(tally);
  const served = allServed(row.volume);
  const ofServed = served === null ? null : computeServedInterval(method, tally, served);
  const interval = ofServed === null ? {} : { interval_of_served: ofServed };
  return { ...computeIndex(method, tally), n, tally, ...coverageOf(n, row.volume), ...interval };
}

/**
 * Whole units of the printed scale, and n to the nearest multiple: a rounded row enters no exact sum. A share's interval is that
 * of the rounded figures, so that it tells no more than they do.
 */
function roundedFigures({ tally }: DatedRow, method: Method, multiple: number): Figures {
  const whole: Method = { ...method, unit: "score", decimals: 0 };
  const n = multiple * Math.floor((2 * peopleIn(tally) + multiple) / (2 * multiple));
  const { value, interval } = computeIndex(whole, [...tally]);
  const known = { value, n, tally: null, coverage: null, rounded: true } as const;
  if (method.intervalKind !== "wilson" || value === null) return { ...known, interval };
  const satisfied = Math.round((value * n) / 100);
  const alike = tally.map((_, level) => (level === 0 ? n - satisfied : level === tally.length - 1 ? satisfied : 0));
  return { ...known, interval: computeIndex(whole, alike).interval };
}

function restatedOf({ before, beforeMs }: DatedRow, method: Method): Pick<PublishedRow, "restated"> {
  if (before === null) return {};
  const tally = [...before.tally];
  const was = { value: computeValue(method, tally), n: peopleIn(tally), tally };
  return { restated: { version: before.version, at: isoOf(beforeMs ?? 0), was } };
}
