import type { Page } from "../../../shared/contract/list.ts";
import type { Result } from "../../../shared/result.ts";
import type { Principal } from "../../../worker/access/principal.ts";
import type { Operation } from "../../../worker/operations/operation.ts";
import type { Failure } from "../../../worker/problems/failure.ts";

/** What a test gives to an operation; the rest of its input is empty. */
export type Given<Deps> = { readonly deps: Deps; readonly principal: Principal; readonly input: object };

/** Runs an operation as an agency's object would. */
export function runOperation<Deps>(
  { run }: Operation<Deps>,
  { deps, principal, input }: Given<Deps>,
): Result<unknown, Failure> | Promise<Result<unknown, Failure>> {
  if (!run) throw new Error("the operation runs in the Worker");
  return run(deps, principal as never, input as never);
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
