import { describe, expect, test } from "vitest";
import { isId, madeId } from "../../../../widget/form-draft/made-id.ts";

describe("madeId", () => {
  test("writes a Vietnamese text in lower case without diacritics, words joined by hyphens", () => {
    expect(madeId("Thái độ của cán bộ thế nào?", new Set(), "x")).toBe("thai-do-cua-can-bo-the-nao");
    expect(madeId("Đúng hẹn", new Set(), "x")).toBe("dung-hen");
    expect(madeId("Đúng hẹn".normalize("NFD"), new Set(), "x")).toBe("dung-hen");
  });

  test("ends long ones at a word, and begins with a letter", () => {
    const id = madeId("Ông/Bà có hài lòng với việc tiếp nhận và trả lời góp ý của cơ quan không?", new Set(), "x");
    expect(id).toBe("ong-ba-co-hai-long-voi-viec-tiep-nhan-va");
    expect(madeId("24 giờ", new Set(), "x")).toBe("gio");
    expect(isId(madeId("a".repeat(200), new Set(), "x"))).toBe(true);
  });

  test("has a number where the id is taken, and another name where no letter is left", () => {
    expect(madeId("Nhanh", new Set(["nhanh", "nhanh-2"]), "x")).toBe("nhanh-3");
    expect(madeId("???", new Set(), "cau-hoi")).toBe("cau-hoi");
    expect(madeId("", new Set(["cau-hoi"]), "cau-hoi")).toBe("cau-hoi-2");
  });
});

test("an id is what the contract takes", () => {
  expect(["a", "thai-do-2", "a".repeat(64)].every(isId)).toBe(true);
  expect(["", "2a", "Thái", "a b", "a".repeat(65)].some(isId)).toBe(false);
});
