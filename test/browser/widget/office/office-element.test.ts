import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { roles } from "../../../../shared/contract/member.ts";
import { allPages } from "../../../../widget/office/all-pages.ts";
import { clearPage } from "../rating-page.ts";
import { sessionOf } from "../fake-office.ts";
import { fakeOfficeServer, rootKey } from "./fake-office-server.ts";
import { fakePages, faultsOf, inFocus, openOffice, seeHeading } from "./office-stage.ts";

const before = location.pathname + location.search;
beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 900);
});
afterEach(() => {
  clearPage();
  history.replaceState(null, "", before);
});

const key = page.getByLabelText("Khóa", { exact: true });
const signIn = page.getByRole("button", { name: "Đăng nhập", exact: true });
const note = page.getByLabelText("Ghi chú");

/** A server on which an administrator is signed in. */
function signedIn() {
  const server = fakeOfficeServer();
  server.session = sessionOf("administrator");
  server.keys.set("cfk_H20_1", sessionOf("administrator"));
  server.keys.set("cfk_H20_2", sessionOf("reader"));
  return server;
}

describe("signing in", () => {
  test("a key opens the page of the address; the agency's code is remembered, the key is not", async () => {
    const server = signedIn();
    server.session = null;
    const { root } = await openOffice(server, "/office/H20/units");
    await expect.element(page.getByText("Tỉnh Đồng Tháp")).toBeVisible();
    expect(await faultsOf(root)).toEqual([]);
    await key.fill("cfk_H20_1");
    await signIn.click();
    await seeHeading("Trang units");
    await expect.poll(inFocus).toBe("Trang units");
    expect(location.pathname).toBe("/office/H20/units");
    expect(document.title).toBe("Đơn vị – Tỉnh Đồng Tháp");
    expect(localStorage.getItem("office-agency")).toBe("H20");
    expect(JSON.stringify(localStorage)).not.toContain("cfk_");
    expect(server.calls.find(({ line }) => line === "POST /v1/sessions")?.body).toEqual({ key: "cfk_H20_1" });
  });

  test("a wrong key is said so, and stays in its field to be corrected", async () => {
    const { root } = await openOffice(signedOut(), "/office/H20");
    await key.fill("cfk_H20_wrong");
    await signIn.click();
    await expect.element(page.getByText("Khóa không đúng, hoặc đã bị thu hồi.")).toBeVisible();
    await expect.element(key).toHaveValue("cfk_H20_wrong");
    expect(await faultsOf(root)).toEqual([]);
  });

  test("the root key on an empty server makes the agency and signs in to it", async () => {
    const server = signedOut();
    server.agencies.clear();
    const { root } = await openOffice(server, "/office/");
    await key.fill(rootKey);
    await signIn.click();
    await expect.element(page.getByText("Lập cơ quan mới")).toBeVisible();
    await expect.poll(() => root.activeElement?.id).toBe("agency");
    expect(await faultsOf(root)).toEqual([]);
    await page.getByLabelText("Mã cơ quan").fill("h30");
    await page.getByLabelText("Tên cơ quan").fill("Tỉnh Cà Mau");
    await page.getByRole("button", { name: "Lập cơ quan" }).click();
    await seeHeading("Trang today");
    expect([...server.agencies]).toEqual([["H30", "Tỉnh Cà Mau"]]);
    expect(location.pathname).toBe("/office/H30/today");
  });

  test("an agency with a provider shows its button first; a failed way back is said in words and leaves the address", async () => {
    const server = signedOut();
    server.provider = "Đăng nhập bằng tài khoản của tỉnh";
    const { left } = await openOffice(server, "/office/H20?failed=no-member");
    expect(location.search).toBe("");
    await page.getByRole("button", { name: server.provider }).click();
    await expect.poll(() => left).toEqual(["https://id.example/authorize"]);
    expect(server.calls.at(-1)?.body).toEqual({ to: "/office/H20" });
    clearPage();
    const { root } = await openOffice(server, "/office/H20?failed=no-member");
    await expect.element(page.getByText(/chưa là thành viên/)).toBeVisible();
    await page.getByText("Đăng nhập bằng khóa").click();
    await expect.element(key).toBeVisible();
    expect(await faultsOf(root)).toEqual([]);
  });

  test("on plain http the page says what is missing, with no field to type in", async () => {
    const { root } = await openOffice(signedOut(), "/office/H20", { isSecure: false });
    await expect.element(page.getByText(/Địa chỉ này dùng http/)).toBeVisible();
    expect(root.querySelector("input")).toBeNull();
  });

  test("a server that cannot be reached is asked again by a button", async () => {
    const server = signedIn();
    server.isUp = false;
    await openOffice(server, "/office/H20/units");
    await expect.element(page.getByText(/Không kết nối được máy chủ/)).toBeVisible();
    server.isUp = true;
    await page.getByRole("button", { name: "Thử lại" }).click();
    await seeHeading("Trang units");
  });
});

