import { env } from "cloudflare:workers";
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { formatDay, monthsLater, toDay } from "../../../shared/calendar/day.ts";
import { askApi, callApi, rootKey } from "../call-api.ts";
import { kindOf, type SealedAgency, sealedAgency, sealedBytes, sendReport } from "./sealed-caller.ts";

const today = toDay(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10));
const inMonths = (months: number): string => formatDay(monthsLater(today, months));

type Talk = { readonly id: string; readonly kept_until: string };

function stubOf({ code }: SealedAgency): DurableObjectStub {
  return env.AGENCY.get(env.AGENCY.idFromName(code));
}

/** Lets days pass over all talks. */
function later(agency: SealedAgency, days: number): Promise<void> {
  return runInDurableObject(stubOf(agency), (_, { storage }) => {
    storage.sql.exec("UPDATE sealed_talk SET last_day = last_day - ?", days);
  });
}

async function lastDays(agency: SealedAgency): Promise<Record<string, string>> {
  const path = `/v1/agencies/${agency.code}/sealed-talks`;
  const { data } = await askApi<{ data: Talk[] }>(path, { key: agency.reader });
  return Object.fromEntries(data.map(({ id, kept_until }) => [id, kept_until]));
}

/** Sets for how many months talks are kept; the recipient stays. */
async function keepFor(agency: SealedAgency, keep_months: number): Promise<string> {
  const path = `/v1/agencies/${agency.code}/sealed-recipient`;
  const { recipient } = await askApi<{ recipient: { name: string; public_key: string } }>(path);
  const { name, public_key } = recipient;
  return kindOf(path, { method: "PUT", key: agency.reader, body: { name, public_key, keep_months } });
}

test("a talk is kept for 24 months after its report, and both sides are told its last day", async () => {
  const agency = await sealedAgency("KEEP");
  const { id, token } = await sendReport(agency);
  expect(await lastDays(agency)).toEqual({ [id]: inMonths(24) });
  const body = { agency: agency.code, id, token };
  expect(await askApi("/v1/sealed/talks/read", { body })).toMatchObject({ kept_until: inMonths(24) });
});

test("a message of either side and the closing move the last day; marking as read and closing again do not", async () => {
  const agency = await sealedAgency("KEEP");
  const { id, token } = await sendReport(agency);
  const at = `/v1/agencies/${agency.code}/sealed-talks/${id}`;
  const mark = (state: string): Promise<unknown> =>
    askApi(at, { method: "PATCH", key: agency.reader, body: { state } });
  const answer = { number: 1, ...(await sealedBytes()), copy: await sealedBytes() };
  const message = { number: 2, ...(await sealedBytes()) };
  const moves: Record<string, () => Promise<unknown>> = {
    answer: () => askApi(`${at}/messages`, { key: agency.reader, body: answer }),
    "the same answer": () => askApi(`${at}/messages`, { key: agency.reader, body: answer }),
    writing: () => askApi("/v1/sealed/talks/write", { body: { agency: agency.code, id, token, message } }),
    reading: () => mark("read"),
    closing: () => mark("closed"),
    "closing again": () => mark("closed"),
  };
  const moved: string[] = [];
  for (const [what, move] of Object.entries(moves)) {
    await later(agency, 100);
    const before = (await lastDays(agency))[id] ?? "";
    await move();
    const after = (await lastDays(agency))[id] ?? "";
    if (after > before) moved.push(what);
    expect([what, after]).toEqual([what, after > before ? inMonths(24) : before]);
  }
  expect(moved).toEqual(["answer", "writing", "closing"]);
});

test("the agency sets from 6 to 120 months, for what comes from then on; a last day that was told never comes earlier", async () => {
  const agency = await sealedAgency("KEEP");
  const [old, { id: fresh }] = [
    await sendReport(agency),
    await (async () => {
      expect(await keepFor(agency, 6)).toBe("200");
      return sendReport(agency);
    })(),
  ];
  expect(await lastDays(agency)).toEqual({ [old.id]: inMonths(24), [fresh]: inMonths(6) });
  const message = { number: 2, ...(await sealedBytes()) };
  const { id, token } = old;
  await askApi("/v1/sealed/talks/write", { body: { agency: agency.code, id, token, message } });
  expect((await lastDays(agency))[id]).toBe(inMonths(24));
  const door = await askApi<{ keep_months: number; history: unknown[] }>(
    `/v1/agencies/${agency.code}/sealed-recipient`,
  );
  expect([door.keep_months, door.history.length]).toEqual([6, 1]);
  for (const months of [5, 121, 6.5]) expect([months, await keepFor(agency, months)]).toEqual([months, "invalid"]);
  expect(await keepFor(agency, 120)).toBe("200");
  const audit = await askApi<{ data: object[] }>(`/v1/agencies/${agency.code}/audit?what=sealed-talks`, {
    key: rootKey,
  });
  expect(audit.data).toMatchObject([
    { before: "6", after: "120" },
    { before: "24", after: "6" },
  ]);
});

test("talks are deleted at the close of their last day with every row, and the audit log has their number alone", async () => {
  const agency = await sealedAgency("KEEP");
  const gone = [await sendReport(agency), await sendReport(agency)];
  await later(agency, monthsLater(today, 24) - today);
  const kept = await sendReport(agency);
  // On its last day a talk is still there.
  await runDurableObjectAlarm(stubOf(agency));
  expect(Object.keys(await lastDays(agency))).toHaveLength(3);
  await later(agency, 1);
  await runDurableObjectAlarm(stubOf(agency));
  expect(Object.keys(await lastDays(agency))).toEqual([kept.id]);
  const [first] = gone;
  const body = { agency: agency.code, id: first?.id, token: first?.token };
  expect(await kindOf("/v1/sealed/talks/read", { body })).toBe("unknown-talk");
  const rows = await runInDurableObject(stubOf(agency), (_, { storage }) =>
    ["sealed_talk", "sealed_message", "sealed_talk_aside", "sealed_message_aside"].map(
      (table) => storage.sql.exec(`SELECT count(*) AS n FROM ${table}`).one()["n"],
    ),
  );
  expect(rows).toEqual([1, 1, 0, 0]);
  const audit = `/v1/agencies/${agency.code}/audit`;
  const { data } = await askApi<{ data: object[] }>(`${audit}?what=sealed-talks`, { key: rootKey });
  expect(data).toMatchObject([{ by: "server", what: "sealed-talks.deleted", on: formatDay(today), after: "2" }]);
  const all = await (await callApi(audit, { key: rootKey })).text();
  for (const { id } of gone) expect(all).not.toContain(id);
});
