import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { ConfigAnswer } from "../../../../widget/config/load-config.ts";
import { touchpoint, touchpointConfig } from "../../../fixtures/touchpoint-config.ts";
import { clearPage, openRatingPage, serverAddress, type RatingPageOptions } from "../rating-page.ts";

afterEach(clearPage);

const face = (word: string) => page.getByRole("radio", { name: word, exact: true });
const own = /lần nộp hồ sơ trực tuyến này/;
const builtIn = "Ông/Bà có hài lòng với việc phục vụ hôm nay không?";

/** An element that has asked its server, which answers when the test says so. */
async function openUnanswered(options: RatingPageOptions = {}) {
  let answer: ((given: ConfigAnswer) => void) | undefined;
  const loadConfig: RatingPageOptions["loadConfig"] = (_at, show) => {
    answer = show;
  };
  const rating = openRatingPage({ ...options, loadConfig });
  const root = rating.element.shadowRoot as ShadowRoot;
  await expect.poll(() => answer !== undefined && root.querySelector(".waiting") !== null).toBe(true);
  return { ...rating, root, answer: (given: ConfigAnswer) => answer?.(given) };
}

const faults = async (element: Element): Promise<string[]> =>
  (await axe.run(element)).violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(" ")}`);

test("faces never show before their question is known: the place is kept by a calm panel of the same height", async () => {
  for (const width of ["560px", "358px"]) {
    const { element, root, answer } = await openUnanswered({ width });
    expect(page.getByRole("radio").elements()).toEqual([]);
    expect(
      [...root.querySelectorAll(".waiting *")].filter((one) => getComputedStyle(one).visibility !== "hidden"),
    ).toEqual([]);
    expect(await faults(element)).toEqual([]);
    const before = element.getBoundingClientRect().height;
    answer(touchpointConfig);
    await expect.element(page.getByText(own)).toBeVisible();
    expect(Math.abs(element.getBoundingClientRect().height - before)).toBeLessThanOrEqual(28);
    clearPage();
  }
});

test("a question that came too late never stands over an answer to the built-in one", async () => {
  const { server, element, answer } = await openUnanswered();
  await expect.poll(() => element.shadowRoot?.querySelector(".waiting")).not.toBeNull();
  answer(undefined);
  await expect.element(page.getByText(builtIn)).toBeVisible();
  answer(touchpointConfig);
  await face("Không hài lòng").click();
  await page.getByRole("checkbox", { name: "Khó đăng nhập, xác thực" }).click();
  await expect.poll(() => [...server.stored.values()][0]?.reasons).toEqual(["sign-in"]);
  await expect.element(page.getByText(builtIn)).toBeVisible();
  expect(page.getByText(own).elements()).toEqual([]);
  expect([...server.stored.values()][0]).not.toHaveProperty("form_version");
  element.reset();
  await expect.element(page.getByText(own)).toBeVisible();
});

const link = () => page.getByRole("link", { name: /Mở trang|Cổng/ });

test("an unknown, a refusing and a closed touchpoint say so before anybody taps, each with a next step", async () => {
  const official = { name: "Cổng dịch vụ công", url: "https://dichvucong.example/" };
  const closed = { ...touchpointConfig, signed_only: true as const, official_channel: official };
  const cases: readonly (readonly [ConfigAnswer, RegExp, string | null])[] = [
    [404, /không có hoặc không còn nhận đánh giá. Xin báo cho người quản trị trang/, null],
    [403, /^Trang này không được nhận đánh giá/, `${serverAddress}/rate/${touchpoint}`],
    [closed, /^Nơi này chỉ nhận đánh giá tại máy đặt ở cơ quan/, official.url],
    // Taken down, also where a device was: nobody is sent to it.
    [{ ...closed, closed: true }, /^Điểm lấy ý kiến này đã đóng\.$/, official.url],
    [
      { ...touchpointConfig, closed: true },
      /^Điểm lấy ý kiến này đã đóng\.$/,
      touchpointConfig.official_channel?.url ?? null,
    ],
    [{ ...closed, official_channel: null }, /^Nơi này chỉ nhận đánh giá tại máy/, null],
  ];
  for (const [given, words, next] of cases) {
    const { element, answer } = await openUnanswered();
    answer(given);
    await expect.element(page.getByText(words)).toBeVisible();
    expect(page.getByRole("radio").elements()).toEqual([]);
    expect(
      link()
        .elements()
        .map((one) => one.getAttribute("href")),
    ).toEqual(next ? [next] : []);
    expect(await faults(element)).toEqual([]);
    clearPage();
  }
});

test("a refusal speaks the page's language", async () => {
  const { answer, element } = await openUnanswered({ attributes: { lang: "en" } });
  await expect.poll(() => element.shadowRoot?.querySelector(".waiting")).not.toBeNull();
  answer(404);
  await expect.element(page.getByText(/Please tell the site's webmaster/)).toBeVisible();
  element.setAttribute("lang", "vi");
  await expect.element(page.getByText(/Xin báo cho người quản trị trang/)).toBeVisible();
});

test("a refusal that comes after a tap does not take the answer away", async () => {
  const { server, element, answer } = await openUnanswered();
  await expect.poll(() => element.shadowRoot?.querySelector(".waiting")).not.toBeNull();
  answer(undefined);
  await face("Hài lòng").click();
  answer(404);
  await expect.poll(() => server.stored.size).toBe(1);
  await expect.element(face("Hài lòng")).toBeChecked();
});

test("words are at least 16 px, in rows on a phone and in columns", async () => {
  for (const [width, lang] of [
    ["358px", "vi"],
    ["288px", "en"],
    ["520px", "vi"],
    ["520px", "en"],
  ] as const) {
    const { element, answer } = await openUnanswered({ width, attributes: { lang } });
    answer(touchpointConfig);
    await expect.element(page.getByRole("radio").first()).toBeInTheDocument();
    for (const box of element.shadowRoot?.querySelectorAll(".face .box") ?? []) {
      expect(Number.parseFloat(getComputedStyle(box).fontSize)).toBeGreaterThanOrEqual(16);
      expect(box.scrollWidth, `${box.textContent} at ${width}`).toBeLessThanOrEqual(box.clientWidth);
    }
    clearPage();
  }
});
