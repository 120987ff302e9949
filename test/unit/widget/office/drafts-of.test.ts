import { expect, test } from "vitest";
import { draftsOf } from "../../../../widget/office/drafts-of.ts";
import { memoryStorage } from "../../../fixtures/memory-storage.ts";

test("drafts are one person's: whoever signs in after them at the same computer sees none", () => {
  const storage = memoryStorage();
  storage.setItem("office-language", "vi");
  const [lan, binh] = [draftsOf(storage, "H20:lan"), draftsOf(storage, "H20:binh")];
  lan.setItem("answer:c1", "viết dở");
  expect([lan.length, lan.key(0), lan.getItem("answer:c1")]).toEqual([1, "answer:c1", "viết dở"]);
  expect([binh.length, binh.key(0), binh.getItem("answer:c1")]).toEqual([0, null, null]);
  lan.removeItem("answer:c1");
  expect(lan.length).toBe(0);
  expect(storage.getItem("office-language")).toBe("vi");
});
