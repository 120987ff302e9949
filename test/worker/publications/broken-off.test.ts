import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import type { Publication, PublishedPage } from "../../../shared/contract/publication.ts";
import { askApi, makeAgency, newId, type TestAgency } from "../call-api.ts";
import { publishLater, stubOf } from "./publish-later.ts";

async function report(agency: TestAgency, unit: string, people: number): Promise<void> {
  const span = { unit, question: "overall", channel: "paper", from: "2024-02-01", to: "2024-02-29" };
  const tallies = [{ id: newId(), ...span, source: newId(), counts: [0, 0, 0, 0, people] }];
  await askApi(`/v1/agencies/${agency.code}/tallies`, { key: agency.key, body: { tallies } });
}

/** An agency with one publication, which paper has come after. */
async function agencyOfYesterday(): Promise<TestAgency> {
  const agency = await makeAgency("BROKEN");
  const base = `/v1/agencies/${agency.code}`;
  await report(agency, "A", 12);
  await report(agency, "B", 40);
  const volume = { unit: "A", service: null, from: "2024-01-01", to: "2024-03-31", transactions: 500 };
  await askApi(`${base}/volumes`, { key: agency.key, body: { volumes: [volume] } });
  await askApi(`${base}/publications`, { method: "POST", key: agency.key });
  await report(agency, "A", 11);
  await report(agency, "B", 3);
  await askApi(`${base}/volumes`, { key: agency.key, body: { volumes: [{ ...volume, transactions: 600 }] } });
  return agency;
}

/** All that is kept of publications, whatever the agency is called and whenever it was. */
function kept({ code }: TestAgency): Promise<string[]> {
  return runInDurableObject(stubOf(code), (_, { storage }) =>
    ["begun", "quarter", "row"]
      .flatMap((table) =>
        [...storage.sql.exec(`SELECT * FROM publication_${table}`)].map((row) =>
          JSON.stringify([table, row]).replaceAll(code, "AGENCY"),
        ),
      )
      .sort(),
  );
}

function shown({ code }: TestAgency): Promise<PublishedPage> {
  return askApi<PublishedPage>(`/v1/agencies/${code}/publications/latest?by=unit`);
}

describe("a publication that breaks off", () => {
  test("at any step leaves the one before as it was, and is made anew as if it had not", async () => {
    const [whole, broken] = [await agencyOfYesterday(), await agencyOfYesterday()];
    const before = await shown(broken);
    const steps = await publishLater(whole.code, 100);
    expect(steps).toBeGreaterThan(100);
    // The last steps write, the very last comes after the end.
    const last = Array.from({ length: 18 }, (_, place) => steps - 18 + place);
    let unfinished = 0;
    for (const most of [1, 110, ...last]) {
      await publishLater(broken.code, 100, most);
      const { data } = await askApi<{ data: Publication[] }>(`/v1/agencies/${broken.code}/publications`);
      if (data.length > 1) break;
      unfinished += 1;
      expect(await shown(broken)).toEqual(before);
    }
    expect(unfinished).toBeGreaterThan(15);
    await publishLater(broken.code, 100);
    const { data } = await askApi<{ data: Publication[] }>(`/v1/agencies/${broken.code}/publications`);
    expect(data.map(({ version, restated }) => [version, restated > 0])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(await kept(broken)).toEqual(await kept(whole));
  });

  test("with the runtime is taken up again soon after the next start", async () => {
    const agency = await agencyOfYesterday();
    await publishLater(agency.code, 100, 50);
    await evictDurableObject(stubOf(agency.code));
    const alarm = await runInDurableObject(stubOf(agency.code), (_, { storage }) => storage.getAlarm());
    expect(alarm).toBeLessThanOrEqual(Date.now() + 15 * 60_000);
  });
});
