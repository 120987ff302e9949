import { expect, test } from "vitest";
import { ask, askAsRoot, environmentWith, openAgency } from "../office.ts";
import { newPoint, newReport, noise } from "./sealed-caller.ts";

// The first request of an isolate sets its limits: this file has one of its own.
const environment = environmentWith({ RATE_LIMIT: "100" });

async function openDoor(code: string): Promise<Parameters<typeof newReport>[0]> {
  const base = await openAgency(code);
  const body = { name: "Thanh tra", public_key: await newPoint() };
  const set = await askAsRoot(`PUT ${base}/sealed-recipient`, body);
  const { fingerprint = "" } = (set.body as { data: { fingerprint: string }[] }).data[0] ?? {};
  return { code, fingerprint, key: "", reader: "", touchpoints: ["", ""] };
}

test("one sender hands in reports up to a limit, which holds up neither another agency nor another sender", async () => {
  const codes = ["SEALA", "SEALB"];
  await ask("GET /healthz", { environment });
  const kinds: Record<string, (string | number)[]> = {};
  for (const code of codes) {
    const agency = await openDoor(code);
    kinds[code] = [];
    for (let count = 0; count < 6; count += 1) {
      const answer = await ask("POST /v1/sealed", { body: (await newReport(agency)).body, environment });
      kinds[code].push(answer.kind ?? answer.status);
      if (answer.kind) expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
  }
  const five = [201, 201, 201, 201, 201, "rate-limited"];
  expect(kinds).toEqual({ SEALA: five, SEALB: five });
  const elsewhere = { body: (await newReport(await openDoor("SEALD"))).body, environment, client: "203.0.113.7" };
  expect((await ask("POST /v1/sealed", elsewhere)).status).toBe(201);
});

test("guesses at an agency's codes are held up; the agency's reports and readers of other agencies are not", async () => {
  const guess = async (agency: string): Promise<string | null> => {
    const body = { agency, id: noise(16), token: noise(32) };
    return (await ask("POST /v1/sealed/talks/read", { body, environment })).kind;
  };
  // The test before has used up the agency's limit for reports, which does not hold up readers.
  expect(await guess("SEALA")).toBe("unknown-talk");
  const agency = await openDoor("SEALC");
  const kinds = await Promise.all(Array.from({ length: 220 }, () => guess("SEALC")));
  expect(kinds).toContain("rate-limited");
  expect((await ask("POST /v1/sealed", { body: (await newReport(agency)).body, environment })).status).toBe(201);
  expect(await guess("SEALB")).toBe("unknown-talk");
});