describe("an invitation", () => {
  const address = "/office/#invitation=c0de&agency=H20";

  test("leaves the address at once; taken, it shows the own key once, and then the office", async () => {
    const server = signedOut();
    server.invitations.set("c0de", { session: sessionOf("reader"), key: "cfk_H20_own" });
    const { root } = await openOffice(server, address);
    expect(location.href).not.toContain("c0de");
    await expect.element(page.getByText(/thành viên của Tỉnh Đồng Tháp/)).toBeVisible();
    expect(await faultsOf(root)).toEqual([]);
    await page.getByRole("button", { name: "Nhận lời mời" }).click();
    await expect.element(page.getByText("cfk_H20_own")).toBeVisible();
    expect(inFocus()).toBe("Khóa riêng của Ông/Bà");
    expect(await faultsOf(root)).toEqual([]);
    await page.getByRole("button", { name: /Đã cất khóa/ }).click();
    await seeHeading("Trang today");
    await expect.poll(inFocus).toBe("Trang today");
    expect(root.textContent).not.toContain("cfk_H20_own");
  });

  test("one that was used before is said to be so", async () => {
    await openOffice(signedOut(), address);
    await page.getByRole("button", { name: "Nhận lời mời" }).click();
    await expect.element(page.getByText(/Lời mời đã dùng/)).toBeVisible();
  });

  test("at an agency with a provider is taken by signing in there", async () => {
    const server = signedOut();
    server.provider = "Tài khoản của tỉnh";
    const { left } = await openOffice(server, address);
    await page.getByRole("button", { name: "Nhận lời mời" }).click();
    await expect.poll(() => left.length).toBe(1);
    expect(server.calls.at(-1)?.body).toEqual({ to: "/office/H20", invitation: "c0de" });
  });
});

/** A server on which nobody is signed in. */
function signedOut() {
  const server = signedIn();
  server.session = null;
  return server;
}

