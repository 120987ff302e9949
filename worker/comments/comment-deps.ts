import type { AuditDeps } from "../audit/note-deed.ts";
import type { DeadlineBook } from "../deadlines/deadline-book.ts";
import type { ReachDeps } from "../organization/organization.ts";
import type { CommentFiguresStore } from "./comment-figures-store.ts";
import type { CommentSearchStore } from "./comment-search-store.ts";
import type { CommentStore } from "./comment-store.ts";

/** What comments are received, read and changed with. */
export type CommentDeps = ReachDeps &
  AuditDeps & {
    readonly comments: CommentStore;
    readonly search: CommentSearchStore;
    readonly figures: CommentFiguresStore;
    readonly deadlineBook: Pick<DeadlineBook, "dueDays">;
    /** The agency's calendar day of an instant in milliseconds. */
    readonly dayOf: (ms: number) => number;
    /** Reserves numbers that rise with every write of feedback; returns the first. */
    readonly nextChange: (count: number) => number;
  };
