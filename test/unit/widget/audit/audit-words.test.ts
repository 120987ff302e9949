import { describe, expect, test } from "vitest";
import { valueWords, auditWords, whoDid } from "../../../../widget/audit/audit-words.ts";

describe("the audit log in words", () => {
  test("who did it is a name, or what stands for people without one", () => {
    expect(whoDid({ by: "member-1", by_name: "Nguyễn Thị Lan" }, "vi")).toBe("Nguyễn Thị Lan");
    expect(whoDid({ by: "root", by_name: null }, "vi")).toBe("Người giữ khóa gốc");
    expect(whoDid({ by: "server", by_name: null }, "vi")).toBe("Máy chủ");
    expect(whoDid({ by: "k2", by_name: null }, "vi")).toBe("Khóa hoặc thành viên k2");
  });

  test.each([
    ["received, unit 29869, category other", "mới nhận, đơn vị 29869, loại khác"],
    ["replaced by k2, works until 2026-12-05", "thay bằng k2, dùng được đến 05/12/2026"],
    ["unit M500, due on 2026-11-20", "đơn vị M500, hạn trả lời 20/11/2026"],
    ["from 2026-12-05", "từ ngày 05/12/2026"],
    ["indices:read audit:read", "Đọc chỉ số và xếp hạng; Đọc nhật ký"],
    ["Nguyễn Thị Lan, reader, H20", "Nguyễn Thị Lan, Người xem, H20"],
    ["Bảng tính của Sở", "Bảng tính của Sở"],
  ])("%s is said as %s", (value, words) => {
    expect(valueWords(value, "vi")).toBe(words);
  });

  test("a kind without words is shown as it is", () => {
    expect(auditWords({ what: "new.thing", on: "x" }, "vi")).toBe("new.thing x");
  });
});
