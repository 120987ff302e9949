import { type PickTexts, textsOf } from "../messages/messages.ts";

/** Texts of the panel that imports a table, in Vietnamese. */
export const tableImportVi = {
  "ti.lead": "Chép bảng từ Excel rồi dán vào đây, hoặc chọn tệp. Dòng đầu của bảng là tên cột. Chưa có gì được lưu cho đến khi bấm nút Nhập.",
  "ti.paste": "Dán bảng",
  "ti.file": "Hoặc chọn tệp Excel (.xlsx) hay CSV",
  "ti.chosen": "Đã chọn: {name}",
  "ti.old": "Tệp .xls kiểu cũ không đọc được. Xin lưu lại thành .xlsx rồi chọn lại.",
  "ti.read": "Đọc bảng",
  "ti.busy": "Đang xử lý…",
  "ti.columns": "Các cột của bảng",
  "ti.columns.lead": "Bảng có {n} dòng dưới dòng tên cột. Chọn nội dung của từng cột; cột không cần thì để “Bỏ qua”.",
  "ti.first": "Những dòng đầu của bảng",
  "ti.line": "Dòng",
  "ti.column": "Cột {n}: {name}",
  "ti.leave": "Bỏ qua",
  "ti.missing": "Còn thiếu cột: {names}.",
  "ti.check": "Kiểm tra",
  "ti.other": "Chọn bảng khác",
  "ti.problems": "{n} dòng có lỗi, chưa nhập dòng nào",
  "ti.problems.lead": "Sửa những dòng này trong bảng rồi đưa bảng vào lại.",
  "ti.problems.most": "Chỉ hiện {n} lỗi đầu.",
  "ti.problems.table": "Lỗi theo dòng",
  "ti.field": "Cột",
  "ti.wrong": "Điều chưa đúng",
  "ti.again": "Đưa bảng đã sửa vào",
  "ti.checked": "Đã kiểm tra {n} dòng, không có lỗi",
  "ti.take": "Nhập {n} dòng",
  "ti.next": "Nhập bảng khác",
  "ti.back": "Rút lại lần nhập này",
  "ti.back.done": "Đã rút lại.",
};

/** Key of a text of the panel. */
export type TableImportKey = keyof typeof tableImportVi;

/** The panel's texts in one language. */
export const pickTableImportMessages: PickTexts<TableImportKey> = textsOf(tableImportVi, async () => (await import("./table-import-en.ts")).tableImportEn);
