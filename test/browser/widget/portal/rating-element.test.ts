import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { type FeedbackItem, feedbackItem } from "../../../../shared/contract/feedback.ts";
import type { ChoiceQuestion } from "../../../../shared/contract/form.ts";
import type { Outbox } from "../../../../widget/outbox/outbox-store.ts";
import { isTicketCode } from "../../../../widget/visit/comment.ts";
import { outboxStore } from "../../../../widget/outbox/outbox-store.ts";
import { choiceQuestion } from "../../../fixtures/choice-question.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";
import { touchpoint, touchpointConfig } from "../../../fixtures/touchpoint-config.ts";
import { fakeServer } from "../fake-server.ts";
import type { RatingPage } from "../rating-page.ts";
import { clearPage, freshName, openRatingPage, serverAddress } from "../rating-page.ts";

afterEach(clearPage);

const face = (word: string) => page.getByRole("radio", { name: word, exact: true });
const thanks = "Cảm ơn Ông/Bà. Đánh giá đã được gửi.";
const reason = (word: string) => page.getByRole("checkbox", { name: word });
const button = (word: string) => page.getByRole("button", { name: word, exact: true });

async function accessibilityFaults(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

async function kept({ outbox }: RatingPage): Promise<FeedbackItem[]> {
  return (await outbox.oldest(serverAddress, 10)).map(({ item }) => item);
}

function focused({ element }: RatingPage): Element | null {
  return (element.shadowRoot as ShadowRoot).activeElement;
}

function onlyStored({ server }: RatingPage): FeedbackItem {
  expect(server.stored.size).toBe(1);
  return [...server.stored.values()][0] as FeedbackItem;
}

test("axe finds nothing on any of its screens, in either language", async () => {
  for (const lang of ["vi", "en"]) {
    const { element } = openRatingPage({ attributes: { lang } });
    await expect.element(page.getByRole("radio").first()).toBeInTheDocument();
    expect(await accessibilityFaults(element)).toEqual([]);
    await page.getByRole("radio").nth(3).click();
    await expect.element(page.getByRole("textbox")).toBeVisible();
    expect(await accessibilityFaults(element)).toEqual([]);
    await page.getByRole("textbox").fill("Cần rõ hơn");
    await page.getByRole("button").last().click();
    await expect.element(page.getByText(/H20-/)).toBeVisible();
    expect(await accessibilityFaults(element)).toEqual([]);
    clearPage();
  }
});

test("the five faces are one group of native radio buttons under the question", async () => {
  openRatingPage();
  await expect.element(page.getByRole("group", { name: /nộp hồ sơ trực tuyến này không/ })).toBeInTheDocument();
  const radios = page.getByRole("radio").elements() as HTMLInputElement[];
  expect(radios.map((radio) => radio.value)).toEqual(["5", "4", "3", "2", "1"]);
  expect(new Set(radios.map((radio) => radio.name)).size).toBe(1);
  expect(radios.some((radio) => radio.checked)).toBe(false);
});

test("arrow keys pass over faces: the one that a person rests on is sent, once, and thanked for once", async () => {
  const rating = openRatingPage();
  await expect.element(face("Hài lòng")).toBeInTheDocument();
  const said: string[] = [];
  const status = page.getByRole("status").element();
  new MutationObserver(() => said.push(status.textContent ?? "")).observe(status, { childList: true });
  await userEvent.tab();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}");
  await expect.element(face("Bình thường")).toBeChecked();
  expect(rating.events).toEqual([]);
  await expect.poll(() => said.at(-1)).toBe(thanks);
  expect(rating.server.arrived.map(({ level, revision }) => [level, revision])).toEqual([[3, 1]]);
  expect(said.filter((one) => one === thanks)).toHaveLength(1);
  await expect.element(face("Bình thường")).toBeChecked();
});

test("a face that arrow keys reached counts once the focus leaves, or by a space or a tap", async () => {
  const settled: readonly (() => Promise<unknown>)[] = [
    () => userEvent.tab(),
    () => userEvent.keyboard(" "),
    () => face("Bình thường").click(),
  ];
  for (const settle of settled) {
    const rating = openRatingPage({ rests: false });
    await expect.element(face("Hài lòng")).toBeInTheDocument();
    await userEvent.tab();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    expect(rating.events).toEqual([]);
    await settle();
    await expect.poll(() => rating.events.length, { interval: 10 }).toBeGreaterThan(0);
    expect((await kept(rating)).concat(rating.server.arrived)[0]).toMatchObject({ level: 3, revision: 1 });
    clearPage();
  }
});

