import axe from "axe-core";
import type { TemplateResult } from "lit";
import { afterEach, beforeAll, expect, test } from "vitest";
import { page } from "vitest/browser";
import { type OfficeDeps, OfficePageElement } from "../../../../widget/office-ui/office-page-element.ts";
import { loadRefusals } from "../../../../widget/office-ui/problem-words.ts";
import { ImportController, type ImportSpec, type SentFile } from "../../../../widget/table-import/import-controller.ts";
import { fakeOffice, showPage } from "../fake-office.ts";
import { clearPage } from "../rating-page.ts";

// The client does it with a refusal; these tables are refused without it.
beforeAll(loadRefusals);
afterEach(clearPage);

type Answer = { readonly data: readonly unknown[] };
type Sent = { readonly columns: string; readonly isTrial: boolean; readonly text: string };

const wrongRows = {
  type: "/docs/problems#invalid",
  title: "Invalid",
  status: 400,
  errors: [
    { pointer: "/rows/3/id", detail: "row 3, column id: must be a service code such as 1.004227" },
    { pointer: "/rows/9/name", detail: "row 9, column name: is empty" },
  ],
};

/** Puts the panel on a page; `refused` is what the server says to the table as long as it is there. */
function showPanel(refused: { problem?: typeof wrongRows } = {}) {
  const sent: Sent[] = [];
  const table = {
    first: ["Mã TTHC\tTên", "1.004227\tĐăng ký"].map((line, at) => ({ line: at + 1, cells: line.split("\t") })),
    rows: 2,
  };
  const office = fakeOffice({ "POST /tables": table });
  const spec: ImportSpec<Answer> = {
    fields: () => [
      { field: "id", label: "Mã thủ tục", needed: true, also: ["mã tthc"] },
      { field: "name", label: "Tên thủ tục", needed: true },
    ],
    async send({ body, columns }: SentFile, isTrial) {
      sent.push({ columns, isTrial, text: await body.text() });
      return refused.problem ? { error: refused.problem } : { data: { data: [1] } };
    },
    found: () => "1 thủ tục mới",
    took: () => "Đã nhập 1 thủ tục",
    takeBack: async () => null,
  };
  class Page extends OfficePageElement {
    control: ImportController<Answer>;
    constructor(deps: OfficeDeps) {
      super(deps);
      this.control = new ImportController(this, deps, spec);
    }
    protected override render(): TemplateResult {
      return this.control.panel();
    }
  }
  const { element, root } = showPage(Page, office);
  element.insertAdjacentHTML("beforebegin", "<h1>Thủ tục</h1><h2>Nhập từ bảng</h2>");
  return { root, sent };
}

const pasted = "Mã TTHC\tTên\n1.004227\tĐăng ký";

test("a pasted table is read, its columns guessed and corrected, checked, taken and taken back", async () => {
  const { root, sent } = showPanel();
  await page.getByLabelText("Dán bảng").fill(pasted);
  await page.getByRole("button", { name: "Đọc bảng" }).click();
  await expect.element(page.getByText("Còn thiếu cột: Tên thủ tục.")).toBeVisible();
  expect(root.activeElement?.id).toBe("import-columns");
  const column = page.getByLabelText("Cột 1: Mã TTHC");
  expect((column.element() as HTMLSelectElement).value).toBe("id");
  await page.getByLabelText("Cột 2: Tên").selectOptions("name");
  expect((await axe.run(document)).violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole("button", { name: "Kiểm tra" }).click();
  await expect.element(page.getByText("1 thủ tục mới")).toBeVisible();
  expect(sent).toEqual([{ columns: "id,name", isTrial: true, text: pasted }]);
  await page.getByRole("button", { name: "Nhập 1 dòng" }).click();
  await expect.element(page.getByText("Đã nhập 1 thủ tục")).toBeVisible();
  expect(sent.at(-1)?.isTrial).toBe(false);
  await page.getByRole("button", { name: "Rút lại lần nhập này" }).click();
  await expect.element(page.getByText("Đã rút lại.")).toBeVisible();
});

test("problems stand row by row with the row's number, in the reader's words, and what was pasted stays", async () => {
  const refused = { problem: wrongRows };
  const { root, sent } = showPanel(refused);
  await page.getByLabelText("Dán bảng").fill(pasted);
  await page.getByRole("button", { name: "Đọc bảng" }).click();
  await page.getByLabelText("Cột 2: Tên").selectOptions("name");
  await page.getByRole("button", { name: "Kiểm tra" }).click();
  await expect.element(page.getByText("2 dòng có lỗi, chưa nhập dòng nào")).toBeVisible();
  const rows = [...root.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent));
  expect(rows).toContainEqual(["3", "Mã thủ tục", "phải là mã thủ tục, ví dụ 1.004227"]);
  expect(rows).toContainEqual(["9", "Tên thủ tục", "còn trống"]);
  expect(sent.every(({ isTrial }) => isTrial)).toBe(true);
  expect((await axe.run(document)).violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole("button", { name: "Đưa bảng đã sửa vào" }).click();
  expect((page.getByLabelText("Dán bảng").element() as HTMLTextAreaElement).value).toBe(pasted);
});

test("choosing a field for a second column takes it from the first", async () => {
  showPanel();
  await page.getByLabelText("Dán bảng").fill(pasted);
  await page.getByRole("button", { name: "Đọc bảng" }).click();
  await page.getByLabelText("Cột 2: Tên").selectOptions("id");
  await expect.poll(() => (page.getByLabelText("Cột 1: Mã TTHC").element() as HTMLSelectElement).value).toBe("");
});
