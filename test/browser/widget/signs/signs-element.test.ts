import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { Session } from "../../../../shared/contract/session.ts";
import type { RowOf } from "../../../../widget/office-ui/office-client.ts";
import { SignsElement } from "../../../../widget/signs/signs-element.ts";
import { type Answers, fakeOffice, list, type OfficeCall, refusal, sessionOf, showPage } from "../fake-office.ts";
import { clearPage } from "../rating-page.ts";

type SetAside = RowOf<"listSetAsides">;

const touchpoint = "H20-0000000001";
const session = sessionOf("reform-office", {
  id: "me",
  scopes: ["feedback:read", "indices:read", "set-asides:write", "audit:read"],
});

/** Ratings a minute apart from 09:00 on. */
const ratings = (levels: readonly number[], sign: string, marked: readonly number[]) =>
  levels.map((level, place) => ({
    at: new Date(Date.parse("2026-11-24T02:00:00Z") + place * 60_000).toISOString(),
    ...{ level, signs: marked.includes(place) ? [sign] : [], is_aside: false },
  }));

const row = (day: string, sign: string, count = 3) => ({
  ...{ day, touchpoint, sign, count, tally: [count, 0, 0, 0, 0] },
  ...{ first_at: `${day}T02:00:00Z`, last_at: `${day}T02:10:00Z` },
});

const aside = (more: Partial<Pick<SetAside, "state" | "n" | "undo_reason">> = {}, proposedBy = "other") => ({
  ...{ id: "7", state: "proposed" as const, reason: "Một máy gửi liên tục", role: "reform-office", unit: "C1" },
  ...{ from: "2026-11-24", to: "2026-11-24", announced_on: "2026-11-25", in_effect_on: null, undone_on: null },
  ...{ undo_reason: null, n: null },
  office: {
    ...{
      touchpoint,
      sign: "burst" as const,
      from: "2026-11-23T17:00:00Z",
      before: "2026-11-24T17:00:00Z",
      complete: true,
    },
    ...{ proposed_at: "2026-11-25T02:00:00Z", proposed_by: proposedBy, confirmed_by: null, undone_by: null },
  },
  ...more,
});

const index = { value: 80, n: 10, tally: [2, 0, 0, 0, 8], set_aside: { n: 0, value_with: 80 } };

const noEvidence = { ratings: [], is_cut: false, usual: { days: 0, tally: [0, 0, 0, 0, 0] }, opening_hours: null };

type Server = {
  readonly signs?: (query: OfficeCall["query"]) => readonly ReturnType<typeof row>[];
  readonly evidence?: object;
  readonly asides?: readonly ReturnType<typeof aside>[];
  readonly more?: Answers;
  readonly state?: Readonly<Record<string, string>>;
  readonly may?: Session;
};

function open({ signs = () => [], evidence = {}, asides = [], more, state = {}, may = session }: Server = {}) {
  const unit = { code: "C1", name: "Phường Một", parent: "H20", kind: "commune" };
  const office = fakeOffice(
    {
      "GET ": { time_zone: "Asia/Ho_Chi_Minh" },
      "GET /touchpoints": list([{ id: touchpoint, name: "Cổng Một", unit: "C1", channel: "portal" }]),
      "GET /units": list([{ ...unit, valid_from: "2020-01-01", valid_to: null }]),
      "GET /signs": ({ query }) => list(signs(query)),
      "GET /signs/evidence": { ...noEvidence, ...evidence },
      "GET /indices": list([index]),
      "GET /set-asides": list(asides),
      ...more,
    },
    { session: may },
  );
  office.query = state;
  return { ...office, ...showPage(SignsElement, office) };
}

const at = (sign: string) => ({ day: "2026-11-24", touchpoint, sign });

beforeEach(() => page.viewport(1280, 900));
afterEach(clearPage);

