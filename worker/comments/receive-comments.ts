import { noteDeed } from "../audit/note-deed.ts";
import type { FeedbackRow } from "../feedback/feedback-row.ts";
import { keepWords } from "../feedback/keep-words.ts";
import type { CommentDeps } from "./comment-deps.ts";
import type { RevisedWords } from "./comment-store.ts";
import { eraseWords } from "./erase-words.ts";
import { foldedWords, searchWords, textNumber } from "./folded-words.ts";
import { floodAfter, holdReasonsOf } from "./hold-reasons.ts";
import { otherCategory, type StoredComment } from "./stored-comment.ts";
import { likeness, nearlySame, shinglesOf, wordBands } from "./word-bands.ts";

/** Days for which the same words count as a flood. */
const floodDays = 1;
/** Comments that a new one is compared with, the oldest first. */
const mostCompared = 20;

/**
 * Takes the comments that feedback brought, in its transaction: adds new ones with their clock, puts revised ones back to the
 * start, and withdraws those that their writers took out again. A withdrawn comment stays withdrawn.
 */
export function receiveComments(deps: CommentDeps, rows: readonly FeedbackRow[]): void {
  for (const row of rows) {
    const before = deps.comments.byFeedback(row.id);
    const { comment } = row.snapshot;
    if (!before) {
      if (comment !== null) receive(deps, row, comment);
    } else if (before.state === "withdrawn") continue;
    else if (comment === null) takeBack(deps, before);
    else revise(deps, { row, before, words: comment });
  }
}

type Read = { readonly words: RevisedWords; readonly index: (number: number) => void };

/** What is stored of words, and a function that puts them into the index. */
function readWords(deps: CommentDeps, row: FeedbackRow, { words, own }: { words: string; own: number | null }): Read {
  const { search, comments, today, organization } = deps;
  const folded = foldedWords(words);
  const line = folded.join(" ");
  const shingles = shinglesOf(folded);
  const bands = wordBands(shingles, row.unit);
  const like = search
    .meeting(bands, own, mostCompared)
    .find((other) => likeness(shingles, shinglesOf(foldedWords(other.words))) >= nearlySame);
  const sameness = textNumber(line) * 2 ** 20 + (textNumber(line, 1) % 2 ** 20);
  const masked = row.snapshot.masked ?? [];
  const same = comments.countSame(sameness, { fromDay: today - floodDays, most: floodAfter });
  const heldFor = holdReasonsOf({ words, folded: line, masked: [...masked], same });
  const { ticket, page } = row.snapshot;
  return {
    words: { words, masked: [...masked], heldFor, ticket, page, sameness, likeOf: like?.number ?? null },
    index(number) {
      search.index(number, searchWords(words, organization.agency.cursor_secret));
      // Later comments are compared with the oldest of a group alone, so that a flood of the same words costs no more than one.
      search.putBands(number, like ? [] : bands);
    },
  };
}

function receive(deps: CommentDeps, row: FeedbackRow, words: string): void {
  const { comments, organization, deadlineBook, dayOf } = deps;
  const read = readWords(deps, row, { words, own: null });
  const receivedDay = dayOf(row.receivedMs);
  const category = row.snapshot.reasons?.[0] ?? otherCategory;
  const { unit } = row;
  const state = read.words.heldFor.length > 0 ? "held" : "received";
  const number = comments.add({
    ...read.words,
    ...{ feedback: row.id, unit, touchpoint: row.snapshot.touchpoint, category, receivedDay, state },
    due: deadlineBook.dueDays(organization.units, { receivedDay, unit, category }),
  });
  read.index(number);
  const added = comments.byNumber(number);
  if (added) note(deps, added, { what: `comment.${state}`, before: null, after: state });
}

type Revision = { readonly row: FeedbackRow; readonly before: StoredComment; readonly words: string };

/** Changed words lose the office's decision: it was about other words. */
function revise(deps: CommentDeps, { row, before, words }: Revision): void {
  const { comments } = deps;
  if (words === before.words && row.snapshot.page === before.page) return;
  const read = readWords(deps, row, { words, own: before.number });
  comments.revise(before.number, read.words);
  if (words === before.words) return;
  read.index(before.number);
  const state = read.words.heldFor.length > 0 ? "held" : "received";
  const { heldFor } = read.words;
  const undecided = { decision: null, hideReason: null, notComment: null, closedDay: null } as const;
  comments.put(before.number, { ...before, ...undecided, version: before.version + 1, state });
  note(deps, { ...before, heldFor }, { what: "comment.revised", before: before.state, after: state });
}

/** Withdraws a comment whose writer took the words out of their feedback; its row stays if the office had begun on it. */
function takeBack(deps: CommentDeps, before: StoredComment): void {
  const { comments, search, today } = deps;
  note(deps, before, { what: "comment.withdrawn", before: before.state, after: "withdrawn" });
  if (before.version === 1 && before.replies.length === 0) {
    search.unindex(before.number);
    comments.remove(before.number);
    return;
  }
  eraseWords(deps, before);
  const course = { ...before, reopenWhy: null, closedDay: before.closedDay ?? today };
  comments.put(before.number, { ...course, version: before.version + 1, state: "withdrawn" });
}

type WriterDeed = { readonly what: string; readonly before: string | null; readonly after: string };

function note(deps: CommentDeps, { id, unit, heldFor }: StoredComment, deed: WriterDeed): void {
  const why = deed.after === "held" ? heldFor.join(", ") : null;
  noteDeed(deps, { by: "writer", on: id, unit, why, ...deed });
}

/** Most comments that one call reads. */
const readAtOnce = 500;

/** Masks and indexes comments from before words were masked. True where more of them are left. */
export function readOldComments({ comments, search, organization }: CommentDeps): boolean {
  const old = comments.unread(readAtOnce);
  for (const { number, words } of old) {
    const kept = keepWords(words);
    comments.mask(number, kept);
    search.index(number, searchWords(kept.words ?? "", organization.agency.cursor_secret));
  }
  return old.length === readAtOnce;
}
