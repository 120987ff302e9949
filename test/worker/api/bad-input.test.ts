import { beforeAll, describe, expect, test } from "vitest";
import { type Answered, ask, askAsRoot, giveKey, openAgency, putThreeUnits } from "../office.ts";

/** What is asked, with what, and the first answer's status, kind and pointers. */
type Case = readonly [line: string, body: unknown, status: number, kind: string, pointers: readonly string[]];

const agency = "BI1";
const root = `/v1/agencies/${agency}`;

beforeAll(async () => {
  await openAgency(agency);
  await putThreeUnits(root);
  await askAsRoot(`PUT ${root}/services`, { services: [{ id: "1.004227", name: "Khai sinh" }] });
  const questions = [
    { id: "overall", scale: 5, text: { vi: "Chung" } },
    { id: "recommend", scale: 11, text: { vi: "Giới thiệu" } },
  ];
  await askAsRoot(`PUT ${root}/forms`, { forms: [{ id: "long", questions }] });
  await askAsRoot(`PUT ${root}/units`, {
    units: [],
    successions: [
      { from: "North", to: "South", on: "2026-01-01", share: 0.6 },
      { from: "Ward", to: "South", on: "2026-01-01", share: 1 },
    ],
  });
});

/** Status, kind and pointers of what was refused; of an item in a list of receipts the pointers of its problem. */
function refusal({ status, kind, body }: Answered): readonly [number, string | null, unknown] {
  const { errors, receipts } = body as {
    errors?: unknown;
    receipts?: { problem?: { type: string; errors: unknown } }[];
  };
  const problem = receipts?.[0]?.problem;
  const pointed = (problem?.errors ?? errors) as { pointer: string }[] | undefined;
  return [status, problem?.type.split("#")[1] ?? kind, [...new Set(pointed?.map(({ pointer }) => pointer))]];
}

async function refusalOf(line: string, body: unknown): Promise<unknown> {
  const [method = "", path = ""] = line.split(" ");
  return refusal(await askAsRoot(`${method} ${root}/${path}`, body ?? undefined));
}

/** Everything that reads the figures of a period. */
const readers = [
  "indices?",
  "scorecards/tt01@1?",
  "exports/indices.csv?",
  "exports/feedback.csv?",
  "tallies?",
  "volumes?",
];

const impossible = [
  "2026-13",
  "2026-00",
  "2026-02-30",
  "2026-Q5",
  "2026-H3",
  "2025-W53",
  "2026-1",
  "26",
  "1999",
  "2101",
  "next year",
  "",
];

const span = { from: "2026-01-01", to: "2026-03-31" };
const tally = {
  ...{ ...span, id: "0b9d6f8e-6d0f-4f55-9b25-0f4e4f0d8a10", unit: "South", question: "overall", channel: "paper" },
  ...{ counts: [1, 2, 3, 4, 5], source: "Sổ" },
};
const volume = { ...span, unit: "South", transactions: 5 };
const measure = { ...span, unit: "South", dossiers: 5 };
const unit = { code: "New", name: "Mới", kind: "commune", valid_from: "2025-07-01" };
const touchpoint = { unit: "South", channel: "kiosk", name: "Máy" };
const tooMany = 1_000_000_000_001;

describe("a period that cannot be", () => {
  test.each(readers)("is refused by GET …/%s, pointing at it", async (reader) => {
    for (const period of impossible) {
      const given = `${reader}period=${encodeURIComponent(period)}`;
      expect([given, await refusalOf(`GET ${given}`, null)]).toEqual([given, [400, "invalid", ["/period"]]]);
    }
    const others: [query: string, pointers: string[]][] = [
      ["from=2026-02-02&to=2026-02-01", ["/from"]],
      ["from=2026-02-30&to=2026-03-32", ["/from", "/to"]],
      ["from=2026-02-01", ["/to"]],
      ["to=2026-02-01", ["/from"]],
      ["period=2026&from=2026-01-01", ["/period"]],
      ["period=2026&period=2027", ["/period"]],
      ["from=1999-12-31&to=2101-01-01", ["/from", "/to"]],
    ];
    for (const [query, pointers] of others) {
      expect([query, await refusalOf(`GET ${reader}${query}`, null)]).toEqual([query, [400, "invalid", pointers]]);
    }
  });

  test.each([...impossible, "2026-W46", "2026-11-24"])("is refused by publications: %s", async (period) => {
    await askAsRoot(`POST ${root}/publications`);
    const query = `publications/latest?period=${encodeURIComponent(period)}`;
    expect(await refusalOf(`GET ${query}`, null)).toEqual([400, "invalid", ["/period"]]);
  });
});

