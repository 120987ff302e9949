import { beforeAll, describe, expect, test } from "vitest";
import { askApi, callApi, makeAgency, newId, type TestAgency } from "../call-api.ts";

type Row = {
  readonly unit: { readonly code: string };
  readonly value: number | null;
  readonly change?: {
    readonly value: number | null;
    readonly n: number;
    readonly with: { readonly from: string };
  } | null;
  readonly rank?: { readonly best: number; readonly worst: number; readonly of: number } | null;
  readonly not_distinguishable_from?: string[] | null;
};

let office: TestAgency;
let base: string;

/** Paper of A and B: in May 2023 A 56 of 70 satisfied, in April 48 of 80, a year before 7 of 10; B only in May. */
beforeAll(async () => {
  office = await makeAgency("CMP");
  base = `/v1/agencies/${office.code}`;
  const tally = (unit: string, month: string, counts: number[]): object => ({
    ...{ id: newId(), unit, question: "overall", channel: "paper", source: "s", counts },
    ...{ from: `${month}-02`, to: `${month}-20` },
  });
  const tallies = [
    tally("A", "2023-05", [14, 0, 0, 0, 56]),
    tally("A", "2023-04", [32, 0, 0, 48, 0]),
    tally("A", "2022-05", [3, 0, 0, 7, 0]),
    tally("B", "2023-05", [40, 0, 0, 0, 0]),
  ];
  await askApi(`${base}/tallies`, { key: office.key, body: { tallies } });
});

async function read(query: string): Promise<Row[]> {
  return (await askApi<{ data: Row[] }>(`${base}/indices?${query}`, { key: office.key })).data;
}

describe("a comparison", () => {
  test("gives the published change of 56/70 from 48/80", async () => {
    const [row] = await read("period=2023-05&unit=A&compare=previous");
    expect(row?.change).toEqual({
      value: 20,
      interval: { confidence: 0.95, kind: "newcombe", low: 5.24, high: 33.39 },
      beyond_chance: true,
      with: { from: "2023-04-01", to: "2023-04-30" },
      n: 80,
    });
  });

  test("with a year ago takes the same month", async () => {
    const rows = await read("period=2023-05&by=unit&compare=year-ago");
    expect(rows.map(({ unit, change }) => [unit.code, change?.value, change?.n, change?.with.from])).toEqual([
      ["A", 10, 10, "2022-05-01"],
      ["B", null, 0, "2022-05-01"],
    ]);
  });

  test("goes along with time, pages and CSV", async () => {
    const query = "from=2023-03-01&to=2023-05-31&unit=A&by=month&compare=previous";
    expect((await read(query)).map(({ change }) => change?.value)).toEqual([null, null, 20]);
    const csv = await callApi(`${base}/indices?${query}&format=csv`, { key: office.key });
    expect((await csv.text()).trimEnd().split("\r\n").at(-1)).toMatch(
      /,0,,20,newcombe,5\.24,33\.39,1,2023-04-01,2023-04-30,80,$/,
    );
  });
});

describe("ranks", () => {
  test("are the same on every page", async () => {
    const whole = await read("period=2023-05&by=unit&rank=unit");
    expect(
      whole.map(({ unit, rank, not_distinguishable_from }) => [unit.code, rank, not_distinguishable_from]),
    ).toEqual([
      ["A", { best: 1, worst: 1, of: 2 }, []],
      ["B", { best: 2, worst: 2, of: 2 }, []],
    ]);
    expect(await read("period=2023-05&by=unit&rank=unit&limit=1")).toEqual(whole.slice(0, 1));
  });
});

test.each([
  ["compare=last", "/compare"],
  ["by=unit&rank=1", "/rank"],
  ["rank=unit", "/rank"],
])("%s is refused, and pointed at", async (query, pointer) => {
  const response = await callApi(`${base}/indices?period=2023-05&${query}`, { key: office.key });
  const { errors } = (await response.json()) as { errors: { pointer: string }[] };
  expect([response.status, errors[0]?.pointer]).toEqual([400, pointer]);
});