test("a screen reader hears the word, and the place from the group itself", async () => {
  const { element } = openRatingPage();
  await expect.element(face("Rất hài lòng")).toBeInTheDocument();
  const [first] = (element.shadowRoot as ShadowRoot).querySelectorAll("input");
  expect(first?.getAttribute("aria-label")).toBeNull();
  expect(first?.closest("label")?.textContent).toBe("Rất hài lòng");
});

test("every face is as large as every other, at least 44 px each way, and no part tells one from the others", async () => {
  for (const [width, lang] of [
    ["560px", "vi"],
    ["520px", "vi"],
    ["520px", "en"],
    ["390px", "vi"],
    ["300px", "en"],
  ] as const) {
    const { element } = openRatingPage({ width, attributes: { lang } });
    await expect.element(page.getByRole("radio").first()).toBeInTheDocument();
    const boxes = [...(element.shadowRoot as ShadowRoot).querySelectorAll(".face .box")];
    const sizes = boxes.map((box) => box.getBoundingClientRect());
    expect(new Set(sizes.map(({ width, height }) => `${Math.round(width)}x${Math.round(height)}`)).size).toBe(1);
    expect(sizes.every(({ width, height }) => width >= 44 && height >= 44)).toBe(true);
    expect(new Set(boxes.map((box) => box.getAttribute("part"))).size).toBe(1);
    clearPage();
  }
});

test("without a network a tap is on the device, and that is all that is said", async () => {
  const rating = openRatingPage();
  rating.server.isUp = false;
  await face("Hài lòng").click();
  await expect.element(page.getByRole("status")).toHaveTextContent("Đã lưu trên máy, chưa gửi");
  const [item] = await kept(rating);
  expect(item).toMatchObject({ revision: 1, level: 4, touchpoint, form_version: 3, locale: "vi" });
});

test("what was kept without a network is sent when the person asks for it, once", async () => {
  const rating = openRatingPage();
  rating.server.isUp = false;
  await face("Hài lòng").click();
  await expect.element(button("Gửi lại")).toBeVisible();
  rating.server.isUp = true;
  await button("Gửi lại").click();
  await expect.element(page.getByText(thanks)).toBeVisible();
  expect(onlyStored(rating).level).toBe(4);
  expect(await kept(rating)).toEqual([]);
});

test("a reason and a comment are further revisions, each the whole snapshot", async () => {
  const rating = openRatingPage();
  await face("Không hài lòng").click();
  await reason("Khó đăng nhập, xác thực").click();
  await expect.poll(() => onlyStored(rating).reasons).toEqual(["sign-in"]);
  await page.getByRole("textbox").fill("  Nút “Gửi” không bấm được  ");
  await button("Gửi").click();
  await expect.poll(() => onlyStored(rating).comment).toBe("Nút “Gửi” không bấm được");
  const item = onlyStored(rating);
  expect(item).toMatchObject({ revision: 3, level: 2, reasons: ["sign-in"], form_version: 3 });
  expect(isTicketCode(item.ticket ?? "")).toBe(true);
  expect(Date.parse(item.revised_at ?? "")).toBeGreaterThanOrEqual(Date.parse(item.answered_at));
  expect(item.answered_at).toMatch(/\+07:00$/);
  expect(item.age_ms).toBeGreaterThanOrEqual(0);
});

test("a comment that was not sent never leaves the page", async () => {
  const rating = openRatingPage();
  await face("Không hài lòng").click();
  await page.getByRole("textbox").fill("Chưa muốn gửi");
  await button("Bỏ qua").click();
  await expect.element(page.getByText(thanks)).toBeVisible();
  await expect.poll(() => onlyStored(rating).level).toBe(2);
  expect(JSON.stringify(rating.server.arrived)).not.toContain("Chưa muốn gửi");
});

test("skipping is as large as sending", async () => {
  openRatingPage();
  await face("Hài lòng").click();
  await expect.element(button("Gửi")).toBeVisible();
  const [skip, send] = ["Bỏ qua", "Gửi"].map((word) => button(word).element().getBoundingClientRect());
  expect(skip?.width).toBe(send?.width);
  expect(skip?.height).toBe(send?.height);
});

