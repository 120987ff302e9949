import type { Failure } from "../../shared/contract/failure.ts";
import type { Result } from "../../shared/result.ts";

/** What the Worker asks of the one registry object. */
export interface RegistryPort {
  /** Whether the agency exists. */
  knows(code: string): Promise<boolean>;
  /** Adds it. Failure: `agency-exists`. */
  add(code: string): Promise<Result<null, Failure>>;
  /** Writes and reads a row; true when storage answers. */
  ping(): Promise<boolean>;
}
