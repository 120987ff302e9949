import axe from "axe-core";
import { html } from "lit";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import { ok } from "../../../../shared/result.ts";
import { type AnyQuestion, question } from "../../../../widget/figures/question.ts";
import { howSatisfied } from "../../../../widget/questions/how-satisfied.ts";
import type { ServerCall } from "../../../../widget/ui/call-server.ts";
import { clearPage } from "../rating-page.ts";
import { fakeAgency, goodKey, openBoard } from "./fake-board.ts";

const home = location.pathname + location.search;
const emulate = (features: Readonly<Record<string, string>>): Promise<unknown> =>
  cdp().send("Emulation.setEmulatedMedia", {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });

beforeEach(() => page.viewport(1280, 900));
afterEach(() => {
  clearPage();
  history.replaceState(null, "", home);
});

const first = (root: ShadowRoot): string => root.querySelector("#satisfied")?.textContent?.replace(/\s+/g, " ") ?? "";
const heading = (name: string) => page.getByRole("heading", { level: 1, name });

describe("a board", () => {
  test("says value, interval, people, coverage, channels and changes of the newest quarter", async () => {
    const { shadowRoot } = openBoard(fakeAgency());
    await expect.poll(() => first(shadowRoot)).toContain("95,00%");
    const words = first(shadowRoot);
    for (const part of [
      "Số phiếu1.000",
      "20% (1.000 phiếu trên 5.000 hồ sơ)",
      "Máy đánh giá 700",
      "Cao hơn quý II/2026: 4,80 điểm phần trăm",
      "Cao hơn quý III/2025: 5,00 điểm phần trăm",
    ])
      expect(words).toContain(part);
    const label = shadowRoot.querySelector("#satisfied [role=img]")?.getAttribute("aria-label");
    expect(label).toMatch(/^Khoảng tin cậy 95%: 93,47% – 96,19%/);
  });

  test("has all figures of the drawing in a table, with every decimal", async () => {
    const { shadowRoot } = openBoard(fakeAgency());
    await page.getByText("Xem bảng số").first().click();
    const cells = [...shadowRoot.querySelectorAll("#satisfied td")].map(({ textContent }) => textContent);
    expect(cells).toEqual(["550", "400", "50", "0", "0", "1.000", "95,00%", "93,47% – 96,19%"]);
  });

  test("says plainly that a figure is withheld, and why", async () => {
    const { shadowRoot } = openBoard(fakeAgency(), { unit: "29870" });
    await expect.poll(() => first(shadowRoot)).toContain("Không công bố");
    expect(first(shadowRoot)).toContain("Dưới 10 người đánh giá");
    expect(first(shadowRoot)).not.toMatch(/\d,\d%/);
  });

  test("tells simulated figures, at the top and beside the figure", async () => {
    const agency = fakeAgency();
    agency.facts.sample = true;
    const { shadowRoot } = openBoard(agency);
    await expect.poll(() => first(shadowRoot)).toContain("Số liệu mô phỏng");
    expect(shadowRoot.querySelector(".sample")?.textContent).toContain("Số liệu mô phỏng");
  });

  test("says what was set aside, why and by whom, and links the same numbers", async () => {
    const { shadowRoot } = openBoard(fakeAgency());
    await expect.element(page.getByRole("cell", { name: "Nhiều phiếu trong mười phút" })).toBeVisible();
    await expect.element(page.getByRole("cell", { name: "Phòng cải cách" })).toBeVisible();
    const links = [...shadowRoot.querySelectorAll<HTMLAnchorElement>("#know a")].map(({ href }) =>
      href.replace(location.origin, ""),
    );
    expect(links).toContain("/v1/agencies/H20/publications/latest?period=2026-Q3&unit=H20&method=top-two@1");
    expect(links).toContain("/v1/agencies/H20/publications/7/figures.csv");
    expect(links).toContain("/methods/#top-two-1");
  });

  for (const look of ["light", "dark", "forced colours"])
    test(`has nothing that keeps people out, in ${look}, from 320 pixels on`, async () => {
      await emulate({
        "prefers-color-scheme": look === "dark" ? "dark" : "light",
        "forced-colors": look === "forced colours" ? "active" : "none",
      });
      const { shadowRoot } = openBoard(fakeAgency());
      await expect.element(page.getByText(/^Dành cho cơ quan: mở trang/)).toBeVisible();
      for (const width of [1280, 320]) {
        await page.viewport(width, 900);
        expect((await axe.run(shadowRoot.host)).violations).toEqual([]);
        expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
      }
      await emulate({ "prefers-color-scheme": "light", "forced-colors": "none" });
    });
});

