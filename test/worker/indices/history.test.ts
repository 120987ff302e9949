import { beforeAll, describe, expect, test } from "vitest";
import { formatDay } from "../../../shared/calendar/day.ts";
import { askApi, inAWord, makeAgency, newFeedback, newId, sendFeedback, type TestAgency } from "../call-api.ts";
import { todayInVietnam } from "./busy-office.ts";

type Row = {
  readonly unit: { readonly code: string };
  readonly own?: true;
  readonly unmapped?: true;
  readonly n: number;
  readonly tally: readonly number[];
  readonly channels: Readonly<Record<string, number>>;
};

const dayMs = 24 * 60 * 60 * 1000;
const today = todayInVietnam();
const merger = today - 9;
const from = formatDay(today - 30);
const to = formatDay(today - 1);

let office: TestAgency;
let base: string;

/**
 * Until the merger: Old1, Old2, Split, Unknown. From it on: A (Old1 and Old2 whole, 30 % of Split), B (the rest of Split),
 * C and D (of Unknown, nobody knows how much).
 */
beforeAll(async () => {
  office = await makeAgency("HIS");
  base = `/v1/agencies/${office.code}`;
  const until = { kind: "commune", valid_from: "2020-01-01", valid_to: formatDay(merger - 1) };
  const since = { kind: "commune", valid_from: formatDay(merger) };
  const on = formatDay(merger);
  const units = [
    ...["Old1", "Old2", "Split", "Unknown"].map((code) => ({ ...until, code, name: code })),
    ...["C", "D"].map((code) => ({ ...since, code, name: code })),
  ];
  const successions = [
    { from: "Old1", to: "A", on },
    { from: "Old2", to: "A", on, share: 1 },
    { from: "Split", to: "A", on, share: 0.3 },
    { from: "Split", to: "B", on, share: 0.7 },
    { from: "Unknown", to: "C", on, share: null },
    { from: "Unknown", to: "D", on, share: null },
  ];
  await askApi(`${base}/units`, { method: "PUT", key: office.key, body: { units, successions } });
  const places = ["Old1", "Old2", "Split", "Unknown", "A"];
  const touchpoints = places.flatMap((unit, place) =>
    (["portal", "kiosk"] as const).map((channel) => ({
      ...{ id: `${office.code}-${channel === "kiosk" ? "k" : "p"}00000000${place}`, unit, channel, name: unit },
      from: unit === "A" ? formatDay(merger) : "2020-01-01",
    })),
  );
  await askApi(`${base}/touchpoints`, { method: "PUT", key: office.key, body: { touchpoints } });
  await sendAll(touchpoints.flatMap(({ id, unit }, place) => feedbackOf(id, unit, place)));
  const tallies = [
    {
      ...{ id: newId(), unit: "Split", question: "overall", channel: "paper", source: "s", counts: [0, 0, 0, 0, 10] },
      ...{ from: formatDay(merger - 5), to: formatDay(merger - 3) },
    },
  ];
  await askApi(`${base}/tallies`, { key: office.key, body: { tallies } });
});

/** Ten of each touchpoint, on ten days before the merger or, of A, on the day of it and after. */
function feedbackOf(touchpoint: string, unit: string, place: number): Record<string, unknown>[] {
  return Array.from({ length: 10 }, (_, number) => {
    const day = unit === "A" ? merger + (number % 5) : merger - 1 - number;
    const answered_at = new Date(day * dayMs + 5 * 60 * 60 * 1000).toISOString();
    return newFeedback(touchpoint, { level: 4 + ((number + place) % 2), answered_at });
  });
}

async function sendAll(items: readonly Record<string, unknown>[]): Promise<void> {
  const outcomes = (await sendFeedback(items)).map(inAWord);
  if (outcomes.some((word) => word !== "accepted")) throw new Error(outcomes.join(" "));
}

async function read(query: string): Promise<Row[]> {
  return (await askApi<{ data: Row[] }>(`${base}/indices?from=${from}&to=${to}&${query}`, { key: office.key })).data;
}

const shown = ({ unit, own, unmapped, n }: Row): string =>
  `${unit.code}${own ? " own" : ""}${unmapped ? " unmapped" : ""} ${n}`;

describe("units that merged, were divided, or were divided by unknown shares", () => {
  test("have their counts in today's units, and what is unknown in a row of its own", async () => {
    expect((await read("by=unit")).map(shown)).toEqual(["A 69", "B 21", "C 0", "D 0", "Unknown unmapped 20"]);
    expect((await read("")).map(({ n }) => n)).toEqual([110]);
  });

  test("are still there with `then`, on the days when they stood", async () => {
    const rows = (await read("by=unit&units_as=then")).map(shown);
    expect(rows).toEqual(["A 20", "B 0", "C 0", "D 0", "Old1 20", "Old2 20", "Split 30", "Unknown 20"]);
  });

  test.each(["day", "week", "month", "channel", "touchpoint", "channel,day"])(
    "have feedback that adds up to the same by %s, for the whole and for each heir",
    async (by) => {
      for (const [unit, n] of [
        [office.code, 100],
        ["A", 66],
        ["B", 14],
      ] as const) {
        const rows = await read(`unit=${unit}&by=${by}&limit=1000`);
        const feedback = rows.reduce((sum, { channels }) => sum + (channels.kiosk ?? 0) + (channels.portal ?? 0), 0);
        expect(feedback).toBe(n);
      }
    },
  );

  test("divide each level by itself", async () => {
    const [row] = await read("unit=B&channel=kiosk");
    const [other] = await read("unit=B&channel=portal");
    expect([0, 1, 2, 3, 4].map((level) => (row?.tally[level] ?? 0) + (other?.tally[level] ?? 0))).toEqual([
      0, 0, 0, 7, 7,
    ]);
  });
});
