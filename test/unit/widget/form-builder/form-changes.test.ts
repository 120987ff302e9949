import { describe, expect, test } from "vitest";
import type { Form, Question } from "../../../../shared/contract/form.ts";
import { formChanges } from "../../../../widget/form-builder/form-changes.ts";
import { pickFormsMessages } from "../../../../widget/form-draft/forms-messages.ts";

const overall: Question = { id: "overall", scale: 5, text: { vi: "Hài lòng?", en: "Satisfied?" } };
const manner: Question = { id: "manner", scale: 5, text: { vi: "Thái độ?" } };
const option = (id: string, vi: string) => ({ id, text: { vi } });
const source = (...options: ReturnType<typeof option>[]): Question => ({
  ...{ id: "source", type: "choice", options, text: { vi: "Qua đâu?" } },
});
const quick = { id: "quick", levels: [4, 5], text: { vi: "Nhanh" } };
const slow = { id: "slow", levels: [1, 2], text: { vi: "Chậm" } };
const form: Form = { id: "short", questions: [overall, manner], reasons: [quick, slow], comment: true };
const changes = (more: Partial<Form>, was: Partial<Form> = {}): string[] =>
  formChanges({ ...form, ...was }, { ...form, ...more }, { say: pickFormsMessages("vi"), language: "vi" });

describe("formChanges", () => {
  test("says nothing where two versions ask the same, in any order of fields", () => {
    const { text, levels, id } = quick;
    expect(changes({ reasons: [{ text, levels, id }, slow] })).toEqual([]);
  });

  test("tells questions that came and went, and their new texts in each language", () => {
    const renamed: Question = { ...overall, text: { vi: "Có hài lòng không?", en: "Are you satisfied?" } };
    expect(changes({ questions: [renamed, source(option("a", "Đài"), option("b", "Báo"))] })).toEqual([
      "Thêm câu hỏi “Qua đâu?” (chọn một trong 2 ý)",
      "Bỏ câu hỏi “Thái độ?”",
      "Câu hỏi “Hài lòng?” đổi chữ thành “Có hài lòng không?”",
      "Tiếng Anh của “Có hài lòng không?”: từ “Satisfied?” thành “Are you satisfied?”",
    ]);
  });

  test("tells options within their question, and the order of what stayed", () => {
    const was = { questions: [source(option("a", "Đài"), option("b", "Báo"))] };
    expect(
      changes({ questions: [source(option("b", "Báo giấy"), option("c", "Bạn"), option("a", "Đài"))] }, was),
    ).toEqual([
      "Trong câu “Qua đâu?”: thêm ý “Bạn”",
      "Trong câu “Qua đâu?”: ý “Báo” đổi chữ thành “Báo giấy”",
      "Trong câu “Qua đâu?”: thứ tự các ý thành “Báo giấy”, “Đài”",
    ]);
  });

  test("tells levels, channels and pictures of reasons", () => {
    expect(changes({ reasons: [{ ...quick, levels: [5], channels: ["kiosk"], picture: "polite" }] })).toEqual([
      "Bỏ lý do “Chậm”",
      "Lý do “Nhanh”: từ sau mức 4, 5 thành sau mức 5",
      "Lý do “Nhanh”: kênh từ mọi kênh thành kiosk",
      "Lý do “Nhanh”: hình từ không có thành polite",
    ]);
  });

  test("tells comment, kiosk and recordings, and that something changed which this page does not know", () => {
    const audio = [{ language: "vi" as const, text: "Hài lòng?", id: "0".repeat(64) }];
    const unknown = { later: true } as Partial<Form>;
    expect(changes({ comment: false, kiosk: { idle_seconds: 30, comment: "off" }, audio, ...unknown })).toEqual([
      "Bỏ ô góp ý",
      "Chờ bao nhiêu giây khi không ai chạm: từ như thường lệ thành 30",
      "Góp ý tại kiosk: từ như thường lệ thành Không hỏi",
      "Bản ghi âm: thêm 1, bỏ 0",
      "Mục khác mà trang này không hiện đã đổi",
    ]);
  });
});