test("nothing that is being read moves while answers come", async () => {
  const moved: number[] = [];
  const shifts = new PerformanceObserver((list) => {
    for (const shift of list.getEntries() as (PerformanceEntry & { value: number })[]) moved.push(shift.value);
  });
  shifts.observe({ type: "layout-shift" });
  const agency = fakeAgency();
  openBoard(agency);
  await expect.element(page.getByRole("cell", { name: "Phòng cải cách" })).toBeVisible();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(
    moved
      .concat(shifts.takeRecords().map((one) => (one as unknown as { value: number }).value))
      .reduce((sum, one) => sum + one, 0),
  ).toBe(0);
});

describe("the address of the board's page", () => {
  test("holds what is chosen, and back shows what was there before", async () => {
    history.replaceState(null, "", "/board/H20");
    const { shadowRoot } = openBoard(fakeAgency(), { isPage: true });
    await expect.poll(() => first(shadowRoot)).toContain("95,00%");
    await page.getByRole("link", { name: "Tháng" }).click();
    await expect.poll(() => first(shadowRoot)).toContain("Số phiếu210");
    expect(location.pathname + location.search).toBe("/board/H20?period=2026-09");
    await page.getByLabelText("Cách tính").selectOptions("mean@1");
    await expect.poll(() => location.search).toBe("?period=2026-09&method=mean@1");
    await expect.poll(() => first(shadowRoot)).toContain("4,43");
    history.back();
    await expect.poll(() => location.search).toBe("?period=2026-09");
    history.back();
    await expect.poll(() => first(shadowRoot)).toContain("95,00%");
    await expect.element(page.getByLabelText("Kỳ", { exact: true })).toHaveValue("2026-Q3");
  });

  test("opens a unit, moves the focus to its name, and goes up again", async () => {
    history.replaceState(null, "", "/board/H20/29869");
    const { shadowRoot } = openBoard(fakeAgency(), { isPage: true, unit: "29869" });
    await expect.element(heading("Phường Cao Lãnh")).toBeVisible();
    await page.getByRole("link", { name: "Tỉnh Đồng Tháp" }).click();
    await expect.element(heading("Tỉnh Đồng Tháp")).toBeVisible();
    await expect.poll(() => shadowRoot.activeElement?.textContent).toBe("Tỉnh Đồng Tháp");
    expect(location.pathname).toBe("/board/H20");
  });

  test("that asks for what there is not is told so, and shows something else", async () => {
    history.replaceState(null, "", "/board/H20?period=2019-Q1&method=none@1");
    const { shadowRoot } = openBoard(fakeAgency(), { isPage: true });
    await expect
      .poll(() => shadowRoot.querySelector(".fault")?.textContent)
      .toContain("Không có số liệu của kỳ “2019-Q1”. Trang này cho xem: Quý III/2026.");
    expect(shadowRoot.querySelector(".fault")?.textContent).toContain("Không có cách tính “none@1”");
    expect(first(shadowRoot)).toContain("95,00%");
  });

  test("keeps the language, and changing it asks the server for nothing", async () => {
    history.replaceState(null, "", "/board/H20");
    const agency = fakeAgency();
    const { shadowRoot } = openBoard(agency, { isPage: true });
    await expect.poll(() => first(shadowRoot)).toContain("95,00%");
    const asked = agency.calls.length;
    await page.getByRole("button", { name: "English" }).click();
    await expect.poll(() => first(shadowRoot)).toContain("Higher than in Q2 2026: 4.80 percentage points");
    expect(location.search).toBe("?lang=en");
    expect(agency.calls).toHaveLength(asked);
  });
});

