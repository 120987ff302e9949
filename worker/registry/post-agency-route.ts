import { agency, type NewAgency, newAgency } from "../../shared/contract/agency.ts";
import type { Failure } from "../problems/failure.ts";
import { fail, type Result } from "../../shared/result.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import type { Route, RouteContext } from "../operations/route.ts";
import { allowsAgency } from "./allows-agency.ts";
import { isTimeZone } from "./is-time-zone.ts";

/** `POST /v1/agencies`: makes an agency with its root unit and its default form. */
export const postAgencyRoute: Route = {
  method: "POST",
  path: "/v1/agencies",
  audience: "root",
  summary: "Make an agency",
  body: newAgency,
  answer: agency,
  status: 201,
  handle: postAgency,
};

async function postAgency(context: RouteContext): Promise<Answer> {
  const body = await readBody(context.request, newAgency);
  if (!body.ok) return problemAnswer(body.failure);
  const made = await makeAgency(context, body.value);
  if (!made.ok) return problemAnswer(made.failure);
  const { code, name, time_zone } = body.value;
  return jsonAnswer({ code, name, time_zone }, { status: 201 });
}

async function makeAgency(context: RouteContext, facts: NewAgency): Promise<Result<null, Failure>> {
  const { environment, registry } = context;
  if (!isTimeZone(facts.time_zone)) {
    const errors = [{ pointer: "/time_zone", detail: "must be a time zone such as Asia/Ho_Chi_Minh" }];
    return fail({ kind: "invalid", errors });
  }
  if (!allowsAgency(environment.AGENCIES, facts.code)) return fail({ kind: "agency-not-allowed", given: facts.code });
  if (await registry.knows(facts.code)) return fail({ kind: "agency-exists", given: facts.code });
  // The object first: an agency that the registry knows must be able to answer, also after a crash in between.
  const initialised = await context.agency(facts.code).initialise(facts);
  return initialised.ok ? registry.add(facts.code) : initialised;
}
