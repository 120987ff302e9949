import axe from "axe-core";
import { afterEach, describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { Session } from "../../../../shared/contract/session.ts";
import { UnitsElement } from "../../../../widget/units/units-element.ts";
import { type Answers, fakeOffice, list, refusal, sessionOf, showPage } from "../fake-office.ts";
import { clearPage } from "../rating-page.ts";

afterEach(clearPage);

const version = { parent: "H20", kind: "commune", valid_from: "2025-07-01", valid_to: null, national_code: null };
const units = [
  { ...version, code: "H20", name: "Tỉnh Đồng Tháp", parent: null, kind: "agency", valid_from: "1900-01-01" },
  { ...version, code: "A", name: "Xã Mỹ Thọ" },
  { ...version, code: "B", name: "Phường Mỹ Tho", kind: "ward" },
  { ...version, code: "OLD", name: "Xã Mỹ Cũ", valid_to: "2025-12-31" },
];
const figure = (n: number, value: number) => ({
  ...{ n, value },
  interval: { confidence: 0.95 as const, kind: "wilson" as const, low: value - 2, high: value + 1.25 },
});
const previewed = {
  as_of: "2026-11-29",
  figures: [
    { unit: "A", name: "Xã Mỹ Thọ", year: 2025, before: figure(1200, 95.2), after: figure(1300, 94) },
    { unit: "A", name: "Xã Mỹ Thọ", year: 2026, before: null, after: { n: 0, value: null, interval: null } },
  ],
  left_out: 0,
  touchpoints: [{ id: "H20-0000000001", name: "Máy ở quầy", unit: "A" }],
};

const table = {
  first: [
    { line: 1, cells: ["Mã", "Tên đơn vị", "Cấp trên"] },
    { line: 2, cells: ["N1", "Phòng Một", ""] },
    { line: 4, cells: ["N2", "Phòng Hai", "NONE"] },
  ],
  rows: 3,
};

/** Puts the page before people; what the server answers may be changed meanwhile. */
function showUnits(more: Answers = {}, session: Session = sessionOf("administrator")) {
  const usual = { "GET /units": list(units), "POST /units/preview": previewed, "POST /tables": table };
  const office = fakeOffice({ ...usual, ...more }, { session });
  return { ...office, ...showPage(UnitsElement, office) };
}

const button = (name: string) => page.getByRole("button", { name, exact: true });
const faults = async (): Promise<string[]> => {
  const found = (await axe.run(document)).violations;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
};

async function openRename(): Promise<void> {
  await page.getByRole("button", { name: /Xã Mỹ Thọ/, exact: false }).click();
  await button("Đổi tên").click();
  await page.getByLabelText("Tên mới").fill("Xã Mỹ Thọ Mới");
}

describe("a change", () => {
  test("shows figures in the reader's numbers and touchpoints that are left, and is written as it was previewed", async () => {
    const { root, calls } = showUnits();
    await openRename();
    expect(await faults()).toEqual([]);
    await button("Xem trước").click();
    await expect.element(page.getByText("95,2% (93,2–96,5%), 1.200 lượt")).toBeVisible();
    await expect.element(page.getByText(/Máy ở quầy \(H20-0000000001\)/)).toBeVisible();
    expect(root.activeElement?.id).toBe("c-preview");
    expect(await faults()).toEqual([]);
    await button("Lưu").click();
    await expect.poll(() => root.querySelector("dialog")).toBe(null);
    const put = calls.find(({ line }) => line === "PUT /units");
    expect(put?.body).toEqual(calls.find(({ line }) => line === "POST /units/preview")?.body);
    expect(put?.body).toEqual({
      units: [{ ...version, code: "A", name: "Xã Mỹ Thọ Mới", valid_from: "2026-11-29" }],
    });
  });

  test("that ends a unit says at its day which touchpoints it leaves", async () => {
    const { root } = showUnits();
    await page.getByRole("button", { name: /Xã Mỹ Thọ/, exact: false }).click();
    await button("Kết thúc").click();
    await button("Xem trước").click();
    await expect.element(page.getByText(/Máy ở quầy \(H20-0000000001\)/)).toBeVisible();
    expect(root.querySelector(".preview .fault")).toBe(null);
    expect(root.querySelector("#c-on-understood + .fault")?.textContent).toContain("Máy ở quầy");
  });

  test("cannot be saved unseen: what is filled in after the preview drops it", async () => {
    const { root } = showUnits();
    await openRename();
    await button("Xem trước").click();
    await expect.element(button("Lưu")).toBeVisible();
    await page.getByLabelText("Tên mới").fill("Xã Khác");
    await expect.element(button("Xem trước")).toBeVisible();
    expect(root.querySelector(".preview")).toBe(null);
  });

  test("keeps what is typed when the network fails, and goes on afterwards", async () => {
    const { answers } = showUnits();
    await openRename();
    answers["POST /units/preview"] = refusal("overloaded", { status: 503 });
    await button("Xem trước").click();
    await expect.element(page.getByText("Máy chủ đang bận. Xin thử lại sau ít giây.")).toBeVisible();
    expect((page.getByLabelText("Tên mới").element() as HTMLInputElement).value).toBe("Xã Mỹ Thọ Mới");
    answers["POST /units/preview"] = previewed;
    await button("Xem trước").click();
    await expect.element(button("Lưu")).toBeVisible();
  });

  test("says at the field what the server refuses", async () => {
    const { answers, root } = showUnits();
    await page.getByRole("button", { name: /Xã Mỹ Thọ/, exact: false }).click();
    await button("Chuyển cấp trên").click();
    await page.getByRole("combobox", { name: "Cấp trên" }).fill("my tho b");
    await page.getByRole("combobox", { name: "Cấp trên" }).fill("B");
    await userEvent.keyboard("{Tab}");
    const errors = [{ pointer: "/units/0/parent", detail: "makes a cycle: A below B below A" }];
    answers["POST /units/preview"] = refusal("unit-cycle", { errors });
    await button("Xem trước").click();
    await expect.element(page.getByText("làm cây đơn vị thành vòng: A below B below A")).toBeVisible();
    expect(root.activeElement?.id).toBe("c-parent");
  });

  test("is left with Escape, and the focus is where it was", async () => {
    const { root } = showUnits();
    await openRename();
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => root.querySelector("dialog")).toBe(null);
    expect(root.activeElement?.textContent).toBe("Đổi tên");
  });
});

