import { beforeAll, describe, expect, test } from "vitest";
import { formatDay, parseDay } from "../../../shared/calendar/day.ts";
import { allMethods } from "../../../shared/methods/all-methods.ts";
import { share } from "../../../shared/methods/share.ts";
import { describeAllMethods } from "../../../shared/methods/describe-all-methods.ts";
import countsText from "../../fixtures/a11-counts.csv?raw";
import tiesText from "../../fixtures/a11-half-ties.csv?raw";
import { todayInVietnam } from "./busy-office.ts";
import { askApi, makeAgency, newFeedback, newId, sendFeedback, type TestAgency } from "../call-api.ts";

/** A row of the published tables: people per level 1..5, and their score as it was published. */
type Published = { readonly name: string; readonly counts: number[]; readonly score: string };

function publishedRows(text: string): Published[] {
  const lines = text.trim().split(/\r?\n/);
  return lines
    .filter((line) => !line.startsWith("#"))
    .slice(1)
    .map((line) => {
      const [source, question, ...numbers] = line.split(",");
      return { name: `${source}/${question}`, counts: numbers.slice(0, 5).map(Number), score: numbers[5] ?? "" };
    });
}

type Row = {
  readonly period: { readonly from: string };
  readonly question: string;
  readonly method: string;
  readonly value: number;
  readonly n: number;
  readonly tally: number[];
};

let agency: TestAgency;
let base: string;

beforeAll(async () => {
  agency = await makeAgency("A11");
  base = `/v1/agencies/${agency.code}`;
});

async function readRows(query: string): Promise<Row[]> {
  return (await askApi<{ data: Row[] }>(`${base}/indices?${query}`, { key: agency.key })).data;
}

/** Sends tallies, and sees all of them taken. */
async function sendTallies(tallies: readonly Record<string, unknown>[]): Promise<void> {
  const whole = tallies.map((tally) => ({ id: newId(), unit: "A", channel: "paper", source: "A-11", ...tally }));
  const body = { tallies: whole };
  const path = `${base}/tallies`;
  const { receipts } = await askApi<{ receipts: { outcome: string }[] }>(path, { key: agency.key, body });
  expect(receipts.map(({ outcome }) => outcome)).toEqual(tallies.map(() => "accepted"));
}

const firstDay = parseDay("2022-01-01") ?? 0;
const dayAt = (place: number): string => formatDay(firstDay + place);

/** Each row on a day of its own, in the unit. */
async function sendPublished(unit: string, rows: readonly Published[]): Promise<void> {
  await sendTallies(
    rows.map(({ counts }, place) => ({ unit, question: "overall", from: dayAt(place), to: dayAt(place), counts })),
  );
}

async function expectPublished(unit: string, rows: readonly Published[]): Promise<void> {
  const days = `from=${dayAt(0)}&to=${dayAt(rows.length - 1)}`;
  const read = await readRows(`${days}&unit=${unit}&by=day&method=mean@1&limit=1000`);
  const said = read.map(({ period, value, tally }) => [period.from, tally, value.toFixed(2)]);
  expect(said).toEqual(rows.map(({ counts, score }, place) => [dayAt(place), counts, score]));
}

describe("published counts, sent as tallies and read back", () => {
  test("give the published score on all 595 rows", async () => {
    const rows = publishedRows(countsText);
    expect(rows).toHaveLength(595);
    await sendPublished("A", rows);
    await expectPublished("A", rows);
  });

  test("give the published score at every exact tie", async () => {
    const rows = publishedRows(tiesText);
    expect(rows).toHaveLength(6);
    await sendPublished("B", rows);
    await expectPublished("B", rows);
  });
});