test("on another page the state stays inside: the address is left alone, and no key is asked for", async () => {
  const { shadowRoot } = openBoard(fakeAgency());
  await expect.poll(() => first(shadowRoot)).toContain("95,00%");
  await page.getByRole("link", { name: "Tháng" }).click();
  await expect.poll(() => first(shadowRoot)).toContain("Số phiếu210");
  expect(location.pathname + location.search).toBe(home);
  expect(shadowRoot.querySelector("input[type=password]")).toBeNull();
  await expect
    .element(page.getByRole("link", { name: /Dành cho cơ quan/ }))
    .toHaveAttribute("href", `${location.origin}/board/H20?period=2026-09`);
});

test("a server that is no address of the web is not linked: a link could be a script", async () => {
  const { shadowRoot } = openBoard(fakeAgency(), { server: "javascript:alert(1)//" });
  await expect.poll(() => first(shadowRoot)).toContain("95,0");
  const links = [...shadowRoot.querySelectorAll("a")].map(({ protocol }) => protocol);
  expect([...new Set(links)]).toEqual(["http:"]);
});

test("each path is asked for once", async () => {
  const agency = fakeAgency();
  const { shadowRoot } = openBoard(agency);
  await expect.poll(() => first(shadowRoot)).toContain("95,00%");
  const lines = agency.calls.map(({ line }) => line);
  expect(lines).toEqual([...new Set(lines)]);
});

test("an answer is drawn once, however often something else on the page changes", async () => {
  history.replaceState(null, "", "/board/H20");
  const drawn = vi.spyOn(howSatisfied, "template");
  openBoard(fakeAgency(), { isPage: true });
  await expect.element(page.getByRole("cell", { name: "Phòng cải cách" })).toBeVisible();
  await page.getByText("Dành cho cơ quan").first().click();
  await userEvent.type(page.getByLabelText("Khóa của cơ quan"), "cfk");
  await page.getByRole("button", { name: "Theo tên" }).click();
  await expect.element(page.getByRole("button", { name: "Theo tên" })).toHaveAttribute("aria-pressed", "true");
  // Once for each of the two states: the order of units is a part of the second.
  expect(drawn).toHaveBeenCalledTimes(2);
  drawn.mockRestore();
});

describe("the session of whoever is signed in", () => {
  const session = { agency: "H20", id: "k1", name: "Nguyễn Văn A", role: null, unit: "H20", scopes: ["indices:read"] };
  const openSigned = (signedIn: unknown, address = "/board/H20") => {
    history.replaceState(null, "", address);
    const agency = fakeAgency();
    const asked: ServerCall[] = [];
    const bySession = (async (call: ServerCall) => {
      asked.push(call);
      return call.line === "GET /v1/session" ? ok({ session: signedIn }) : agency.call({ ...call, key: goodKey });
    }) as typeof agency.call;
    const board = openBoard(agency, { isPage: true, bySession });
    return { agency, asked, root: board.shadowRoot };
  };

  test("is asked for when the corner is opened, and gives live figures without any key", async () => {
    const { root, asked } = openSigned(session);
    await expect.poll(() => first(root)).toContain("95,00%");
    expect(asked).toEqual([]);
    await page.getByText("Dành cho cơ quan").first().click();
    await page.getByRole("button", { name: "Xem số liệu trực tiếp bằng phiên của Nguyễn Văn A" }).click();
    await expect.poll(() => first(root)).toContain("Máy đánh giá 150");
    expect(asked.every(({ key }) => key === undefined)).toBe(true);
    expect((await axe.run(root.host)).violations).toEqual([]);
    await page.getByRole("button", { name: "Trở lại số liệu đã công bố" }).click();
    await expect.poll(() => first(root)).toContain("95,00%");
  });

  test("gives live figures at once where the office's pages lead here", async () => {
    const { root } = openSigned(session, "/board/H20#office");
    await expect.poll(() => first(root)).toContain("Máy đánh giá 150");
  });

  test.each([
    ["another agency", { ...session, agency: "H21" }],
    ["somebody without indices:read", { ...session, scopes: ["comments:read"] }],
    ["nobody", null],
  ])("of %s offers nothing", async (_, signedIn) => {
    const { root, asked } = openSigned(signedIn);
    await expect.poll(() => first(root)).toContain("95,00%");
    await page.getByText("Dành cho cơ quan").first().click();
    await expect.poll(() => asked.length).toBe(1);
    expect(page.getByRole("button", { name: /bằng phiên của/ }).elements()).toEqual([]);
  });

  test("is never asked for on another site's page", async () => {
    history.replaceState(null, "", "/board/H20#office");
    const agency = fakeAgency();
    const bySession = vi.fn(agency.call) as unknown as typeof agency.call;
    const board = openBoard(agency, { bySession, agency: "H20" });
    await expect.poll(() => first(board.shadowRoot)).toContain("95,00%");
    expect(bySession).not.toHaveBeenCalled();
  });
});

