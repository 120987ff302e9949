import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { toDay } from "../../../shared/calendar/day.ts";
import type { PublishedAnswers } from "../../../shared/contract/publication.ts";
import { ask, askAsRoot, rowsOf } from "../office.ts";
import { newFeedback, sendFeedback } from "../call-api.ts";
import { type CommentsOffice, newTicket, openComments } from "../comments/comments-office.ts";
import { publishLater, stubOf } from "../publications/publish-later.ts";

type Course = {
  readonly people: number;
  readonly due: string;
  readonly answered?: string;
  readonly rating?: number;
  readonly more?: string;
};

/** Comments of some people, with what became of them as the office's doings would leave it. */
async function comments(office: CommentsOffice, courses: readonly Course[]): Promise<void> {
  const all = courses.flatMap((course) => Array<Course>(course.people).fill(course));
  for (let from = 0; from < all.length; from += 100) {
    const batch = all.slice(from, from + 100).map((_, place) =>
      newFeedback([office.north, office.south][place % 2] ?? "", {
        ...{ comment: `Góp ý ${from + place}`, ticket: newTicket(office) },
      }),
    );
    expect((await sendFeedback(batch)).every(({ outcome }) => outcome === "accepted")).toBe(true);
  }
  await runInDurableObject(stubOf(office.code), (_, { storage: { sql } }) => {
    for (const { due, answered, rating, more } of all) {
      const next = "(SELECT min(number) FROM comment WHERE category <> 'placed')";
      const set = `category = 'placed', due_day = ?, answered_day = ?, rating = ?${more ? `, ${more}` : ""}`;
      const days = [toDay(due), answered ? toDay(answered) : null, rating ?? null];
      sql.exec(`UPDATE comment SET ${set} WHERE number = ${next}`, ...days);
    }
  });
}

async function answersOf({ base }: CommentsOffice, version: number | string = "latest"): Promise<PublishedAnswers> {
  const { status, body } = await ask(`GET ${base}/publications/${version}/answers`);
  expect(status).toBe(200);
  return body as PublishedAnswers;
}

const q1 = { from: "2026-01-01", to: "2026-03-31" };

describe("published answers to comments", () => {
  let office: CommentsOffice;

  beforeAll(async () => {
    office = await openComments("ANS");
    await comments(office, [
      { people: 40, due: "2026-02-10", answered: "2026-02-10", rating: 5 },
      { people: 20, due: "2026-03-31", answered: "2026-04-02", rating: 1 },
      { people: 30, due: "2026-01-05" },
      { people: 4, due: "2026-05-10" },
      // These are not counted.
      { people: 3, due: "2026-02-10", more: "state = 'withdrawn'" },
      { people: 2, due: "2026-02-10", more: "not_comment = 'advert'" },
    ]);
  });

  test("are there for whoever asks, by the quarter in which the answer was due, from the next publication on", async () => {
    expect(await runDurableObjectAlarm(stubOf(office.code))).toBe(true);
    const { data, meta } = await answersOf(office);
    expect(data).toEqual([
      {
        ...{ period: q1, received: 90, on_time: 40, late: 50, rated: 60, satisfied: 40 },
        ...{ method: "top-two@1", value: 66.67 },
        interval: { confidence: 0.95, kind: "wilson", low: 54.06, high: 77.27 },
        ...{ withheld: null, version: 1, published_at: meta.publication.published_at },
      },
      {
        period: { from: "2026-04-01", to: "2026-06-30" },
        ...{ received: null, on_time: null, late: null, rated: null, satisfied: null },
        ...{ method: "top-two@1", value: null, interval: null },
        ...{ withheld: "too-few", version: 1, published_at: meta.publication.published_at },
      },
    ]);
    expect(meta.publication.version).toBe(1);
  });

  test("count as the office's own answers do", async () => {
    const { officeKey: key, base } = office;
    const own = rowsOf(await ask(`GET ${base}/answers?period=2026-Q1`, { key }));
    const sum = (name: string): number => own.reduce((all, row) => all + Number(row[name]), 0);
    const [row] = (await answersOf(office)).data;
    expect([sum("received"), sum("on_time"), sum("rated")]).toEqual([row?.received, row?.on_time, row?.rated]);
  });

  test("of a later version have the next quarters, and those of before as they were frozen", async () => {
    const before = await answersOf(office, 1);
    const due = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await comments(office, [{ people: 12, due, answered: due, rating: 4 }]);
    await runInDurableObject(stubOf(office.code), (_, { storage: { sql } }) => {
      sql.exec("UPDATE comment SET rating = 1, answered_day = due_day + 9");
      sql.exec("UPDATE comment SET answered_day = due_day WHERE due_day = ?", toDay(due));
    });
    await publishLater(office.code, 140);
    expect(await answersOf(office, 1)).toEqual(before);
    const after = await answersOf(office);
    expect(after.data.slice(0, 2)).toEqual(before.data);
    expect(after.data.slice(2)).toMatchObject([
      { received: 12, on_time: 12, late: 0, rated: 12, satisfied: 0, version: 2 },
    ]);
  });

  test("are frozen by a publication that is made by hand, too", async () => {
    const hand = await openComments("ANS");
    await comments(hand, [{ people: 11, due: "2026-02-10" }]);
    expect((await askAsRoot(`POST ${hand.base}/publications`)).status).toBe(201);
    const late = { period: q1, received: 11, on_time: 0, late: 11, rated: 0, value: null, withheld: null };
    expect((await answersOf(hand)).data).toMatchObject([late]);
  });

  test("are not there before there is a publication, and may be kept as the other figures", async () => {
    const empty = await openComments("ANS");
    expect(await ask(`GET ${empty.base}/publications/latest/answers`)).toMatchObject({ kind: "unknown-publication" });
    const cached = async (version: string): Promise<string | null> =>
      (await ask(`GET ${office.base}/publications/${version}/answers`)).headers.get("cache-control");
    expect(await cached("latest")).toBe("public, max-age=300");
    expect(await cached("1")).toBe("public, max-age=86400");
  });

  test("withhold what would tell of few, whatever the key", async () => {
    const few = await openComments("ANS");
    await comments(few, [
      { people: 30, due: "2026-02-10", answered: "2026-02-10", rating: 5 },
      { people: 3, due: "2026-02-10", answered: "2026-02-12" },
    ]);
    await askAsRoot(`POST ${few.base}/publications`);
    const { body } = await ask(`GET ${few.base}/publications/1/answers`, { key: few.officeKey });
    const nothing = { on_time: null, late: null, rated: null, satisfied: null, value: null, interval: null };
    expect((body as PublishedAnswers).data).toMatchObject([{ received: 33, ...nothing, withheld: "protects-another" }]);
  });
});
