import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { formatDay } from "../../../shared/calendar/day.ts";
import { askApi, inAWord, makeAgency, newFeedback, newId, sendFeedback, type TestAgency } from "../call-api.ts";
import { todayInVietnam } from "./busy-office.ts";

type Row = Record<string, unknown> & { readonly unit: { readonly code: string } };

async function readRows({ code, key }: TestAgency, query: string): Promise<Row[]> {
  return (await askApi<{ data: Row[] }>(`/v1/agencies/${code}/indices?${query}`, { key })).data;
}

async function sendLevels(agency: TestAgency, levels: readonly number[], different: object = {}): Promise<void> {
  const items = levels.map((level) => newFeedback(agency.touchpoints[0], { level, ...different }));
  expect((await sendFeedback(items)).map(inAWord)).toEqual(levels.map(() => "accepted"));
}

async function post(agency: TestAgency, list: "tallies" | "volumes", rows: readonly object[]): Promise<void> {
  const path = `/v1/agencies/${agency.code}/${list}`;
  const { receipts } = await askApi<{ receipts: { outcome: string }[] }>(path, {
    key: agency.key,
    body: { [list]: rows },
  });
  expect(receipts.map(({ outcome }) => outcome)).toEqual(rows.map(() => "accepted"));
}

/** Every day around now, whatever the hour. */
function aroundNow(): string {
  const today = todayInVietnam();
  return `from=${formatDay(today - 1)}&to=${formatDay(today + 1)}`;
}

describe("flagged feedback", () => {
  test("is counted, and shown with the value without it", async () => {
    const agency = await makeAgency("FLAG");
    await sendLevels(agency, [5, 4, 5]);
    // A clock that is 100 days late: the day of receipt counts, and the flag says why.
    await sendLevels(agency, [1], { answered_at: new Date(Date.now() - 100 * 86_400_000).toISOString() });
    const [row] = await readRows(agency, aroundNow());
    expect(row).toMatchObject({ n: 4, tally: [1, 0, 0, 1, 2], value: 75, flagged: { n: 1, value_without: 100 } });
    expect(row).toMatchObject({ set_aside: { n: 0, value_with: 75 }, channels: { portal: 4 } });
  });

  test("leaves no value without it if there is nothing else", async () => {
    const agency = await makeAgency("FLAG");
    await sendLevels(agency, [2], { age_ms: 50 * 86_400_000 });
    const [row] = await readRows(agency, aroundNow());
    expect(row).toMatchObject({ n: 1, value: 0, flagged: { n: 1, value_without: null } });
  });
});

describe("feedback that was set aside", () => {
  test("is out of the index, and shown with the value with it", async () => {
    const agency = await makeAgency("ASIDE");
    await sendLevels(agency, [5, 4, 1, 1]);
    await runInDurableObject(env.AGENCY.get(env.AGENCY.idFromName(agency.code)), (_, { storage }) => {
      storage.sql.exec("UPDATE feedback SET standing = 2 WHERE level = 1");
    });
    const rebuild = `/v1/agencies/${agency.code}/rollups/rebuild`;
    await askApi(rebuild, { method: "POST", key: agency.key });
    const asides = { n: 2, tally: [0, 0, 0, 1, 1], value: 100, set_aside: { n: 2, value_with: 50 } };
    for (const by of ["", "&by=day", "&by=touchpoint", "&by=channel", "&by=unit"]) {
      const rows = (await readRows(agency, `${aroundNow()}${by}`)).filter(({ n }) => n !== 0);
      // A touchpoint's rows end with the last closed day, and all of this is of today.
      expect(rows).toMatchObject(by === "&by=touchpoint" ? [] : [{ ...asides, flagged: { n: 0, value_without: 100 } }]);
    }
    expect((await readRows(agency, aroundNow()))[0]).toMatchObject({ channels: { portal: 2 } });
  });
});

describe("comments without a level", () => {
  test("are in no n", async () => {
    const agency = await makeAgency("WORDS");
    await sendLevels(agency, [3]);
    const words = newFeedback(agency.touchpoints[0], { level: null, comment: "Cần thêm ghế" });
    expect((await sendFeedback([words])).map(inAWord)).toEqual(["accepted"]);
    expect(await readRows(agency, aroundNow())).toMatchObject([{ n: 1, channels: { portal: 1 } }]);
  });
});

describe("an answer that was taken back", () => {
  test("leaves no row behind", async () => {
    const agency = await makeAgency("TAKEN");
    const text = { vi: "Câu hỏi" };
    const questions = ["overall", "manner"].map((id) => ({ id, scale: 5, text }));
    const forms = `/v1/agencies/${agency.code}/forms`;
    await askApi(forms, { method: "PUT", key: agency.key, body: { forms: [{ id: "default", questions }] } });
    const first = newFeedback(agency.touchpoints[0], { answers: { manner: 5 } });
    const second = { ...first, revision: 2, revised_at: first.answered_at, answers: {} };
    const questionsSeen = async (): Promise<unknown[]> =>
      (await readRows(agency, `${aroundNow()}&by=question`)).map((row) => row.question);
    expect((await sendFeedback([first])).map(inAWord)).toEqual(["accepted"]);
    expect(await questionsSeen()).toEqual(["manner", "overall"]);
    expect((await sendFeedback([second])).map(inAWord)).toEqual(["accepted"]);
    expect(await questionsSeen()).toEqual(["overall"]);
  });
});

