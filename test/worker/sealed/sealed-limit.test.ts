import { expect, test } from "vitest";
import { ask, askAsRoot, environmentWith, openAgency } from "../office.ts";
import { newPoint, newReport, noise } from "./sealed-caller.ts";

// The first request of an isolate sets its limits: this file has one of its own.
const environment = environmentWith({ RATE_LIMIT: "100" });

test("takes reports of an agency up to a limit, and holds no other agency up by it", async () => {
  const codes = ["SEALA", "SEALB"];
  await ask("GET /healthz", { environment });
  const kinds: Record<string, (string | number)[]> = {};
  for (const code of codes) {
    const base = await openAgency(code);
    const body = { name: "Thanh tra", public_key: await newPoint() };
    const set = await askAsRoot(`PUT ${base}/sealed-recipient`, body);
    const { fingerprint = "" } = (set.body as { data: { fingerprint: string }[] }).data[0] ?? {};
    const agency = { code, fingerprint, key: "", reader: "", touchpoints: ["", ""] } as const;
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

test("counts guesses at codes to the same limit", async () => {
  const body = { agency: "SEALA", id: noise(16), token: noise(32) };
  const { kind } = await ask("POST /v1/sealed/talks/read", { body, environment });
  expect(kind).toBe("rate-limited");
});
