import { describe, expect, test } from "vitest";
import {
  askApi,
  callApi,
  inAWord,
  makeAgency,
  newFeedback,
  newId,
  sendFeedback,
  type TestAgency,
} from "../call-api.ts";
import { beat, enrolledTablet, keyFor, kioskAgency, numbered, sendSigned } from "../devices/signing-tablet.ts";

const dayMs = 24 * 60 * 60 * 1000;
/** One moment for all, so that none has another day than the others if midnight passes while they run. */
const beganMs = Date.now();
/** The day in Viet Nam. The tests close from yesterday on, so that none depends on the time of the day. */
const dayBefore = (days: number): string => new Date(beganMs + 7 * 3_600_000 - days * dayMs).toISOString().slice(0, 10);
/** Noon in Viet Nam of an earlier day, which no delay moves to another one; for today the moment. */
const daysAgo = (days: number): string =>
  days === 0 ? new Date(beganMs).toISOString() : `${dayBefore(days)}T05:00:00.000Z`;

type Bound = { readonly from: string; readonly closed?: boolean };

function bind({ code, key }: Pick<TestAgency, "code" | "key">, id: string, bound: Bound): Promise<unknown> {
  const touchpoints = [{ id, unit: "A", channel: "kiosk", name: "Máy", ...bound }];
  return askApi(`/v1/agencies/${code}/touchpoints`, { method: "PUT", key, body: { touchpoints } });
}

const closing = { from: dayBefore(1), closed: true };

async function outcomes(...feedback: readonly unknown[]): Promise<string[]> {
  return (await sendFeedback(feedback)).map(inAWord);
}

describe("feedback for a touchpoint that is closed from a day on", () => {
  test("is taken late if it was answered before; else the refusal names the reason and is not for ever", async () => {
    const agency = await makeAgency("SHUT");
    const [id, other] = agency.touchpoints;
    await bind(agency, id, closing);
    const receipts = await sendFeedback([
      newFeedback(id, { answered_at: daysAgo(2) }),
      newFeedback(id, { answered_at: daysAgo(1) }),
      newFeedback(id),
      newFeedback(other),
    ]);
    expect(receipts.map(inAWord)).toEqual(["accepted", "touchpoint-closed", "touchpoint-closed", "accepted"]);
    expect(receipts[2]?.problem).toMatchObject({ status: 410, permanent: false, detail: expect.stringContaining(id) });
  });

  test("passes as a revision or a repetition of what was taken before, and figures stay", async () => {
    const agency = await makeAgency("SHUT");
    const [id] = agency.touchpoints;
    const at = daysAgo(0);
    const rating = newFeedback(id, { answered_at: at, level: 5 });
    expect(await outcomes(rating)).toEqual(["accepted"]);
    const figures = (): Promise<unknown> =>
      askApi(`/v1/agencies/${agency.code}/indices?from=${dayBefore(2)}&to=${dayBefore(-1)}`, { key: agency.key });
    const figuresBefore = await figures();
    await bind(agency, id, closing);
    expect(await figures()).toEqual(figuresBefore);
    expect(await outcomes(rating, { ...rating, revision: 2, revised_at: at, level: 4 })).toEqual([
      "duplicate",
      "accepted",
    ]);
  });

  test("is taken again from the day of a later binding on, and as before once the closing is taken back", async () => {
    const agency = await makeAgency("SHUT");
    const [id] = agency.touchpoints;
    await bind(agency, id, { from: dayBefore(3), closed: true });
    await bind(agency, id, { from: dayBefore(1) });
    const [early, closed, open] = [4, 2, 0].map((days) => newFeedback(id, { answered_at: daysAgo(days) }));
    expect(await outcomes(early, closed, open)).toEqual(["accepted", "touchpoint-closed", "accepted"]);
    await bind(agency, id, { from: dayBefore(3) });
    expect(await outcomes(early, closed, open)).toEqual(["duplicate", "accepted", "duplicate"]);
  });

  test("passes if it is words that follow a rating which was taken here; nothing else that names one does", async () => {
    const agency = await makeAgency("SHUT");
    const [id, other] = agency.touchpoints;
    const [here, there] = [newFeedback(id), newFeedback(other)];
    await sendFeedback([here, there]);
    await bind(agency, id, closing);
    const words = (follows: unknown, different: object = {}): unknown =>
      newFeedback(id, { level: null, comment: "Chờ lâu", follows, ...different });
    expect(
      await outcomes(words(here["id"]), words(there["id"]), words(newId()), words(here["id"], { level: 1 })),
    ).toEqual(["accepted", "touchpoint-closed", "touchpoint-closed", "touchpoint-closed"]);
  });

  test("does not hold up a kiosk's queue: each item has its receipt, and the device goes on", async () => {
    const agency = await kioskAgency("SHUT");
    const tablet = await enrolledTablet(agency);
    const key = agency.key;
    await bind({ code: agency.code, key }, agency.kiosks[0], closing);
    const queue = [
      ...numbered(tablet, [1, 2], { answered_at: daysAgo(2) }),
      ...numbered(tablet, [3, 4]),
      ...numbered(tablet, [5], { answered_at: daysAgo(3) }),
    ];
    expect(await sendSigned(tablet, queue)).toEqual([
      ...["accepted", "accepted", "touchpoint-closed", "touchpoint-closed", "accepted"],
    ]);
    expect((await beat(tablet, {})).status).toBe(200);
  });
});