describe("what does not exist", () => {
  test.each<Case>([
    ["GET indices?period=2026&unit=Nowhere", null, 404, "unknown-unit", ["/unit"]],
    ["GET indices?period=2026&question=speed", null, 404, "unknown-question", ["/question"]],
    ["GET indices?period=2026&service=9.9", null, 404, "unknown-service", ["/service"]],
    ["GET indices?period=2026&method=top-three@1", null, 404, "unknown-method", ["/method"]],
    ["GET indices?period=2026&method=top-two@1,mean@9", null, 404, "unknown-method", ["/method"]],
    ["GET scorecards/tt01@1?period=2026&unit=Nowhere", null, 404, "unknown-unit", ["/unit"]],
    ["GET scorecards/tt02@1?period=2026", null, 404, "unknown-method", ["/method"]],
    ["GET exports/indices.csv?period=2026&unit=Nowhere", null, 404, "unknown-unit", ["/unit"]],
    ["GET exports/feedback.csv?unit=Nowhere", null, 404, "unknown-unit", ["/unit"]],
    ["GET tallies?unit=Nowhere", null, 404, "unknown-unit", ["/unit"]],
    ["GET measures?unit=Nowhere", null, 404, "unknown-unit", ["/unit"]],
    ["DELETE tallies/0b9d6f8e-6d0f-4f55-9b25-0f4e4f0d8a10", null, 404, "unknown-tally", ["/id"]],
    ["DELETE measures?unit=Nowhere&from=2026-01-01&to=2026-01-31", null, 404, "unknown-unit", ["/unit"]],
    ["DELETE successions?from=North&to=Nowhere&on=2026-01-01", null, 404, "unknown-unit", ["/to"]],
    ["POST tallies", { tallies: [{ ...tally, unit: "Nowhere" }] }, 200, "unknown-unit", ["/unit"]],
    ["POST tallies", { tallies: [{ ...tally, question: "speed" }] }, 200, "unknown-question", ["/question"]],
    ["POST tallies", { tallies: [{ ...tally, service: "9.9" }] }, 200, "unknown-service", ["/service"]],
    ["POST volumes", { volumes: [{ ...volume, unit: "Nowhere" }] }, 200, "unknown-unit", ["/unit"]],
    ["POST volumes", { volumes: [{ ...volume, service: "9.9" }] }, 200, "unknown-service", ["/service"]],
    ["PUT measures", { measures: [measure, { ...measure, unit: "X" }] }, 404, "unknown-unit", ["/measures/1/unit"]],
    ["PUT units", { units: [{ ...unit, parent: "Nowhere" }] }, 404, "unknown-unit", ["/units/0/parent"]],
    ["PUT touchpoints", { touchpoints: [{ ...touchpoint, unit: "X" }] }, 404, "unknown-unit", ["/touchpoints/0/unit"]],
    [
      "PUT touchpoints",
      { touchpoints: [touchpoint, { ...touchpoint, service: "9.9" }] },
      ...([404, "unknown-service", ["/touchpoints/1/service"]] as const),
    ],
    ["PUT touchpoints", { touchpoints: [{ ...touchpoint, form: "X" }] }, 400, "invalid", ["/touchpoints/0/form"]],
    ["PUT touchpoints", { touchpoints: [{ ...touchpoint, form: "x" }] }, 404, "unknown-form", ["/touchpoints/0/form"]],
    ["POST keys", { name: "k", scopes: ["indices:read"], unit: "Nowhere" }, 404, "unknown-unit", ["/unit"]],
    ["POST keys", { name: "k", scopes: ["all"] }, 400, "invalid", ["/scopes/0"]],
  ])("is refused where it is named: %s", async (line, body, ...expected) => {
    expect(await refusalOf(line, body)).toEqual(expected);
  });
});