test("the thanks are the same for every level", async () => {
  const said: string[] = [];
  for (const word of ["Rất hài lòng", "Rất không hài lòng"]) {
    const { element } = openRatingPage();
    await face(word).click();
    await button("Bỏ qua").click();
    await expect.element(page.getByText(thanks)).toBeVisible();
    said.push((element.shadowRoot as ShadowRoot).innerHTML.replace(/<!--.*?-->/g, ""));
    clearPage();
  }
  expect(said[0]).toBe(said[1]);
});

test("only reasons that fit level and channel are offered, and none outlives a change of the face", async () => {
  const rating = openRatingPage();
  await face("Không hài lòng").click();
  await expect.element(reason("Hướng dẫn")).toBeVisible();
  expect(reason("Chờ lâu mới đến lượt").elements()).toEqual([]);
  await reason("Hướng dẫn").click();
  await reason("Lý do khác").click();
  await face("Hài lòng").click();
  await expect.poll(() => onlyStored(rating)).toMatchObject({ level: 4, reasons: ["guidance"] });
  await expect.element(page.getByText(/^Điều gì làm Ông\/Bà hài lòng/)).toBeVisible();
  await expect.element(reason("Hướng dẫn")).toBeChecked();
});

test("from the thanks the face can be changed, under the same id", async () => {
  const rating = openRatingPage();
  await face("Không hài lòng").click();
  await expect.poll(() => rating.server.stored.size).toBe(1);
  const first = onlyStored(rating);
  await button("Bỏ qua").click();
  await button("Chọn lại").click();
  await expect.poll(() => focused(rating)).toBe(face("Không hài lòng").element());
  await face("Rất hài lòng").click();
  await expect.poll(() => onlyStored(rating).level).toBe(5);
  expect(onlyStored(rating)).toMatchObject({
    id: first.id,
    answered_at: first.answered_at,
    amend_key: first.amend_key,
  });
});

test("the focus goes to the thanks, which is the status itself: nothing is said twice", async () => {
  const rating = openRatingPage();
  await face("Hài lòng").click();
  await button("Bỏ qua").click();
  await expect.poll(() => focused(rating)?.textContent).toBe(thanks);
  await expect.element(page.getByRole("status")).toHaveTextContent(thanks);
  expect(page.getByText(thanks).elements()).toHaveLength(1);
});

test("after 15 minutes a tap is a new feedback, and the person is told", async () => {
  const rating = openRatingPage();
  await face("Không hài lòng").click();
  await expect.poll(() => rating.server.stored.size).toBe(1);
  rating.passMs(15 * 60 * 1000 + 1);
  await face("Hài lòng").click();
  await expect.poll(() => rating.server.stored.size).toBe(2);
  const [first, second] = [...rating.server.stored.values()];
  expect(first).toMatchObject({ level: 2, revision: 1 });
  expect(second).toMatchObject({ level: 4, revision: 1 });
  await expect.element(page.getByText(/^Đã quá 15 phút nên đây là một đánh giá mới\./)).toBeVisible();
});

test("a comment and a reason that come after 15 minutes are not lost: they follow, without a second level", async () => {
  const rating = openRatingPage();
  await face("Không hài lòng").click();
  await reason("Lý do khác").click();
  await expect.poll(() => rating.server.stored.size).toBe(1);
  rating.passMs(16 * 60 * 1000);
  await reason("Khó đăng nhập, xác thực").click();
  await page.getByRole("textbox").fill("Viết hơi lâu");
  await button("Gửi").click();
  await expect.poll(() => rating.server.stored.size).toBe(2);
  await expect.poll(() => [...rating.server.stored.values()][1]?.comment).toBe("Viết hơi lâu");
  const [first, second] = [...rating.server.stored.values()];
  expect(first).toMatchObject({ level: 2, reasons: ["other"] });
  expect(second).toMatchObject({ level: null, follows: first?.id, reasons: ["sign-in"] });
  expect(isTicketCode(second?.ticket ?? "")).toBe(true);
});

test("an attribute that names another service, dossier or touchpoint starts a new rating", async () => {
  const rating = openRatingPage();
  for (const [name, value] of [
    ["service", "1.004227"],
    ["dossier", "H20.20.4-241124-0001"],
    ["touchpoint", "H20-4v8w2n6r3d"],
  ] as const) {
    await face("Hài lòng").click();
    await expect.element(face("Hài lòng")).toBeChecked();
    rating.element.setAttribute(name, value);
    await expect.element(face("Hài lòng")).not.toBeChecked();
  }
  await face("Bình thường").click();
  await expect.poll(() => rating.server.stored.size).toBe(4);
  const last = [...rating.server.stored.values()][3];
  expect(last).toMatchObject({
    service: "1.004227",
    dossier: "H20.20.4-241124-0001",
    touchpoint: "H20-4v8w2n6r3d",
    level: 3,
  });
});

