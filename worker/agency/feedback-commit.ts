import { formatDay } from "../../shared/calendar/day.ts";
import { receiveComments } from "../comments/receive-comments.ts";
import { deviceGate } from "../devices/device-gate.ts";
import { commitDeliveries, type Delivery } from "../feedback/take-batch.ts";
import type { LastingDeps } from "./agency-deps.ts";
import type { DailyCloseDeps } from "./daily-close.ts";

/** Commits the deliveries of several requests in one transaction: rows, rollups and comments. Returns what `commitDeliveries` does. */
export function feedbackCommit(
  lasting: LastingDeps,
  { nowMs, storage }: Pick<DailyCloseDeps, "nowMs" | "storage">,
): (deliveries: readonly Delivery[]) => string[] {
  const { feedback, counts, nextChange, dayOf, organization, watchForSigns, inEffect } = lasting;
  const commit = (deliveries: readonly Delivery[]): string[] =>
    storage.transactionSync(() => {
      const receivedAtMs = nowMs();
      return commitDeliveries(deliveries, {
        organization: organization(),
        receivedAtMs,
        dayOf,
        store: feedback,
        gate: deviceGate({ ...lasting, nowMs: receivedAtMs }),
        signs: watchForSigns,
        isSetAside: inEffect.hold,
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
  return (brought) => {
    try {
      return commit(brought);
    } catch (error) {
      // Storage has undone the deliveries, so the signs must forget them, too.
      watchForSigns.forget();
      throw error;
    }
  };
}
