import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import { PresentController } from "../../../../widget/board/present-controller.ts";
import { clearPage } from "../rating-page.ts";
import { type FakeAgency, fakeAgency, goodKey, openBoard } from "./fake-board.ts";

const home = location.pathname + location.search;

beforeEach(() => page.viewport(1280, 720));
afterEach(() => {
  clearPage();
  history.replaceState(null, "", home);
});

/** Opens the agency's board at a slide, and waits for it. */
async function present(agency: FakeAgency, slide = "1"): Promise<ShadowRoot> {
  history.replaceState(null, "", `/board/H20?present=${slide}`);
  const { shadowRoot } = openBoard(agency, { isPage: true });
  await expect.poll(() => shadowRoot.querySelector(".stage h1, .stage h2")).not.toBeNull();
  return shadowRoot;
}

const words = (root: ShadowRoot): string => root.querySelector(".stage")?.textContent?.replace(/\s+/g, " ") ?? "";
const slide = (): string | null => new URLSearchParams(location.search).get("present");
const stage = (root: ShadowRoot): DOMRect => (root.querySelector(".stage") as Element).getBoundingClientRect();

describe("presenting", () => {
  test("begins with a title, then shows one question a slide; keys step, and the address has the slide", async () => {
    const root = await present(fakeAgency());
    expect(words(root)).toContain("Tỉnh Đồng Tháp");
    expect(root.querySelectorAll("section")).toHaveLength(0);
    for (const [key, at] of [
      ["{PageDown}", "2"],
      ["{ArrowLeft}", "1"],
      [" ", "2"],
      ["{PageUp}", "1"],
      ["{ArrowLeft}", "1"],
      ["{ArrowRight}", "2"],
    ] as const) {
      await userEvent.keyboard(key);
      expect(slide()).toBe(at);
      await expect.poll(() => root.querySelectorAll("section").length).toBe(at === "1" ? 0 : 1);
    }
    expect(root.activeElement?.localName).toBe("h2");
    await userEvent.keyboard("{End}");
    const last = Number(slide());
    expect(last).toBeGreaterThan(2);
    await expect.poll(() => words(root)).toContain(`${last}/${last}`);
    await userEvent.keyboard("{Home}");
    expect(slide()).toBe("1");
  });

  test("comes when a slide is asked for; if it cannot be loaded, the board stays a page, and the next try counts", async () => {
    history.replaceState(null, "", "/board/H20?present=2");
    let loads = 0;
    const loadPresenting = async (): Promise<typeof PresentController> => {
      loads += 1;
      if (loads === 1) throw new TypeError("no network");
      return PresentController;
    };
    const { shadowRoot } = openBoard(fakeAgency(), { isPage: true, loadPresenting });
    await expect.poll(slide).toBeNull();
    await page.getByRole("link", { name: "Trình chiếu" }).click();
    await expect.poll(() => shadowRoot.querySelector(".stage h1")).not.toBeNull();
    expect(loads).toBe(2);
  });

  test("Escape goes back to the page, and the browser's Back leads from the page to the slides once", async () => {
    const root = await present(fakeAgency(), "2");
    await userEvent.keyboard("{ArrowRight}{ArrowLeft}{Escape}");
    expect(location.search).toBe("");
    await expect.poll(() => root.querySelectorAll("section").length).toBeGreaterThan(1);
    await userEvent.keyboard("{ArrowRight}");
    expect(location.search).toBe("");
    history.back();
    await expect.poll(() => root.querySelector(".stage")).not.toBeNull();
    expect(slide()).toBe("2");
  });

  test("buttons and fingers step as well", async () => {
    const root = await present(fakeAgency());
    await page.getByRole("button", { name: "Trang sau" }).click();
    expect(slide()).toBe("2");
    const swipe = (from: number, to: number): void => {
      const target = root.querySelector(".stage") as Element;
      const at = (clientX: number) => ({
        changedTouches: [new Touch({ identifier: 1, target, clientX })],
        bubbles: true,
      });
      target.dispatchEvent(new TouchEvent("touchstart", at(from)));
      target.dispatchEvent(new TouchEvent("touchend", at(to)));
    };
    swipe(200, 400);
    expect(slide()).toBe("1");
    swipe(400, 200);
    expect(slide()).toBe("2");
    swipe(400, 390);
    expect(slide()).toBe("2");
    await page.getByRole("button", { name: "Thôi trình chiếu" }).click();
    expect(slide()).toBeNull();
  });

  test.each([
    [1280, 720],
    [1920, 1080],
    [3840, 2160],
    [1024, 768],
  ])("fills %i × %i as 16:9, with type for the back of a hall", async (width, height) => {
    await page.viewport(width, height);
    const root = await present(fakeAgency(), "2");
    await expect.poll(() => words(root)).toContain("95,00%");
    const box = stage(root);
    expect(box.width).toBeCloseTo(Math.min(width, (height * 16) / 9), 0);
    expect(box.width / box.height).toBeCloseTo(16 / 9, 2);
    const factor = box.width / (root.querySelector<HTMLElement>(".stage")?.offsetWidth ?? 1);
    const size = Number.parseFloat(getComputedStyle(root.querySelector(".changes li") as Element).fontSize);
    // A fortieth of the picture's height is read from the last row.
    expect(size * factor).toBeGreaterThan(box.height / 40);
  });

  test("a slide that does not fit is stepped through before the next one", async () => {
    const root = await present(fakeAgency(), "9");
    const body = root.querySelector(".card") as HTMLElement;
    await expect.poll(() => words(root)).toContain("Công thức");
    await expect.poll(() => root.querySelector(".stage.more")).not.toBeNull();
    const before = slide();
    await userEvent.keyboard("{PageDown}");
    expect(slide()).toBe(before);
    expect(body.scrollTop).toBeGreaterThan(0);
    for (let presses = 0; presses < 10; presses += 1) await userEvent.keyboard("{PageDown}");
    expect(body.scrollTop + body.clientHeight).toBeCloseTo(body.scrollHeight, -1);
    expect(root.querySelector(".stage.more")).toBeNull();
    await userEvent.keyboard("{PageUp}");
    expect(body.scrollTop).toBeLessThan(body.scrollHeight - body.clientHeight);
  });

  test("says up to when the figures go, and that they are simulated, on every slide", async () => {
    const agency = fakeAgency();
    agency.facts.sample = true;
    const root = await present(agency);
    for (const at of ["1", "2", "3"]) {
      expect(slide()).toBe(at);
      expect(words(root)).toContain("Số liệu đến hết ngày 03/10/2026 · công bố 00:10 ngày 04/10/2026");
      expect(words(root)).toContain("Số liệu mô phỏng");
      await userEvent.keyboard("{ArrowRight}");
      await expect.poll(() => words(root)).toContain(`${Number(at) + 1}/`);
    }
  });

  test("a new publication is drawn where the old one stood: same slide, same element, same focus", async () => {
    const agency = fakeAgency();
    // It is drawn only if every question is answered.
    agency.facts.isWhole = true;
    const root = await present(agency, "2");
    await expect.poll(() => words(root)).toContain("95,00%");
    const before = [root.querySelector(".stage"), root.querySelector("section"), root.activeElement];
    const [turn] = agency.turns;
    const asked = agency.calls.length;
    turn?.();
    await expect.poll(() => agency.calls.length).toBe(asked + 1);
    const seen = new Set<string>();
    const watcher = new MutationObserver(() => seen.add(root.querySelector(".big")?.textContent?.trim() ?? "nothing"));
    watcher.observe(root, { subtree: true, childList: true, characterData: true });
    agency.facts.version = 8;
    agency.change.level5 = 900;
    turn?.();
    await expect.poll(() => words(root)).not.toContain("95,00%");
    watcher.disconnect();
    expect([...seen].filter((one) => !/^\d\d,\d\d%/.test(one))).toEqual([]);
    expect([root.querySelector(".stage"), root.querySelector("section"), root.activeElement]).toEqual(before);
    expect(slide()).toBe("2");
  });

  test("keeps the old picture while the server does not answer", async () => {
    const agency = fakeAgency();
    const root = await present(agency, "2");
    await expect.poll(() => words(root)).toContain("95,00%");
    agency.facts.version = 8;
    agency.fails.set("/publications/latest", "unreachable");
    const asked = agency.calls.length;
    for (const turn of agency.turns) turn();
    await expect.poll(() => agency.calls.length).toBeGreaterThan(asked + 3);
    await new Promise((resolve) => setTimeout(resolve));
    expect(words(root)).toContain("95,00%");
  });

  test("shows no key and no place to give one, and live figures have the time when they were read", async () => {
    history.replaceState(null, "", "/board/H20");
    const { shadowRoot: root } = openBoard(fakeAgency(), { isPage: true });
    await page.getByText("Dành cho cơ quan").click();
    await page.getByLabelText("Khóa của cơ quan").fill(goodKey);
    await page.getByRole("button", { name: "Xem số liệu trực tiếp" }).click();
    await expect.element(page.getByText("Đang xem bằng khóa của cơ quan.")).toBeVisible();
    await page.getByRole("link", { name: "Trình chiếu" }).click();
    await expect.poll(() => words(root)).toContain("Số liệu đến 14:05 ngày 29/11/2026");
    expect(root.querySelector("input, form, details")).toBeNull();
    expect(root.innerHTML + location.href).not.toContain(goodKey);
  });

  test("leaves nothing running behind", async () => {
    const agency = fakeAgency();
    const root = await present(agency);
    expect(agency.turns.size).toBe(1);
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => root.querySelector(".stage")).toBeNull();
    expect(agency.turns.size).toBe(0);
    history.back();
    await expect.poll(() => agency.turns.size).toBe(1);
    // An element that is taken out may have a change left to draw.
    root.querySelector<HTMLElement>("[aria-label='Trang sau']")?.click();
    root.host.remove();
    await new Promise((resolve) => setTimeout(resolve));
    expect(agency.turns.size).toBe(0);
  });

  test("is accessible on each slide", async () => {
    const root = await present(fakeAgency());
    for (const at of ["1", "2", "3"]) {
      expect(slide()).toBe(at);
      expect((await axe.run(root.host)).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
      await userEvent.keyboard("{End}");
      history.replaceState(null, "", `/board/H20?present=${Number(at) + 1}`);
      dispatchEvent(new PopStateEvent("popstate"));
      await expect.poll(() => words(root)).toContain(`${Number(at) + 1}/`);
    }
  });
});

