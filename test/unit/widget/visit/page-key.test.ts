import { expect, test } from "vitest";
import { pageKey } from "../../../../widget/visit/page-key.ts";

const address = "https://dichvucong.example/ho-so/nop?ma=H20.1&ten=An#xong";

test.each([
  ["", "/ho-so/nop"],
  ["nop-ho-so.buoc-3", "nop-ho-so.buoc-3"],
  ["/tra-cuu?ma=1#x", "/tra-cuu"],
  ["https://khac.example/trang?so=0912", "/trang"],
  ["?ma=1", "/ho-so/nop"],
  ["../tra-cuu", "/tra-cuu"],
  ["https://", "/ho-so/nop"],
])("of the attribute %j it keeps %j", (given, kept) => {
  expect(pageKey(given, address)).toBe(kept);
});

test("is never longer than the contract allows", () => {
  expect(pageKey("x".repeat(300), address)).toHaveLength(200);
});
