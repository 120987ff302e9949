import type { Failure } from "../problems/failure.ts";
import type { Result } from "../../shared/result.ts";

/** A value, or the named reason why not. */
export type Reply<T> = Promise<Result<T, Failure>>;
