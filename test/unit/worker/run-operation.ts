import type { Page } from "../../../shared/contract/list.ts";
import type { Result } from "../../../shared/result.ts";
import type { Principal } from "../../../worker/access/principal.ts";
import type { AgencyDeps } from "../../../worker/agency/agency-deps.ts";
import { runAllowed, tasksOf } from "../../../worker/agency/run-task.ts";
import type { Operation } from "../../../worker/operations/operation.ts";
import type { Failure } from "../../../worker/problems/failure.ts";

/** What a test gives to an operation; the rest of its input is empty. */
export type Given<Deps> = { readonly deps: Deps; readonly principal: Principal; readonly input: object };

/** Runs an operation as an agency's object would. */
export function runOperation<Deps>(
  operation: Operation<Deps>,
  { deps, principal, input }: Given<Deps>,
): Result<unknown, Failure> | Promise<Result<unknown, Failure>> {
  // A test gives what its operation takes of all the deps.
  const [task] = tasksOf({ operation: operation as unknown as Operation<AgencyDeps> }).values();
  if (!task || operation.handle) throw new Error("the operation runs in the Worker");
  return runAllowed(task, deps as unknown as AgencyDeps, { principal, input });
}

/** A row of any list. */
export type Row = Readonly<Record<string, unknown>>;

/** A page of a list's operation. */
export async function pageFrom<Deps>(
  operation: Operation<Deps>,
  given: Omit<Given<Deps>, "input">,
  query: object,
): Promise<Result<Page<Row>, Failure>> {
  const page = await runOperation(operation, { ...given, input: { query } });
  return page as Result<Page<Row>, Failure>;
}
