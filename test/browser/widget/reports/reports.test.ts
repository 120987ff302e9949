import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import type { OfficeDeps, OfficePageClass } from "../../../../widget/office-ui/office-page-element.ts";
import { FiguresElement } from "../../../../widget/office-figures/figures-element.ts";
import { ImportsElement } from "../../../../widget/reports/imports-element.ts";
import { type Answers, fakeOffice, list, refusal, sessionOf, showPage } from "../fake-office.ts";
import { clearPage } from "../rating-page.ts";

const session = sessionOf("reform-office", {
  scopes: ["config:write", "indices:read", "feedback:read", "comments:read", "tallies:write"],
});

const index = {
  ...{ value: 91.33, n: 1234, interval: { low: 89.6, high: 92.8 }, coverage: { transactions: 5000, rate: 24.68 } },
  ...{ flagged: { n: 9, value_without: 91.9 }, set_aside: { n: 2, value_with: 91.2 } },
};
const publication = {
  version: 7,
  published_at: "2026-11-04T00:05:00+07:00",
  day: "2026-11-03",
  rows: 1,
  restated: 0,
  withheld: 0,
};
const tally = (unit: string) => ({
  ...{ id: `0b9d6f8e-6d0f-4f55-9b25-${unit}`, unit, question: "overall", service: null, channel: "paper" },
  ...{ from: "2026-09-01", to: "2026-09-30", counts: [1, 2, 3, 4, 5], source: "Phiếu giấy" },
  ...{ received_at: "2026-10-02T18:00:00Z", withdrawn_at: null, withdrawn_by: null },
});
const unit = { code: "C1", name: "Phường Một", parent: "H20", kind: "commune" };
const usual: Answers = {
  "GET ": { time_zone: "Asia/Ho_Chi_Minh" },
  "GET /units": list([{ ...unit, valid_from: "2020-01-01", valid_to: null }]),
  "GET /indices": list([index]),
  "GET /publications": list([publication]),
  "GET /tallies": list([tally("C1"), tally("C2")]),
};

function open(Page: OfficePageClass, more: Answers = {}, may: Partial<OfficeDeps> = {}) {
  const office = fakeOffice({ ...usual, ...more }, { session, ...may });
  return { ...office, ...showPage(Page, office) };
}

/** An export whose bytes the test sends. */
function streaming(rows: string | null) {
  let feed: ReadableStreamDefaultController<Uint8Array> | null = null;
  const body = new ReadableStream<Uint8Array>({
    start(control) {
      feed = control;
    },
  });
  const headers = { "content-type": "text/csv", ...(rows === null ? {} : { "row-count": rows }) };
  const answer = new Response(body, { headers });
  return {
    answer,
    send: (bytes: Uint8Array) => feed?.enqueue(bytes),
    breakOff: () => feed?.error(new Error("gone")),
    end: () => feed?.close(),
  };
}

beforeEach(() => page.viewport(1280, 900));
afterEach(clearPage);

