import type * as z from "zod/mini";
import type { Failure } from "../problems/failure.ts";
import { personsTalk, sealedReceipt, sealedReport, talkReading, talkWriting } from "../../shared/contract/sealed.ts";
import { fail, type Result } from "../../shared/result.ts";
import { borrow } from "../agency/borrow.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { checkContract } from "../operations/check-contract.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readJson } from "../operations/read-json.ts";
import type { Route, RouteContext } from "../operations/route.ts";
import type { SealedPort } from "./sealed-port.ts";

/** The largest padded text in base64url, and what stands around it. */
const mostBytes = 32 * 1024;

/** A limit's name, and how many ratings a call weighs in it: among all agencies' calls, and among those of the one. */
type Weight = { readonly name: string; readonly ofAll: number; readonly ofAgency: number };

const writing: Weight = { name: "sealed", ofAll: 20, ofAgency: 100 };
/** Apart, so that guesses at codes hold up no report: reading stores nothing, and of 115 bits many may be tried. */
const reading: Weight = { name: "sealed talks", ofAll: 1, ofAgency: 2 };

/** `POST /v1/sealed`: takes a report that only its recipient can open. */
export const postSealedReportRoute: Route = {
  method: "POST",
  path: "/v1/sealed",
  audience: "public",
  summary: "Hand in a report that was sealed in the browser to the recipient's key",
  body: sealedReport,
  answer: sealedReceipt,
  status: 201,
  handle: async (context) =>
    handleSealed(context, {
      schema: sealedReport,
      status: 201,
      weight: writing,
      call: (port, body) => port.report(body),
    }),
};

/** `POST /v1/sealed/talks/read`: what was said in a talk, for whoever holds its code. */
export const readTalkRoute: Route = {
  method: "POST",
  path: "/v1/sealed/talks/read",
  audience: "public",
  summary: "Read the sealed answers to a report, by what its code leads to",
  body: talkReading,
  answer: personsTalk,
  handle: async (context) =>
    handleSealed(context, { schema: talkReading, status: 200, weight: reading, call: (port, body) => port.read(body) }),
};

/** `POST /v1/sealed/talks/write`: a further message of whoever holds the code. */
export const writeTalkRoute: Route = {
  method: "POST",
  path: "/v1/sealed/talks/write",
  audience: "public",
  summary: "Write on in a talk, sealed to the same recipient",
  body: talkWriting,
  answer: sealedReceipt,
  status: 201,
  handle: async (context) =>
    handleSealed(context, {
      schema: talkWriting,
      status: 201,
      weight: writing,
      call: (port, body) => port.write(body),
    }),
};

type Sealed<T extends z.ZodMiniType> = {
  readonly schema: T;
  readonly status: number;
  readonly weight: Weight;
  readonly call: (port: SealedPort, body: z.output<T>) => Promise<Result<unknown, Failure>>;
};

async function handleSealed<T extends z.ZodMiniType<{ readonly agency: string }>>(
  context: RouteContext,
  { schema, status, weight, call }: Sealed<T>,
): Promise<Answer> {
  const json = await readJson(context.request, { maxBytes: mostBytes });
  if (!json.ok) return problemAnswer(json.failure);
  const body = checkContract(schema, json.value);
  if (!body.ok) return problemAnswer(body.failure);
  const { agency } = body.value;
  const allowed = await mayCome(context, { agency, weight });
  if (!allowed.ok) return problemAnswer(allowed.failure);
  const done = await borrow(context.agency(agency).sealed(), (port) => call(port, body.value));
  return done.ok ? jsonAnswer(done.value, { status }) : problemAnswer(done.failure);
}

/** Limits know the agency alone: neither who asks nor from where. Failures: `rate-limited`, `unknown-agency`. */
async function mayCome(
  { limit, registry }: RouteContext,
  { agency, weight }: { readonly agency: string; readonly weight: Weight },
): Promise<Result<null, Failure>> {
  const tokens = [
    ...new Array<string>(weight.ofAll).fill(weight.name),
    ...new Array<string>(weight.ofAgency).fill(`${weight.name} ${agency}`),
  ];
  if (!(await registry.knows(agency))) {
    const errors = [{ pointer: "/agency", detail: "must be a known agency" }];
    return fail({ kind: "unknown-agency", given: agency, errors });
  }
  return limit(tokens);
}