describe("counts that cannot be", () => {
  test.each([-1, 0.5, tooMany, 2 ** 53, "7", null, true, [1]])(
    "are refused wherever they are given: %j",
    async (count) => {
      const counts = [1, 2, count, 4, 5];
      expect(await refusalOf("POST tallies", { tallies: [{ ...tally, counts }] })).toEqual([
        200,
        "invalid",
        ["/counts/2"],
      ]);
      const volumes = [{ ...volume, transactions: count }];
      expect(await refusalOf("POST volumes", { volumes })).toEqual([200, "invalid", ["/transactions"]]);
      if (count === null) return; // Never reported, of a measure.
      const measures = [measure, { ...measure, unit: "North", dossiers: count }];
      expect(await refusalOf("PUT measures", { measures })).toEqual([400, "invalid", ["/measures/1/dossiers"]]);
    },
  );

  test.each<Case>([
    ["POST tallies", { tallies: [{ ...tally, counts: [1, 2, 3] }] }, 200, "scale-unfit", ["/counts"]],
    ["POST tallies", { tallies: [{ ...tally, counts: [] }] }, 200, "invalid", ["/counts"]],
    ["POST tallies", { tallies: [{ ...tally, question: "recommend" }] }, 200, "scale-unfit", ["/counts"]],
    ["POST tallies", { tallies: [{ ...tally, from: "2026-04-01" }] }, 200, "invalid", ["/to"]],
    ["POST tallies", { tallies: [{ ...tally, to: "2026-02-30" }] }, 200, "invalid", ["/to"]],
    ["POST tallies", { tallies: [{ ...tally, from: "0026-01-01" }] }, 200, "invalid", ["/from"]],
    ["POST tallies", { tallies: [{ ...tally, colour: "red" }] }, 200, "unknown-field", ["/colour"]],
    ["POST volumes", { volumes: [{ ...volume, to: "2025-12-31" }] }, 200, "invalid", ["/to"]],
    ["PUT measures", { measures: [{ ...measure, to: "2025-12-31" }] }, 400, "invalid", ["/measures/0/to"]],
    ["PUT measures", { measures: [{ ...measure, overdue: 6 }] }, 400, "invalid", ["/measures/0/overdue"]],
    ["GET indices?period=2026&method=nps@1", null, 400, "scale-unfit", ["/method"]],
  ])("are refused with their span and scale: %s %j", async (line, body, ...expected) => {
    expect(await refusalOf(line, body)).toEqual(expected);
  });
});

describe("units and successions that cannot be", () => {
  const put = (...successions: object[]): object => ({ units: [], successions });
  const to = { from: "North", to: "South", on: "2027-01-01" };

  test.each<Case>([
    ["PUT units", { units: [{ ...unit, parent: "New" }] }, 400, "unit-cycle", ["/units/0/parent"]],
    ["PUT units", { units: [{ ...unit, code: "North", parent: "Ward" }] }, 400, "unit-cycle", ["/units/0/parent"]],
    ["PUT units", { units: [{ ...unit, valid_to: "2025-06-30" }] }, 400, "invalid", ["/units/0/valid_to"]],
    ["PUT units", { units: [unit, unit] }, 400, "invalid", ["/units/1"]],
    ["PUT units", put({ ...to, to: "North" }), 400, "unit-cycle", ["/successions/0"]],
    ["PUT units", put(to, { ...to, from: "South", to: "North" }), 400, "unit-cycle", ["/successions/0"]],
    ["PUT units", put({ ...to, from: "South", to: "Ward", on: "2026-01-01" }), 400, "unit-cycle", ["/successions/0"]],
    ["PUT units", put({ ...to, share: 1.01 }), 400, "invalid", ["/successions/0/share"]],
    ["PUT units", put({ ...to, share: 0 }), 400, "invalid", ["/successions/0/share"]],
    ["PUT units", put({ ...to, share: -0.5 }), 400, "invalid", ["/successions/0/share"]],
    ["PUT units", put({ ...to, to: agency, on: "2026-01-01", share: 0.5 }), 400, "invalid", ["/successions/0/share"]],
    [
      "PUT units",
      put({ ...to, share: 0.7 }, { ...to, to: agency, share: 0.7 }),
      ...([400, "invalid", ["/successions/0/share", "/successions/1/share"]] as const),
    ],
    [
      "PUT units",
      put({ ...to, from: "Ward", to: "North", on: "2026-01-01", share: null }),
      400,
      "invalid",
      ["/successions/0/share"],
    ],
    ["PUT units", put({ ...to, on: "2026-02-29" }), 400, "invalid", ["/successions/0/on"]],
    ["PUT units", put({ ...to, from: "Nowhere" }), 404, "unknown-unit", ["/successions/0/from"]],
    ["PUT units", put(to, to), 400, "invalid", ["/successions/1"]],
  ])("are refused, pointing at the place: %s %j", async (line, body, ...expected) => {
    expect(await refusalOf(line, body)).toEqual(expected);
  });
});