test("a mistake in an optional attribute costs no rating", async () => {
  const rating = openRatingPage({
    attributes: { service: "không phải mã", dossier: "x".repeat(65), page: "https://h.vn/nop?ten=An#x" },
  });
  await face("Hài lòng").click();
  await expect.poll(() => onlyStored(rating).page).toBe("/nop");
  expect(onlyStored(rating)).not.toHaveProperty("service");
  expect(onlyStored(rating)).not.toHaveProperty("dossier");
});

test("without a config there are still five faces, and a tap is kept and sent", async () => {
  const rating = openRatingPage({ config: null });
  await face("Hài lòng").click();
  await expect.poll(() => onlyStored(rating).level).toBe(4);
  await expect.element(page.getByText(thanks)).toBeVisible();
  expect(page.getByRole("textbox").elements()).toEqual([]);
});

test("a malformed touchpoint leaves the tag's own content", async () => {
  const { element } = openRatingPage({ attributes: { touchpoint: "H20" } });
  element.innerHTML = "<a href='/rate/H20'>Đánh giá</a>";
  await expect.element(page.getByRole("link", { name: "Đánh giá" })).toBeVisible();
});

test("further questions of 3, 4, 5 and 11 levels are answered by level, best first", async () => {
  const [overall] = touchpointConfig.form.questions;
  const questions = [3, 4, 5, 11].map((scale) => ({
    id: `q${scale}`,
    scale: scale as 3,
    text: { vi: `Câu ${scale}` },
  }));
  const form = { ...touchpointConfig.form, questions: [overall as NonNullable<typeof overall>, ...questions] };
  const rating = openRatingPage({ config: { ...touchpointConfig, form } });
  await face("Hài lòng").click();
  await page.getByRole("group", { name: "Câu 3", exact: true }).getByRole("radio").last().click();
  await page.getByRole("group", { name: "Câu 4", exact: true }).getByRole("radio").first().click();
  await page.getByRole("group", { name: "Câu 5", exact: true }).getByRole("radio", { name: "Bình thường" }).click();
  await page.getByRole("group", { name: "Câu 11", exact: true }).getByRole("radio", { name: "9 trên 10" }).click();
  await expect.poll(() => onlyStored(rating).answers).toEqual({ q3: 1, q4: 4, q5: 3, q11: 10 });
  const words = page.getByRole("group", { name: "Câu 4", exact: true }).element().textContent;
  expect(words).not.toContain("Bình thường");
});

test("a single choice is answered by its option's id, and changed by another", async () => {
  const form = { ...touchpointConfig.form, typed_questions: [choiceQuestion(4)] };
  const rating = openRatingPage({ config: { ...touchpointConfig, form } });
  await face("Hài lòng").click();
  const group = page.getByRole("group", { name: "Ông/Bà biết dịch vụ này qua đâu?" });
  await expect.element(group).toBeVisible();
  const words = group
    .getByRole("radio")
    .elements()
    .map((option) => option.getAttribute("aria-label"));
  expect(words).toEqual(choiceQuestion(4).options.map(({ text }) => text.vi));
  await group.getByRole("radio", { name: /^Tờ rơi/ }).click();
  await group.getByRole("radio", { name: /^Người thân/ }).click();
  await expect.poll(() => onlyStored(rating).answers).toEqual({ source: "friend" });
  expect(feedbackItem.safeParse(onlyStored(rating)).success).toBe(true);
});

test("a question of a type that only a newer release knows is left out", async () => {
  const newer = { id: "map", type: "place", options: [], text: { vi: "Ở đâu?" } } as unknown as ChoiceQuestion;
  const form = { ...touchpointConfig.form, typed_questions: [newer, choiceQuestion(2)] };
  const rating = openRatingPage({ config: { ...touchpointConfig, form } });
  await face("Hài lòng").click();
  await page.getByRole("radio", { name: /^Cán bộ tại quầy/ }).click();
  await expect.poll(() => onlyStored(rating).answers).toEqual({ source: "counter" });
  expect(rating.element.shadowRoot?.textContent).not.toContain("Ở đâu?");
});