describe("a tally", () => {
  test("counts if the period holds its whole span, and is spanning if the period only touches it", async () => {
    const agency = await makeAgency("SPAN");
    const tally = { unit: "A", question: "overall", channel: "paper", source: "s" };
    await post(agency, "tallies", [
      { ...tally, id: newId(), from: "2026-07-01", to: "2026-09-30", counts: [1, 0, 0, 0, 4] },
      { ...tally, id: newId(), from: "2026-06-30", to: "2026-06-30", counts: [0, 0, 7, 0, 0] },
    ]);
    const figures = async (query: string): Promise<unknown[]> =>
      (await readRows(agency, query)).map(({ n, spanning, value }) => [n, spanning, value]);
    expect(await figures("period=2026-Q3")).toEqual([[5, 0, 80]]);
    expect(await figures("period=2026-08")).toEqual([[0, 5, null]]);
    expect(await figures("period=2026-Q2")).toEqual([[7, 0, 0]]);
    expect(await figures("from=2026-06-30&to=2026-09-29")).toEqual([[7, 5, 0]]);
    expect(await figures("from=2026-06-01&to=2026-10-31&by=month")).toEqual([
      [7, 0, 0],
      [0, 5, null],
      [0, 5, null],
      [0, 5, null],
      [0, 0, null],
    ]);
    expect(await figures("period=2026&by=quarter&unit=B")).toEqual([0, 0, 0, 0].map(() => [0, 0, null]));
    expect(await figures("period=2026-Q3&channel=portal")).toEqual([[0, 0, null]]);
  });

  test("is refused if the sum of the whole can no longer be given exactly", async () => {
    const agency = await makeAgency("HUGE");
    const one = { unit: "A", question: "overall", channel: "paper", from: "2026-01-01", to: "2026-01-01" };
    const most = 1_000_000_000_000;
    const counts = [most, most, most, most, most];
    const rows = Array.from({ length: 1000 }, (_, place) => ({ ...one, counts, id: newId(), source: `Sổ ${place}` }));
    await post(agency, "tallies", rows);
    expect((await readRows(agency, "period=2026"))[0]).toMatchObject({ n: 5 * 1000 * most, value: 40 });
    await post(
      agency,
      "tallies",
      rows.map((row) => ({ ...row, id: newId(), unit: "B" })),
    );
    const query = `/v1/agencies/${agency.code}/indices?period=2026`;
    await expect(askApi(query, { key: agency.key })).rejects.toThrow(/^400 .*sum-too-large/);
  });
});

describe("coverage", () => {
  test("is people by transactions of the same units and days", async () => {
    const agency = await makeAgency("COVER");
    const tally = { unit: "A", question: "overall", channel: "paper", source: "s" };
    await post(agency, "tallies", [
      { ...tally, id: newId(), from: "2026-10-01", to: "2026-10-31", counts: [0, 0, 0, 0, 1234] },
      { ...tally, id: newId(), from: "2026-09-01", to: "2026-09-30", counts: [0, 0, 0, 0, 9] },
      { ...tally, id: newId(), unit: "B", from: "2026-10-01", to: "2026-10-31", counts: [0, 0, 0, 0, 6] },
    ]);
    await post(agency, "volumes", [
      { unit: "A", from: "2026-10-01", to: "2026-10-31", transactions: 5000 },
      { unit: "A", from: "2026-09-01", to: "2026-09-30", transactions: 8 },
      { unit: "B", from: "2026-10-01", to: "2026-10-31", transactions: 0 },
    ]);
    const coverage = async (query: string): Promise<unknown[]> =>
      (await readRows(agency, query)).map((row) => [row.unit.code, row.coverage, row.coverage_note]);
    const ofA = { transactions: 5000, rate: 24.68 };
    const tooMany = "more-ratings-than-transactions";
    expect(await coverage("period=2026-10&unit=A")).toEqual([["A", ofA, undefined]]);
    expect(await coverage("period=2026-10&by=unit")).toEqual([
      ["A", ofA, undefined],
      ["B", null, tooMany],
    ]);
    expect(await coverage("period=2026-10")).toEqual([[agency.code, { transactions: 5000, rate: 24.8 }, undefined]]);
    expect(await coverage("period=2026-09&unit=A")).toEqual([["A", null, tooMany]]);
    expect(await coverage("period=2026-11&unit=A")).toEqual([["A", null, undefined]]);
    expect(await coverage("from=2026-10-02&to=2026-10-31&unit=A")).toEqual([["A", null, undefined]]);
    for (const by of ["channel", "question"]) {
      expect(await coverage(`period=2026-10&unit=A&by=${by}`)).toEqual([["A", null, undefined]]);
    }
  });
});