test("somebody who may not write, or is on one unit, sees the tree without buttons", async () => {
  const reader = sessionOf("reader", { scopes: ["indices:read"] });
  for (const session of [reader, sessionOf("unit-editor", { unit: "A", scopes: ["config:write"] })]) {
    const { root } = showUnits({}, session);
    await page.getByRole("button", { name: /Xã Mỹ Thọ/, exact: false }).click();
    const names = [...root.querySelectorAll("button")].map((one) => one.textContent?.trim());
    expect(names.filter((name) => name !== undefined && !name.includes("·"))).toEqual([]);
    clearPage();
  }
});

test("an ended unit is found by its name, and its end is taken back", async () => {
  showUnits();
  await page.getByLabelText("Tìm theo tên hoặc mã").fill("my cu");
  await expect.element(page.getByText("Không còn hoặc chưa có vào ngày này")).toBeVisible();
  await page.getByRole("button", { name: /Xã Mỹ Cũ/, exact: false }).click();
  await button("Bỏ ngày kết thúc").click();
  await button("Xem trước").click();
  await expect.element(page.getByText("Xã Mỹ Cũ không còn ngày kết thúc.")).toBeVisible();
});

test("the 34 provinces are in the box, and those that are there already cannot be taken again", async () => {
  const { answers, root } = showUnits();
  answers["GET /units"] = list([...units, { ...version, code: "01", name: "Hà Nội" }]);
  await button("Nhập danh sách").click();
  await page.getByLabelText("Lấy từ").selectOptions("provinces");
  await page.getByLabelText("Chọn tất cả").click();
  await expect.poll(() => root.querySelectorAll(".choices .check").length).toBe(33);
  await expect.element(button("Xem trước 33 đơn vị")).toBeVisible();
  expect(await faults()).toEqual([]);
});

test("an official list scrolls downwards alone, and the preview counts what it leaves out", async () => {
  await page.viewport(1280, 900);
  const { root } = showUnits();
  await button("Nhập danh sách").click();
  await page.getByLabelText("Chọn tất cả").click();
  await expect.element(button("Xem trước 102 đơn vị")).toBeVisible();
  const { scrollWidth, clientWidth } = root.querySelector(".choices") as Element;
  expect(scrollWidth).toBe(clientWidth);
  await button("Xem trước 102 đơn vị").click();
  await expect.element(page.getByText("Và 90 thay đổi khác như vậy.")).toBeVisible();
});

describe("a table of units", () => {
  async function checkTable(): Promise<void> {
    await button("Nhập danh sách").click();
    await page.getByLabelText("Lấy từ").selectOptions("table");
    await page.getByLabelText("Dán bảng").fill("Mã\tTên đơn vị\tCấp trên\nN1\tPhòng Một");
    await button("Đọc bảng").click();
    await button("Kiểm tra").click();
  }

  test("has what the server refuses at the row that the spreadsheet shows", async () => {
    const { answers, root, calls } = showUnits();
    const errors = [{ pointer: "/units/1/parent", detail: "must be a unit that exists on 2026-11-29" }];
    answers["POST /units/preview"] = refusal("unknown-unit", { status: 404, errors });
    await checkTable();
    await expect.element(page.getByText("1 dòng có lỗi, chưa nhập dòng nào")).toBeVisible();
    const rows = [...root.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent));
    expect(rows).toContainEqual(["4", "Cấp trên", "phải là đơn vị đang có vào ngày 29/11/2026"]);
    expect(calls.some(({ line }) => line === "PUT /units")).toBe(false);
    expect(await faults()).toEqual([]);
  });

  test("is previewed, then written with the day, parent and kind that were chosen", async () => {
    const { calls } = showUnits();
    await checkTable();
    await expect.element(page.getByText(/Sẽ thêm 2 đơn vị mới dưới Tỉnh Đồng Tháp/)).toBeVisible();
    await button("Nhập 2 dòng").click();
    await expect.element(page.getByText("Đã thêm 2 đơn vị.")).toBeVisible();
    const put = calls.find(({ line }) => line === "PUT /units");
    expect(put?.body).toMatchObject({
      units: [
        { code: "N1", name: "Phòng Một", parent: "H20", kind: "commune", valid_from: "2026-11-29" },
        { code: "N2", parent: "NONE" },
      ],
    });
  });
});

test("a list that cannot be loaded says so and is asked for again", async () => {
  const { answers } = showUnits({ "GET /units": refusal("unavailable", { status: 503 }) });
  await expect.element(button("Thử lại")).toBeVisible();
  answers["GET /units"] = list(units);
  await button("Thử lại").click();
  await expect.element(page.getByText("2 đơn vị", { exact: true })).toBeVisible();
});