test("the count stands apart from the hint, beside it or below it, at every width", async () => {
  const { element } = openRatingPage();
  await face("Hài lòng").click();
  const count = page.getByText("Còn 4.000 ký tự");
  await expect.element(count).toBeVisible();
  // What a box holds, without the room that its padding keeps.
  const textOf = (box: Element): DOMRect => {
    const range = document.createRange();
    range.selectNodeContents(box);
    return range.getBoundingClientRect();
  };
  const hint = page.getByText(/^Xin đừng ghi/).element();
  const tight = Array.from({ length: 80 }, (_, step) => 290 + 4 * step).filter((width) => {
    (element.parentElement as HTMLElement).style.width = `${width}px`;
    const [words, number] = [textOf(hint), textOf(count.element())];
    return number.left < words.right + 8 && number.top < words.bottom - 4;
  });
  expect(tight).toEqual([]);
});

test("the count goes down by what a person sees as one character, and a comment that is too long stays in its box", async () => {
  const rating = openRatingPage();
  await face("Hài lòng").click();
  await page.getByRole("textbox").fill("👨‍👩‍👧");
  await expect.element(page.getByText("Còn 3.999 ký tự")).toBeVisible();
  await page.getByRole("textbox").fill("ệ".repeat(4003));
  await expect.element(page.getByText("Góp ý vượt 3 ký tự so với mức tối đa 4.000. Xin rút gọn.")).toBeVisible();
  await button("Gửi").click();
  await expect.poll(() => focused(rating)).toBe(page.getByRole("textbox").element());
  expect(onlyStored(rating)).not.toHaveProperty("comment");
});

test("control characters and halves of characters are left out of a comment, and marks are composed", async () => {
  const rating = openRatingPage();
  await face("Hài lòng").click();
  await expect.element(page.getByRole("textbox")).toBeVisible();
  const box = page.getByRole("textbox").element() as HTMLTextAreaElement;
  box.value = "a\u0007b\ud83dc Tie\u0302\u0301ng";
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await button("Gửi").click();
  await expect.poll(() => onlyStored(rating).comment).toBe("abc Tiếng");
});

test("the box is never written to while somebody types in it", async () => {
  openRatingPage();
  await face("Hài lòng").click();
  await expect.element(page.getByRole("textbox")).toBeVisible();
  const box = page.getByRole("textbox").element() as HTMLTextAreaElement;
  let writes = 0;
  const { get, set } = Object.getOwnPropertyDescriptor(
    HTMLTextAreaElement.prototype,
    "value",
  ) as Required<PropertyDescriptor>;
  Object.defineProperty(box, "value", {
    get: get.bind(box),
    set(text: string) {
      writes += 1;
      set.call(box, text);
    },
  });
  await page.getByRole("textbox").click();
  await userEvent.keyboard("tieng");
  await reason("Giải quyết nhanh, đúng hẹn").click();
  await expect.element(page.getByText(thanks)).toBeVisible();
  expect(writes).toBe(0);
  expect(box.value).toBe("tieng");
});

test("keys pressed inside reach no listener of the page, but Tab and Escape do", async () => {
  const heard: string[] = [];
  const listen = (event: KeyboardEvent): void => void heard.push(event.key);
  openRatingPage();
  await face("Hài lòng").click();
  for (const type of ["keydown", "keyup", "keypress"] as const) document.addEventListener(type, listen);
  await page.getByRole("textbox").click();
  await userEvent.keyboard("s/{Enter}{Escape}");
  await userEvent.tab();
  for (const type of ["keydown", "keyup", "keypress"] as const) document.removeEventListener(type, listen);
  expect(new Set(heard)).toEqual(new Set(["Escape", "Tab"]));
});

test("it writes no attribute of its own, takes no focus and does not scroll", async () => {
  const spacer = document.createElement("div");
  spacer.style.height = "3000px";
  document.body.append(spacer);
  const { element } = openRatingPage();
  const before = element.getAttributeNames();
  await expect.poll(() => element.shadowRoot?.querySelector(".waiting")).not.toBeNull();
  expect(document.activeElement).toBe(document.body);
  expect(scrollY).toBe(0);
  element.scrollIntoView();
  await face("Hài lòng").click();
  await button("Bỏ qua").click();
  await expect.element(page.getByText(thanks)).toBeVisible();
  expect(element.getAttributeNames()).toEqual(before);
});

test("taken off the page and put back, it stands as it stood and still hears of its receipt", async () => {
  const rating = openRatingPage();
  const place = rating.element.parentElement as Element;
  await face("Không hài lòng").click();
  rating.element.remove();
  place.append(rating.element);
  await expect.element(face("Không hài lòng")).toBeChecked();
  await reason("Lý do khác").click();
  await expect.poll(() => onlyStored(rating).reasons).toEqual(["other"]);
  await expect.element(page.getByText(thanks)).toBeVisible();
});