describe("the list", () => {
  test("of a week with hundreds of signs is drawn some at a time; a row that was open is drawn again", async () => {
    const many = Array.from({ length: 120 }, (_, place) => ({
      ...row("2026-11-24", "burst", 200 - place),
      touchpoint: `H20-${String(place).padStart(10, "0")}`,
    }));
    const state = { ...at("burst"), touchpoint: "H20-0000000080" };
    const { root } = open({ signs: () => many, state });
    await page.getByRole("button", { name: /Về danh sách dấu hiệu/ }).click();
    await expect.poll(() => root.activeElement?.id).toBe("row-2026-11-24-H20-0000000080-burst");
    expect(root.querySelectorAll(".sign")).toHaveLength(81);
    await page.getByRole("button", { name: "Xem thêm" }).click();
    await expect.poll(() => root.querySelectorAll(".sign").length).toBe(120);
    await expect.element(page.getByRole("button", { name: "Xem 7 ngày trước đó" })).toBeVisible();
    clearPage();
    const anew = open({ signs: () => many });
    await expect.poll(() => anew.root.querySelectorAll(".sign").length).toBe(50);
  });

  test("shows a week, the newest day first, and the weeks before on demand", async () => {
    const { calls } = open({
      signs: (query) =>
        query.get("to") === "2026-11-29" ? [row("2026-11-24", "burst"), row("2026-11-28", "late")] : [],
    });
    await expect.element(page.getByRole("heading", { name: /28\/11\/2026/ })).toBeVisible();
    const days = page
      .getByRole("heading", { level: 2 })
      .elements()
      .map((one) => one.textContent?.slice(0, 10));
    expect(days.slice(0, 2)).toEqual(["28/11/2026", "24/11/2026"]);
    await page.getByRole("button", { name: "Xem 7 ngày trước đó" }).click();
    const asked = calls
      .filter(({ line }) => line === "GET /signs")
      .map(({ query }) => [query.get("from"), query.get("to")]);
    expect(asked).toEqual([
      ["2026-11-23", "2026-11-29"],
      ["2026-11-16", "2026-11-22"],
    ]);
  });

  test("gives the focus back to the row whose evidence was looked at; the address names what is open", async () => {
    const { root, deps } = open({
      signs: () => [row("2026-11-24", "burst")],
      evidence: { ratings: ratings([1, 1], "burst", [0, 1]) },
    });
    await page.getByRole("button", { name: /Xem bằng chứng/ }).click();
    await expect.poll(() => root.activeElement?.id).toBe("sign");
    expect(deps.query.read()).toEqual(at("burst"));
    await page.getByRole("button", { name: /Về danh sách dấu hiệu/ }).click();
    await expect.poll(() => root.activeElement?.id).toBe(`row-2026-11-24-${touchpoint}-burst`);
    expect(deps.query.read()).toEqual({});
  });

  test("names a sign that the page does not know as it is", async () => {
    open({ signs: () => [row("2026-11-24", "moonlight")] });
    await expect.element(page.getByText("moonlight")).toBeVisible();
  });
});

describe("evidence", () => {
  test("of a streak is the levels in their order, and how usual they are; each with a table", async () => {
    const levels = [5, 4, ...Array<number>(20).fill(1), 5];
    const marked = levels.flatMap((level, place) => (level === 1 ? [place] : []));
    const { root } = open({
      state: at("streak"),
      evidence: { ratings: ratings(levels, "streak", marked), usual: { days: 20, tally: [10, 10, 20, 80, 80] } },
    });
    await expect.poll(() => root.querySelectorAll("circle.dot:not(.open)").length).toBe(20 + 1);
    await expect
      .element(page.getByText("28 ngày trước đó có 20 ngày có phiếu, trung bình 10 phiếu mỗi ngày."))
      .toBeVisible();
    const tables = [...root.querySelectorAll("figure table")];
    expect(tables).toHaveLength(2);
    expect(tables[0]?.querySelectorAll("tbody tr")).toHaveLength(23);
    expect((await axe.run(root.host)).violations).toEqual([]);
  });

  test("of off-hours is the day's ratings beside the opening hours", async () => {
    const { root } = open({
      state: at("off-hours"),
      evidence: {
        ratings: ratings([1, 2, 3], "off-hours", [0, 1, 2]),
        opening_hours: [{ days: [2], from: "13:30", to: "17:00" }],
      },
    });
    await expect.poll(() => root.querySelectorAll("svg .band").length).toBe(2);
    await expect.element(page.getByText("giờ làm việc", { exact: true })).toBeVisible();
  });

  test("of a day that is given in part says so, and works out no figure from it", async () => {
    const { root } = open({ state: at("burst"), evidence: { ratings: ratings([1], "burst", [0]), is_cut: true } });
    await expect.element(page.getByText(/Ngày này có hơn 1 phiếu/)).toBeVisible();
    expect(root.textContent).not.toContain("Không tính các phiếu này");
  });

  test("that cannot be read says why, and is asked for again", async () => {
    const { root, answers } = open({ state: at("burst"), more: { "GET /signs/evidence": refusal("unreachable") } });
    await expect.element(page.getByText(/Không kết nối được máy chủ/)).toBeVisible();
    answers["GET /signs/evidence"] = { ...noEvidence, ratings: ratings([1, 1], "burst", [0, 1]) };
    await page.getByRole("button", { name: "Thử lại" }).click();
    await expect.poll(() => root.querySelectorAll("rect.counted").length).toBeGreaterThan(0);
  });
});

