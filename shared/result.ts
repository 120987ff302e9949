/** A value, or the reason why there is none. Expected failures are values; a thrown error is a bug. */
export type Result<T, F> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F };

/** Wraps a value. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps a failure. */
export function fail<F>(failure: F): { readonly ok: false; readonly failure: F } {
  return { ok: false, failure };
}

/**
 * What is wrong at one place. `pointer` is a JSON Pointer into the body, or `/name` of a query parameter; `detail`
 * follows it.
 */
export type PointedError = { readonly pointer: string; readonly detail: string };
