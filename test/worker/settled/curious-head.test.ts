import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { scopes } from "../../../shared/contract/key.ts";
import { listedOperations } from "../listed-operations.ts";
import { giveKey } from "../office.ts";
import { CuriousHead } from "./curious-head.ts";
import {
  closeDay,
  dateOf,
  openVisited,
  peopleOf,
  send,
  setTime,
  type Visit,
  visitAt,
  type VisitedOffice,
} from "./visited-office.ts";

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterAll(() => {
  vi.useRealTimers();
});

/** Addresses of each operation that a key can read with, as a curious person would ask; `{…}` stands for what changes by day. */
const questions: Readonly<Record<string, readonly string[]>> = {
  getIndices: [
    "period={day}",
    "period={month}",
    "period={month}&unit=Ward",
    "period={month}&by=unit,question",
    "period={month}&by=touchpoint,day",
    "period={month}&by=reason,day",
    "from={week}&to={before}&by=service,channel",
    "period={year}&by=officer",
    "period={year}&by=month,question&units_as=then",
    "period={month}&channel=kiosk&by=week&compare=previous",
    "period={month}&method=top-two@1,mean@1&by=unit&rank=unit",
    "period={year}&reason=attitude",
  ],
  exportIndices: ["period={month}&by=day,channel,question", "period={month}&by=touchpoint"],
  listScorecards: ["period={year}&by=unit"],
  listAnswers: ["period={month}"],
  listDigests: ["period={month}"],
  listSigns: ["from={day}&to={day}"],
  getSignEvidence: ["touchpoint={kiosk}&day={day}"],
  listSetAsides: ["limit=100"],
  listComments: ["limit=1000", "limit=1000&reason=attitude", "limit=1000&category=waiting&q=kien&order=due"],
  getAudit: ["from={day}"],
  exportComments: [""],
  listFeedback: ["updated_since={start}"],
  exportFeedback: ["period={month}"],
  ...Object.fromEntries(
    [
      ...["listUnits", "listSuccessions", "listServices", "listForms", "listQuestions", "listTouchpoints"],
      ...["getTouchpointConfig", "listKeys", "listShifts", "listTallies", "listVolumes", "listMeasures", "getCalendar"],
      ...[
        "listDeadlines",
        "listAnswerTemplates",
        "listDevices",
        "getMethods",
        "listPublications",
        "getLatestPublication",
        "getPublishedAnswers",
        "exportFigures",
        "getDataPackage",
        "getSealedRecipient",
      ],
      ...["listSealedTalks", "getHealth", "getAgency", "listAudio", "listMembers", "listSessions", "getSession"],
    ].map((name) => [name, [""]]),
  ),
};

/** Operations that tell of one thing by its id, and what needs none. */
const byId = [
  "getReadiness",
  "getComment",
  "getPublication",
  "getDevice",
  "listDeviceEvents",
  "getOpenapi",
  "getAudio",
  "getSignIn",
  "finishSignIn",
  "listFormVersions",
];

/** What is asked after each visit; all else in the morning and in the evening. */
const often: Readonly<Record<string, readonly string[]>> = {
  getIndices: [
    "period={day}",
    "period={month}&by=touchpoint,day",
    "period={month}&by=reason,day",
    "period={year}&by=officer",
  ],
  listDigests: ["period={month}"],
  listComments: ["limit=1000"],
  getAudit: ["from={day}"],
  exportComments: [""],
  listFeedback: ["updated_since={start}"],
};

function addresses({ base, kiosk }: VisitedOffice, day: number, asked: typeof questions): [string, string][] {
  const date = dateOf(day);
  const words: Readonly<Record<string, string>> = {
    ...{
      day: date,
      month: date.slice(0, 7),
      year: date.slice(0, 4),
      week: dateOf(day - 7),
      before: dateOf(day - 1),
      kiosk,
    },
    start: encodeURIComponent(new Date(Date.parse(`${date}T00:00:00+07:00`)).toISOString()),
  };
  return listedOperations.flatMap(({ name, operation: { path } }) =>
    (asked[name] ?? []).map((query): [string, string] => {
      const filled = path
        .replace("/v1/agencies/:agency", base)
        .replace("figures.:format", "figures.csv")
        .replace(":format", "ndjson")
        .replace(":version", "latest")
        .replace(":id", kiosk);
      const given = query.replaceAll(/\{(\w+)\}/g, (_, word: string) => words[word] ?? "");
      return [`${name} ${query}`, `${filled.replace(":method", "qd766-satisfaction@1")}?${given}`];
    }),
  );
}

