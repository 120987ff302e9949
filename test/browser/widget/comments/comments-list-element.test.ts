import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { PublicComment } from "../../../../shared/contract/comment.ts";
import { ok } from "../../../../shared/result.ts";
import { CommentsListElement, type CommentsDeps } from "../../../../widget/comments/comments-list-element.ts";
import commentsStyles from "../../../../widget/comments/comments.css?inline";
import { tokens } from "../../../../widget/ui/tokens.ts";
import panelStyles from "../../../../widget/portal/panel.css?inline";
import { touchpoint, touchpointConfig } from "../../../fixtures/touchpoint-config.ts";
import { clearPage, freshName } from "../rating-page.ts";
import hostile from "../../../fixtures/hostile-texts.json";

afterEach(clearPage);

const perPage = 20;

function comment(place: number, words = `Góp ý số ${place}`): PublicComment {
  const unit = { code: "29869", name: "Phường Cao Lãnh" };
  const replies = [{ id: `r${place}`, on: "2026-11-25", unit, words: `Trả lời ${place}`, is_public: true }];
  return { id: `${place}`, on: "2026-11-24", words, replies: place % 2 === 0 ? replies : [] };
}

/** Puts the element with these comments on the page. Returns it, and the cursors that it asked for. */
function openComments(comments: readonly PublicComment[], different: Partial<CommentsDeps> = {}) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens(".panel") + panelStyles + commentsStyles);
  const asked: (string | null)[] = [];
  const deps: CommentsDeps = {
    defaultServer: "https://feedback.example",
    sheet,
    loadConfig: async () => ({ ...touchpointConfig, comments: "published" }),
    async load({ cursor }) {
      asked.push(cursor);
      const from = Number(cursor ?? 0);
      const next = from + perPage < comments.length ? String(from + perPage) : null;
      return ok({ data: comments.slice(from, from + perPage), meta: { next_cursor: next } });
    },
    ...different,
  };
  const tag = freshName("comments");
  customElements.define(
    tag,
    class extends CommentsListElement {
      constructor() {
        super(deps);
      }
    },
  );
  const element = document.createElement(tag);
  element.setAttribute("touchpoint", touchpoint);
  document.body.append(element);
  return { element, asked, items: () => element.shadowRoot?.querySelectorAll("li") ?? [] };
}

const more = page.getByRole("button", { name: "Xem thêm" });

test("shows comments and the unit's answers, and is accessible", async () => {
  const { element } = openComments([comment(2), comment(1)]);
  await expect.element(page.getByText("Phường Cao Lãnh trả lời ngày 25/11/2026")).toBeVisible();
  await expect.element(page.getByText("Góp ý số 1")).toBeInTheDocument();
  expect((await axe.run(element)).violations).toEqual([]);
});

test("moves nothing on the page when comments come, or when there are none", async () => {
  for (const count of [0, 1, 30]) {
    const { element } = openComments(Array.from({ length: count }, (_, place) => comment(place)));
    const below = document.body.appendChild(document.createElement("p"));
    below.textContent = "below";
    await expect.poll(() => element.shadowRoot?.textContent).toContain("Đang tải góp ý");
    const status = (): string => element.shadowRoot?.querySelector("[role=status]")?.textContent ?? "?";
    const { top } = below.getBoundingClientRect();
    await expect.poll(status).toBe("");
    expect(below.getBoundingClientRect().top).toBe(top);
    clearPage();
  }
});

test("loads page by page, and moves the focus to the first new comment", async () => {
  const { element, asked, items } = openComments(Array.from({ length: 45 }, (_, place) => comment(place)));
  await more.click();
  expect(items()).toHaveLength(20);
  await more.click();
  await expect.poll(() => items().length).toBe(40);
  expect(element.shadowRoot?.activeElement).toBe(items()[20]);
  await more.click();
  await expect.poll(() => items().length).toBe(45);
  await expect.element(more).not.toBeInTheDocument();
  await expect.element(page.getByText("Đang hiện 45 góp ý")).toBeInTheDocument();
  expect(asked).toEqual([null, "20", "40"]);
});

test("draws only what is new: the comments that are there stay as they are, however many", async () => {
  const { element, items } = openComments(Array.from({ length: 500 }, (_, place) => comment(place)));
  const changed: Node[] = [];
  const watch = new MutationObserver((all) => changed.push(...all.map(({ target }) => target)));
  const within = { subtree: true, childList: true, characterData: true, attributes: true };
  for (let count = 0; count < 500; count += perPage) {
    await more.click();
    await expect.poll(() => items().length).toBe(count + perPage);
    for (const item of [...items()].slice(count)) watch.observe(item, within);
  }
  await expect.poll(() => element.shadowRoot?.activeElement).toBe(items()[480]);
  expect(changed).toEqual([]);
});

test("shows nothing if a touchpoint does not publish", async () => {
  const { element, asked } = openComments([comment(1)], { loadConfig: async () => touchpointConfig });
  await expect.poll(() => element.getBoundingClientRect().height).toBe(0);
  expect(asked).toEqual([]);
});

test("says that nothing is published yet, or that comments could not be loaded, with a button to try again", async () => {
  openComments([]);
  await expect.element(page.getByText("Chưa có góp ý nào được công khai.")).toBeVisible();
  clearPage();
  let isUp = false;
  openComments([], {
    load: async () =>
      isUp ? ok({ data: [comment(1)], meta: { next_cursor: null } }) : { ok: false, failure: "unreachable" },
  });
  await expect.element(page.getByText("Chưa tải được góp ý.")).toBeVisible();
  isUp = true;
  await page.getByRole("button", { name: "Tải lại" }).click();
  await expect.element(page.getByText("Góp ý số 1")).toBeVisible();
});

test("hostile texts stay text: nothing runs, nothing is a link, nothing leaves its line", async () => {
  const texts = hostile.map(({ text }) => text);
  const { element, items } = openComments(texts.map((words, place) => comment(place * 2, words)));
  await more.click();
  while (items().length < texts.length) {
    const count = items().length;
    await more.click();
    await expect.poll(() => items().length).toBeGreaterThan(count);
  }
  const root = element.shadowRoot as ShadowRoot;
  const shown = [...root.querySelectorAll("li > .words")].map(({ textContent }) => textContent);
  expect(shown).toEqual(texts);
  const names = new Set([...root.querySelectorAll("*")].map(({ localName }) => localName));
  expect([...names].sort()).toEqual(["bdi", "div", "h2", "li", "ol", "p", "section"].sort());
  const { width } = element.getBoundingClientRect();
  for (const item of items()) {
    item.scrollIntoView();
    expect(item.scrollWidth).toBeLessThanOrEqual(Math.ceil(width));
  }
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth);
}, 60_000);