test("put back after its receipt came, it says so, and has told the page", async () => {
  const rating = openRatingPage();
  const place = rating.element.parentElement as Element;
  const receipted: number[] = [];
  rating.element.addEventListener("feedback-receipted", (event) => {
    receipted.push((event as CustomEvent<{ revision: number }>).detail.revision);
  });
  await face("Không hài lòng").click();
  rating.element.remove();
  await expect.poll(() => receipted).toEqual([1]);
  place.append(rating.element);
  await expect.element(page.getByText(thanks)).toBeVisible();
});

test("put on the page first and told its touchpoint later, it draws that touchpoint's config", async () => {
  const { element } = openRatingPage({ attributes: { touchpoint: "" } });
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  element.setAttribute("touchpoint", touchpoint);
  await expect.element(page.getByText(/lần nộp hồ sơ trực tuyến này/)).toBeVisible();
});

test("far from the eye it asks the server nothing until it comes near", async () => {
  const spacer = document.createElement("div");
  spacer.style.height = "5000px";
  document.body.append(spacer);
  const { element } = openRatingPage();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const isWaiting = (): boolean => (element.shadowRoot as ShadowRoot).querySelector(".waiting") !== null;
  expect(isWaiting()).toBe(true);
  element.scrollIntoView();
  await expect.poll(isWaiting).toBe(false);
});

test("two on one page are two ratings", async () => {
  const rating = openRatingPage();
  (rating.element.parentElement as Element).append(rating.another());
  await face("Hài lòng").first().click();
  await face("Rất không hài lòng").last().click();
  await expect.poll(() => [...rating.server.stored.values()].map(({ level }) => level).sort()).toEqual([1, 4]);
  await expect.element(face("Hài lòng").first()).toBeChecked();
});

test("events tell what was kept and receipted, and neither level nor words", async () => {
  const rating = openRatingPage();
  await face("Hài lòng").click();
  await expect.poll(() => rating.events.map(({ type }) => type)).toEqual(["feedback-captured", "feedback-receipted"]);
  const { id } = onlyStored(rating);
  expect(rating.events.map(({ detail }) => detail)).toEqual([
    { id, revision: 1, stored: "device", touchpoint },
    { id, revision: 1, outcome: "accepted", problem: undefined, touchpoint },
  ]);
});

test("a refusal is reported, and the person is not thanked for nothing", async () => {
  const rating = openRatingPage();
  const problem = { type: "about:blank", title: "No", status: 400, detail: "no", permanent: true };
  rating.server.refuse = () => problem;
  await face("Hài lòng").click();
  await expect.element(page.getByText(/^Đánh giá này không hợp lệ/)).toBeVisible();
  expect(rating.events[1]).toMatchObject({ type: "feedback-refused", detail: { revision: 1, problem } });
  expect(page.getByText(/Cảm ơn/).elements()).toEqual([]);
});

test("a page from before the touchpoint was closed says so after the tap, and asks for nothing more", async () => {
  const { server } = openRatingPage();
  server.refuse = () => ({ type: "about:blank", title: "Closed", status: 410, detail: "closed", permanent: false });
  await face("Không hài lòng").click();
  await expect.element(page.getByText("Điểm lấy ý kiến này đã đóng.")).toBeVisible();
  await expect.poll(() => page.getByRole("textbox").elements()).toEqual([]);
  expect(button("Gửi").elements()).toEqual([]);
});

test("a comment that is refused gets neither a check mark nor a code that nothing stands behind", async () => {
  const signOf = ({ element }: ReturnType<typeof openRatingPage>): string | null | undefined =>
    element.shadowRoot?.querySelector(".told path")?.getAttribute("d");
  const taken = openRatingPage();
  await leaveComment();
  await expect.element(page.getByText("Mã tra cứu của Ông/Bà:")).toBeVisible();
  const check = signOf(taken);
  taken.element.remove();

  const refused = openRatingPage();
  refused.server.refuse = () => ({ type: "about:blank", title: "No", status: 400, detail: "no", permanent: true });
  await leaveComment();
  await expect.element(page.getByText(/^Đánh giá này không hợp lệ/)).toBeVisible();
  expect(signOf(refused)).toBeTruthy();
  expect(signOf(refused)).not.toBe(check);
  expect(page.getByText("Mã tra cứu của Ông/Bà:").elements()).toEqual([]);
});

