import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import type { Publication, PublishedPage } from "../../../shared/contract/publication.ts";
import { agencyRooms } from "../../../worker/agency/agency-rooms.ts";
import { publishDay } from "../../../worker/publications/publish-day.ts";
import { askApi, makeAgency, newFeedback, newId, sendFeedback, type TestAgency } from "../call-api.ts";

/** In a month that has closed. */
const longAgo = new Date(Date.now() - 40 * 86_400_000).toISOString();

function stubOf({ code }: TestAgency): DurableObjectStub {
  return env.AGENCY.get(env.AGENCY.idFromName(code));
}

async function report(agency: TestAgency, source: string, people: number): Promise<void> {
  const span = { unit: "B", question: "overall", channel: "paper", from: "2024-02-01", to: "2024-02-29" };
  const tallies = [{ id: newId(), ...span, source, counts: [0, 0, 0, 0, people] }];
  await askApi(`/v1/agencies/${agency.code}/tallies`, { key: agency.key, body: { tallies } });
}

async function rate(agency: TestAgency, levels: readonly number[]): Promise<void> {
  await sendFeedback(levels.map((level) => newFeedback(agency.touchpoints[0], { level, answered_at: longAgo })));
}

/** An agency with one publication, which people and paper have come after. */
async function agencyOfYesterday(): Promise<TestAgency> {
  const agency = await makeAgency("BROKEN");
  const base = `/v1/agencies/${agency.code}`;
  await rate(agency, [5, 5, 4, 4, 4, 3, 2, 1, 5, 5, 5, 4]);
  await report(agency, "first", 40);
  const volume = { unit: "A", service: null, from: "2024-02-01", to: "2024-02-29", transactions: 500 };
  await askApi(`${base}/volumes`, { key: agency.key, body: { volumes: [volume] } });
  await askApi(`${base}/publications`, { method: "POST", key: agency.key });
  await rate(agency, [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1]);
  await report(agency, "second", 3);
  await askApi(`${base}/volumes`, { key: agency.key, body: { volumes: [{ ...volume, transactions: 600 }] } });
  await runInDurableObject(stubOf(agency), (_, { storage }) => {
    storage.sql.exec("UPDATE publication SET day = day - 1");
  });
  return agency;
}

/** Publishes until it is done, or for so many steps; answers how many there were. */
function publishFor(agency: TestAgency, most: number): Promise<number> {
  return runInDurableObject(stubOf(agency), (_, { storage }) => {
    const rooms = agencyRooms(storage.sql);
    const [nowMs, organization] = [Date.now(), rooms.organization()];
    const atOneStroke = (write: () => void): void => storage.transactionSync(write);
    const time = { nowMs, today: rooms.dayOf(nowMs), threshold: 10 };
    const steps = publishDay({ ...time, source: rooms.source, organization, ledger: rooms.publications, atOneStroke });
    let done = 0;
    while (done < most && !steps.next().done) done += 1;
    return done;
  });
}

const tables = ["cell", "arrival", "row", "record", "volume", "guard", "moved", "tree"];

/** All that is kept of publications, whatever the agency is called and whenever it was. */
function kept(agency: TestAgency): Promise<string[]> {
  return runInDurableObject(stubOf(agency), (_, { storage }) =>
    tables.map((table) =>
      JSON.stringify([table, ...storage.sql.exec(`SELECT * FROM publication_${table} ORDER BY 1, 2`)]).replaceAll(
        agency.code,
        "AGENCY",
      ),
    ),
  );
}

function shown({ code }: TestAgency): Promise<PublishedPage> {
  return askApi<PublishedPage>(`/v1/agencies/${code}/publications/latest?by=unit,channel`);
}

describe("a publication that breaks off", () => {
  test("at any step leaves the one before as it was, and is made by the next alarm as if it had not", async () => {
    const [whole, broken] = [await agencyOfYesterday(), await agencyOfYesterday()];
    const before = await shown(broken);
    const steps = await publishFor(whole, Number.POSITIVE_INFINITY);
    expect(steps).toBeGreaterThan(300);
    // The last steps write, the very last tidy up after it.
    const last = Array.from({ length: 18 }, (_, place) => steps - 20 + place);
    let unfinished = 0;
    for (const most of [1, 310, ...last]) {
      await publishFor(broken, most);
      const { data } = await askApi<{ data: Publication[] }>(`/v1/agencies/${broken.code}/publications`);
      if (data.length > 1) break;
      unfinished += 1;
      expect(await shown(broken)).toEqual(before);
    }
    expect(unfinished).toBeGreaterThan(15);
    await runDurableObjectAlarm(stubOf(broken));
    const { data } = await askApi<{ data: Publication[] }>(`/v1/agencies/${broken.code}/publications`);
    expect(data.map(({ version }) => version)).toEqual([2, 1]);
    expect(await kept(broken)).toEqual(await kept(whole));
    // The tree of the first is that of the second too.
    expect((await kept(broken)).at(-1)?.match(/"version"/g)).toHaveLength(1);
  });

  test("with the runtime is taken up again soon after the next start", async () => {
    const agency = await agencyOfYesterday();
    await publishFor(agency, 310);
    await evictDurableObject(stubOf(agency));
    const alarm = await runInDurableObject(stubOf(agency), (_, { storage }) => storage.getAlarm());
    expect(alarm).toBeLessThanOrEqual(Date.now() + 15 * 60_000);
  });
});
