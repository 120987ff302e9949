import { formatDay } from "../../shared/calendar/day.ts";
import type { PublishedRow } from "../../shared/contract/publication.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { computeIndex, computeServedInterval, computeValue } from "../../shared/methods/compute-index.ts";
import type { Method } from "../../shared/methods/method.ts";
import { allServed, coverageOf } from "../indices/transactions.ts";
import type { Organization } from "../organization/organization.ts";
import { unitOfNode } from "./each-unit.ts";
import { familyOf, facetValue } from "./lattice-row.ts";
import { peopleBetween } from "./people-between.ts";
import type { ShelfRow } from "./publication-shelf-store.ts";

/** What rows are named with; `today` is the agency's day. */
export type Naming = { readonly organization: Organization; readonly today: number };

/** The question that a row's tally answers. */
export function questionOf({ facet }: ShelfRow): string {
  return familyOf(facet) === "question" ? facetValue(facet) : overallQuestion;
}

/** A row of a publication by one method. Withheld: labels alone. The tally must be of a scale that the method takes. */
export function publishedRow(row: ShelfRow, method: Method, naming: Naming): PublishedRow {
  const labels = labelsOf(row, naming);
  const never = { channels: null, flagged: null, set_aside: null, spanning: null };
  if (row.verdict !== "shown") {
    const nothing = {
      value: null,
      n: null,
      tally: null,
      interval: null,
      coverage: null,
      version: null,
      published_at: null,
    };
    const withheld = row.verdict.endsWith("too-few") ? "too-few" : "protects-another";
    return { ...labels, method: method.id, ...nothing, ...never, withheld };
  }
  const tally = [...row.tally];
  const n = peopleBetween([], tally);
  return {
    ...labels,
    method: method.id,
    ...computeIndex(method, tally),
    ...{ n, tally, ...coverageOf(n, row.volume), ...servedInterval(row, method), ...never, withheld: null },
    version: row.version,
    published_at: isoOf(row.publishedMs),
    ...restatedOf(row, method),
  };
}

/** An instant as text, in UTC. */
export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

type Labels = Pick<PublishedRow, "unit" | "own" | "unmapped" | "period" | "question" | "service" | "channel">;

function labelsOf(row: ShelfRow, { organization: { agency, units }, today }: Naming): Labels {
  const { code, own, unmapped } = unitOfNode(row.node);
  const family = familyOf(row.facet);
  const name = code === agency.code && !units.knows(code) ? agency.name : units.nameOf(code, today);
  return {
    unit: { code, name },
    ...(own ? { own: true as const } : {}),
    ...(unmapped ? { unmapped: true as const } : {}),
    period: { from: formatDay(row.from), to: formatDay(row.to) },
    question: questionOf(row),
    service: family === "service" ? facetValue(row.facet) || null : null,
    channel: family === "channel" ? facetValue(row.facet) : null,
  };
}

/** Channels and questions have no transactions of their own. */
function servedInterval({ volume, tally }: ShelfRow, method: Method): Pick<PublishedRow, "interval_of_served"> {
  const served = allServed(volume);
  const ofServed = served === null ? null : computeServedInterval(method, [...tally], served);
  return ofServed === null ? {} : { interval_of_served: ofServed };
}

function restatedOf({ before }: ShelfRow, method: Method): Pick<PublishedRow, "restated"> {
  if (before === null) return {};
  const tally = [...before.tally];
  const was = { value: computeValue(method, tally), n: peopleBetween([], tally), tally };
  return { restated: { version: before.version, at: isoOf(before.publishedMs), was } };
}
