import type { Period } from "../../shared/calendar/period.ts";
import type { RecordExportQuery } from "../../shared/contract/export.ts";
import type { Failure } from "../problems/failure.ts";
import type { Service } from "../../shared/contract/service.ts";
import { ok, type Result } from "../../shared/result.ts";
import { askedSubtree, unitsWithin } from "../access/asked-subtree.ts";
import { officeReader } from "../comments/reached-comment.ts";
import { visibleComment } from "../comments/visible-comment.ts";
import type { Principal } from "../access/principal.ts";
import type { DatedUnit } from "../organization/unit-tree.ts";
import type { Organization } from "../organization/organization.ts";
import type { OrganizationStore } from "../organization/organization-store.ts";
import type { RecordFilter, RecordStore, RecordStretch } from "./record-store.ts";
import { readStoredRecord } from "./stored-record.ts";
import { seesPressure, seesWords } from "./sight.ts";

/** What is asked for: ratings, or comments, of a unit's subtree and a period. */
export type RecordAsk = { readonly list: "feedback" | "comments"; readonly query: RecordExportQuery };

/** Where an export goes on: what was received before its beginning, after an id ("" for the first). */
export type RecordPlace = { readonly after: string; readonly receivedBeforeMs: number };

/** One stretch of an export. */
export type RecordPart = { readonly ask: RecordAsk; readonly place: RecordPlace };

/** Rows of a stretch, and the id of its last; null where nothing follows. */
export type RecordCount = { rows: number; last: string | null };

/** What a file of records needs to know before its first row. */
export type RecordPlan = {
  readonly agency: { readonly code: string; readonly name: string; readonly time_zone: string };
  readonly unit: string;
  /** Null for all days. */
  readonly period: Period | null;
  readonly receivedBeforeMs: number;
  /** Whether the asker may see words beside exact times. */
  readonly words: boolean;
  /** Whether the asker may see what was said of pressure. */
  readonly pressure: boolean;
  readonly units: readonly DatedUnit[];
  readonly services: readonly Service[];
};

/** What exports of records are read from. */
export type RecordReading = {
  readonly records: Pick<RecordStore, "stretch" | "count">;
  readonly organization: Organization;
  readonly store: Pick<OrganizationStore, "units" | "services">;
  readonly today: number;
  readonly nowMs: number;
};

/** Rows that one call reads, so that nobody waits long for the agency's object. */
const stretchRows = 100;
const countedRows = 2000;

/** Checks an export and tells what its file needs. Failures: `invalid` (period), `unknown-unit`, `outside-subtree`. */
export function planExport(reading: RecordReading, principal: Principal, ask: RecordAsk): Result<RecordPlan, Failure> {
  const checked = askedSubtree(reading, principal, ask.query);
  if (!checked.ok) return checked;
  const { organization, store, nowMs } = reading;
  const { code, name, time_zone } = organization.agency;
  return ok({
    agency: { code, name, time_zone },
    ...checked.value,
    receivedBeforeMs: nowMs,
    words: seesWords(principal, organization),
    pressure: seesPressure(principal, organization),
    units: store.units(),
    services: store.services(),
  });
}

/** The next rows of an export. Failures: those of {@link planExport}. */
export function readExport(
  reading: RecordReading,
  principal: Principal,
  { ask, place }: RecordPart,
): Result<RecordStretch, Failure> {
  const filter = filterOf(reading, principal, { ask, place });
  if (!filter.ok) return filter;
  const stretch = reading.records.stretch(place.after, stretchRows, filter.value);
  return ok(ask.list === "comments" ? { ...stretch, rows: seenComments(reading, principal, stretch.rows) } : stretch);
}

/** Rows whose comment the asker may see, as everywhere. */
function seenComments(reading: RecordReading, principal: Principal, rows: readonly string[]): string[] {
  const reader = officeReader(reading, principal);
  return rows.filter((json) => {
    const { unit, touchpoint, words, ...row } = readStoredRecord(json);
    const facts = { state: row.commentState ?? "received", decision: row.commentDecision, assignedTo: row.commentUnit };
    return visibleComment({ ...facts, unit, touchpoint, words, replies: [] }, reader) !== null;
  });
}

/** How many of the next ratings an export will hold. Failures: those of {@link planExport}. */
export function countExport(
  reading: RecordReading,
  principal: Principal,
  { ask, place }: RecordPart,
): Result<RecordCount, Failure> {
  const filter = filterOf(reading, principal, { ask, place });
  return filter.ok ? ok(reading.records.count(place.after, countedRows, filter.value)) : filter;
}

function filterOf(
  reading: RecordReading,
  principal: Principal,
  { ask, place }: RecordPart,
): Result<RecordFilter, Failure> {
  const checked = askedSubtree(reading, principal, ask.query);
  if (!checked.ok) return checked;
  const { unit, period } = checked.value;
  return ok({
    units: unitsWithin(unit, reading),
    from: period?.from ?? null,
    to: period?.to ?? null,
    receivedBeforeMs: place.receivedBeforeMs,
    withComment: ask.list === "comments",
  });
}
