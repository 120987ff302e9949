import { beforeAll, describe, expect, test } from "vitest";
import { makeAgency, newFeedback, newId, type Receipt, type TestAgency } from "../call-api.ts";
import { ask, askAsRoot, type Answered, environmentWith, rowsOf } from "../office.ts";

// One environment, since its limits last as long as it does; each test is another client.
const environment = environmentWith({ RATE_LIMIT: "" });

let agency: TestAgency;
let point = "";
let other = "";
let next = 1;

beforeAll(async () => {
  agency = await makeAgency("FAIR");
  [point, other] = agency.touchpoints;
});

const someClient = (): string => `203.0.113.${next++}`;

function post(client: string, ...feedback: readonly unknown[]): Promise<Answered> {
  const body = JSON.stringify({ sent_at: new Date().toISOString(), feedback });
  const headers = { "content-length": String(new TextEncoder().encode(body).length) };
  return ask("POST /v1/feedback", { body, headers, environment, client });
}

function outcomes({ body }: Answered): string[] {
  const { receipts } = body as { receipts: Receipt[] };
  return receipts.map(({ outcome, problem }) => problem?.type.split("#")[1] ?? outcome);
}

async function statuses(client: string, count: number, touchpointOf: (place: number) => string): Promise<number[]> {
  const found: number[] = [];
  for (let place = 0; place < count; place += 1) {
    found.push((await post(client, newFeedback(touchpointOf(place)))).status);
  }
  return found;
}

describe("ratings of one client", () => {
  test("at one touchpoint: five at once, the sixth waits 20 seconds; another client does not wait", async () => {
    const client = someClient();
    expect(await statuses(client, 5, () => point)).toEqual([200, 200, 200, 200, 200]);
    const sixth = await post(client, newFeedback(point));
    expect(sixth).toMatchObject({ status: 429, kind: "rate-limited" });
    expect(Number(sixth.headers.get("retry-after"))).toBeGreaterThan(15);
    expect(Number(sixth.headers.get("retry-after"))).toBeLessThanOrEqual(20);
    expect((await post(someClient(), newFeedback(point))).status).toBe(200);
  });

  test("over all touchpoints of an agency: ten at once", async () => {
    const client = someClient();
    const found = await statuses(client, 12, (place) => (place % 2 ? point : other));
    expect(found.filter((status) => status === 200)).toHaveLength(10);
  });

  test("of a batch as many as may pass are taken, and the others are told to wait", async () => {
    const answer = await post(someClient(), ...Array.from({ length: 8 }, () => newFeedback(point)));
    expect(answer.status).toBe(200);
    expect(outcomes(answer)).toEqual([
      ...new Array<string>(5).fill("accepted"),
      ...new Array<string>(3).fill("rate-limited"),
    ]);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    const { receipts } = answer.body as { receipts: Receipt[] };
    expect(receipts.at(-1)?.problem).toMatchObject({ status: 429, permanent: false });
  });

  test("revisions and repetitions of a rating are not counted again", async () => {
    const client = someClient();
    const id = newId();
    const at = new Date().toISOString();
    const item = { ...newFeedback(point, { id, answered_at: at }), revised_at: at };
    for (let revision = 1; revision <= 8; revision += 1) {
      expect(outcomes(await post(client, { ...item, revision }))).toEqual(["accepted"]);
    }
    expect(outcomes(await post(client, { ...item, revision: 8 }))).toEqual(["duplicate"]);
    expect(await statuses(client, 4, () => point)).toEqual([200, 200, 200, 200]);
    expect((await post(client, newFeedback(point))).status).toBe(429);
  });

  test("a comment without a rating does not become a rating for nothing", async () => {
    const client = someClient();
    await statuses(client, 5, () => point);
    const at = new Date().toISOString();
    const words = newFeedback(point, { level: null, comment: "Ghế ngồi chờ ít quá", answered_at: at });
    expect(outcomes(await post(client, words))).toEqual(["accepted"]);
    expect((await post(client, { ...words, level: 1, revision: 2, revised_at: at })).status).toBe(429);
  });

  test("have a limit of its own at a touchpoint that many people share one address at", async () => {
    const touchpoint = { id: point, unit: "A", channel: "portal", name: "Sảnh", from: "2020-01-01" };
    const put = (client_limit: object | null): Promise<Answered> =>
      ask(`PUT /v1/agencies/${agency.code}/touchpoints`, {
        key: agency.key,
        body: { touchpoints: [{ ...touchpoint, client_limit }] },
        environment,
      });
    expect(rowsOf(await put({ at_once: 12, per_minute: 20 }))).toMatchObject([
      { client_limit: { at_once: 12, per_minute: 20 } },
    ]);
    const client = someClient();
    const found = await statuses(client, 13, () => point);
    expect(found).toEqual([...new Array<number>(12).fill(200), 429]);
    expect((await post(client, newFeedback(other))).status).toBe(200);
    expect(rowsOf(await put(null))[0]).not.toHaveProperty("client_limit");
    expect((await put({ at_once: 1000, per_minute: 1 })).status).toBe(400);
  });
});

