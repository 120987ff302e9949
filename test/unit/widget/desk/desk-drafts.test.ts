import { expect, test } from "vitest";
import { DeskDrafts, type DraftDeps } from "../../../../widget/desk-work/desk-drafts.ts";
import { draftsOf } from "../../../../widget/office/drafts-of.ts";
import { memoryStorage } from "../../../fixtures/memory-storage.ts";

const hourMs = 60 * 60 * 1000;

function opened(storage: DraftDeps["storage"], more: Partial<DraftDeps> = {}): DeskDrafts {
  return new DeskDrafts({ storage, nowMs: () => 0, ...more });
}

test("a draft belongs to its comment and survives a reload of the page", () => {
  const storage = memoryStorage();
  const before = opened(storage);
  before.write("a", { words: "Đơn vị đã" });
  before.write("a", { isPublic: false });
  before.write("b", { why: "nhầm đơn vị" });
  const after = opened(storage);
  expect(after.of("a")).toMatchObject({ words: "Đơn vị đã", why: "", isPublic: false });
  expect(after.of("b")).toMatchObject({ words: "", why: "nhầm đơn vị", isPublic: true });
  expect([after.has("c"), after.of("c").words, after.count]).toEqual([false, "", 2]);
});

test("nothing is kept of a draft after its words are sent or discarded; discarded words can be brought back at once", () => {
  const storage = memoryStorage();
  const drafts = opened(storage);
  drafts.write("a", { words: "Đơn vị đã" });
  drafts.write("a", { words: "" });
  expect(storage.texts()).toEqual([]);
  drafts.write("a", { words: "Đơn vị đã" });
  drafts.drop("a");
  expect([storage.texts(), drafts.has("a"), drafts.wasDropped("a")]).toEqual([[], false, true]);
  drafts.bringBack();
  expect([drafts.of("a").words, drafts.wasDropped("a")]).toEqual(["Đơn vị đã", false]);
  drafts.write("b", { why: "nhầm" });
  drafts.clear();
  expect([storage.texts(), drafts.count]).toEqual([[], 0]);
});

test("whoever else signs in, or works for another agency, gets nobody's drafts, and they stay for their writer", () => {
  const browser = memoryStorage();
  const drafts = (holder: string): DeskDrafts => opened(draftsOf(browser, holder));
  drafts("H20:m1").write("a", { words: "Đơn vị đã" });
  for (const other of ["H20:m2", "H30:m1", "H20:m"]) {
    const theirs = drafts(other);
    expect([theirs.count, theirs.of("a").words]).toEqual([0, ""]);
    theirs.clear();
  }
  expect(drafts("H20:m1").of("a").words).toBe("Đơn vị đã");
});

test("a draft is kept for a day after it was last written, then deleted", () => {
  const storage = memoryStorage();
  opened(storage).write("a", { words: "Đơn vị đã" });
  expect(opened(storage, { nowMs: () => 24 * hourMs }).of("a").words).toBe("Đơn vị đã");
  expect(opened(storage, { nowMs: () => 24 * hourMs + 1 }).has("a")).toBe(false);
  expect(storage.texts()).toEqual([]);
});

test("what else the browser keeps is left alone", () => {
  const storage = memoryStorage();
  storage.setItem("desk-keys-off", "yes");
  opened(storage, { nowMs: () => 99 * hourMs }).clear();
  expect(storage.texts()).toEqual(["yes"]);
});

test("a browser whose storage is blocked, full or broken keeps drafts as long as the page", () => {
  const full = memoryStorage();
  full.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  const broken = memoryStorage();
  broken.setItem("desk-draft/a", "{");
  for (const storage of [null, full, broken]) {
    const drafts = opened(storage);
    drafts.write("a", { words: "Đơn vị đã" });
    expect(drafts.of("a").words).toBe("Đơn vị đã");
  }
});
