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

test("takes reports of an agency up to a limit, and holds no other agency up by it", async () => {
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
  const four = [201, 201, 201, 201, "rate-limited", "rate-limited"];
  expect(kinds).toEqual({ SEALA: four, SEALB: four });
});

test("holds up who guesses at an agency's codes, and by that neither its reports nor who reads elsewhere", async () => {
  const guess = async (agency: string): Promise<string | null> => {
    const body = { agency, id: noise(16), token: noise(32) };
    return (await ask("POST /v1/sealed/talks/read", { body, environment })).kind;
  };
  // Reports of the test before have used up what the agency takes, and hold up nobody who asks for an answer.
  expect(await guess("SEALA")).toBe("unknown-talk");
  const agency = await openDoor("SEALC");
  const kinds = await Promise.all(Array.from({ length: 220 }, () => guess("SEALC")));
  expect(kinds).toContain("rate-limited");
  expect((await ask("POST /v1/sealed", { body: (await newReport(agency)).body, environment })).status).toBe(201);
  expect(await guess("SEALB")).toBe("unknown-talk");
});