describe("moving between pages", () => {
  test("a page takes the focus to its heading; Back goes back to the place and the button that had it", async () => {
    const { root } = await openOffice(signedIn(), "/office/H20/today");
    await seeHeading("Trang today");
    const row = page.getByRole("button", { name: "Dòng 60" });
    await row.click();
    await seeHeading("Trang units");
    await expect.poll(inFocus).toBe("Trang units");
    expect(scrollY).toBe(0);
    history.back();
    await seeHeading("Trang today");
    await expect.poll(inFocus).toBe("Dòng 60");
    expect(scrollY).toBeGreaterThan(1000);
    history.forward();
    await seeHeading("Trang units");
    expect(root.querySelector("[aria-current]")?.textContent).toBe("Đơn vị");
  });

  test("Back goes to the heading of a page on which nothing had the focus, and of one that no longer has what had it", async () => {
    const { shown } = await openOffice(signedIn(), "/office/H20/today");
    await seeHeading("Trang today");
    await page.getByRole("link", { name: "Đơn vị" }).click();
    await expect.poll(inFocus).toBe("Trang units");
    history.back();
    await expect.poll(inFocus).toBe("Trang today");
    const added = document.createElement("summary");
    added.tabIndex = 0;
    shown()?.shadowRoot?.append(added);
    added.focus();
    await page.getByRole("link", { name: "Đơn vị" }).click();
    await expect.poll(inFocus).toBe("Trang units");
    history.back();
    await expect.poll(inFocus).toBe("Trang today");
  });

  test("Back from a step within a page leads to what the page showed before", async () => {
    await openOffice(signedIn(), "/office/H20/units?state=all");
    await seeHeading("Trang units");
    await page.getByRole("button", { name: "Mở trong trang" }).click();
    expect(location.search).toBe("?id=7");
    history.back();
    await expect.poll(() => location.search).toBe("?state=all");
    await seeHeading("Trang units");
    await expect.poll(inFocus).toBe("Mở trong trang");
  });

  test("the other language keeps the page, the place, and what is typed", async () => {
    const { shown } = await openOffice(signedIn(), "/office/H20/units");
    await page.getByLabelText("Ghi chú").fill("viết dở");
    const before = shown();
    const row = page.getByRole("button", { name: "Dòng 60" });
    await expect.element(row).toBeInTheDocument();
    row.element().scrollIntoView();
    const y = scrollY;
    (page.getByRole("button", { name: "English" }).element() as HTMLElement).click();
    await seeHeading("Page units");
    await expect.poll(() => Math.abs(scrollY - y)).toBeLessThan(2);
    expect(document.title).toBe("Units – Tỉnh Đồng Tháp");
    await expect.element(page.getByLabelText("Ghi chú")).toHaveValue("viết dở");
    expect(shown()).toBe(before);
  });

  test.each([
    ["/office/H20/nothing", "Không có trang này."],
    ["/office/H20/keys", "Vai trò của Ông/Bà không có trang này."],
    ["/office/H30/units", "Địa chỉ này là của cơ quan khác. Ông/Bà đang đăng nhập ở H20."],
  ])("%s says why it opens nothing", async (address, words) => {
    const server = signedIn();
    server.session = sessionOf("reader");
    const { root } = await openOffice(server, address);
    await expect.element(page.getByText(words, { exact: false })).toBeVisible();
    expect(await faultsOf(root)).toEqual([]);
  });

  test("a page that cannot be loaded is tried again by a button", async () => {
    let isBroken = true;
    const [today] = fakePages([{ id: "today", needs: [] }]);
    const load = async () => (isBroken ? Promise.reject(new Error("no chunk")) : (today?.load() as never));
    const pages = [{ id: "today", needs: [], load }] as const;
    const { root } = await openOffice(signedIn(), "/office/H20", { pages });
    const again = page.getByRole("button", { name: "Thử lại" });
    await expect.element(again).toBeVisible();
    expect(await faultsOf(root)).toEqual([]);
    isBroken = false;
    await again.click();
    await seeHeading("Trang today");
  });

  test("a page that cannot be loaded twice, as after an update of the server, is loaded anew with everything", async () => {
    const load = (): Promise<never> => Promise.reject(new Error("no chunk"));
    const { left } = await openOffice(signedIn(), "/office/H20", { pages: [{ id: "today", needs: [], load }] });
    const again = page.getByRole("button", { name: "Thử lại" });
    await again.click();
    await expect.element(again).toBeVisible();
    await again.click();
    expect(left).toEqual(["reloaded"]);
  });

  test("on a phone the list of pages opens by a button, and closes with Escape or a choice", async () => {
    await page.viewport(360, 740);
    const { root } = await openOffice(signedIn(), "/office/H20/today");
    await seeHeading("Trang today");
    const menu = page.getByRole("button", { name: "Danh mục" });
    const link = page.getByRole("link", { name: "Đơn vị" });
    const out = page.getByRole("button", { name: "Đăng xuất" });
    await expect.element(link).not.toBeInTheDocument();
    await expect.element(out).not.toBeInTheDocument();
    await menu.click();
    await expect.element(out).toBeVisible();
    await expect.element(link).toBeVisible();
    expect(await faultsOf(root)).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
    await link.click();
    await seeHeading("Trang units");
    await expect.element(menu).toHaveAttribute("aria-expanded", "false");
  });

  test("what is done is said in the status line", async () => {
    const { root } = await openOffice(signedIn(), "/office/H20/today");
    await page.getByRole("button", { name: "Lưu" }).click();
    await expect.poll(() => root.querySelector(".told")?.textContent?.trim()).toBe("Đã lưu.");
  });
});

