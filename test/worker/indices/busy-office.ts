import { formatDay } from "../../../shared/calendar/day.ts";
import { askApi, inAWord, makeAgency, newFeedback, sendFeedback, type TestAgency } from "../call-api.ts";

/** One person's answer to one question, with everything that rows can be told apart by; `unit` as it was bound. */
export type Fact = {
  readonly day: string;
  readonly unit: string;
  readonly service: string | null;
  readonly channel: string;
  readonly touchpoint: string;
  readonly question: string;
  readonly level: number;
};

/** An agency with Ward below A, a unit whose name looks like a formula, and feedback of the last 40 closed days. */
export type BusyOffice = TestAgency & {
  readonly base: string;
  readonly from: string;
  readonly to: string;
  readonly facts: Fact[];
};

/** What a spreadsheet would run. */
export const formulaName = `=cmd|' /C calc'!A0, "x"`;

const dayMs = 24 * 60 * 60 * 1000;
const service = "1.004227";

/** Today's number in Việt Nam, days since 1970-01-01. */
export function todayInVietnam(): number {
  return Math.floor((Date.now() + 7 * 60 * 60 * 1000) / dayMs);
}

type Place = Pick<Fact, "touchpoint" | "unit" | "service" | "channel">;

/** Makes the agency and hands its feedback in; facts are what was said, in plain values. */
export async function busyOffice(prefix: string): Promise<BusyOffice> {
  const agency = await makeAgency(prefix);
  const base = `/v1/agencies/${agency.code}`;
  const places = await setUp(agency, base);
  const yesterday = todayInVietnam() - 1;
  const facts: Fact[] = [];
  const items: Record<string, unknown>[] = [];
  for (let place = 0; place < 180; place += 1) {
    const at = places[(place * 7) % places.length];
    if (at === undefined) continue;
    const day = yesterday - ((place * 11) % 40);
    const level = 1 + ((place * place + 3) % 5);
    const queue = place % 3 === 0 ? 1 + (place % 2) + (place % 4 === 0 ? 1 : 0) : null;
    facts.push({ ...at, day: formatDay(day), question: "overall", level });
    if (queue !== null) facts.push({ ...at, day: formatDay(day), question: "queue", level: queue });
    // Noon in Việt Nam, so that no clock moves it to another day.
    const answered_at = new Date(day * dayMs + 5 * 60 * 60 * 1000).toISOString();
    items.push(newFeedback(at.touchpoint, { level, answered_at, ...(queue === null ? {} : { answers: { queue } }) }));
  }
  for (let start = 0; start < items.length; start += 100) {
    const outcomes = (await sendFeedback(items.slice(start, start + 100))).map(inAWord);
    if (outcomes.some((word) => word !== "accepted")) throw new Error(outcomes.join(" "));
  }
  return { ...agency, base, from: formatDay(yesterday - 39), to: formatDay(yesterday), facts };
}

async function setUp({ code, key, touchpoints }: TestAgency, base: string): Promise<Place[]> {
  const put = (list: string, rows: unknown[]): Promise<unknown> =>
    askApi(`${base}/${list}`, { method: "PUT", key, body: { [list]: rows } });
  const unit = { kind: "ward", valid_from: "2020-01-01" };
  await put("units", [
    { ...unit, code: "Ward", name: "Ấp", parent: "A" },
    { ...unit, code: "Z", name: formulaName, parent: code },
  ]);
  await put("services", [{ id: service, name: "Cấp giấy" }]);
  const text = { vi: "Câu hỏi" };
  const questions = [
    { id: "overall", scale: 5, text },
    { id: "queue", scale: 3, text },
  ];
  await put("forms", [{ id: "default", questions }]);
  const places: Place[] = [
    { touchpoint: touchpoints[0], unit: "A", service: null, channel: "portal" },
    { touchpoint: touchpoints[1], unit: "B", service: null, channel: "kiosk" },
    { touchpoint: `${code}-0000000003`, unit: "Ward", service, channel: "qr" },
    { touchpoint: `${code}-0000000004`, unit: "A", service, channel: "kiosk" },
    { touchpoint: `${code}-0000000005`, unit: code, service: null, channel: "portal" },
  ];
  await put(
    "touchpoints",
    places.map(({ touchpoint: id, ...binding }) => ({ id, ...binding, name: id, from: "2020-01-01" })),
  );
  return places;
}
