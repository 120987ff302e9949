import { beforeAll, describe, expect, test } from "vitest";
import type { TouchpointConfig } from "../../../shared/contract/touchpoint.ts";
import { formatDay } from "../../../shared/calendar/day.ts";
import { askApi, callApi, inAWord, makeAgency, newFeedback, sendFeedback, type TestAgency } from "../call-api.ts";
import { parseCsv } from "../exports/parse-csv.ts";
import { todayInVietnam } from "../indices/busy-office.ts";

const overall = { id: "overall", scale: 5, text: { vi: "Ông/Bà hài lòng đến mức nào?" } };
const source = (...options: string[]) => ({
  id: "source",
  type: "choice",
  text: { vi: "Bạn biết dịch vụ này qua đâu?", en: "How did you hear of this service?" },
  options: options.map((id) => ({ id, text: { vi: `Qua ${id}` } })),
});

const day = formatDay(todayInVietnam());

describe("a single choice", () => {
  let agency: TestAgency;
  const base = (): string => `/v1/agencies/${agency.code}`;

  const putForm = (...questions: unknown[]): Promise<Response> =>
    callApi(`${base()}/forms`, {
      method: "PUT",
      key: agency.key,
      body: { forms: [{ id: "default", questions, reasons: [], comment: true }] },
    });

  const kindAndPointer = async (response: Response): Promise<unknown> => {
    const { type, errors } = (await response.json()) as { type: string; errors: { pointer: string }[] };
    return [response.status, type.replace("/docs/problems#", ""), errors[0]?.pointer];
  };

  const rows = async (query: string): Promise<string[]> => {
    type Row = { unit: { code: string }; option?: { id: string }; tally: number[]; value: number | null };
    const { data } = await askApi<{ data: Row[] }>(`${base()}/indices?period=${day}&${query}`, { key: agency.key });
    return data.map(
      ({ unit, option, tally, value }) => `${unit.code} ${option?.id ?? "-"} ${tally.join("/")} ${value}`,
    );
  };

  beforeAll(async () => {
    agency = await makeAgency("CHO");
    expect((await putForm(overall, source("counter", "friend", "internet"))).status).toBe(200);
  });

  test("is read as it was put, and told to elements apart from the ratings", async () => {
    const forms = await askApi<{ data: { questions: unknown[] }[] }>(`${base()}/forms`, { key: agency.key });
    expect(forms.data[0]?.questions).toEqual([overall, source("counter", "friend", "internet")]);
    const { form } = await askApi<TouchpointConfig>(`/v1/touchpoints/${agency.touchpoints[0]}`);
    expect(form.questions).toEqual([overall]);
    expect(form.typed_questions).toEqual([source("counter", "friend", "internet")]);
  });

  test("is answered by an option's id, and by nothing else", async () => {
    const [portal] = agency.touchpoints;
    const answered = (answers: unknown): Record<string, unknown> => newFeedback(portal, { answers });
    const given = [{ source: "radio" }, { source: 1 }, { overall: "counter" }, { other: "counter" }];
    const receipts = await sendFeedback(given.map(answered));
    expect(receipts.map(inAWord)).toEqual(["unknown-option", "invalid", "invalid", "unknown-question"]);
    expect(receipts[0]?.problem).toMatchObject({ permanent: false });
  });

  test("is counted for each option, moved by an amendment, and intact in a recount", async () => {
    const [portal, kiosk] = agency.touchpoints;
    const first = newFeedback(portal, { answers: { source: "counter" } });
    const others = [
      newFeedback(portal, { answers: { source: "counter" } }),
      newFeedback(kiosk, { answers: { source: "friend" } }),
      newFeedback(kiosk, { answers: { source: "counter" } }),
      newFeedback(kiosk),
    ];
    expect((await sendFeedback([first, ...others])).map(inAWord)).toEqual(Array(5).fill("accepted"));
    const { code } = agency;
    expect(await rows("question=source")).toEqual([
      `${code} counter 1/3 75`,
      `${code} friend 3/1 25`,
      `${code} internet 4/0 0`,
    ]);
    const amended = { ...first, revision: 2, revised_at: first.answered_at, answers: { source: "internet" } };
    expect((await sendFeedback([amended])).map(inAWord)).toEqual(["accepted"]);
    expect(await rows("question=source&by=unit")).toEqual([
      "A counter 1/1 50",
      "A friend 2/0 0",
      "A internet 1/1 50",
      "B counter 1/1 50",
      "B friend 1/1 50",
      "B internet 2/0 0",
    ]);
    expect(await rows("by=question")).toContain(`${code} counter 2/2 50`);
    const path = `${base()}/rollups/verify`;
    const { data } = await askApi<{ data: { differences: number }[] }>(path, { method: "POST", key: agency.key });
    expect(data.every(({ differences }) => differences === 0)).toBe(true);
    await askApi(`${base()}/rollups/rebuild`, { method: "POST", key: agency.key });
    expect(await rows("question=source")).toContain(`${code} counter 2/2 50`);
  });

  test("has a column for its options in CSV, and its answers in exports of feedback", async () => {
    const csv = await callApi(`${base()}/indices?period=${day}&question=source&format=csv`, { key: agency.key });
    const [names = [], ...lines] = parseCsv(await csv.text());
    const place = names.indexOf("option");
    expect(lines.map((line) => [line[place], line[place + 1]])).toEqual([
      ["counter", "Qua counter"],
      ["friend", "Qua friend"],
      ["internet", "Qua internet"],
    ]);
    const exported = await callApi(`${base()}/exports/feedback.csv?from=${day}&to=${day}`, { key: agency.key });
    expect(await exported.text()).toContain("source=internet");
    const file = await callApi(`${base()}/exports/indices.ndjson?period=${day}&question=source`, { key: agency.key });
    expect(await file.text()).toContain('"option":"friend"');
  });

  test("takes no tallies", async () => {
    const tally = { id: crypto.randomUUID(), unit: "A", question: "source", channel: "paper", source: "Phiếu giấy" };
    const body = { tallies: [{ ...tally, service: null, from: day, to: day, counts: [1, 2, 3] }] };
    type Answer = { receipts: Parameters<typeof inAWord>[0][] };
    const { receipts } = await askApi<Answer>(`${base()}/tallies`, { key: agency.key, body });
    expect(receipts.map(inAWord)).toEqual(["scale-unfit"]);
  });

  test("keeps its type, has 2 to 20 options, and never takes an old one back", async () => {
    expect(await kindAndPointer(await putForm({ ...overall, id: "source" }))).toEqual([
      409,
      "scale-fixed",
      "/forms/0/questions/0/type",
    ]);
    expect(await kindAndPointer(await putForm(source("counter")))).toEqual([
      400,
      "invalid",
      "/forms/0/questions/0/options",
    ]);
    const many = Array.from({ length: 21 }, (_, place) => `option-${place}`);
    expect(await kindAndPointer(await putForm(source(...many)))).toEqual([
      400,
      "invalid",
      "/forms/0/questions/0/options",
    ]);
    expect((await putForm(overall, source("internet", "counter"))).status).toBe(200);
    expect(await kindAndPointer(await putForm(source("counter", "friend")))).toEqual([
      400,
      "invalid",
      "/forms/0/questions/0/options/1/id",
    ]);
  });

  test("accepts an option that the form had before, and still shows it", async () => {
    const late = newFeedback(agency.touchpoints[1], { answers: { source: "friend" } });
    expect((await sendFeedback([late])).map(inAWord)).toEqual(["accepted"]);
    expect(await rows("question=source&channel=kiosk")).toEqual([
      `${agency.code} counter 2/1 33.33`,
      `${agency.code} friend 1/2 66.67`,
      `${agency.code} internet 3/0 0`,
    ]);
  });
});
