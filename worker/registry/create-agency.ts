import { agency, newAgency } from "../../shared/contract/agency.ts";
import { fail, ok } from "../../shared/result.ts";
import { jsonAnswer, type Operation, operationInWorker } from "../operations/operation.ts";
import { invalidAt } from "../problems/failure.ts";

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
    const { environment, registry } = worker;
    const { code, name, time_zone } = body;
    if (!isTimeZone(time_zone)) return fail(invalidAt("/time_zone", "must be a time zone such as Asia/Ho_Chi_Minh"));
    if (!allowsAgency(environment.AGENCIES, code)) return fail({ kind: "agency-not-allowed", given: code });
    // Not by what is remembered: another instance may have removed it.
    if ((await registry.codes()).includes(code)) return fail({ kind: "agency-exists", given: code });
    // The object first: an agency that the registry knows must be able to answer, also after a crash in between.
    const initialised = await worker.agency(code).initialise(body);
    const made = initialised.ok ? await registry.add(code) : initialised;
    if (!made.ok) return made;
    return ok(jsonAnswer({ code, name, time_zone }, { status: 201 }));
  },
});

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