describe("a touchpoint's closing", () => {
  const config = (id: string): Promise<Record<string, unknown>> => askApi(`/v1/touchpoints/${id}`);
  const rowOf = async ({ code, key }: TestAgency, id: string): Promise<Record<string, unknown> | undefined> => {
    const { data } = await askApi<{ data: Record<string, unknown>[] }>(`/v1/agencies/${code}/touchpoints`, { key });
    return data.find((row) => row["id"] === id);
  };

  const told = async ({ code }: TestAgency): Promise<unknown[][]> => {
    const key = await keyFor(code, ["audit:read"]);
    const { data } = await askApi<{ data: Record<string, unknown>[] }>(`/v1/agencies/${code}/audit?what=touchpoint`, {
      key,
    });
    return data.map(({ what, on, after }) => [what, on, after]);
  };

  test("is told in its config and in the list, a day that is to come in the list alone", async () => {
    const agency = await makeAgency("SHUT");
    const [id] = agency.touchpoints;
    const from = dayBefore(-9);
    await bind(agency, id, { from, closed: true });
    expect(await rowOf(agency, id)).toMatchObject({ closes_on: from });
    expect(await rowOf(agency, id)).not.toHaveProperty("closed");
    expect(await config(id)).not.toHaveProperty("closed");
    await bind(agency, id, closing);
    expect(await rowOf(agency, id)).toMatchObject({ closed: true, from: closing.from });
    expect(await rowOf(agency, id)).not.toHaveProperty("closes_on");
    expect(await config(id)).toMatchObject({ closed: true });
  });

  test("ends where a later binding was set before: the list says on which day", async () => {
    const agency = await makeAgency("SHUT");
    const [id] = agency.touchpoints;
    const from = dayBefore(-9);
    await bind(agency, id, { from });
    expect(await rowOf(agency, id)).not.toHaveProperty("opens_on");
    await bind(agency, id, closing);
    expect(await rowOf(agency, id)).toMatchObject({ closed: true, opens_on: from });
    await bind(agency, id, { from, closed: true });
    expect(await rowOf(agency, id)).not.toHaveProperty("opens_on");
  });

  test("stands in the audit log with its day, and so does its opening; other changes of it don't", async () => {
    const agency = await makeAgency("SHUT");
    const [id] = agency.touchpoints;
    await bind(agency, id, closing);
    await bind(agency, id, { ...closing, from: dayBefore(0) });
    await bind(agency, id, { from: dayBefore(-2) });
    await bind(agency, id, { from: dayBefore(-3) });
    expect(await told(agency)).toEqual([
      ["touchpoint.reopened", id, `from ${dayBefore(-2)}`],
      ["touchpoint.closed", id, `from ${closing.from}`],
    ]);
  });

  test("stands there by the bindings of the same call, in any order", async () => {
    const agency = await makeAgency("SHUT");
    const [id] = agency.touchpoints;
    const row = { id, unit: "A", channel: "portal", name: "Cổng" };
    const touchpoints = [
      { ...row, from: dayBefore(-5) },
      { ...row, from: dayBefore(1), closed: true },
    ];
    await askApi(`/v1/agencies/${agency.code}/touchpoints`, { method: "PUT", key: agency.key, body: { touchpoints } });
    expect((await told(agency)).toSorted()).toEqual([
      ["touchpoint.closed", id, `from ${dayBefore(1)}`],
      ["touchpoint.reopened", id, `from ${dayBefore(-5)}`],
    ]);
  });

  test("needs no other unit where its own was dissolved; a binding that takes feedback does", async () => {
    const agency = await makeAgency("SHUT");
    const { code, key } = agency;
    const [id] = agency.touchpoints;
    const ended = { code: "A", name: "A", parent: code, kind: "commune" };
    const units = [{ ...ended, valid_from: "2020-01-01", valid_to: dayBefore(10) }];
    await askApi(`/v1/agencies/${code}/units`, { method: "PUT", key, body: { units } });
    const put = (bound: Bound, different: object = {}): Promise<Response> =>
      callApi(`/v1/agencies/${code}/touchpoints`, {
        ...{ method: "PUT", key },
        body: { touchpoints: [{ id, unit: "A", channel: "portal", name: "Cổng", ...bound, ...different }] },
      });
    expect((await put({ from: dayBefore(0) })).status).toBe(404);
    expect((await put({ from: dayBefore(0), closed: true }, { unit: "C" })).status).toBe(404);
    expect((await put({ from: dayBefore(0), closed: true })).status).toBe(200);
    expect((await put({ from: dayBefore(0) }, { unit: "B" })).status).toBe(200);
  });
});
