import { exactColumns, placeColumns, ratingColumns, recordColumns, type RecordNames } from "./record-columns.ts";
import type { StoredRecord } from "./stored-record.ts";
import type { Column } from "../files/table.ts";

/** One row = one comment; without `exact`, nothing that tells the time within the day, the touchpoint or the rating's id. */
export function commentColumns(names: RecordNames, exact: boolean): Column<StoredRecord>[] {
  return recordColumns([
    ...(exact ? [["id", "text", "Mã phiếu · the rating's id", (row: StoredRecord) => row.id] as const] : []),
    ...placeColumns(names),
    ...(exact ? exactColumns : []),
    ...ratingColumns,
    ["comment", "text", "Nội dung góp ý · the words", (row) => row.words],
    ["state", "text", "Tình trạng xử lý · where it stands", (row) => row.commentState],
  ]);
}