test("on paper every folded part is open, and closed again after it", async () => {
  const { shadowRoot } = openBoard(fakeAgency());
  await expect.element(page.getByText("Xem bảng số").first()).toBeVisible();
  const parts = (): boolean[] => [...shadowRoot.querySelectorAll("details")].map(({ open }) => open);
  const before = parts();
  const width = (): number => shadowRoot.querySelector(".chart svg")?.clientWidth ?? 0;
  await expect.poll(width).toBeGreaterThan(0);
  const onScreen = width();
  dispatchEvent(new Event("beforeprint"));
  expect(parts()).toEqual(before.map(() => true));
  expect(width()).toBeLessThan(onScreen);
  expect(width()).toBeLessThanOrEqual(680);
  dispatchEvent(new Event("afterprint"));
  expect(parts()).toEqual(before);
  await expect.poll(width).toBe(onScreen);
});

test("on paper there is nothing to press, black stands on white in dark rooms too, and the foot names source, method and day", async () => {
  const emulate = (media: string, scheme: string): Promise<unknown> =>
    cdp().send("Emulation.setEmulatedMedia", { media, features: [{ name: "prefers-color-scheme", value: scheme }] });
  history.replaceState(null, "", "/board/H20");
  const { shadowRoot } = openBoard(fakeAgency(), { isPage: true });
  await expect.poll(() => shadowRoot.querySelector(".sources")).not.toBeNull();
  await emulate("print", "dark");
  const isShown = (one: Element): boolean => one.getClientRects().length > 0;
  expect([...shadowRoot.querySelectorAll("button, input, select, label, summary")].filter(isShown)).toEqual([]);
  const foot = shadowRoot.querySelector(".sources") as HTMLElement;
  expect(isShown(foot)).toBe(true);
  for (const part of [
    "Nguồn: Tỉnh Đồng Tháp, bản công bố số 7.",
    "Số liệu đến hết ngày 03/10/2026",
    "(top-two@1)",
    "/board/H20 · In ngày 29/11/2026",
  ]) {
    expect(foot.textContent).toContain(part);
  }
  const words = shadowRoot.querySelector("#satisfied .big") as Element;
  expect(getComputedStyle(words).color).toBe("rgb(0, 0, 0)");
  await emulate("", "light");
  expect(isShown(foot)).toBe(false);
});
