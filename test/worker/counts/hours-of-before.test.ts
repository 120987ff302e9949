import { runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { hourStore } from "../../../worker/counts/hour-store.ts";
import type { FeedbackRow } from "../../../worker/feedback/feedback-row.ts";
import { feedbackStore } from "../../../worker/feedback/feedback-store.ts";
import { tallyChange } from "../../../worker/feedback/tally-change.ts";
import { seededRandom } from "../../chaos/seeded-random.ts";
import { makeAgency, newFeedback, sendFeedback } from "../call-api.ts";
import { stubOf } from "../publications/publish-later.ts";

const offsetOf = (): number => 7 * 3_600_000;
const inTurn = 7;
const people = 50;

/** The row with another level or another standing, or as somebody else's. */
function changed(row: FeedbackRow, random: ReturnType<typeof seededRandom>): FeedbackRow {
  if (random.happens(0.5)) return { ...row, standing: random.pick(["plain", "flagged", "set_aside"] as const) };
  return { ...row, snapshot: { ...row.snapshot, level: random.pick([1, 2, 3, 4, 5]) } };
}

test("hours of feedback from before are counted in turns, whatever is rated, amended or set aside meanwhile", async () => {
  const { code, touchpoints } = await makeAgency("BEFORE");
  const items = Array.from({ length: people }, (_, place) => {
    const answered_at = new Date(Date.now() - place * 3_600_000).toISOString();
    return newFeedback(touchpoints[place % 2 === 0 ? 0 : 1], { answered_at, level: 1 + (place % 5) });
  });
  await sendFeedback(items);
  await runInDurableObject(stubOf(code), (_, { storage }) => {
    const { sql } = storage;
    sql.exec("DELETE FROM rollup_hour");
    sql.exec("INSERT INTO hour_counting (feedback) VALUES (x'')");
    const random = seededRandom(26);
    const [hours, feedback] = [hourStore(sql, offsetOf, inTurn), feedbackStore(sql)];
    const write = (before: FeedbackRow | undefined, after: FeedbackRow): void => {
      feedback.write([after], feedback.newestChange() + 1);
      hours.apply(tallyChange(before, after));
    };
    const known = [...feedback.read(items.map(({ id }) => String(id))).values()];
    let turns = 0;
    for (; !hours.isWhole(); turns += 1) {
      hours.countMore();
      for (let number = 0; number < 4; number += 1) {
        const [place, one] = [Math.floor(random.next() * known.length), random.pick(known)];
        const before = known[place] ?? one;
        const isNew = random.happens(0.2);
        const after = isNew ? { ...one, id: crypto.randomUUID() } : changed(before, random);
        write(isNew ? undefined : before, after);
        if (isNew) known.push(after);
        else known[place] = after;
        expect([turns, hours.verify()]).toMatchObject([turns, [{ rollup: "hour", differences: 0 }]]);
      }
    }
    expect(turns).toBeGreaterThan(people / inTurn);
    const rows = (): unknown[] => sql.exec("SELECT * FROM rollup_hour WHERE c1 + c2 + c3 + c4 + c5 > 0").toArray();
    const [counted, hasCursor] = [rows(), sql.exec("SELECT 1 FROM hour_counting").toArray()];
    expect(hasCursor).toEqual([]);
    hours.rebuild();
    expect(rows()).toEqual(counted);
  });
});

test("an agency that has no feedback from before has nothing left to count", async () => {
  const { code } = await makeAgency("BEFORE");
  const isWhole = await runInDurableObject(stubOf(code), (_, { storage }) =>
    hourStore(storage.sql, offsetOf).isWhole(),
  );
  expect(isWhole).toBe(true);
});
