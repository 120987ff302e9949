import { expect, test } from "vitest";
import { checkWords } from "../../../../widget/portal/check-words.ts";
import { dayWords } from "../../../../widget/ui/shown-words.ts";

test("tells each kind that would be masked once, and what would be kept", () => {
  expect(checkWords("Gọi 0912 345 678 hoặc 0987 654 321, thư ten@vidu.vn")).toEqual({
    converted: null,
    kinds: ["phone", "email"],
    kept: "Gọi [số điện thoại] hoặc [số điện thoại], thư [thư điện tử]",
  });
});

test("offers text of an old font in Unicode", () => {
  expect(checkWords("Toâi phaûi chôø raát laâu").converted).toBe("Tôi phải chờ rất lâu");
});

test("has nothing to say about plain words", () => {
  expect(checkWords("Chờ lâu")).toEqual({ converted: null, kinds: [], kept: "Chờ lâu" });
});

test("writes days as they are written in Vietnam", () => {
  expect(dayWords("2026-12-08")).toBe("08/12/2026");
});
