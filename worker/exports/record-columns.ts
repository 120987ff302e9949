import type { Cell, Column, ColumnKind } from "../files/table.ts";
import type { UnitHistory } from "../organization/unit-tree.ts";
import type { StoredRecord } from "./stored-record.ts";

/** Names of codes: of units as they were that day, of services as they are now. */
export type RecordColumnNames = {
  readonly units: UnitHistory;
  readonly services: ReadonlyMap<string, string>;
  readonly agency: { readonly code: string; readonly name: string };
};

type RecordColumn = readonly [name: string, kind: ColumnKind, about: string, cell: (row: StoredRecord) => Cell];

/** Columns of ratings, a row for each in its newest revision; with words if the reader sees them. */
export function feedbackColumns(names: RecordColumnNames, words: boolean): Column<StoredRecord>[] {
  return toColumns([
    ...idColumn,
    ["revision", "whole", "Lần sửa · revision", (row) => row.revision],
    ["change", "whole", "Số thứ tự thay đổi, tăng dần · rises with every write", (row) => row.change],
    ...placeColumns(names),
    ...exactColumns,
    [
      "answered_at",
      "text",
      "Giờ chạm đầu tiên theo máy người gửi · first tap by the sender's own clock",
      (row) => row.answered_at,
    ],
    ["received_at", "instant", "Giờ máy chủ nhận · when it was received", (row) => row.receivedMs],
    ["updated_at", "instant", "Giờ sửa gần nhất · when the newest revision came", (row) => row.changedMs],
    ...ratingColumns,
    [
      "answers",
      "counts",
      "Câu hỏi khác: câu=mức hoặc câu=phương án · other questions: question=level or question=option",
      (row) => row.answers,
    ],
    ["has_comment", "yes-no", "Có góp ý · whether there are words", (row) => row.words !== null],
    ...(words ? wordsColumn : []),
    [
      "standing",
      "text",
      "plain: tính; flagged: tính, có dấu hiệu bất thường; set_aside: để riêng, không tính · how it counts",
      (row) => row.standing,
    ],
    ["flags", "list", "Dấu hiệu bất thường · flags", (row) => row.flags],
    ...laterColumns,
  ]);
}

/** Columns of comments, a row for each. Without `exact` nothing tells the time of day, the touchpoint or the rating's id. */
export function commentColumns(names: RecordColumnNames, exact: boolean): Column<StoredRecord>[] {
  return toColumns([
    ...(exact ? idColumn : []),
    ...placeColumns(names),
    ...(exact ? exactColumns : []),
    ...ratingColumns,
    ...wordsColumn,
    ["state", "text", "Tình trạng xử lý · where it stands", (row) => row.commentState],
  ]);
}

function toColumns(columns: readonly RecordColumn[]): Column<StoredRecord>[] {
  return columns.map(([name, kind, about, cell]) => ({ name, kind, about, cell }));
}

function placeColumns({ units, services, agency }: RecordColumnNames): RecordColumn[] {
  const nameOf = ({ unit, day }: StoredRecord): string =>
    unit === agency.code && !units.knows(unit) ? agency.name : units.nameOf(unit, day);
  return [
    ["unit", "text", "Mã đơn vị · unit's code", (row) => row.unit],
    ["unit_name", "text", "Tên đơn vị vào ngày đó · the unit's name that day", nameOf],
    ["service", "text", "Mã thủ tục · service's code", (row) => row.service],
    [
      "service_name",
      "text",
      "Tên thủ tục · service's name",
      ({ service }) => (service && services.get(service)) || null,
    ],
    ["channel", "text", "Kênh: portal, kiosk, counter, qr · channel", (row) => row.channel],
    ["day", "day", "Ngày đánh giá (lịch của cơ quan) · the agency's calendar day", (row) => row.day],
  ];
}

const idColumn: readonly RecordColumn[] = [["id", "text", "Mã phiếu · the rating's id", (row) => row.id]];

/** Together with the words these tell who wrote. */
const exactColumns: readonly RecordColumn[] = [
  ["touchpoint", "text", "Điểm đánh giá · touchpoint", (row) => row.touchpoint],
  [
    "corrected_at",
    "instant",
    "Giờ đánh giá theo đồng hồ máy chủ · time of the rating by our clock",
    (row) => row.correctedMs,
  ],
];

const ratingColumns: readonly RecordColumn[] = [
  [
    "level",
    "whole",
    "Mức 1 (rất không hài lòng) đến 5 (rất hài lòng); trống: chỉ góp ý · level, empty for a comment alone",
    (row) => row.level,
  ],
  ["reasons", "list", "Lý do, cách nhau bằng dấu cách · reasons, with blanks between", (row) => row.reasons],
];

const wordsColumn: readonly RecordColumn[] = [["comment", "text", "Nội dung góp ý · the words", (row) => row.words]];

/** What the browser knew besides. */
const laterColumns: readonly RecordColumn[] = [
  ["form_version", "whole", "Phiên bản mẫu phiếu · the form's version", (row) => row.form_version],
  ["dossier", "text", "Mã hồ sơ do người gửi nhập · case code that the person gave", (row) => row.dossier],
  ["page", "text", "Trang, không có phần truy vấn · page, without its query", (row) => row.page],
  [
    "follows",
    "text",
    "Mã phiếu trước mà phiếu này viết thêm · the earlier rating that this one adds to",
    (row) => row.follows,
  ],
  ["locale", "text", "Ngôn ngữ · language", (row) => row.locale],
  ["sequence", "whole", "Số thứ tự của máy đánh giá · the kiosk's own count", (row) => row.sequence],
  [
    "pressure",
    "text",
    "Có ai đề nghị chọn mức này không, theo lời người gửi · whether somebody told them what to choose, as they said: no, office, other, unsaid",
    (row) => row.pressure,
  ],
];
