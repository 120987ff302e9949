import { instant } from "../../shared/codes.ts";
import {
  type FeedbackQuery,
  feedbackQuery,
  type FeedbackRecord,
  feedbackRecord,
} from "../../shared/contract/feedback-record.ts";
import { listOf } from "../../shared/contract/list.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { badCursor, decodeCursor, encodeCursor, queryName } from "../lists/cursor.ts";
import { readLimit } from "../lists/page-of.ts";
import { jsonAnswer, type Operation, operationInWorker, part } from "../operations/operation.ts";
import type { Organization } from "../organization/organization.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { RecordStore } from "./record-store.ts";
import { readStoredRecord, seesExactWords, toFeedbackRecord } from "./stored-record.ts";

/** What the list of feedback works with. */
export type FeedbackListDeps = {
  readonly records: Pick<RecordStore, "changed" | "firstAfter">;
  /** `newestChange` returns the number of the newest change, 0 if there is none. */
  readonly feedback: { newestChange(): number };
  readonly organization: Organization;
  readonly offsetOf: (ms: number) => number;
};

/** Change numbers that one call looks at, so that it doesn't hold up others. */
const mostScanned = 2000;
/** The server's clock may be set back by this much, and `updated_since` still misses nothing. */
const clockSetBackMs = 24 * 60 * 60 * 1000;

type Asked = Omit<FeedbackQuery, "limit"> & { readonly limit: number };

/** A stretch of the list. It may be short, or empty, and still have a next one. */
const readFeedback = part({
  name: "readFeedback",
  failures: ["invalid", "bad-cursor", "outside-subtree"],
  runs: "reads",
  wholeAgency: true,
  async run(deps: FeedbackListDeps, principal, { limit, cursor, updated_since }: Asked) {
    const { organization, records, offsetOf } = deps;
    const since = readSince(updated_since);
    if (!since.ok) return since;
    const root = organization.agency.code;
    const query = queryName("feedback", { root, since: updated_since });
    const scope = { secret: organization.agency.cursor_secret, query };
    const position = cursor === undefined ? ok([firstChange(deps, since.value)]) : await decodeCursor(cursor, scope);
    if (!position.ok) return position;
    const [start] = position.value;
    if (typeof start !== "number") return fail(badCursor);
    const span = { after: start, upTo: start + mostScanned, limit };
    const rows = records.changed(span).map((row) => readStoredRecord(row));
    const reached = rows.length === limit ? (rows.at(-1)?.change ?? span.upTo) : span.upTo;
    // Gaps in the numbers are jumped over.
    const next = records.firstAfter(reached);
    const seesWords = seesExactWords(principal, organization);
    const wanted = rows.filter(({ changedMs }) => changedMs >= since.value.fromMs);
    const data = wanted.map((row) => toFeedbackRecord(row, seesWords, offsetOf));
    return ok({ data, meta: { next_cursor: next && (await encodeCursor([next.change - 1], scope)) } });
  },
});

/** `GET …/feedback`: rows in the order of their changes. */
export const listFeedback: Operation<FeedbackListDeps> = operationInWorker({
  method: "GET",
  path: "/v1/agencies/:agency/feedback",
  audience: "feedback:read",
  summary: "Read feedback in the order in which it changed",
  description:
    "Needs a key on the whole agency: rows tell who was at a counter at 09:12 and what they chose. A pull that goes on from where it ended misses no row, also while others write, and gives none twice in the same state.",
  query: feedbackQuery,
  answer: listOf(feedbackRecord),
  failures: ["invalid", "bad-cursor", "outside-subtree"],
  parts: [readFeedback],
  // The object looks at a bounded stretch in each call, so that others get in between. A page takes as many as it needs.
  async handle(worker, principal, { params: { agency }, query }) {
    const limit = readLimit(query.limit);
    if (!limit.ok) return limit;
    const data: FeedbackRecord[] = [];
    let cursor = query.cursor ?? null;
    do {
      const input = { ...query, limit: limit.value - data.length, ...(cursor === null ? {} : { cursor }) };
      const page = await worker.ask(readFeedback, { agency, principal, input });
      if (!page.ok) return page;
      for (const row of page.value.data) data.push(row);
      cursor = page.value.meta.next_cursor;
    } while (cursor !== null && data.length < limit.value);
    return ok(jsonAnswer({ data, meta: { next_cursor: cursor } }));
  },
});

/** Only rows after a change, and changed at or after an instant. */
type Since = { readonly change: number; readonly fromMs: number };

function readSince(text: string | undefined): Result<Since, FailureOf<"invalid">> {
  if (text === undefined) return ok({ change: 0, fromMs: Number.NEGATIVE_INFINITY });
  if (/^\d{1,15}$/.test(text)) return ok({ change: Number(text), fromMs: Number.NEGATIVE_INFINITY });
  // A plus sign that was not encoded arrives as a space.
  const time = instant.safeParse(text.replace(/ (\d\d:\d\d)$/, "+$1"));
  if (time.success) return ok({ change: 0, fromMs: Date.parse(time.data) });
  const detail = "must be an ISO 8601 time with an offset, or the change of the last row that you hold";
  return fail({ kind: "invalid", errors: [{ pointer: "/updated_since", detail }] });
}

/**
 * A change number before which nothing was changed at or after the instant, by binary search. Times rise with the numbers unless
 * the clock was set back, so it looks for a time that long before the instant.
 */
function firstChange({ records, feedback }: FeedbackListDeps, { change, fromMs }: Since): number {
  if (fromMs === Number.NEGATIVE_INFINITY) return change;
  let [low, high] = [0, feedback.newestChange()];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found = records.firstAfter(middle);
    if (found === null || found.changedMs >= fromMs - clockSetBackMs) high = middle;
    else low = found.change;
  }
  return low;
}