describe("figures", () => {
  test("says how the month and the quarter stand, and what is published next", async () => {
    const { root } = open(FiguresElement);
    await expect
      .poll(() => root.querySelector("tbody tr")?.textContent?.replace(/\s+/g, " "))
      .toContain("Tháng 11/2026");
    const cells = [...(root.querySelector("tbody tr")?.querySelectorAll("td") ?? [])].map((one) =>
      one.textContent?.trim(),
    );
    expect(cells).toEqual(["91,33%", "1.234", "89,60% – 92,80%", "24,68%", "91,90% (1.225)", "2"]);
    await expect
      .element(page.getByText("Lần gần nhất: bản 7, 04/11/2026, số liệu đến hết ngày 03/11/2026."))
      .toBeVisible();
    await expect.element(page.getByText("Tháng 11/2026: ngày 04/12/2026")).toBeVisible();
    expect((await axe.run(root.host)).violations).toEqual([]);
  });

  test("names no period before the first publication as due in which nobody has rated", async () => {
    const of = (period: string | null) => ({ ...index, n: period === "2026-10" ? 12 : 0 });
    const { root } = open(FiguresElement, {
      "GET /publications": list([]),
      "GET /indices": ({ query }) => list([of(query.get("period"))]),
    });
    await expect.element(page.getByText("Tháng 10/2026: đã đến hạn, chưa công bố")).toBeVisible();
    const lines = [...root.querySelectorAll("h3 + ul li")].map((line) => line.textContent ?? "");
    expect(lines.filter((line) => line.includes("đã đến hạn"))).toHaveLength(1);
  });

  test("publishes once the agency's code is typed, and says which version it is", async () => {
    const { calls, told } = open(FiguresElement, {
      "POST /publications": { ...publication, version: 8 },
    });
    await page.getByRole("button", { name: "Công bố ngay" }).click();
    const send = page.getByRole("dialog").getByRole("button", { name: "Công bố ngay" });
    await expect.element(send).toHaveAttribute("aria-disabled", "true");
    await page.getByLabelText(/Gõ “H20”/).fill("H20");
    await send.click();
    await expect.poll(() => told).toEqual(["Đã công bố bản 8."]);
    expect(calls.filter(({ line }) => line === "POST /publications")).toHaveLength(1);
  });

  test("offers neither rows of feedback nor publishing to somebody of one unit, and opens the board of that unit", async () => {
    const { root } = open(FiguresElement, {}, { session: { ...session, unit: "C1" } });
    await expect.element(page.getByLabelText("Nội dung")).toBeVisible();
    const offered = [...root.querySelectorAll("#ex-list option")].map((one) => one.textContent);
    expect(offered).toEqual(["Chỉ số", "Góp ý"]);
    expect(page.getByRole("button", { name: "Công bố ngay" }).elements()).toEqual([]);
    expect(root.querySelector("a.button")?.getAttribute("href")).toBe("/board/H20/C1#office");
  });

  test("has the snippets of this server and agency, without any key", async () => {
    open(FiguresElement);
    await page.getByText("Excel hoặc Power BI (Power Query)").click();
    await expect.element(page.getByText(/Server = "https:\/\/gopy.example"/)).toBeVisible();
    await expect.element(page.getByText(/Key = "…"/)).toBeVisible();
  });

  test("an export that breaks off is never saved as a file", async () => {
    const { answer, send, breakOff } = streaming("3");
    const saved = vi.spyOn(URL, "createObjectURL");
    open(FiguresElement, { "GET /exports/feedback.{format}": answer });
    await page.getByLabelText("Dạng tệp").selectOptions("csv");
    await page.getByRole("button", { name: "Tải tệp" }).click();
    await expect.element(page.getByRole("progressbar")).toBeVisible();
    send(new TextEncoder().encode("a;b\n1;2\n3;4\n"));
    await expect.element(page.getByText("2 trên 3 dòng, 0 kB")).toBeVisible();
    breakOff();
    await expect.element(page.getByText(/Kết nối bị ngắt giữa chừng nên tệp không được lưu/)).toBeVisible();
    expect(saved).not.toHaveBeenCalled();
    saved.mockRestore();
  });

  test("an export above 200 MB warns of memory, and says bytes where rows are not known", async () => {
    const { answer, send } = streaming(null);
    open(FiguresElement, { "GET /exports/feedback.{format}": answer });
    await page.getByRole("button", { name: "Tải tệp" }).click();
    await expect.element(page.getByRole("progressbar")).toBeVisible();
    send(new Uint8Array(201_000_000));
    await expect.element(page.getByText(/Tệp đã trên 200 MB/)).toBeVisible();
    await expect.element(page.getByText("201 MB", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Dừng" }).click();
    await expect.element(page.getByText("Đã dừng. Không có tệp nào được lưu.")).toBeVisible();
  });

  test("an export that is refused says why", async () => {
    open(FiguresElement, { "GET /exports/feedback.{format}": refusal("scope-missing", { status: 403 }) });
    await page.getByRole("button", { name: "Tải tệp" }).click();
    await expect.element(page.getByText(/Vai trò của Ông\/Bà không được làm việc này/)).toBeVisible();
  });
});

describe("imports", () => {
  test("lists what was taken with its source and the agency's day, and takes back the one that was meant", async () => {
    const { root, calls, answers } = open(ImportsElement, { "DELETE /tallies/{id}": refusal("overloaded") });
    const back = `DELETE /tallies/${tally("C2").id}`;
    await expect.poll(() => root.querySelector("tbody tr")?.textContent).toContain("Phường Một");
    // 18:00 in UTC is the day after in Việt Nam.
    expect(root.querySelector("tbody tr")?.textContent).toContain("03/10/2026");
    expect((await axe.run(root.host)).violations).toEqual([]);
    await page.getByRole("button", { name: /Rút lại Phiếu giấy, C2/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Rút lại" }).click();
    await expect.element(page.getByText("Máy chủ đang bận. Xin thử lại sau ít giây.")).toBeVisible();
    expect(root.querySelectorAll("#kept ~ .wide tbody tr")).toHaveLength(2);
    answers["DELETE /tallies/{id}"] = null;
    await page.getByRole("dialog").getByRole("button", { name: "Rút lại" }).click();
    await expect.poll(() => root.querySelectorAll("#kept ~ .wide tbody tr").length).toBe(1);
    await expect.poll(() => root.activeElement?.id).toBe("kept");
    expect(calls.filter(({ line }) => line.startsWith("DELETE")).map(({ line }) => line)).toEqual([back, back]);
  });

  test("what is typed by hand survives a reload, and is gone once it is saved", async () => {
    const drafts = sessionStorage;
    drafts.clear();
    const state = { read: () => ({ kind: "measures" }), write: () => {} };
    const unit = JSON.stringify({ unit: "C1", from: "2026-07-01", to: "2026-09-30", typed: { dossiers: "10" } });
    drafts.setItem("office-measure-H20", unit);
    const { told, calls } = open(ImportsElement, {}, { drafts, query: state });
    await page.getByText("Nhập tay cho một đơn vị").click();
    await expect.element(page.getByLabelText("Hồ sơ đã có kết quả")).toHaveValue("10");
    await page.getByLabelText("Trong đó: quá hạn").fill("1");
    expect(drafts.getItem("office-measure-H20")).toContain('"overdue":"1"');
    await page.getByRole("button", { name: "Lưu số liệu này" }).click();
    await expect.poll(() => told).toEqual(["Đã lưu số liệu của đơn vị."]);
    expect(calls.filter(({ line }) => line === "PUT /measures").map(({ body }) => body)).toEqual([
      { measures: [{ unit: "C1", from: "2026-07-01", to: "2026-09-30", dossiers: 10, overdue: 1 }] },
    ]);
    expect(drafts.getItem("office-measure-H20")).toBe(null);
  });
});
