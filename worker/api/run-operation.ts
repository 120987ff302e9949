import { safeParse } from "zod/mini";
import { agencyCode } from "../../shared/codes.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { hasScope, type Principal } from "../access/principal.ts";
import { checkContract } from "../operations/check-contract.ts";
import { type Answer, emptyAnswer, jsonAnswer, needsNoKey } from "../operations/operation.ts";
import type { AgencyPlace, Audience, Operation, Shape, WorkerDeps } from "../operations/operation.ts";
import { noQuery, officeMaxBytes, readJson, readQuery } from "../operations/read-request.ts";
import type { Failure, FailureKind, FailureOf } from "../problems/failure.ts";
import { statusOf } from "../problems/problems.ts";
import { failuresOf } from "./openapi.ts";
import { problemAnswer } from "./respond.ts";

/** An operation under its name in the list. */
export type NamedOperation = { readonly name: string; readonly operation: Operation<never> };

/** What the pipeline works with besides what it hands to operations. */
export type PipelineDeps = WorkerDeps & {
  /** Tells who asks, null without a key. */
  readonly authenticate: (
    deps: WorkerDeps,
  ) => Promise<Result<Principal | null, FailureOf<"unauthorized" | "key-expired" | "session-ended">>>;
};

/** What a request gave; the types of its operation were checked where it was declared. */
type Asked = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly ifMatch: number | null;
};

/** An {@link Operation} whose types are those of any request. */
type Runnable = Operation<never> & {
  readonly at?: (input: Asked) => AgencyPlace<FailureKind>;
  readonly shape?: (value: unknown, worker: WorkerDeps, input: Asked) => Shape;
  readonly handle?: (worker: WorkerDeps, principal: Principal | null, input: Asked) => Promise<Result<Answer, Failure>>;
};

/** Takes a request through an operation: who asks, may they, is the input right, does the agency exist; then runs it. */
export async function runOperation(
  named: NamedOperation,
  deps: PipelineDeps,
  params: Asked["params"],
): Promise<Answer> {
  const asker = await askerOf(named, deps);
  const done = asker.ok ? await run(named, deps, { params, principal: asker.value }) : asker;
  const answer = withKeysEnd(done.ok ? done.value : problemAnswer(done.failure), asker.ok ? asker.value : null);
  if (deps.environment.CHECK_ANSWERS === "1") checkAnswer(named, answer);
  return answer;
}

/** Who asks. A code says enough: who signs in again brings the cookie of the session that has ended. */
async function askerOf({ operation }: NamedOperation, deps: PipelineDeps): ReturnType<PipelineDeps["authenticate"]> {
  const asker = await deps.authenticate(deps);
  const isOver = !asker.ok && asker.failure.kind === "session-ended";
  return isOver && operation.audience === "code-holder" ? ok(null) : asker;
}

/** Warns the holder of a key that ends soon. */
function withKeysEnd(answer: Answer, principal: Principal | null): Answer {
  if (principal?.kind !== "key" || principal.lastDay === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, "key-expires": principal.lastDay } };
}

async function run(
  { name, operation }: NamedOperation,
  deps: PipelineDeps,
  { params, principal }: Asking,
): Promise<Result<Answer, Failure>> {
  const input = await readInput(operation, deps, { params, principal });
  if (!input.ok) return input;
  const runnable = operation as Runnable;
  if (runnable.handle) return runnable.handle(deps, principal, input.value);
  const done = await callObject({ name, operation: runnable }, deps, { principal, input: input.value });
  if (!done.ok) return done;
  return ok(answerOf(runnable, done.value, (await runnable.shape?.(done.value, deps, input.value)) ?? {}));
}

function answerOf({ statuses, answer }: Runnable, value: unknown, shape: Shape): Answer {
  if (!answer) return { ...emptyAnswer, ...shape };
  const { value: shaped = value, ...more } = shape;
  return jsonAnswer(shaped, { status: statuses?.[0] ?? 200, ...more });
}

