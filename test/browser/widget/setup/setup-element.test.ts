import axe from "axe-core";
import { afterEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { BodyOf, RowOf } from "../../../../widget/office-ui/office-client.ts";
import { SetupElement } from "../../../../widget/setup/setup-element.ts";
import { type FakeOffice, fakeOffice, list, refusal, showPage } from "../fake-office.ts";
import { clearPage } from "../rating-page.ts";

afterEach(clearPage);

const portal = { id: "H20-7k3m9q2x4t", name: "Cổng thông tin", channel: "portal" } as const;

/** An agency that remembers what the set-up writes. */
function anAgency(): FakeOffice & { n: number } {
  const facts = { name: "Tỉnh Ví Dụ", address: null as string | null, contact: null };
  const units: Partial<RowOf<"listUnits">>[] = [{ code: "H20", name: "Tỉnh Ví Dụ", valid_to: null }];
  const touchpoints: Partial<RowOf<"listTouchpoints">>[] = [];
  const office = fakeOffice({
    "GET ": () => facts,
    "PUT ": ({ body }) => Object.assign(facts, body),
    "GET /units": () => list(units),
    "PUT /units": ({ body }) => {
      units.push(...(body as BodyOf<"putUnits">).units.map((unit) => ({ ...unit, valid_to: null })));
      return list([]);
    },
    "GET /touchpoints": () => list(touchpoints),
    "PUT /touchpoints": () => {
      touchpoints.push(portal);
      return list([portal]);
    },
    "GET /indices": () => list([{ n: made.n }]),
  });
  const made = Object.assign(office, { n: 0 });
  return made;
}

function openSetup(office: Pick<FakeOffice, "deps">): HTMLElement {
  return showPage(SetupElement, office).element;
}

const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();

test("leads from an empty agency to the first rating", async () => {
  const office = anAgency();
  openSetup(office);
  await page.getByLabelText("Điện thoại").fill("0277 3851 431");
  await press("Lưu và tiếp tục");
  await page.getByLabelText("Danh sách đơn vị").fill("A1;Phường Một\nA2;Phường Hai");
  await press("Lưu và tiếp tục");
  await press("Tạo điểm lấy ý kiến");
  await expect
    .element(page.getByLabelText("Đoạn mã cho “Cổng thông tin”"))
    .toHaveValue(expect.stringContaining('<citizen-feedback touchpoint="H20-7k3m9q2x4t">') as unknown as string);
  await expect.element(page.getByText("Đang chờ lượt đánh giá đầu tiên…")).toBeVisible();
  office.n = 1;
  office.tick();
  await expect.element(page.getByText("Đã nhận lượt đánh giá đầu tiên. Hôm nay: 1 lượt.")).toBeVisible();
  const written = office.calls.filter(({ line }) => line.startsWith("PUT")).map(({ body }) => body);
  expect(written).toEqual([
    { address: null, contact: { phone: "0277 3851 431" } },
    {
      units: [
        { code: "A1", name: "Phường Một", parent: "H20", kind: "ward", valid_from: "2025-07-01" },
        { code: "A2", name: "Phường Hai", parent: "H20", kind: "ward", valid_from: "2025-07-01" },
      ],
    },
    { touchpoints: [{ unit: "H20", name: "Cổng thông tin", channel: "portal" }] },
  ]);
});

test("goes on where somebody stopped, and lets steps be skipped and opened again", async () => {
  const office = anAgency();
  const first = openSetup(office);
  await press("Bỏ qua bước này");
  await expect.element(page.getByLabelText("Danh sách đơn vị")).toBeVisible();
  first.remove();
  openSetup(office);
  await expect.element(page.getByLabelText("Danh sách đơn vị")).toBeVisible();
  await press("Cơ quan");
  await expect.element(page.getByLabelText("Tên cơ quan")).toHaveValue("Tỉnh Ví Dụ");
});

test("sends no list with a wrong line, and says which line it is", async () => {
  const office = anAgency();
  office.query = { step: "units" };
  openSetup(office);
  await page.getByLabelText("Danh sách đơn vị").fill("A1;Một\nA1;Hai");
  await expect.element(page.getByText("Dòng 2: mã đã có ở dòng trên.")).toBeVisible();
  await press("Lưu và tiếp tục");
  expect(office.calls.some(({ line }) => line.startsWith("PUT"))).toBe(false);
});

test("says that the list is empty, and refuses a code that a unit has already", async () => {
  const office = anAgency();
  office.query = { step: "units" };
  openSetup(office);
  await press("Lưu và tiếp tục");
  await expect.element(page.getByText("Chưa có đơn vị nào trong danh sách.")).toBeVisible();
  await page.getByLabelText("Danh sách đơn vị").fill("Xã Một");
  await expect.element(page.getByText("Đọc được 1 đơn vị: DV01 – Xã Một")).toBeVisible();
  await press("Lưu và tiếp tục");
  await press("Đơn vị");
  await expect.element(page.getByLabelText("Danh sách đơn vị")).toHaveValue("");
  await page.getByLabelText("Danh sách đơn vị").fill("Xã Hai\nDV01;Xã Ba");
  await expect.element(page.getByText("Đọc được 1 đơn vị: DV02 – Xã Hai")).toBeVisible();
  await expect.element(page.getByText(/^Dòng 2: cơ quan đã có đơn vị mã này/)).toBeVisible();
});

test("keeps a pasted list over a reload and the way to another page", async () => {
  const office = anAgency();
  const deps = { ...office.deps, drafts: sessionStorage };
  office.query = { step: "units" };
  const first = openSetup({ deps });
  await page.getByLabelText("Danh sách đơn vị").fill("A1;Một");
  first.remove();
  openSetup({ deps });
  await expect.element(page.getByLabelText("Danh sách đơn vị")).toHaveValue("A1;Một");
  sessionStorage.clear();
});

test("offers the forms that there are, and leads to the touchpoint where one is missing", async () => {
  const office = anAgency();
  office.answers["GET /forms"] = list([{ id: "default" }, { id: "mot-cua" }]);
  office.query = { step: "page", skip: "agency,units" };
  openSetup(office);
  await page.getByRole("button", { name: "Điểm lấy ý kiến đầu tiên" }).last().click();
  await page.getByLabelText("Phiếu hỏi").selectOptions("mot-cua");
  await press("Tạo điểm lấy ý kiến");
  await expect.element(page.getByLabelText("Đoạn mã cho “Cổng thông tin”")).toBeVisible();
  expect(office.calls.find(({ line }) => line === "PUT /touchpoints")?.body).toMatchObject({
    touchpoints: [{ form: "mot-cua" }],
  });
});

test("does not count a closed touchpoint as the first one", async () => {
  const office = anAgency();
  office.answers["GET /touchpoints"] = list([{ ...portal, closed: true }]);
  office.query = { step: "page" };
  openSetup(office);
  await expect.element(page.getByText("Trước hết cần có điểm lấy ý kiến của một trang web.")).toBeVisible();
});

test("waits no more for the first rating on a later day, and leads on", async () => {
  const office = anAgency();
  office.answers["GET /touchpoints"] = list([portal]);
  office.answers["GET /indices"] = ({ query }) => list([{ n: query.get("period") === "2026-11-29" ? 0 : 7 }]);
  office.query = { step: "page" };
  openSetup(office);
  await expect.element(page.getByText("Đã nhận lượt đánh giá đầu tiên. Hôm nay: 0 lượt.")).toBeVisible();
  await press("Mời đồng nghiệp");
  expect(office.opened).toEqual([["members"]]);
});

test("keeps what was typed when saving fails", async () => {
  const office = anAgency();
  office.answers["PUT "] = refusal("unavailable", { status: 503 });
  openSetup(office);
  await page.getByLabelText("Địa chỉ").fill("Số 1, đường Ví Dụ");
  await press("Lưu và tiếp tục");
  await expect.element(page.getByText("Máy chủ đang bận. Xin thử lại sau ít giây.")).toBeVisible();
  await expect.element(page.getByLabelText("Địa chỉ")).toHaveValue("Số 1, đường Ví Dụ");
});

test("works by keyboard alone, and has no accessibility faults in any step", async () => {
  const office = anAgency();
  openSetup(office);
  await expect.element(page.getByLabelText("Tên cơ quan")).toBeVisible();
  for (const step of [
    "Cơ quan",
    "Đơn vị",
    "Điểm lấy ý kiến đầu tiên",
    "Đặt lên trang và nhận lượt đánh giá đầu tiên",
  ]) {
    page.getByRole("button", { name: step, exact: true }).element().focus();
    await userEvent.keyboard("{Enter}");
    await expect
      .element(page.getByRole("button", { name: step, exact: true }))
      .toHaveAttribute("aria-expanded", "true");
    const { violations } = await axe.run(document);
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  }
});

test("where the browser refuses to copy, the lines are selected for the keyboard, and the page says so", async () => {
  const copying = vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("denied"));
  const office = anAgency();
  office.query = { step: "page" };
  office.answers["GET /touchpoints"] = list([portal]);
  const element = openSetup(office);
  await press("Sao chép");
  await expect.element(page.getByText(/Trình duyệt không cho sao chép/)).toBeVisible();
  const lines = element.shadowRoot?.querySelector<HTMLTextAreaElement>("#snippet");
  expect([lines?.selectionStart, lines?.selectionEnd]).toEqual([0, lines?.value.length]);
  copying.mockRestore();
});
