import { isClosed } from "../../shared/calendar/period.ts";
import type { PublishedPage, PublishedRow } from "../../shared/contract/publication.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";

/** Whose figure: of a touchpoint's unit, of a unit, or without both of the whole agency. */
export type AskedBadge = {
  readonly server: string;
  readonly touchpoint: string;
  readonly agency: string;
  readonly unit: string;
};

/** A quarter of a year: year · 4 + (quarter − 1). */
export type Quarter = number;

/** What a badge shows. */
export type BadgeFacts = {
  readonly server: string;
  readonly agency: string;
  readonly unit: string;
  /** The unit's name; empty if the server has not told it. */
  readonly name: string;
  /** The newest quarter that the server has published; null if it has published none. */
  readonly quarter: Quarter | null;
  /** The unit's row of that quarter; undefined if nobody has rated there. */
  readonly row: PublishedRow | undefined;
  /** Where that quarter has no figure: the unit's newest earlier quarter that has one. */
  readonly earlier: PublishedRow | undefined;
  /** Whether all figures are simulated. */
  readonly isSample: boolean;
};

/** Reads a JSON document, also one that says why the server refuses. It rejects if nothing answers. */
export type ReadJson = (url: string) => Promise<unknown>;

/** The method of every badge. */
const method = "top-two@1";
/** The most rows that a page may have. An agency's months, quarters, half-years and years fill it in 50 years. */
const allRows = 1000;

/** Loads a unit's last published quarter. Null if the server can't be reached or doesn't know the unit. */
export async function loadBadge(asked: AskedBadge, read: ReadJson): Promise<BadgeFacts | null> {
  const { server, touchpoint } = asked;
  let { agency, unit } = asked;
  let name = "";
  try {
    if (touchpoint !== "") {
      const config = (await read(`${server}/v1/touchpoints/${encodeURIComponent(touchpoint)}`)) as TouchpointConfig;
      [agency = ""] = touchpoint.split("-");
      ({ code: unit, name } = config.unit);
    }
    unit = unit || agency;
    const query = `unit=${encodeURIComponent(unit)}&by=time&method=${method}&limit=${allRows}`;
    const answer = await read(`${server}/v1/agencies/${encodeURIComponent(agency)}/publications/latest?${query}`);
    return factsOf(answer as PublishedPage & Problem, { server, agency, unit, name });
  } catch {
    // Nothing answers, or the answer is not the server's and a member that is read above is missing.
    return null;
  }
}

type Problem = { readonly type?: string };
type Place = Pick<BadgeFacts, "server" | "agency" | "unit" | "name">;

function factsOf({ type, data, meta }: PublishedPage & Problem, place: Place): BadgeFacts | null {
  const none = { ...place, quarter: null, row: undefined, earlier: undefined, isSample: false };
  if (type) return type.endsWith("#unknown-publication") ? none : null;
  const { day, sample } = meta.publication;
  const quarter = newestQuarter(day);
  const quarters = data.filter(isQuarter);
  const row = quarters.find(({ period }) => quarterOf(period.from) === quarter);
  const earlier = row?.interval ? undefined : quarters.filter(({ interval }) => interval).pop();
  return { ...place, name: place.name || data[0]?.unit.name || "", quarter, row, earlier, isSample: sample === true };
}

/** Rows are in the order of time; months, half-years and years stand between them. */
function isQuarter({ period: { from, to } }: PublishedRow): boolean {
  return quarterOf(from) === quarterOf(to) && from.slice(0, 7) !== to.slice(0, 7);
}

/** Returns the quarter of a day such as `2026-09-30`. The calendar of `shared/` would be an eighth of the badge. */
export function quarterOf(day: string): Quarter {
  const [year, month] = day.split("-");
  return Number(year) * 4 + Math.floor((Number(month) - 1) / 3);
}

const msOfDay = 86_400_000;

/** The newest quarter in a publication that counts up to a day. Late ratings are waited for, so it may be the last but one. */
function newestQuarter(day: string): Quarter {
  const quarter = quarterOf(day);
  const lastDay = Date.UTC(Math.floor(quarter / 4), (quarter % 4) * 3, 0) / msOfDay;
  return quarter - (isClosed(lastDay, Date.parse(day) / msOfDay + 1) ? 1 : 2);
}