test("comments of one client: five at once, whatever the ratings", async () => {
  const client = someClient();
  const found: number[] = [];
  for (let place = 0; place < 6; place += 1) {
    const words = { level: null, comment: `Góp ý số ${place}` };
    found.push((await post(client, newFeedback(place % 2 ? point : other, words))).status);
  }
  expect(found).toEqual([200, 200, 200, 200, 200, 429]);
});

test("the work of one client: large bodies wait before they are read; another client does not", async () => {
  const client = someClient();
  const body = JSON.stringify({ sent_at: new Date().toISOString(), feedback: [], filler: "x".repeat(200_000) });
  const headers = { "content-length": String(body.length) };
  const found: number[] = [];
  for (let time = 0; time < 5; time += 1) {
    found.push((await ask("POST /v1/feedback", { body, headers, environment, client })).status);
  }
  expect(found).toEqual([400, 400, 400, 429, 429]);
  expect((await post(someClient(), newFeedback(point))).status).toBe(200);
});

test("invented touchpoints and agencies are refused, cost their sender no rating, and hold up nobody", async () => {
  const client = someClient();
  const invented = (place: number): string => `${place % 2 ? agency.code : `ZZ${place}`}-${"0".repeat(8)}${10 + place}`;
  const batch = Array.from({ length: 20 }, (_, place) => newFeedback(invented(place)));
  expect(new Set(outcomes(await post(client, ...batch)))).toEqual(new Set(["unknown-touchpoint"]));
  expect((await post(client, newFeedback(point))).status).toBe(200);
});

test("one ticket looked up again and again costs its owner alone", async () => {
  const at = new Date().toISOString();
  const look = (client: string, code: string): Promise<Answered> =>
    ask("POST /v1/tickets/lookup", { body: { code }, environment, client });
  const client = someClient();
  const ticket = `${agency.code}-7K3M9Q2XHW4TP`;
  await post(someClient(), newFeedback(point, { level: 2, comment: "Xin trả lời", ticket, answered_at: at }));
  const found: number[] = [];
  for (let time = 0; time < 32; time += 1) found.push((await look(client, ticket)).status);
  expect(new Set(found.slice(0, 30))).toHaveLength(1);
  expect(found.slice(30)).toEqual([429, 429]);
  expect((await look(someClient(), ticket)).status).toBe(found[0]);
});

test("without a limit a client may send what it likes", async () => {
  const off = environmentWith({ RATE_LIMIT: "off" });
  const batch = Array.from({ length: 100 }, () => newFeedback(point));
  const body = JSON.stringify({ sent_at: new Date().toISOString(), feedback: batch });
  const answer = await ask("POST /v1/feedback", { body, environment: off, client: someClient() });
  expect(new Set(outcomes(answer))).toEqual(new Set(["accepted"]));
});

test("an agency that was just made takes ratings at once", async () => {
  const made = await askAsRoot("POST /v1/agencies", { code: "FAIRNEW", name: "Tỉnh mới" });
  expect(made.status).toBe(201);
  const put = await askAsRoot("PUT /v1/agencies/FAIRNEW/touchpoints", {
    touchpoints: [{ id: "FAIRNEW-0000000001", unit: "FAIRNEW", channel: "portal", name: "Trang" }],
  });
  expect(put.status).toBe(200);
  expect(outcomes(await post(someClient(), newFeedback("FAIRNEW-0000000001")))).toEqual(["accepted"]);
});
