import type { Failure } from "../problems/failure.ts";
import type { TallyReceipt } from "../../shared/contract/receipt.ts";
import { type TallyItem, tallyItem } from "../../shared/contract/tally.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { checkContract } from "../operations/check-contract.ts";
import { receiptProblem } from "../problems/problems.ts";
import type { Organization } from "../organization/organization.ts";
import type { StoredTally, TallyStore } from "./tally-store.ts";
import { spanOf, wrongPlace } from "./wrong-place.ts";

/** What {@link postTallies} works with. */
export type TallyRooms = {
  readonly store: Pick<TallyStore, "find" | "overlapping" | "add">;
  readonly organization: Organization;
  readonly nowMs: number;
  /** What an id meant before: each tally of it that was taken back. */
  readonly formerTallies: (id: string) => readonly TallyItem[];
};

/**
 * Takes counts from paper or another system, each by itself; receipts stand in the order of the request.
 * Refused: what the contract or {@link wrongPlace} refuses, `unknown-question`, `scale-unfit`, `tally-conflict` (the id
 * came with other content, or for another place before it was taken back), `tally-withdrawn` (as it was taken back),
 * `span-overlap` (the same place and source has another tally with a day in common).
 */
export function postTallies(
  rooms: TallyRooms,
  principal: Principal,
  tallies: readonly unknown[],
): Result<{ receipts: TallyReceipt[] }, Failure> {
  return ok({
    receipts: tallies.map((given): TallyReceipt => {
      const taken = takeTally(rooms, principal, given);
      const id = idOf(given);
      return taken.ok
        ? { id, outcome: taken.value }
        : { id, outcome: "refused", problem: receiptProblem(taken.failure) };
    }),
  });
}

function takeTally(
  { store, organization, nowMs, formerTallies }: TallyRooms,
  principal: Principal,
  given: unknown,
): Result<"accepted" | "duplicate", Failure> {
  const item = checkContract(tallyItem, given);
  if (!item.ok) return item;
  const wrong = wrongPlace(organization, principal, item.value) ?? wrongCounts(organization, item.value);
  if (wrong) return fail(wrong);
  const tally: StoredTally = { ...item.value, ...spanOf(item.value) };
  const before = store.find(tally.id);
  if (before) return isSame(before, tally);
  const replayed = wrongReturn(formerTallies(tally.id), item.value);
  if (replayed) return fail(replayed);
  const other = store.overlapping(tally);
  if (other !== null) {
    const detail = "overlaps another tally of the same unit, question, service, channel and source";
    return fail({ kind: "span-overlap", given: other, errors: [{ pointer: "/from", detail }] });
  }
  store.add(tally, nowMs);
  return ok("accepted");
}

function wrongCounts({ questions }: Organization, { question, counts }: TallyItem): Failure | null {
  const scale = questions.get(question);
  if (scale === undefined) {
    const errors = [{ pointer: "/question", detail: "must be a question of one of the agency's forms" }];
    return { kind: "unknown-question", given: question, errors };
  }
  if (counts.length === scale) return null;
  return {
    kind: "scale-unfit",
    errors: [{ pointer: "/counts", detail: `must be ${scale} counts, lowest level first` }],
  };
}

const content = ["unit", "question", "service", "channel", "source", "from", "to", "counts"] as const;

function isSame(before: StoredTally, tally: StoredTally): Result<"duplicate", Failure> {
  const other = content.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(tally[field]));
  if (other.length === 0) return ok("duplicate");
  const detail = "differs from what was received before with the same id";
  return fail({ kind: "tally-conflict", errors: other.map((field) => ({ pointer: `/${field}`, detail })) });
}

/**
 * An id that was taken back means its place for ever: it may come again with other counts, which corrects them, but neither
 * as it was (a file sent again would bring back what was wrong) nor for another place.
 */
function wrongReturn(former: readonly TallyItem[], tally: TallyItem): Failure | null {
  const last = former.at(-1);
  if (last === undefined) return null;
  const moved = content.filter((field) => field !== "counts" && last[field] !== tally[field]);
  if (moved.length > 0) {
    const detail = "differs from the tally of the same id that was taken back; give it an id of its own";
    return { kind: "tally-conflict", errors: moved.map((field) => ({ pointer: `/${field}`, detail })) };
  }
  if (former.every(({ counts }) => counts.join() !== tally.counts.join())) return null;
  const detail = "are those that were taken back; correct them, or give the tally an id of its own";
  return { kind: "tally-withdrawn", given: tally.id, errors: [{ pointer: "/counts", detail }] };
}

/** The sender's id as far as it can be read, so that a refused item can be told apart. */
function idOf(given: unknown): string {
  const { id } = Object(given) as { id?: unknown };
  return typeof id === "string" ? id.slice(0, 100).toWellFormed() : "";
}
