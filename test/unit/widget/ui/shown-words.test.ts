import { expect, test } from "vitest";
import { dayWords } from "../../../../widget/ui/shown-words.ts";

test("writes days as they are written in Vietnam", () => {
  expect(dayWords("2026-12-08")).toBe("08/12/2026");
});
