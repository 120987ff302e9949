import { agency, type NewAgency, newAgency } from "../../shared/contract/agency.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { jsonAnswer } from "../operations/operation.ts";
import { type Operation, operationInWorker, type WorkerDeps } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";

/** `POST /v1/agencies`: makes an agency with its root unit and its default form. */
export const createAgency: Operation<unknown> = operationInWorker({
  method: "POST",
  path: "/v1/agencies",
  audience: "root",
  summary: "Make an agency",
  description: "With its root unit, which has the agency's code, and the form `default`.",
  body: newAgency,
  answer: agency,
  statuses: [201],
  failures: ["invalid", "agency-not-allowed", "agency-exists"],
  async handle(worker, _, { body }) {
    const made = await makeAgency(worker, body);
    if (!made.ok) return made;
    const { code, name, time_zone } = body;
    return ok(jsonAnswer({ code, name, time_zone }, { status: 201 }));
  },
});

async function makeAgency(
  worker: WorkerDeps,
  facts: NewAgency,
): Promise<Result<null, FailureOf<"invalid" | "agency-not-allowed" | "agency-exists">>> {
  const { environment, registry } = worker;
  if (!isTimeZone(facts.time_zone)) {
    const errors = [{ pointer: "/time_zone", detail: "must be a time zone such as Asia/Ho_Chi_Minh" }];
    return fail({ kind: "invalid", errors });
  }
  if (!allowsAgency(environment.AGENCIES, facts.code)) return fail({ kind: "agency-not-allowed", given: facts.code });
  if (await registry.knows(facts.code)) return fail({ kind: "agency-exists", given: facts.code });
  // The object first: an agency that the registry knows must be able to answer, also after a crash in between.
  const initialised = await worker.agency(facts.code).initialise(facts);
  return initialised.ok ? registry.add(facts.code) : initialised;
}

/**
 * Whether this server takes an agency.
 * @param setting codes with commas between them; all agencies where it is absent, empty or `all`
 */
export function allowsAgency(setting: string | undefined, code: string): boolean {
  const codes = (setting ?? "").split(",").map((part) => part.trim());
  const named = codes.filter((part) => part !== "");
  return named.length === 0 || (named.length === 1 && named[0]?.toLowerCase() === "all") || named.includes(code);
}

/** Whether a text names a time zone of the IANA database, such as `Asia/Ho_Chi_Minh`; a bare offset does not. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
