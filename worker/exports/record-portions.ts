import type { Failure } from "../problems/failure.ts";
import type { Result } from "../../shared/result.ts";
import type { RecordStretch } from "./record-store.ts";
import { readStoredRecord, type StoredRecord } from "./stored-record.ts";

type Place = { readonly after: string };

/** Stretch by stretch, each asked for only when it is wanted. Throws where one fails: a file is complete or broken off. */
export async function* recordPortions(
  read: (place: Place) => Promise<Result<RecordStretch, Failure>>,
): AsyncGenerator<StoredRecord[]> {
  for (let after: string | null = ""; after !== null; ) {
    const stretch: Result<RecordStretch, Failure> = await read({ after });
    if (!stretch.ok) throw new Error(`the export broke off: ${stretch.failure.kind}`);
    yield stretch.value.rows.map((row) => readStoredRecord(row));
    after = stretch.value.last;
  }
}

/** The sum over all stretches. Failure: that of the first stretch that fails. */
export async function countRecords(
  count: (place: Place) => Promise<Result<{ readonly rows: number; readonly last: string | null }, Failure>>,
): Promise<Result<number, Failure>> {
  let rows = 0;
  for (let after: string | null = ""; after !== null; ) {
    const counted: Awaited<ReturnType<typeof count>> = await count({ after });
    if (!counted.ok) return counted;
    rows += counted.value.rows;
    after = counted.value.last;
  }
  return { ok: true, value: rows };
}
