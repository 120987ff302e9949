import { expect, test } from "vitest";
import { DeskDrafts, type DraftStorage } from "../../../../widget/desk/desk-drafts.ts";

function tab(): DraftStorage & { readonly texts: () => string[] } {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, text) => void items.set(key, text),
    removeItem: (key) => void items.delete(key),
    texts: () => [...items.values()],
  };
}

function opened(storage: DraftStorage | null, agency = "H20"): DeskDrafts {
  const drafts = new DeskDrafts(storage);
  drafts.open(agency);
  return drafts;
}

test("a draft belongs to its comment and survives a reload of the page", () => {
  const storage = tab();
  const before = opened(storage);
  before.write("a", { words: "Đơn vị đã" });
  before.write("a", { isPublic: false });
  before.write("b", { why: "nhầm đơn vị" });
  const after = opened(storage);
  expect(after.of("a")).toEqual({ words: "Đơn vị đã", why: "", isPublic: false });
  expect(after.of("b")).toEqual({ words: "", why: "nhầm đơn vị", isPublic: true });
  expect([after.has("c"), after.of("c").words, after.count]).toEqual([false, "", 2]);
});

test("nothing stays in the tab after the words are sent, after the desk is left, or for another agency", () => {
  const storage = tab();
  const drafts = opened(storage);
  drafts.write("a", { words: "Đơn vị đã" });
  drafts.write("a", { words: "" });
  expect(storage.texts()).toEqual([]);
  drafts.write("a", { words: "Đơn vị đã" });
  drafts.clear();
  expect([storage.texts(), drafts.count]).toEqual([[], 0]);
  opened(storage).write("a", { words: "Đơn vị đã" });
  expect([opened(storage, "H30").count, storage.texts()]).toEqual([0, []]);
});

test("a tab whose storage is blocked, full or broken keeps drafts as long as the page", () => {
  const full: DraftStorage = {
    ...tab(),
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  for (const storage of [null, full, { ...tab(), getItem: () => "{" }]) {
    const drafts = opened(storage);
    drafts.write("a", { words: "Đơn vị đã" });
    expect(drafts.of("a").words).toBe("Đơn vị đã");
  }
});