/** Throws if an answer is not as the operation says; for tests. */
function checkAnswer({ name, operation }: NamedOperation, { status, type, body }: Answer): void {
  if (status >= 400) {
    const described = failuresOf(operation).map(statusOf);
    if (!described.includes(status)) throw new Error(`${name} answered ${status}, which it does not describe`);
    return;
  }
  const { statuses = [200], answer, files = [] } = operation;
  if (!statuses.includes(status)) throw new Error(`${name} answered ${status}, not ${statuses.join(" or ")}`);
  if (body === null || files.some((file) => type.startsWith(file))) return;
  if (!answer || typeof body !== "string") throw new Error(`${name} answered ${type}, which it does not describe`);
  const checked = safeParse(answer, JSON.parse(body));
  if (!checked.success) throw new Error(`${name} answered ${JSON.stringify(checked.error.issues.slice(0, 3))}`);
}

type Asking = { readonly params: Asked["params"]; readonly principal: Principal | null };

async function readInput(
  operation: Operation<never>,
  { request, url, registry, inTime }: PipelineDeps,
  { params, principal }: Asking,
): Promise<Result<Asked, Failure>> {
  const { agency } = params;
  const allowed = mayAsk(operation.audience, principal, agency);
  if (!allowed.ok) return allowed;
  const query = readQuery(url, operation.query ?? noQuery);
  if (!query.ok) return query;
  if (agency !== undefined && !(agencyCode.safeParse(agency).success && (await registry.knows(agency)))) {
    return fail({ kind: "unknown-agency", given: agency });
  }
  const body = await readBody(operation, { request, inTime });
  if (!body.ok) return body;
  const ifMatch = operation.ifMatch ? versionIn(request.headers.get("if-match")) : null;
  return ok({ params, query: query.value, body: body.value, ifMatch });
}

function mayAsk(
  audience: Audience,
  principal: Principal | null,
  agency: string | undefined,
): Result<null, FailureOf<"unauthorized" | "scope-missing" | "other-agency">> {
  if (needsNoKey(audience)) return ok(null);
  if (principal === null) return fail({ kind: "unauthorized" });
  if (principal.kind === "root") return ok(null);
  if (audience === "root") return fail({ kind: "scope-missing", given: "the root key is needed" });
  if (principal.agency !== agency) return fail({ kind: "other-agency" });
  if (audience === "any-key" || hasScope(principal, audience)) return ok(null);
  return fail({ kind: "scope-missing", given: audience });
}

async function readBody(
  { body, mediaTypes, maxBytes = officeMaxBytes }: Operation<never>,
  { request, inTime }: Pick<PipelineDeps, "request" | "inTime">,
): Promise<Result<unknown, Failure>> {
  if (!body) return ok(undefined);
  const read = await readJson(request, { maxBytes, inTime, ...(mediaTypes ? { mediaTypes } : {}) });
  return read.ok ? checkContract(body, read.value.json) : read;
}

/** The version in `If-Match`: `"7"`, or an ETag that begins so; null where there is none. */
function versionIn(header: string | null): number | null {
  const [, version] = /^\s*(?:W\/)?"(\d{1,15})(?:-[^"]*)?"\s*$/.exec(header ?? "") ?? [];
  return version === undefined ? null : Number(version);
}

type Calling = { readonly principal: Principal | null; readonly input: Asked };

/** Asks the agency's object that the path names, or the one that the input leads to. */
async function callObject(
  { name, operation }: { readonly name: string; readonly operation: Runnable },
  deps: PipelineDeps,
  { principal, input }: Calling,
): Promise<Result<unknown, Failure>> {
  const place = operation.at?.(input);
  const { otherwise, draws, touchpoint } = place ?? {};
  const agency = place ? (place.agency ?? "") : (input.params.agency ?? "");
  // The codes and calls of one room, such as `tickets`, are counted together.
  const client = draws || operation.guesses ? await deps.clientName(operation.path.split("/")[2] ?? "") : "";
  const call = async (): Promise<Result<unknown, Failure>> => {
    if (otherwise && !(await deps.registry.knows(agency))) return fail(otherwise);
    if (otherwise && touchpoint && !(await deps.doors.touchpoint(agency, touchpoint))) return fail(otherwise);
    const taken = draws ? deps.limits.take(draws(client)) : ok(null);
    if (!taken.ok) return taken;
    const done = await deps.agency(agency).call(name, { principal, input });
    if (operation.changesDoors) deps.doors.forget(agency);
    return done;
  };
  return operation.guesses ? deps.guesses.attempt(`${client} ${agency}`, call) : call();
}
