import {
  exactColumns,
  placeColumns,
  ratingColumns,
  type RecordColumn,
  recordColumns,
  type RecordNames,
} from "./record-columns.ts";
import { asUnitsSee, type StoredRecord } from "./stored-record.ts";
import type { Column } from "../files/table.ts";

/** One row = one rating, in its newest revision; `words` adds the comment, `pressure` what units are not shown. */
export function feedbackColumns(
  names: RecordNames,
  { words, pressure }: { readonly words: boolean; readonly pressure: boolean },
): Column<StoredRecord>[] {
  const seen = (row: StoredRecord): StoredRecord => (pressure ? row : asUnitsSee(row));
  return recordColumns([
    ["id", "text", "Mã phiếu · the rating's id", (row) => row.id],
    ["revision", "whole", "Lần sửa · revision", (row) => row.revision],
    ["change", "whole", "Số thứ tự thay đổi, tăng dần · rises with every write", (row) => row.change],
    ...placeColumns(names),
    ...exactColumns,
    [
      "answered_at",
      "text",
      "Giờ chạm đầu tiên theo máy người gửi · first tap by the sender's own clock",
      (row) => row.answeredAt,
    ],
    ["received_at", "instant", "Giờ máy chủ nhận · when it was received", (row) => row.receivedMs],
    ["updated_at", "instant", "Giờ sửa gần nhất · when the newest revision came", (row) => row.changedMs],
    ...ratingColumns,
    ["answers", "counts", "Câu hỏi khác: câu=mức · other questions: question=level", (row) => row.answers],
    ...(pressure ? [hasCommentColumn] : []),
    ...(words ? [["comment", "text", "Nội dung góp ý · the words", (row: StoredRecord) => row.words] as const] : []),
    [
      "standing",
      "text",
      "plain: tính; flagged: tính, có dấu hiệu bất thường; set_aside: để riêng, không tính · how it counts",
      (row) => seen(row).standing,
    ],
    ["flags", "list", "Dấu hiệu bất thường · flags", (row) => seen(row).flags],
    ...laterColumns(seen),
    ...(pressure ? [pressureColumn] : []),
  ]);
}

const hasCommentColumn: RecordColumn = [
  "has_comment",
  "yes-no",
  "Có góp ý · whether there are words",
  (row) => row.words !== null,
];

/** What the browser knew besides. */
const laterColumns = (seen: (row: StoredRecord) => StoredRecord): readonly RecordColumn[] => [
  ["form_version", "whole", "Phiên bản mẫu phiếu · the form's version", (row) => row.formVersion],
  ["dossier", "text", "Mã hồ sơ do người gửi nhập · case code that the person gave", (row) => seen(row).dossier],
  ["page", "text", "Trang, không có phần truy vấn · page, without its query", (row) => seen(row).page],
  [
    "follows",
    "text",
    "Mã phiếu trước mà phiếu này viết thêm · the earlier rating that this one adds to",
    (row) => row.follows,
  ],
  ["locale", "text", "Ngôn ngữ · language", (row) => row.locale],
  ["sequence", "whole", "Số thứ tự của máy đánh giá · the kiosk's own count", (row) => row.sequence],
];

const pressureColumn: RecordColumn = [
  "pressure",
  "text",
  "Có ai đề nghị chấm mức này không, theo lời người gửi · whether somebody told them what to choose, as they said: no, office, other, unsaid",
  (row) => row.pressure,
];