describe("setting aside", () => {
  const evidence = { ratings: ratings([1, 1, 5], "burst", [0, 1]) };

  test("sends what is marked, the day or the exact span; a refusal keeps what was typed", async () => {
    const { calls, told, answers } = open({
      ...{ state: at("burst"), evidence },
      more: { "POST /set-asides": refusal("overloaded") },
    });
    await page.getByRole("button", { name: "Đề nghị để riêng" }).click();
    await page.getByLabelText(/^Lý do/).fill("Một máy gửi liên tục");
    await page.getByLabelText("Khoảng thời gian").selectOptions("exact");
    await page.getByRole("button", { name: "Gửi đề nghị" }).click();
    await expect.element(page.getByText("Máy chủ đang bận. Xin thử lại sau ít giây.")).toBeVisible();
    await expect.element(page.getByLabelText(/^Lý do/)).toHaveValue("Một máy gửi liên tục");
    answers["POST /set-asides"] = aside();
    await page.getByRole("button", { name: "Gửi đề nghị" }).click();
    await expect.poll(() => told).toEqual(["Đã gửi đề nghị để riêng. Cần một người khác xác nhận."]);
    expect(calls.filter(({ line }) => line === "POST /set-asides").pop()?.body).toEqual({
      ...{ touchpoint, sign: "burst", reason: "Một máy gửi liên tục", role: "reform-office" },
      ...{ from: "2026-11-24T02:00:00.000Z", to: "2026-11-24T02:01:00.001Z" },
    });
  });

  test("by the same hand is refused in words, and stays open", async () => {
    open({
      asides: [aside()],
      more: { "POST /set-asides/{id}/confirm": refusal("second-key-needed") },
    });
    await page.getByRole("button", { name: "Xác nhận để riêng" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Xác nhận để riêng" }).click();
    await expect.element(page.getByText(/Cần một người khác xác nhận\. Người đề nghị, và khóa/)).toBeVisible();
    await expect.element(page.getByRole("dialog")).toBeVisible();
  });

  test("is not offered to whoever proposed it, and says until when it waits", async () => {
    open({ asides: [aside({}, "me")] });
    await expect.element(page.getByText(/Ông\/Bà đã đề nghị.*02\/12\/2026/)).toBeVisible();
    expect(page.getByRole("button", { name: "Xác nhận để riêng" }).elements()).toEqual([]);
    await expect.element(page.getByRole("button", { name: "Rút đề nghị" })).toBeVisible();
  });

  test("is for those who may alone: an inspector sees evidence and course, and no button that changes anything", async () => {
    const may: Session = { ...session, scopes: ["feedback:read", "indices:read", "audit:read"] };
    const entry = {
      id: 1,
      at: "2026-11-25T02:00:00Z",
      by: "other",
      by_name: "Trần Thị B",
      what: "set-aside.proposed",
      on: "7",
      why: "Lý do",
    };
    const { root } = open({
      ...{ state: at("burst"), evidence, asides: [aside()], may },
      more: { "GET /audit": list([entry]) },
    });
    await expect.poll(() => root.querySelectorAll("rect.counted").length).toBeGreaterThan(0);
    const words = page
      .getByRole("button")
      .elements()
      .map((one) => one.textContent?.trim());
    expect(words.filter((word) => /để riêng|Rút|Hủy/.test(word ?? ""))).toEqual([]);
    await page.getByText("Diễn biến").click();
    await expect.element(page.getByText("09:00 25/11/2026: Trần Thị B đề nghị. Lý do")).toBeVisible();
    expect((await axe.run(root.host)).violations).toEqual([]);
  });

  test("can be undone with a reason, which is asked for", async () => {
    const { calls, told, root } = open({
      asides: [aside({ state: "in-effect", n: 22 })],
      more: { "POST /set-asides/{id}/undo": aside({ state: "undone", undo_reason: "Đoàn học sinh" }) },
    });
    await page.getByRole("button", { name: "Hủy, tính lại phiếu" }).click();
    const send = page.getByRole("dialog").getByRole("button", { name: "Hủy, tính lại phiếu" });
    await expect.element(send).toHaveAttribute("aria-disabled", "true");
    await page.getByLabelText(/^Lý do/).fill("Đoàn học sinh");
    await send.click();
    await expect.poll(() => told).toEqual(["Đã hủy. Các phiếu được tính lại."]);
    expect(calls.filter(({ line }) => line.endsWith("/undo")).map(({ body }) => body)).toEqual([
      { reason: "Đoàn học sinh" },
    ]);
    await expect.element(page.getByText("Đã hủy: Đoàn học sinh")).toBeVisible();
    await expect.poll(() => root.activeElement?.id).toBe("set-aside-7");
  });
});