describe("the office's key", () => {
  const openOffice = async (loadOffice?: () => Promise<readonly AnyQuestion[]>) => {
    history.replaceState(null, "", "/board/H20");
    const agency = fakeAgency();
    // Vitest's own page ends with a true `pagehide`.
    const listening = vi.spyOn(window, "addEventListener");
    const board = openBoard(agency, { isPage: true, ...(loadOffice ? { loadOffice } : {}) });
    const left = listening.mock.calls.flatMap(([name, listener]) => (name === "pagehide" ? [listener] : []));
    listening.mockRestore();
    const leavePage = (): void => {
      for (const listener of left) (listener as () => void)();
    };
    await page.getByText("Dành cho cơ quan").first().click();
    const typed = async (key: string): Promise<void> => {
      await page.getByLabelText("Khóa của cơ quan").fill(key);
      await userEvent.keyboard("{Enter}");
    };
    return { agency, typed, leavePage, ...{ root: board.shadowRoot } };
  };

  test("shows live figures and what is for the office; it stands in no address and no storage", async () => {
    const { root, typed, agency } = await openOffice();
    await typed(goodKey);
    await expect.poll(() => first(root)).toContain("Máy đánh giá 150");
    expect(first(root)).toContain("4 phiếu; nếu không tính: 94,90%");
    expect(first(root)).toContain("Chưa phân biệt được với quý III/2026");
    expect(root.querySelector("#satisfied .office")?.textContent).toBe("Dành cho cơ quan");
    expect(
      location.href + document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage }) + root.innerHTML,
    ).not.toContain(goodKey);
    expect(agency.calls.filter(({ line }) => line.includes(goodKey))).toEqual([]);
    expect((await axe.run(root.host)).violations).toEqual([]);
  });

  test.each(["/units", "by=channel"])(
    "is forgotten on leaving, and what it showed is gone at once, also while %s is awaited",
    async (path) => {
      const { root, typed, agency } = await openOffice();
      await typed(goodKey);
      await expect.poll(() => first(root)).toContain("Máy đánh giá 150");
      await expect.element(page.getByRole("cell", { name: "Phòng cải cách" })).toBeVisible();
      const asked = agency.calls.length;
      agency.holds.add(path);
      await page.getByRole("button", { name: "Thôi dùng khóa" }).click();
      await expect.poll(() => agency.calls.slice(asked).some(({ line }) => line.includes(path))).toBe(true);
      expect(root.textContent).not.toContain("94,90%");
      agency.holds.clear();
      await expect.poll(() => first(root)).toContain("95,00%");
      expect(agency.calls.slice(asked).filter(({ key }) => key !== undefined)).toEqual([]);
    },
  );

  test("says above all figures that they are of one service alone, and leads back to all", async () => {
    const { root, typed } = await openOffice();
    await typed(goodKey);
    await expect.poll(() => first(root)).toContain("Máy đánh giá 150");
    expect(root.querySelector("header")?.textContent).not.toContain("Chỉ thủ tục");
    history.pushState(null, "", `${location.pathname}?service=1.001193`);
    dispatchEvent(new PopStateEvent("popstate"));
    await expect.poll(() => root.querySelector("header")?.textContent).toContain("Chỉ thủ tục “Đăng ký khai sinh”");
    await expect.poll(() => first(root)).toContain("Tỷ lệ phản hồiKhông tính riêng cho một thủ tục");
    await page.getByRole("link", { name: "Xem tất cả thủ tục" }).click();
    await expect.poll(() => location.search).not.toContain("service");
    await expect.poll(() => root.querySelector("header")?.textContent).not.toContain("Chỉ thủ tục");
  });

  test("of a unit leads from a unit that it may not see to its own", async () => {
    const { root, typed, agency } = await openOffice();
    agency.change.root = "29869";
    await typed(goodKey);
    await expect.poll(() => location.pathname).toBe("/board/H20/29869");
    await expect.poll(() => first(root)).toContain("Máy đánh giá 150");
    history.pushState(null, "", "/board/H20/29870");
    dispatchEvent(new PopStateEvent("popstate"));
    await expect.element(page.getByText("Khóa này không xem được đơn vị đang mở.")).toBeVisible();
    await page.getByRole("link", { name: "Mở trang của đơn vị mà khóa này được xem" }).click();
    await expect.poll(() => first(root)).toContain("Máy đánh giá 150");
    expect(location.pathname).toBe("/board/H20/29869");
  });

  test("says that nobody has rated yet, and where ratings come from", async () => {
    const { typed, agency } = await openOffice();
    agency.change.isEmpty = true;
    await typed(goodKey);
    await expect.element(page.getByRole("heading", { name: "Chưa có phiếu nào" })).toBeVisible();
    await expect
      .element(page.getByText(/ô đánh giá trên cổng thông tin, máy đánh giá, mã QR hoặc phiếu giấy/))
      .toBeVisible();
  });

  test("is forgotten when the page is left, for the browser may keep the page and show it again", async () => {
    const { root, typed, agency, leavePage } = await openOffice();
    await typed(goodKey);
    await expect.poll(() => first(root)).toContain("Máy đánh giá 150");
    const asked = agency.calls.length;
    leavePage();
    await expect.poll(() => root.textContent).not.toContain("94,9");
    await expect.poll(() => first(root)).toContain("95,0");
    expect(agency.calls.slice(asked).filter(({ key }) => key !== undefined)).toEqual([]);
  });

  test("that is being tried when the page is left is not taken", async () => {
    const { root, typed, agency, leavePage } = await openOffice();
    agency.holds.add("/indices");
    await typed(goodKey);
    await expect.poll(() => agency.calls.some(({ key }) => key === goodKey)).toBe(true);
    const asked = agency.calls.length;
    leavePage();
    agency.holds.clear();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(first(root)).toContain("95,0");
    expect(agency.calls.slice(asked).filter(({ key }) => key !== undefined)).toEqual([]);
    expect(root.querySelector<HTMLInputElement>("#key")?.value).toBe("");
  });

  test("is forgotten on leaving, also without a network", async () => {
    const { root, typed, agency } = await openOffice();
    await typed(goodKey);
    await expect.poll(() => first(root)).toContain("Máy đánh giá 150");
    agency.fails.set("/v1/", "unreachable");
    await page.getByRole("button", { name: "Thôi dùng khóa" }).click();
    await expect.poll(() => root.textContent).not.toContain("94,90%");
    agency.fails.clear();
    await page.getByRole("button", { name: "Thử lại" }).click();
    await expect.poll(() => first(root)).toContain("95,00%");
    expect(agency.calls[agency.calls.length - 1]).not.toHaveProperty("key");
  });

  test("brings the office's own questions, in their place; if they cannot be loaded, the board says so", async () => {
    const why = question<string>({
      ...{ id: "why", title: "q.why", isAsked: ({ isOffice }) => isOffice },
      load: async () => ok("Chờ lâu"),
      template: (reason) => html`<p>${reason}</p>`,
    });
    let loads = 0;
    const { root, typed } = await openOffice(async () => {
      loads += 1;
      if (loads === 1) throw new TypeError("no network");
      return [why];
    });
    await expect.poll(() => first(root)).toContain("95,00%");
    expect(loads).toBe(0);
    await typed(goodKey);
    await expect.element(page.getByText(/^Chưa kết nối được máy chủ/)).toBeVisible();
    expect(first(root)).toContain("95,00%");
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => root.querySelector("#why")?.textContent).toContain("Chờ lâu");
    expect(root.querySelector("#why .office")?.textContent).toBe("Dành cho cơ quan");
    const order = (): string => [...root.querySelectorAll("section")].map(({ id }) => id).join(" ");
    await expect.poll(order).toMatch(/^satisfied .*why .*know$/);
    await page.getByRole("button", { name: "Thôi dùng khóa" }).click();
    await expect.poll(() => first(root)).toContain("95,00%");
    expect(root.querySelector("#why")).toBeNull();
  });

  test("that is wrong is told so, and the public figures stay", async () => {
    const { root, typed } = await openOffice();
    await typed("cfk_wrong");
    await expect.element(page.getByText("Khóa này không đúng hoặc đã bị thu hồi.")).toBeVisible();
    expect(first(root)).toContain("95,00%");
  });
});

