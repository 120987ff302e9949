import { beforeAll, expect, test } from "vitest";
import { formatDay, parseDay } from "../../../shared/calendar/day.ts";
import { methodsForScale } from "../../../shared/methods/all-methods.ts";
import { isScale } from "../../../shared/levels.ts";
import knownText from "../../fixtures/known-answers.json?raw";
import { askApi, makeAgency, newId, type TestAgency } from "../call-api.ts";

type Row = {
  readonly value: number | null;
  readonly tally: number[];
  readonly interval: { low: number; high: number } | null;
};
type Known = {
  readonly indices: { id: string; method: string; tally: number[]; expected: number | null }[];
  readonly shares: { id: string; x: number; n: number; expected: [number, number] | null }[];
};

const known = JSON.parse(knownText) as Known;

type Sent = { readonly question: string; readonly counts: number[] };

let agency: TestAgency;

beforeAll(async () => {
  agency = await makeAgency("KA");
  const text = { vi: "Câu hỏi" };
  const asked = [3, 4, 11].map((scale) => ({ id: `of-${scale}`, scale, text }));
  const body = { forms: [{ id: "default", questions: [{ id: "overall", scale: 5, text }, ...asked] }] };
  await askApi(`/v1/agencies/${agency.code}/forms`, { method: "PUT", key: agency.key, body });
});

const firstDay = parseDay("2024-01-01") ?? 0;

function questionFor(levels: number): string {
  return levels === 5 ? "overall" : `of-${levels}`;
}

/** Sends a tally of each day and reads that day's index back. */
async function readBack(unit: string, sent: readonly (Sent & { readonly method: string })[]): Promise<Row[]> {
  const base = `/v1/agencies/${agency.code}`;
  const tallies = sent.map(({ question, counts }, place) => {
    const day = formatDay(firstDay + place);
    return { id: newId(), unit, question, channel: "paper", source: "known", from: day, to: day, counts };
  });
  const { receipts } = await askApi<{ receipts: { outcome: string }[] }>(`${base}/tallies`, {
    key: agency.key,
    body: { tallies },
  });
  expect(receipts.filter(({ outcome }) => outcome !== "accepted")).toEqual([]);
  const rows: Row[] = [];
  for (const [place, { question, method }] of sent.entries()) {
    const query = `period=${formatDay(firstDay + place)}&unit=${unit}&question=${question}&method=${method}`;
    rows.push(...(await askApi<{ data: Row[] }>(`${base}/indices?${query}`, { key: agency.key })).data);
  }
  return rows;
}

test("every known index comes back over HTTP as it is known", async () => {
  const sent = known.indices.map(({ tally, method }) => ({
    question: questionFor(tally.length),
    counts: tally,
    method,
  }));
  expect(
    sent.every(
      ({ counts, method }) => isScale(counts.length) && methodsForScale(counts.length).some(({ id }) => id === method),
    ),
  ).toBe(true);
  const rows = await readBack("A", sent);
  const said = rows.map(({ tally, value }, place) => [known.indices[place]?.id, tally, value]);
  expect(said).toEqual(known.indices.map(({ id, tally, expected }) => [id, tally, expected]));
});

test("every known interval of a share comes back over HTTP to 4 decimals", async () => {
  const sent = known.shares.map(({ x, n }) => ({
    question: "overall",
    counts: [0, n - x, 0, x, 0],
    method: "top-two@1",
  }));
  const rows = await readBack("B", sent);
  const said = rows.map(
    ({ interval }) => interval && [interval.low / 100, interval.high / 100].map((end) => end.toFixed(4)),
  );
  expect(said).toEqual(known.shares.map(({ expected }) => expected?.map((end) => end.toFixed(4)) ?? null));
});