type Seen = { readonly head: CuriousHead; readonly levels: readonly number[] };

/** Days of visits, at a kiosk and a counter; the head asks before and after each, and all there is twice a day. */
async function watch(
  office: VisitedOffice,
  key: string,
  { seed, visits }: { seed: number; visits: number },
): Promise<Seen> {
  const head = new CuriousHead(key);
  const random = peopleOf(seed);
  const levels: number[] = [];
  const late: { readonly day: number; readonly visit: Visit }[] = [];
  for (let day = 0; levels.length < visits; day += 1) {
    setTime(day, 7);
    await head.poll(addresses(office, day, questions));
    const count = random.happens(0.3) ? random.between(0, 4) : random.between(10, 60);
    for (let nth = 0; nth < count && levels.length < visits; nth += 1) {
      setTime(day, 8 + (9 * nth) / count);
      const visit = visitAt(random.happens(0.7) ? office.kiosk : office.counter, random);
      levels.push(visit.level);
      head.see(dateOf(day));
      await send(visit.now);
      if (visit.later.length > 0) late.push({ day: day + random.between(1, 2), visit });
      await head.poll(addresses(office, day, often));
    }
    setTime(day, 18);
    for (const { visit } of late.filter((it) => it.day === day)) await send(visit.later);
    await head.poll(addresses(office, day, questions));
    await closeDay(office, day);
  }
  return { head, levels };
}

function shareGuessed({ head, levels }: Seen, commonest: number): number {
  const right = levels.filter((level, visitor) => (head.guess(visitor) ?? commonest) === level);
  return right.length / levels.length;
}

/** Of those who did not choose the commonest level, the share whose level was guessed: nobody's by always guessing that. */
function shareRecognised({ head, levels }: Seen): number {
  const others = [...levels.entries()].filter(([, level]) => level !== commonest);
  return others.filter(([visitor, level]) => head.guess(visitor) === level).length / others.length;
}

const commonest = 5;

describe("a curious head of a unit, who knows who came when", () => {
  test("asks every operation that reads", () => {
    const reading = listedOperations.filter(({ operation }) => operation.method === "GET").map(({ name }) => name);
    expect([...Object.keys(questions), ...byId].sort()).toEqual(reading.sort());
  });

  test("guesses no visitor's level better than by the commonest one, over 1,000 visits", {
    timeout: 900_000,
  }, async () => {
    const office = await openVisited("HEAD");
    const key = await giveKey(office.base, { scopes, unit: "North" });
    const seen = await watch(office, key, { seed: 7, visits: 1000 });
    const chance = seen.levels.filter((level) => level === commonest).length / seen.levels.length;
    const noise = Math.sqrt((chance * (1 - chance)) / seen.levels.length);
    expect(shareGuessed(seen, commonest)).toBeLessThan(chance + 2 * noise);
    expect(shareRecognised(seen)).toBeLessThan(0.05);
    expect(seen.head.fewestAdded).toBeGreaterThanOrEqual(10);
  });

  test("would know nearly all of them with a key of the whole agency", { timeout: 300_000 }, async () => {
    const office = await openVisited("SEES");
    const key = await giveKey(office.base, { scopes });
    const seen = await watch(office, key, { seed: 8, visits: 100 });
    expect(shareGuessed(seen, commonest)).toBeGreaterThan(0.9);
    expect(shareRecognised(seen)).toBeGreaterThan(0.9);
    expect(seen.head.fewestAdded).toBe(1);
  });
});