describe("a board without figures", () => {
  test("says that the server cannot be reached, and tries again", async () => {
    const agency = fakeAgency();
    agency.fails.set("/v1/", "unreachable");
    const { shadowRoot } = openBoard(agency);
    await expect.element(page.getByText(/^Chưa kết nối được máy chủ\./)).toBeVisible();
    agency.fails.clear();
    await page.getByRole("button", { name: "Thử lại" }).click();
    await expect.poll(() => first(shadowRoot)).toContain("95,00%");
  });

  test("says of one question that it failed, and tries that one again; the others stay", async () => {
    const agency = fakeAgency();
    agency.fails.set("/set-asides", "unavailable");
    const { shadowRoot } = openBoard(agency);
    await expect.poll(() => shadowRoot.querySelector("#know")?.textContent).toContain("Đang có nhiều người xem");
    expect(first(shadowRoot)).toContain("95,00%");
    agency.fails.clear();
    (shadowRoot.querySelector("#know button") as HTMLElement).click();
    await expect.element(page.getByRole("cell", { name: "Phòng cải cách" })).toBeVisible();
  });

  test("says of a question that breaks that it failed, and shows those after it", async () => {
    const agency = fakeAgency();
    // Rows without a list, as no server sends them.
    agency.breaks.add("by=unit");
    const { shadowRoot } = openBoard(agency);
    await expect.poll(() => shadowRoot.querySelector("#where")?.textContent).toContain("Chưa đọc được số liệu này");
    await expect.poll(() => shadowRoot.querySelector("#know")?.textContent).toContain("Công thức");
  });

  test("says when the first ones come", async () => {
    const agency = fakeAgency();
    agency.fails.set("/publications/latest", "unknown-publication");
    openBoard(agency);
    await expect.element(page.getByRole("heading", { name: "Chưa có số liệu được công bố" })).toBeVisible();
    await expect.element(page.getByText(/ba ngày sau khi tháng đầu tiên có phiếu kết thúc/)).toBeVisible();
  });

  test("leads from a unit without figures to the whole agency", async () => {
    const agency = fakeAgency();
    agency.fails.set("/publications/latest", "unknown-publication");
    openBoard(agency, { unit: "29869" });
    await expect.element(page.getByRole("heading", { name: "Chưa có số liệu được công bố" })).toBeVisible();
    agency.fails.clear();
    const link = page.getByRole("link", { name: "Xem số liệu của toàn cơ quan: Tỉnh Đồng Tháp" });
    expect(link.element().getAttribute("href")).toContain("/board/H20");
  });

  test("says that there is no such unit, and links the whole agency", async () => {
    const { shadowRoot } = openBoard(fakeAgency(), { unit: "nowhere" });
    await page.getByRole("link", { name: "Xem số liệu của toàn cơ quan: H20" }).click();
    await expect.poll(() => first(shadowRoot)).toContain("95,00%");
  });
});
