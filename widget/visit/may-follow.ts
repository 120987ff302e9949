/** A comment may follow a rating for this long, in milliseconds. */
export const followWithinMs: number = 7 * 24 * 60 * 60 * 1000;

const uuidV7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether a comment may still follow a feedback, by the time that its id tells (RFC 9562 §5.7); false also for no id. */
export function mayFollow(id: string, nowMs: number): boolean {
  const [, high, low] = uuidV7.exec(id) || [];
  return high !== undefined && nowMs - Number.parseInt(`${high}${low}`, 16) <= followWithinMs;
}
