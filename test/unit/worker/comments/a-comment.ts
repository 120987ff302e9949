import type { StoredComment } from "../../../../worker/comments/stored-comment.ts";

/** A comment as it was received, with the fields that a test changes. */
export function aComment(different: Partial<StoredComment> = {}): StoredComment {
  return {
    ...{
      number: 1,
      id: "0".repeat(32),
      words: "Chờ lâu",
      masked: [],
      heldFor: [],
      unit: "A",
      touchpoint: "H20-0000000001",
    },
    ...{
      page: null,
      service: null,
      level: 2,
      reasons: [],
      dossier: null,
      receivedDay: 20_781,
      counterPeople: null,
      like: null,
      replies: [],
    },
    ...{
      version: 1,
      state: "received",
      decision: null,
      hideReason: null,
      notComment: null,
      assignedTo: null,
      category: "other",
    },
    due: { due: 20_795, warnFrom: 20_791, escalateFrom: 20_802, isAssumed: false },
    ...{ told: "nothing", answeredDay: null, closedDay: null, firstDueDay: null, firstAnsweredDay: null },
    ...{ reopenedDay: null, reopenWhy: null, rating: null, ratedDay: null, mayRate: false },
    ...different,
  };
}
