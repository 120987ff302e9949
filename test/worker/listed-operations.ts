import { allOperations } from "../../worker/agency/all-operations.ts";
import { getOpenapi } from "../../worker/api/openapi.ts";
import type { Operation } from "../../worker/operations/operation.ts";

/** An operation with its `operationId` and what the document calls it, such as `GET /v1/agencies/{agency}/units`. */
export type ListedOperation = {
  readonly name: string;
  readonly line: string;
  readonly operation: Operation<never>;
};

const operations: Readonly<Record<string, Operation<never>>> = {
  ...allOperations,
  getOpenapi: getOpenapi(() => operations),
};

/** Every operation of the API. */
export const listedOperations: readonly ListedOperation[] = Object.entries(operations).map(([name, operation]) => ({
  name,
  line: `${operation.method} ${operation.path.replaceAll(/:(\w+)/g, "{$1}")}`,
  operation,
}));
