import * as z from "zod/mini";
import { ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { jsonAnswer, type Operation, operationInWorker, part, type WorkerDeps } from "../operations/operation.ts";
import type { HealthStore } from "./health-store.ts";

/** Agencies that are asked at once. */
const atOnce = 8;

/** `found` of the nightly check is `ok`, or what SQLite says is wrong. */
const agencyHealth = z.strictObject({
  agency: z.string(),
  opens: z.boolean(),
  writes: z.boolean(),
  checked: z.nullable(z.strictObject({ at: z.iso.datetime(), found: z.string() })),
});

type AgencyHealth = z.output<typeof agencyHealth>;
type HealthDeps = { readonly health: HealthStore; readonly nowMs: number };

const readHealth = part({
  name: "readHealth",
  failures: [],
  runs: "in a transaction",
  run: ({ health, nowMs }: HealthDeps): Result<Omit<AgencyHealth, "agency" | "opens">, never> => {
    const last = health.lastCheck();
    const checked = last && { at: new Date(last.checkedMs).toISOString(), found: last.found };
    return ok({ writes: health.beat(nowMs), checked });
  },
});

/** `GET /readyz`: whether each agency's database opens and takes a write, and what its last nightly check found. */
export const getReadiness: Operation<HealthDeps> = operationInWorker({
  method: "GET",
  path: "/readyz",
  audience: "root",
  summary: "Ask whether each agency's database works",
  description:
    "200 if all open, take a write, and had no fault at the last nightly check; else 503 with the same fields. `checked` is null before the first check.",
  answer: z.strictObject({ status: z.enum(["ok", "failing"]), agencies: z.array(agencyHealth) }),
  statuses: [200, 503],
  failures: ["unavailable"],
  parts: [readHealth],
  async handle(worker, principal) {
    const codes = await worker.registry.codes();
    const agencies: AgencyHealth[] = [];
    for (let first = 0; first < codes.length; first += atOnce) {
      agencies.push(
        ...(await Promise.all(
          codes.slice(first, first + atOnce).map((agency) => healthOf(worker, { agency, principal })),
        )),
      );
    }
    const isWell = agencies.every(({ opens, writes, checked }) => opens && writes && (checked?.found ?? "ok") === "ok");
    const headers = { "cache-control": "no-store", ...(isWell ? {} : { "retry-after": "5" }) };
    const answer = { status: isWell ? "ok" : "failing", agencies };
    return ok(jsonAnswer(answer, { status: isWell ? 200 : 503, headers }));
  },
});

type Asked = { readonly agency: string; readonly principal: Principal };

async function healthOf(worker: WorkerDeps, { agency, principal }: Asked): Promise<AgencyHealth> {
  try {
    const health = await worker.ask(readHealth, { agency, principal, input: undefined });
    if (health.ok) return { agency, opens: true, ...health.value };
  } catch (error) {
    worker.log(`${agency} is not ready`, error);
  }
  return { agency, opens: false, writes: false, checked: null };
}