describe("a cursor", () => {
  /** Lists of which every one has more than one row here. */
  const lists = ["units?", "successions?", "forms?", "indices?period=2026&by=month&"];

  test("is taken by the query that gave it, and by no other list, filter, agency or key", async () => {
    const given = new Map<string, string>();
    for (const list of lists) {
      const { body } = await askAsRoot(`GET ${root}/${list}limit=1`);
      given.set(list, encodeURIComponent((body as { meta: { next_cursor: string } }).meta.next_cursor));
    }
    const other = await openAgency("BI2");
    const key = await giveKey(root, { scopes: ["indices:read"], unit: "South" });
    for (const [list, cursor] of given) {
      for (const asked of [...lists, "tallies?", "keys?", "touchpoints?", "services?", "publications?", "feedback?"]) {
        const answer = await askAsRoot(`GET ${root}/${asked}cursor=${cursor}`);
        if (asked === list) expect([asked, answer.status]).toEqual([asked, 200]);
        else expect([asked, ...refusal(answer)]).toEqual([asked, 400, "bad-cursor", ["/cursor"]]);
      }
      expect(refusal(await askAsRoot(`GET ${other}/${list}cursor=${cursor}`))).toEqual([
        400,
        "bad-cursor",
        ["/cursor"],
      ]);
    }
    const ofIndices = given.get("indices?period=2026&by=month&");
    for (const query of ["period=2026&by=week", "period=2025&by=month", "period=2026&by=month&method=mean@1"]) {
      expect(await refusalOf(`GET indices?${query}&cursor=${ofIndices}`, null)).toEqual([
        400,
        "bad-cursor",
        ["/cursor"],
      ]);
    }
    const below = await ask(`GET ${root}/indices?period=2026&by=month&cursor=${ofIndices}`, { key });
    expect(refusal(below)).toEqual([400, "bad-cursor", ["/cursor"]]);
  });

  test.each(["x", "", "e30.e30", "a.b.c", "%F0%9F%98%80", "A".repeat(5000)])(
    "that is made up is refused: %s",
    async (cursor) => {
      for (const list of [...lists, "tallies?", "scorecards/tt01@1?period=2026&", "publications?"]) {
        expect([list, await refusalOf(`GET ${list}cursor=${cursor}`, null)]).toEqual([
          list,
          [400, "bad-cursor", ["/cursor"]],
        ]);
      }
    },
  );

  test.each(["0", "1001", "-1", "1.5", "x", ""])(
    "and a limit that cannot be are refused alike: limit=%s",
    async (limit) => {
      for (const list of [...lists, "tallies?", "scorecards/tt01@1?period=2026&", "publications?", "feedback?"]) {
        expect([list, await refusalOf(`GET ${list}limit=${limit}`, null)]).toEqual([
          list,
          [400, "invalid", ["/limit"]],
        ]);
      }
    },
  );
});
