import { beforeAll, expect, test } from "vitest";
import { askApi, callApi, makeAgency, newFeedback, newId, sendFeedback, type TestAgency } from "../call-api.ts";

type Row = Record<string, unknown> & { readonly unit: { readonly code: string } };

let agency: TestAgency;
let base: string;
const third = { code: "C", name: "C", kind: "commune", valid_from: "2020-01-01" };
const span = { from: "2026-01-01", to: "2026-10-31" };

async function read(query: string): Promise<Row[]> {
  return (await askApi<{ data: Row[] }>(`${base}/indices?${query}`, { key: agency.key })).data;
}

async function report(
  service: string | null,
  {
    unit = "A",
    channel = null,
    transactions,
    counts,
  }: { unit?: string; channel?: string | null; transactions?: number; counts?: number[] },
): Promise<void> {
  if (transactions !== undefined) {
    await askApi(`${base}/volumes`, {
      key: agency.key,
      body: { volumes: [{ unit, service, channel, ...span, transactions }] },
    });
  }
  if (counts === undefined) return;
  const paper = { question: "overall", channel: channel ?? "paper", source: "sổ" };
  const tally = { id: newId(), unit, service, ...paper, ...span, counts };
  const { receipts } = await askApi<{ receipts: { outcome: string }[] }>(`${base}/tallies`, {
    key: agency.key,
    body: { tallies: [tally] },
  });
  expect(receipts).toMatchObject([{ outcome: "accepted" }]);
}

beforeAll(async () => {
  agency = await makeAgency("WX");
  base = `/v1/agencies/${agency.code}`;
  const services = ["1.001", "1.002", "1.003"].map((id) => ({ id, name: id }));
  await askApi(`${base}/services`, { method: "PUT", key: agency.key, body: { services } });
  await report("1.001", { transactions: 900, counts: [0, 0, 10, 20, 70] });
  await report("1.002", { transactions: 100, counts: [10, 10, 20, 5, 5] });
  await report("1.001", { unit: "B", transactions: 50, counts: [0, 0, 0, 0, 7] });
  await report("1.003", { unit: "B", transactions: 50 });
  await askApi(`${base}/units`, { method: "PUT", key: agency.key, body: { units: [third] } });
  await report(null, { unit: "C", channel: "kiosk", transactions: 900, counts: [0, 0, 10, 20, 70] });
  await report(null, { unit: "C", channel: "portal", transactions: 100, counts: [10, 10, 20, 5, 5] });
});

const asked = "from=2026-01-01&to=2026-10-31&method=top-two@1,weighted-top-two@1";

test("a service weighs what its transactions weigh, and the row says what that costs", async () => {
  expect(await read(`${asked}&unit=A`)).toMatchObject([
    {
      method: "top-two@1",
      value: 66.67,
      n: 150,
      interval_of_served: { kind: "wilson" },
      coverage: { transactions: 1000 },
    },
    {
      method: "weighted-top-two@1",
      value: 83,
      n: 150,
      interval: { kind: "wilson", low: 75.3, high: 88.66 },
      weights: { by: "service", effective_n: 120.48, design_effect: 1.245 },
    },
  ]);
});

test("a service with transactions and no ratings refuses the value, and says so by name", async () => {
  const rows = await read(`${asked}&by=unit`);
  expect(rows.map(({ unit, method, value }) => [unit.code, method, value])).toEqual([
    ["A", "top-two@1", 66.67],
    ["A", "weighted-top-two@1", 83],
    ["B", "top-two@1", 100],
    ["B", "weighted-top-two@1", null],
    ["C", "top-two@1", 66.67],
    ["C", "weighted-top-two@1", null],
  ]);
  expect(rows[3]?.weights).toEqual({
    by: "service",
    effective_n: null,
    design_effect: null,
    refused: { reason: "empty-stratum", services: ["1.003"] },
  });
});

test("a rating that names no service cannot be weighted", async () => {
  await sendFeedback([newFeedback(agency.touchpoints[0], { answered_at: new Date().toISOString() })]);
  const [row] = await read("from=2026-01-01&to=2100-12-31&unit=A&method=weighted-top-two@1");
  expect(row).toMatchObject({ value: null, weights: { refused: { reason: "no-volume" } } });
  const weights = row?.weights as { refused?: { services: unknown[] } } | undefined;
  expect(weights?.refused?.services).toContain(null);
});

test.each(["by=service", "by=channel", "channel=paper", "service=1.001"])("it is not asked with %s", async (more) => {
  const response = await callApi(`${base}/indices?${asked}&${more}`, { key: agency.key });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ pointer: `/${more.split("=")[0]}` }] });
});

test("a channel weighs what its transactions weigh, if that is asked", async () => {
  const [row] = await read("from=2026-01-01&to=2026-10-31&unit=C&method=weighted-top-two@1&weights_by=channel");
  expect(row).toMatchObject({
    value: 83,
    coverage: { transactions: 1000, rate: 15 },
    weights: { by: "channel", effective_n: 120.48, design_effect: 1.245 },
  });
  const [refused] = await read("from=2026-01-01&to=2026-10-31&unit=B&method=weighted-top-two@1&weights_by=channel");
  expect(refused?.weights).toMatchObject({ by: "channel", refused: { reason: "no-volume", channels: ["paper"] } });
});

test("only rows of weighted methods say what is weighted", async () => {
  const response = await callApi(`${base}/indices?period=2026&weights_by=channel`, { key: agency.key });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ pointer: "/weights_by" }] });
});

test("there is no change since a period of nobody", async () => {
  const [row] = await read("from=2026-01-01&to=2026-10-31&unit=A&method=weighted-top-two@1&compare=year-ago");
  expect(row?.change).toEqual({
    ...{ value: null, interval: null, beyond_chance: null, n: 0 },
    with: expect.any(Object),
  });
});
