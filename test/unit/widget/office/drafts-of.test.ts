import { expect, test } from "vitest";
import { draftsOf } from "../../../../widget/office/drafts-of.ts";

/** A browser's storage in a few lines. */
function aStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
    clear: () => kept.clear(),
    key: (place) => [...kept.keys()][place] ?? null,
    get length() {
      return kept.size;
    },
  };
}

test("drafts are one person's: whoever signs in after them at the same computer sees none", () => {
  const storage = aStorage();
  storage.setItem("office-language", "vi");
  const [lan, binh] = [draftsOf(storage, "H20:lan"), draftsOf(storage, "H20:binh")];
  lan.setItem("answer:c1", "viết dở");
  expect([lan.length, lan.key(0), lan.getItem("answer:c1")]).toEqual([1, "answer:c1", "viết dở"]);
  expect([binh.length, binh.key(0), binh.getItem("answer:c1")]).toEqual([0, null, null]);
  lan.removeItem("answer:c1");
  expect(lan.length).toBe(0);
  expect(storage.getItem("office-language")).toBe("vi");
});
