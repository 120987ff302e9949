import type { CallTime } from "../agency/agency-rooms.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { DeadlineBook } from "../deadlines/deadline-book.ts";
import type { CommentSearchStore } from "./comment-search-store.ts";
import type { CommentStore } from "./comment-store.ts";

/** What every call about comments works with. */
export type CommentRooms = CallTime & {
  readonly comments: CommentStore;
  readonly search: CommentSearchStore;
  readonly audit: AuditStore;
  /** Reserves numbers that rise with every write of feedback, and gives the first. */
  readonly nextChange: (count: number) => number;
  readonly deadlineBook: Pick<DeadlineBook, "dueDays">;
};
