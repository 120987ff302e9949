import { callOffice, type Office } from "./office.ts";
import { makeFeedback } from "./make-feedback.ts";

const dayMs = 86_400_000;

/** What an office reads of a filled agency and that never changes with the day of reading. */
export const lastingReads: readonly string[] = [
  "GET /units",
  "GET /successions",
  "GET /services",
  "GET /forms",
  "GET /touchpoints",
  "GET /tallies",
  "GET /volumes",
  "GET /measures",
  "GET /indices?period=2026-11",
  "GET /indices?period=2026&by=unit&method=top-two@1,mean@1,gds@1",
  "GET /indices?period=2026-Q4&by=unit,month",
  "GET /indices?period=2026-11&by=day",
  "GET /indices?period=2026-11&by=channel",
  "GET /indices?period=2026-11&by=service",
  "GET /indices?period=2026-11&by=question",
  "GET /indices?period=2026-11&by=reason",
  "GET /indices?from=2026-11-01&to=2026-11-26&by=touchpoint",
  "GET /indices?period=2026-11&question=recommend&method=nps@1",
  "GET /indices?period=2026-Q4&by=unit&units_as=then",
  "GET /scorecards/qd766-satisfaction@1?period=2026-11&by=unit",
  "GET /feedback?limit=20",
  "GET /audit?limit=1000",
];

const places = ["North", "South", "West"];
const channels = ["kiosk", "portal", "counter"];

/**
 * Fills agency H20 as offices and citizens do: tree, services, form, ratings, comments, amendments, paper, volumes, measures.
 * A release makes the data that the next one must open with it: see `test/end-to-end/old-data.test.ts`.
 */
export async function fillAgency(office: Office, nowMs: number): Promise<void> {
  await setUp(office);
  for (const batch of ratings(nowMs)) await send(office, batch);
  await report(office);
}

async function setUp(office: Office): Promise<void> {
  const unit = { kind: "commune", valid_from: "2025-07-01" };
  await callOffice(office, "PUT /units", {
    units: [
      ...["North", "South"].map((code) => ({ ...unit, code, name: `Xã ${code}` })),
      { ...unit, code: "Ward", name: "Ấp Bắc", parent: "North" },
      { ...unit, code: "Heir", name: "Xã mới", valid_from: "2026-11-20" },
      { ...unit, code: "West", name: "Xã West", valid_to: "2026-11-19" },
    ],
    successions: [{ from: "West", to: "Heir", on: "2026-11-20", share: 1 }],
  });
  await callOffice(office, "PUT /services", { services: [{ id: "1.004227", name: "Chứng thực" }] });
  const question = (id: string, scale: number): object => ({ id, scale, text: { vi: id } });
  const reasons = [{ id: "waiting-time", levels: [1, 2, 3], text: { vi: "Chờ lâu" } }];
  const questions = [question("overall", 5), question("attitude", 5), question("recommend", 11)];
  await callOffice(office, "PUT /forms", { forms: [{ id: "long", questions, reasons }] });
  await callOffice(office, "PUT /touchpoints", {
    touchpoints: [...places, "Ward"].map((code, place) => ({
      id: touchpointOf(place),
      unit: code,
      channel: channels[place % 3],
      name: `Điểm ${place}`,
      from: "2025-07-01",
      form: "long",
      ...(place === 1 ? { service: "1.004227" } : {}),
    })),
  });
  await callOffice(office, "PUT /calendar", {
    days_off: [{ from: "2026-11-23", to: "2026-11-23", name: "Ngày hội" }],
    working_days: [],
  });
}

function touchpointOf(place: number): string {
  return `H20-000000000${place + 1}`;
}

/** Ratings of the last 40 days, some with words, some changed, in batches of 100. */
function* ratings(nowMs: number): Generator<object[]> {
  let items: object[] = [];
  for (let place = 0; place < 400; place += 1) {
    const first = makeFeedback(touchpointOf(place % 4), 1 + ((place * 7) % 5), nowMs - (1 + (place % 40)) * dayMs);
    const item = {
      ...first,
      age_ms: undefined,
      answers: { attitude: 1 + (place % 5), ...(place % 3 === 0 ? { recommend: 1 + (place % 11) } : {}) },
      ...(place % 20 === 0 ? { comment: `Chờ lâu quá, gọi 0912345678 (${place})` } : {}),
    };
    items.push(item);
    if (place % 25 === 0) items.push({ ...item, revision: 2, level: 5, reasons: [], revised_at: first.answered_at });
    if (items.length >= 99) {
      yield items;
      items = [];
    }
  }
  if (items.length > 0) yield items;
}

async function send({ baseUrl }: Office, feedback: object[]): Promise<void> {
  const answer = await fetch(`${baseUrl}/v1/feedback`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ sent_at: new Date().toISOString(), feedback }),
  });
  const { receipts } = (await answer.json()) as { receipts: { outcome: string }[] };
  const refused = receipts.find(({ outcome }) => outcome === "refused");
  if (refused) throw new Error(JSON.stringify(refused));
}

async function report(office: Office): Promise<void> {
  const span = { from: "2026-11-01", to: "2026-11-30" };
  const tally = { question: "overall", service: null, channel: "paper", source: "giấy", ...span };
  await callOffice(office, "POST /tallies", {
    tallies: [
      { ...tally, id: "3d1f1c3e-0000-4000-8000-000000000001", unit: "South", counts: [1, 2, 3, 4, 50] },
      { ...tally, id: "3d1f1c3e-0000-4000-8000-000000000002", unit: "Ward", counts: [0, 0, 0, 7, 9] },
    ],
  });
  const volumes = ["North", "South"].map((unit) => ({ unit, service: null, ...span, transactions: 900 }));
  await callOffice(office, "POST /volumes", { volumes });
  await callOffice(office, "PUT /measures", {
    measures: [
      {
        ...{ unit: "South", ...span, dossiers: 654, overdue: 1, petitioned: 0 },
        ...{ reflections: 10, answered_on_time: 9, rated: 8, rated_satisfied: 7 },
      },
    ],
  });
}