async function leaveComment(): Promise<void> {
  await face("Hài lòng").click();
  await page.getByRole("textbox").fill("Cán bộ rất tận tình");
  await button("Gửi").click();
}

test("what an earlier page load left behind is reported by the element that stands at the same place", async () => {
  const outbox = outboxStore(freshName("outbox"));
  await outbox.keep({ ...keptFeedback(1), session: "earlier" });
  await outbox.keep({ ...keptFeedback(2, 1, { touchpoint: "H20-4v8w2n6r3d" }), session: "earlier" });
  const server = fakeServer();
  const problem = { type: "about:blank", title: "No", status: 400, detail: "no", permanent: true };
  server.refuse = () => problem;
  const rating = openRatingPage({ outbox, server });
  const { id } = keptFeedback(1);
  await expect
    .poll(() => rating.events)
    .toEqual([{ type: "feedback-refused", detail: { id, revision: 1, outcome: "refused", problem, touchpoint } }]);
  await expect.element(face("Hài lòng")).not.toBeChecked();
});

test("where the device refuses to store, the rating goes at once, and the person is told if that fails", async () => {
  const refused: Outbox = {
    keep: () => Promise.reject(new DOMException("full", "QuotaExceededError")),
    oldest: async () => [],
    settle: async () => {},
    reconsider: async () => {},
    queues: async () => [],
  };
  const rating = openRatingPage({ outbox: refused });
  rating.server.isUp = false;
  await face("Hài lòng").click();
  await expect.element(page.getByText(/Chưa gửi được. Nội dung vẫn còn/)).toBeVisible();
  expect(rating.events[0]?.detail.stored).toBe("memory");
  expect(page.getByText(/Cảm ơn/).elements()).toEqual([]);
  rating.server.isUp = true;
  await button("Gửi lại").click();
  await expect.element(page.getByText(thanks)).toBeVisible();
  expect(onlyStored(rating).level).toBe(4);
});

test("a page with hostile rules changes nothing inside", async () => {
  const look = async (): Promise<string[]> => {
    const { element } = openRatingPage();
    // The rules push it far down the page.
    element.scrollIntoView();
    await face("Hài lòng").click();
    await expect.element(page.getByText(thanks)).toBeVisible();
    const parts = [...(element.shadowRoot as ShadowRoot).querySelectorAll(".panel, .panel *")];
    const told = [
      "font-size",
      "font-family",
      "line-height",
      "letter-spacing",
      "color",
      "text-transform",
      "text-align",
      "width",
      "direction",
    ];
    const seen = parts.map((part) => told.map((name) => getComputedStyle(part).getPropertyValue(name)).join("|"));
    clearPage();
    return seen;
  };
  const calm = await look();
  const hostile = new CSSStyleSheet();
  hostile.replaceSync(`
    html { font-size: 62.5%; }
    *, citizen-feedback, input, label, button, svg, fieldset {
      font: 7px/1 serif !important; letter-spacing: 5px !important; color: red !important; text-transform: uppercase !important;
      text-align: right !important; word-spacing: 9px !important; display: inline-block; float: left; direction: rtl !important;
      text-indent: 3em !important; white-space: pre !important; box-sizing: content-box; --ink: lime;
    }
    input, label, button, fieldset, .panel, .box { border: 3px solid lime !important; padding: 9px !important; }
    div { float: none !important; display: block !important; border: 0 !important; }
  `);
  document.adoptedStyleSheets = [hostile];
  expect(await look()).toEqual(calm);
});

test("inside one big form neither Enter nor a button posts the page", async () => {
  const form = document.createElement("form");
  let posts = 0;
  form.addEventListener("submit", (event) => {
    posts += 1;
    event.preventDefault();
  });
  form.innerHTML = "<input name='q'><button>Tìm</button>";
  document.body.append(form);
  const rating = openRatingPage({ parent: form });
  await face("Hài lòng").click();
  await userEvent.keyboard("{Enter}");
  await reason("Giải quyết nhanh, đúng hẹn").click();
  await userEvent.keyboard("{Enter}");
  await page.getByRole("textbox", { name: /góp ý/ }).fill("Tốt");
  await button("Gửi").click();
  await expect.poll(() => onlyStored(rating).comment).toBe("Tốt");
  expect(posts).toBe(0);
  expect([...new FormData(form).keys()]).toEqual(["q"]);
});

