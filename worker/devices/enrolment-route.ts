import { type EnrolledDevice, enrolledDevice, type Enrolment, enrolment } from "../../shared/contract/device.ts";
import type { Failure } from "../problems/failure.ts";
import { fail, type Result } from "../../shared/result.ts";
import { borrow } from "../agency/borrow.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { clientAddress } from "../api/client-address.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import type { Route, RouteContext } from "../operations/route.ts";

/** `POST /v1/enrolments`: trades a code for a device. Unknown, used and expired codes look alike. */
export const enrolmentRoute: Route = {
  method: "POST",
  path: "/v1/enrolments",
  audience: "public",
  summary: "Make a tablet a device, by the code that the office gave",
  body: enrolment,
  answer: enrolledDevice,
  status: 201,
  handle: enrol,
};

async function enrol(context: RouteContext): Promise<Answer> {
  const body = await readBody(context.request, enrolment);
  if (!body.ok) return problemAnswer(body.failure);
  const client = clientAddress(context.request) ?? `enrolments ${body.value.agency}`;
  const enrolled = await context.guesses.attempt(client, () => trade(context, body.value));
  return enrolled.ok ? jsonAnswer(enrolled.value, { status: 201 }) : problemAnswer(enrolled.failure);
}

async function trade(context: RouteContext, asked: Enrolment): Promise<Result<EnrolledDevice, Failure>> {
  if (!(await context.registry.knows(asked.agency))) return fail({ kind: "unknown-code" });
  return borrow(context.agency(asked.agency).devices(), (devices) => devices.enrol(asked));
}
