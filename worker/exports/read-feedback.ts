import { instant } from "../../shared/codes.ts";
import type { Failure } from "../problems/failure.ts";
import type { FeedbackQuery, FeedbackRecord } from "../../shared/contract/feedback-record.ts";
import type { Page } from "../../shared/contract/list.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { badCursor, type CursorScope, decodeCursor, encodeCursor, queryName } from "../lists/cursor.ts";
import { readLimit } from "../lists/page-of.ts";
import type { Organization } from "../organization/organization.ts";
import type { RecordStore } from "./record-store.ts";
import { unitsWithin } from "../access/asked-subtree.ts";
import { seesPressure, seesWords } from "./sight.ts";
import { readStoredRecord, toFeedbackRecord } from "./stored-record.ts";

/** What {@link readFeedback} works with; `today` is the agency's day, `offsetOf` its zone's lead over UTC, in milliseconds. */
export type FeedbackReading = {
  readonly records: Pick<RecordStore, "changed" | "firstAfter" | "newestChange">;
  readonly organization: Organization;
  readonly today: number;
  readonly offsetOf: (ms: number) => number;
};

/** Change numbers that one call looks at, so that a key on a small unit holds up nobody else. */
const mostScanned = 2000;
/** The server's clock may be set back by this much, and `updated_since` still misses nothing. */
const clockSetBackMs = 24 * 60 * 60 * 1000;

/**
 * Feedback within the asker's subtree in the order of its changes, so that a pull which goes on while others write misses
 * no row, and gives none twice in the same state. A page may be short, or empty, and still have a next one.
 * Failures: `invalid` for the limit and `updated_since`, `bad-cursor`.
 */
export async function readFeedback(
  reading: FeedbackReading,
  principal: Principal,
  query: FeedbackQuery,
): Promise<Result<Page<FeedbackRecord>, Failure>> {
  const { organization, today, records, offsetOf } = reading;
  const limit = readLimit(query.limit);
  if (!limit.ok) return limit;
  const since = readSince(query.updated_since);
  if (!since.ok) return since;
  const root = subtreeRoot(principal, organization.agency.code);
  const scope = {
    secret: organization.agency.cursor_secret,
    query: queryName("feedback", { root, since: query.updated_since }),
  };
  const start = await startOf(query.cursor, scope, () => firstChange(records, since.value));
  if (!start.ok) return start;
  const span = { after: start.value, upTo: start.value + mostScanned, limit: limit.value };
  const units = unitsWithin(root, { organization, today });
  const rows = records.changed(span, units).map((row) => readStoredRecord(row));
  const reached = rows.length === limit.value ? (rows.at(-1)?.change ?? span.upTo) : span.upTo;
  // Gaps in the numbers are not walked through but jumped over.
  const next = records.firstAfter(reached);
  const sight = {
    words: seesWords(principal, organization),
    pressure: seesPressure(principal, organization),
    offsetOf,
  };
  const data = rows
    .filter(({ changedMs }) => changedMs >= since.value.fromMs)
    .map((row) => toFeedbackRecord(row, sight));
  return ok({ data, meta: { next_cursor: next && (await encodeCursor([next.change - 1], scope)) } });
}

/** Rows above a change, and not changed before an instant. */
type Since = { readonly change: number; readonly fromMs: number };

function readSince(text: string | undefined): Result<Since, Failure> {
  if (text === undefined) return ok({ change: 0, fromMs: Number.NEGATIVE_INFINITY });
  if (/^\d{1,15}$/.test(text)) return ok({ change: Number(text), fromMs: Number.NEGATIVE_INFINITY });
  // A plus sign that was not encoded arrives as a blank.
  const time = instant.safeParse(text.replace(/ (\d\d:\d\d)$/, "+$1"));
  if (time.success) return ok({ change: 0, fromMs: Date.parse(time.data) });
  const detail = "must be an ISO 8601 time with an offset, or the change of the last row that you hold";
  return fail({ kind: "invalid", errors: [{ pointer: "/updated_since", detail }] });
}

async function startOf(
  cursor: string | undefined,
  scope: CursorScope,
  first: () => number,
): Promise<Result<number, Failure>> {
  if (cursor === undefined) return ok(first());
  const position = await decodeCursor(cursor, scope);
  if (!position.ok) return position;
  const [change] = position.value;
  return typeof change === "number" ? ok(change) : fail(badCursor);
}

/**
 * A change number before which nothing was changed at or after the instant. Times rise with the numbers except where the
 * clock was set back; halving finds a number whose time lies so long before that no later one was missed.
 */
function firstChange(records: FeedbackReading["records"], { change, fromMs }: Since): number {
  if (fromMs === Number.NEGATIVE_INFINITY) return change;
  let [low, high] = [0, records.newestChange()];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found = records.firstAfter(middle);
    if (found === null || found.changedMs >= fromMs - clockSetBackMs) high = middle;
    else low = found.change;
  }
  return low;
}