test("five columns from 520 px of its own width, five rows below", async () => {
  for (const [width, columns] of [
    ["520px", 5],
    ["519px", 1],
  ] as const) {
    const { element } = openRatingPage({ width });
    await expect.element(face("Hài lòng")).toBeInTheDocument();
    const lefts = (): number =>
      new Set(
        [...(element.shadowRoot as ShadowRoot).querySelectorAll(".face")].map(
          (one) => one.getBoundingClientRect().left,
        ),
      ).size;
    await expect.poll(lefts).toBe(columns);
    clearPage();
  }
});

test("the page may hide it, by its own rule, by an inline style or by hidden, and show it again", async () => {
  const { element } = openRatingPage();
  await expect.element(face("Hài lòng")).toBeVisible();
  const isSeen = (): boolean => element.getClientRects().length > 0;
  element.style.display = "none";
  expect(isSeen()).toBe(false);
  element.style.display = "";
  element.hidden = true;
  expect(isSeen()).toBe(false);
  element.hidden = false;
  expect(isSeen()).toBe(true);
});

test("it follows the page's theme, unless theme says which", async () => {
  const { element } = openRatingPage({ config: { ...touchpointConfig, theme: "dark" } });
  await expect.element(face("Hài lòng")).toBeInTheDocument();
  const paper = (): string =>
    getComputedStyle((element.shadowRoot as ShadowRoot).querySelector(".panel") as Element).backgroundColor;
  await expect.poll(paper).toBe("rgb(18, 24, 36)");
  element.setAttribute("theme", "light");
  await expect.poll(paper).toBe("rgb(255, 255, 255)");
  element.style.setProperty("--citizen-paper", "rgb(1, 2, 3)");
  expect(paper()).toBe("rgb(1, 2, 3)");
});

test("speaks English where lang says so, and may change while it stands", async () => {
  const { element } = openRatingPage();
  await face("Hài lòng").click();
  element.setAttribute("lang", "en-GB");
  await expect.element(page.getByRole("radio", { name: "Satisfied", exact: true })).toBeChecked();
  await expect.element(page.getByText(/^What did you like/)).toBeVisible();
  element.removeAttribute("lang");
  await expect.element(face("Hài lòng")).toBeChecked();
});

test("reset starts over and leaves what was kept", async () => {
  const rating = openRatingPage();
  await face("Hài lòng").click();
  await page.getByRole("textbox").fill("Nháp");
  rating.element.reset();
  await expect.element(face("Hài lòng")).not.toBeChecked();
  await face("Bình thường").click();
  await expect.element(page.getByRole("textbox")).toHaveValue("");
  await expect.poll(() => rating.server.stored.size).toBe(2);
});

test("a ticket can be copied and is shown in groups", async () => {
  const rating = openRatingPage();
  await face("Hài lòng").click();
  await page.getByRole("textbox").fill("Tốt");
  await button("Gửi").click();
  await button("Chép mã").click();
  await expect.element(button("Đã chép")).toBeVisible();
  const { ticket = "" } = onlyStored(rating);
  const [, first, second, last] = /-(.{4})(.{4})(.{5})$/.exec(ticket) ?? [];
  await expect.element(page.getByText(`H20-${first} ${second} ${last}`)).toBeVisible();
});

test("without a network a comment's thanks say where it is and nothing else; once it is sent, code and link appear", async () => {
  const rating = openRatingPage();
  rating.server.isUp = false;
  await leaveComment();
  await expect.element(page.getByRole("status")).toHaveTextContent("Đã lưu trên máy, chưa gửi");
  await expect.element(button("Chọn lại")).toBeVisible();
  expect(page.getByText(/Mã tra cứu của|H20-|Cảm ơn/).elements()).toEqual([]);
  expect(page.getByRole("link", { name: "Tra cứu góp ý" }).elements()).toEqual([]);
  expect(await accessibilityFaults(rating.element)).toEqual([]);
  rating.server.isUp = true;
  await button("Gửi lại").click();
  await expect.element(page.getByText(/^H20-/)).toBeVisible();
  const code = page.getByText(/^H20-/).element();
  (rating.element.parentElement as HTMLElement).style.width = "288px";
  expect(code.getBoundingClientRect().right).toBeLessThanOrEqual(rating.element.getBoundingClientRect().right);
  const { ticket = "" } = onlyStored(rating);
  const link = page.getByRole("link", { name: "Tra cứu góp ý" });
  await expect.element(link).toHaveAttribute("href", `${serverAddress}/ticket/#${ticket}`);
  expect(link.element().getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
});
