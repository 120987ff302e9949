import { formatDay } from "../../shared/calendar/day.ts";
import { receiveComments } from "../comments/receive-comments.ts";
import { deviceGate } from "../devices/device-gate.ts";
import { type Brought, commitDeliveries } from "../feedback/take-batch.ts";
import type { LastingDeps } from "./agency-deps.ts";

/** What a commit of feedback needs besides the agency's stores: the clock and a transaction. */
export type FeedbackCommitDeps = {
  readonly nowMs: () => number;
  readonly storage: Pick<DurableObjectStorage, "transactionSync">;
};

/** Commits what several requests brought in one transaction: rows, rollups and comments. Returns what `commitDeliveries` does. */
export function feedbackCommit(
  lasting: LastingDeps,
  { nowMs, storage }: FeedbackCommitDeps,
): (brought: readonly Brought[]) => string[] {
  const { feedback, counts, nextChange, dayOf, organization } = lasting;
  return (brought) =>
    storage.transactionSync(() => {
      const receivedAtMs = nowMs();
      return commitDeliveries(brought, {
        organization: organization(),
        receivedAtMs,
        dayOf,
        store: feedback,
        gate: deviceGate({ ...lasting, nowMs: receivedAtMs }),
        applyChanges: counts.apply,
        nextChange,
        receiveComments(rows) {
          const today = dayOf(receivedAtMs);
          receiveComments({ ...lasting, organization: organization(), nowMs: receivedAtMs, today }, rows);
        },
        dueOn(id) {
          const comment = lasting.comments.byFeedback(id);
          return comment?.due && comment.words !== null ? formatDay(comment.due.due) : null;
        },
      });
    });
}