describe("published counts, sent as single feedback", () => {
  test("give the published score on five rows", async () => {
    const small = publishedRows(countsText).filter(({ counts }) => counts.every((count) => count > 0));
    const sizeOf = ({ counts }: Published): number => counts.reduce((sum, count) => sum + count, 0);
    const five = small.sort((one, other) => sizeOf(one) - sizeOf(other)).slice(0, 5);
    const startMs = Date.now();
    const dayMs = 24 * 60 * 60 * 1000;
    for (const [daysAgo, { counts }] of five.entries()) {
      const answered_at = new Date(startMs - daysAgo * dayMs).toISOString();
      for (const level of counts.flatMap((count, place) => new Array<number>(count).fill(place + 1))) {
        const [receipt] = await sendFeedback([newFeedback(agency.touchpoints[0], { answered_at, level })]);
        expect(receipt?.outcome).toBe("accepted");
      }
    }
    const today = Math.floor((startMs + 7 * 60 * 60 * 1000) / dayMs);
    const read = await readRows(`from=${formatDay(today - 4)}&to=${formatDay(today)}&unit=A&by=day&method=mean@1`);
    const said = read.map(({ tally, value }) => [tally, value.toFixed(2)]);
    expect(said.reverse()).toEqual(five.map(({ counts, score }) => [counts, score]));
  }, 60_000);
});

describe("GET …/methods", () => {
  test("lists every method as it is defined, to anybody", async () => {
    const { data } = await askApi<{ data: unknown[] }>(`${base}/methods`);
    expect(data).toEqual(describeAllMethods());
    expect(data).toHaveLength(11);
  });
});

/** Methods that take tallies; a choice's options are counted from feedback alone. */
const ofRatings = allMethods.filter(({ id }) => id !== share.id);

describe("a method's own example", () => {
  const text = { vi: "Câu hỏi" };
  const day = "2021-05-04";

  beforeAll(async () => {
    const asked = [3, 4, 11].map((scale) => ({ id: `of-${scale}`, scale, text }));
    const options = ["one", "other"].map((id) => ({ id, text }));
    const questions = [{ id: "overall", scale: 5, text }, ...asked, { id: "source", type: "choice", text, options }];
    const body = { forms: [{ id: "default", questions }] };
    await askApi(`${base}/forms`, { method: "PUT", key: agency.key, body });
  });

  test("gives its value over HTTP: share@1", async () => {
    const { tally, value } = share.example;
    const chosen = tally.flatMap((people, level) => new Array<string>(people).fill(level === 0 ? "other" : "one"));
    const answered = chosen.map((option) => newFeedback(agency.touchpoints[1], { answers: { source: option } }));
    expect((await sendFeedback(answered)).every(({ outcome }) => outcome === "accepted")).toBe(true);
    const [row] = await readRows(`period=${formatDay(todayInVietnam())}&question=source`);
    expect(row).toMatchObject({ method: share.id, value, tally });
  });

  test.each(ofRatings.map((method, place) => ({ id: method.id, example: method.example, place })))(
    "gives its value over HTTP: $id",
    async ({ id, example: { tally, value }, place }) => {
      const question = tally.length === 5 ? "overall" : `of-${tally.length}`;
      const channel = `paper-${place}`;
      await sendTallies([{ question, channel, from: day, to: day, counts: tally }]);
      const query = `period=${day}&question=${question}&channel=${channel}&method=${id}`;
      expect(await readRows(query)).toMatchObject([{ method: id, value, tally, question }]);
    },
  );

  test.each(ofRatings.flatMap(({ id, scales }) => scales.map((scale) => ({ id, scale }))))(
    "stands for every scale that it names: $id on $scale levels gives its end at the best level",
    async ({ id, scale }) => {
      const question = scale === 5 ? "overall" : `of-${scale}`;
      const channel = `best-${id.slice(0, -2)}-${scale}`;
      const counts = [...new Array<number>(scale - 1).fill(0), 7];
      await sendTallies([{ question, channel, from: day, to: day, counts }]);
      const [row] = await readRows(`period=${day}&question=${question}&channel=${channel}&method=${id}`);
      const best = allMethods.find((method) => method.id === id)?.range(scale)[1];
      expect(row).toMatchObject({ n: 7, value: best });
    },
  );
});