describe("a session that ends", () => {
  async function endOver(server: ReturnType<typeof signedIn>) {
    const stage = await openOffice(server, "/office/H20/units");
    await note.fill("viết dở");
    server.session = null;
    await page.getByRole("button", { name: "Gọi máy chủ" }).click();
    await expect.element(page.getByRole("dialog", { name: "Phiên làm việc đã hết" })).toBeVisible();
    expect(await faultsOf(stage.root)).toEqual([]);
    return stage;
  }

  test("asks to sign in over the page; what was typed stays, and the focus goes back", async () => {
    const server = signedIn();
    await endOver(server);
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByRole("dialog")).toBeVisible();
    await key.fill("cfk_H20_1");
    await signIn.click();
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
    await expect.element(note).toHaveValue("viết dở");
    await expect.poll(inFocus).toBe("Gọi máy chủ");
  });

  test.each([
    ["cfk_H20_1", "answers what the page asked for meanwhile, when the same one signs in again", 2],
    ["cfk_H20_2", "does not ask once more for what somebody else had asked for", 1],
  ])("%s: %s", async (typed, _, times) => {
    const server = signedIn();
    await endOver(server);
    await key.fill(typed);
    await signIn.click();
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
    const asked = () => server.calls.filter(({ line }) => line === "GET /v1/agencies/H20/units").length;
    await expect.poll(asked).toBe(times);
  });

  test("at an agency with a provider opens a tab for it, and goes on when somebody looks at this one again", async () => {
    const server = signedIn();
    server.provider = "Tài khoản của tỉnh";
    await endOver(server);
    const link = page.getByRole("link", { name: server.provider });
    await expect.element(link).toHaveAttribute("target", "_blank");
    server.session = sessionOf("administrator");
    document.dispatchEvent(new Event("visibilitychange"));
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
    await expect.element(note).toHaveValue("viết dở");
  });

  test("under a call on its way, by a sign-in in another tab, asks for nothing: the call is made again", async () => {
    const server = signedIn();
    let isLate = true;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const isCall = (input as Request).url.endsWith("/units");
      if (!isCall || !isLate) return server.fetch(input, init);
      isLate = false;
      return Response.json({}, { status: 401 });
    };
    await openOffice(server, "/office/H20/units", { fetch });
    await page.getByRole("button", { name: "Gọi máy chủ" }).click();
    await expect.poll(() => server.calls.filter(({ line }) => line.endsWith("/units")).length).toBe(1);
    await expect.element(page.getByRole("dialog")).not.toBeInTheDocument();
  });

  test("gives somebody else who signs in there a fresh page", async () => {
    await endOver(signedIn());
    await key.fill("cfk_H20_2");
    await signIn.click();
    await expect.element(page.getByText(/vai trò reader/)).toBeVisible();
    await expect.element(note).toHaveValue("");
  });

  test("gives somebody else who signed in in another tab a fresh page", async () => {
    const server = signedIn();
    await openOffice(server, "/office/H20/units");
    await note.fill("viết dở");
    server.session = sessionOf("reader");
    document.dispatchEvent(new Event("visibilitychange"));
    await expect.element(page.getByText(/vai trò reader/)).toBeVisible();
    await expect.element(note).toHaveValue("");
  });

  test("by signing out shows nothing more, also by Back", async () => {
    const { root } = await openOffice(signedIn(), "/office/H20/units");
    await seeHeading("Trang units");
    await page.getByRole("link", { name: "Hôm nay" }).click();
    await seeHeading("Trang today");
    await page.getByRole("button", { name: "Đăng xuất" }).click();
    await seeHeading("Đăng nhập trang làm việc");
    expect(inFocus()).toBe("Đăng nhập trang làm việc");
    history.back();
    await expect.poll(() => location.pathname).toBe("/office/H20/units");
    await seeHeading("Đăng nhập trang làm việc");
    expect(root.textContent).not.toContain("Trang units");
  });
});

describe("roles and pages", () => {
  test.each(roles)("%s opens by address the pages that its scopes name, and no other", async (role) => {
    const server = signedIn();
    server.session = sessionOf(role, role === "unit-editor" ? { unit: "29869" } : {});
    const { scopes, unit } = server.session;
    const pages = fakePages(allPages);
    for (const { id, needs, isWhole } of allPages) {
      const isTheirs = needs.length === 0 || needs.some((scope) => scopes.includes(scope));
      const isOpen = isTheirs && (unit === "H20" || !isWhole);
      await openOffice(server, `/office/H20/${id}`, { pages });
      await seeHeading(isOpen ? `Trang ${id}` : "Không mở được trang");
      const listed = page.getByRole("link", { name: document.title.split(" – ")[0] ?? "", exact: true });
      await expect.poll(() => listed.elements().length).toBe(isOpen ? 1 : 0);
      clearPage();
    }
  });
});
