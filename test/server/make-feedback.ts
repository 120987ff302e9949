import { randomBytes, randomUUID } from "node:crypto";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";

/** Returns a UUIDv7 for a time in milliseconds. */
function uuidV7(atMs: number): string {
  const time = atMs.toString(16).padStart(12, "0");
  const [, , , , rest] = randomUUID().split("-");
  const random = randomBytes(4).toString("hex");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${rest}`;
}

/** Makes the first revision of a new rating with one reason, as a browser does: with its own id and amend key. */
export function makeFeedback(touchpoint: string, level: number, atMs: number): FeedbackItem {
  return {
    id: uuidV7(atMs),
    revision: 1,
    amend_key: randomBytes(16).toString("base64url"),
    touchpoint,
    answered_at: new Date(atMs).toISOString(),
    age_ms: 1500,
    level,
    reasons: level < 3 ? ["waiting-time"] : [],
    locale: "vi",
  };
}
