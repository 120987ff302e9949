import { noteDeed } from "../audit/note-deed.ts";
import type { FeedbackRow } from "../feedback/feedback-row.ts";
import type { CommentRooms } from "./comment-rooms.ts";
import type { RevisedWords } from "./comment-store.ts";
import { eraseWords } from "./erase-words.ts";
import { foldedWords, textNumber } from "./folded-words.ts";
import { floodAfter, holdReasonsOf } from "./hold-reasons.ts";
import { keepWords } from "../feedback/keep-words.ts";
import { courseOf } from "./change-comment.ts";
import { searchWords } from "./search-words.ts";
import type { StoredComment } from "./stored-comment.ts";
import { likeness, nearlySame, shinglesOf, wordBands } from "./word-bands.ts";

/** What comments are received with. */
export type ReceivingRooms = CommentRooms & { readonly dayOf: (ms: number) => number };

/** Category of a comment that named no reason. */
export const otherCategory = "other";

/** Days for which the same words count as a flood. */
const floodDays = 1;
/** Comments that one is compared with, the oldest first. */
const mostCompared = 20;

/**
 * Takes what feedback brought of comments, in its transaction: new ones with their clock, revised ones back to the start,
 * and those that their writers took out again. What was withdrawn stays so.
 */
export function receiveComments(rooms: ReceivingRooms, rows: readonly FeedbackRow[]): void {
  for (const row of rows) {
    const before = rooms.comments.byFeedback(row.id);
    const { comment } = row.snapshot;
    if (!before) {
      if (comment !== null) receive(rooms, row, comment);
    } else if (before.state === "withdrawn") continue;
    else if (comment === null) takeBack(rooms, before);
    else revise(rooms, { row, before, words: comment });
  }
}

type Read = { readonly words: RevisedWords; readonly index: (number: number) => void };

/** What the rules say of words, and what is kept to find them by. */
function readWords(
  rooms: ReceivingRooms,
  row: FeedbackRow,
  { words, own }: { words: string; own: number | null },
): Read {
  const { search, comments, today, organization } = rooms;
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
    words: {
      words,
      masked: [...masked],
      heldFor,
      ticket,
      page,
      sameness,
      likeOf: like?.number ?? null,
    },
    index(number) {
      search.index(number, searchWords(words, organization.agency.cursor_secret));
      // Others are compared with the oldest of a group alone, so that a flood of the same costs no more than one.
      search.putBands(number, like ? [] : bands);
    },
  };
}

function receive(rooms: ReceivingRooms, row: FeedbackRow, words: string): void {
  const { comments, organization, deadlineBook, dayOf } = rooms;
  const read = readWords(rooms, row, { words, own: null });
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
  if (added) note(rooms, added, { what: `comment.${state}`, before: null, after: state });
}

type Revision = { readonly row: FeedbackRow; readonly before: StoredComment; readonly words: string };

/** Changed words are looked at anew: what an officer decided was about others. */
function revise(rooms: ReceivingRooms, { row, before, words }: Revision): void {
  const { comments } = rooms;
  if (words === before.words && row.snapshot.page === before.page) return;
  const read = readWords(rooms, row, { words, own: before.number });
  comments.revise(before.number, read.words);
  if (words === before.words) return;
  read.index(before.number);
  const state = read.words.heldFor.length > 0 ? "held" : "received";
  const undecided = { decision: null, hideReason: null, closedDay: null } as const;
  const course = { ...courseOf(before), ...undecided, version: before.version + 1, state } as const;
  comments.put(before.number, course);
  note(
    rooms,
    { ...before, heldFor: read.words.heldFor },
    { what: "comment.revised", before: before.state, after: state },
  );
}

/** A writer who takes the words out of their feedback takes the comment back; where an office had begun on it, a trace stays. */
function takeBack(rooms: ReceivingRooms, before: StoredComment): void {
  const { comments, search, today } = rooms;
  note(rooms, before, { what: "comment.withdrawn", before: before.state, after: "withdrawn" });
  if (before.version === 1 && before.replies.length === 0) {
    search.unindex(before.number);
    comments.remove(before.number);
    return;
  }
  eraseWords(rooms, before);
  const course = { ...courseOf(before), reopenWhy: null, closedDay: before.closedDay ?? today };
  comments.put(before.number, { ...course, version: before.version + 1, state: "withdrawn" });
}

type WriterDeed = { readonly what: string; readonly before: string | null; readonly after: string };

function note(rooms: CommentRooms, { id, unit, heldFor }: StoredComment, deed: WriterDeed): void {
  const why = deed.after === "held" ? heldFor.join(", ") : null;
  noteDeed(rooms, { by: "writer", on: id, unit, why, ...deed });
}

/** Comments that one call looks through. */
const readAtOnce = 500;

/** Masks and indexes comments from before words were masked; whether more of them are left. */
export function readOldComments({ comments, search, organization }: CommentRooms): boolean {
  const old = comments.unread(readAtOnce);
  for (const { number, words } of old) {
    const kept = keepWords(words);
    comments.mask(number, kept);
    search.index(number, searchWords(kept.words ?? "", organization.agency.cursor_secret));
  }
  return old.length === readAtOnce;
}
