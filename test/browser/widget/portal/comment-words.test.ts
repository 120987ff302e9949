import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { FeedbackItem } from "../../../../shared/contract/feedback.ts";
import type { TouchpointConfig } from "../../../../shared/contract/touchpoint.ts";
import { touchpointConfig } from "../../../fixtures/touchpoint-config.ts";
import type { FakeServer } from "../fake-server.ts";
import { fakeServer } from "../fake-server.ts";
import { ok } from "../../../../shared/result.ts";
import { clearPage, openRatingPage, type RatingPage, secondFile } from "../rating-page.ts";

afterEach(clearPage);

const button = (word: string) => page.getByRole("button", { name: word, exact: true });
const field = page.getByRole("textbox", { name: /góp ý thêm/ });
const phone = "Gọi cho tôi 0912 345 678";
const text = { vi: "Báo riêng" };
const sealed: TouchpointConfig = {
  ...touchpointConfig,
  sealed: { recipient: "Thanh tra tỉnh", url: "https://feedback.example/sealed/H20", text },
};

type Writing = { readonly config?: TouchpointConfig; readonly server?: FakeServer; readonly isOwnPage?: boolean };

/** An element that has its second file; answers also what went to the page of sealed reports. */
async function write(
  words: string,
  { config = touchpointConfig, server = fakeServer(), isOwnPage = false }: Writing = {},
) {
  const handed: string[] = [];
  const openSealed = (_: string, given: string): boolean => {
    if (isOwnPage) handed.push(given);
    return isOwnPage;
  };
  const rating = openRatingPage({ config, server, loadMore: (use) => use(secondFile({ openSealed })) });
  await page.getByRole("radio", { name: "Không hài lòng", exact: true }).click();
  await field.fill(words);
  await button("Gửi").click();
  return { rating, handed };
}

function sent({ stored }: FakeServer): Pick<FeedbackItem, "comment" | "ticket">[] {
  return [...stored.values()].map(({ comment, ticket }) => ({ comment, ticket }));
}

async function finds({ element }: RatingPage): Promise<void> {
  expect((await axe.run(element)).violations).toEqual([]);
}

const warning = page.getByText(/^Góp ý có số điện thoại \(phần tô màu\)/);

test("asks before personal data leaves: one paragraph with what was found highlighted, in place of the buttons", async () => {
  const { rating } = await write(phone);
  await expect.element(warning).toBeVisible();
  const root = rating.element.shadowRoot as ShadowRoot;
  expect([...root.querySelectorAll("mark")].map((one) => one.textContent)).toEqual(["0912 345 678"]);
  expect(warning.element().textContent).toContain("“Gọi cho tôi 0912 345 678”");
  expect(root.activeElement).toBe(warning.element());
  const buttons = [...root.querySelectorAll("button")].filter((one) => one.getClientRects().length > 0);
  expect(buttons.map((one) => one.textContent)).toEqual(["Sửa lại", "Vẫn gửi"]);
  expect(sent(rating.server).some(({ comment }) => comment !== undefined)).toBe(false);
  await finds(rating);
});

test("edits: the question goes, and the words go as they are once they are plain", async () => {
  const { rating } = await write(phone);
  await button("Sửa lại").click();
  await expect.element(warning).not.toBeInTheDocument();
  expect(rating.element.shadowRoot?.activeElement?.id).toBe("comment");
  await field.fill("Xin gọi lại");
  await button("Gửi").click();
  await expect.poll(() => sent(rating.server)[0]?.comment).toBe("Xin gọi lại");
});

test("sends anyway what the person wants sent", async () => {
  const { rating } = await write(phone);
  await button("Vẫn gửi").click();
  await expect.poll(() => sent(rating.server)[0]?.comment).toBe(phone);
});

test("offers text of an old font in Unicode, and takes what the person chooses", async () => {
  const legacy = "Toâi phaûi chôø raát laâu";
  const { rating } = await write(legacy);
  await expect.element(page.getByLabelText(/lỗi phông cũ/)).toHaveValue("Tôi phải chờ rất lâu");
  await finds(rating);
  await button("Dùng bản này").click();
  await expect.poll(() => sent(rating.server)[0]?.comment).toBe("Tôi phải chờ rất lâu");
  clearPage();
  const other = await write(legacy);
  await button("Giữ nguyên").click();
  await expect.poll(() => sent(other.rating.server)[0]?.comment).toBe(legacy);
});

test("leads to the sealed page; on a page of the server's own the words go along", async () => {
  const { rating, handed } = await write(phone, { config: sealed, isOwnPage: true });
  await page.getByRole("link", { name: "Báo riêng cho Thanh tra tỉnh" }).click();
  expect(handed).toEqual([phone]);
  expect(sent(rating.server).some(({ comment }) => comment !== undefined)).toBe(false);
});

/** A server that masks, and tells it. */
function maskingServer(): FakeServer {
  const server = fakeServer();
  const plain = server.send;
  const send: FakeServer["send"] = async (...given) => {
    const done = await plain(...given);
    if (!done.ok) return done;
    const receipts = done.value.receipts.map((receipt) => {
      const hasComment = server.stored.get(receipt.id ?? "")?.comment !== undefined;
      const told = { masked: [{ kind: "phone" as const, count: 1 }], due_on: "2026-12-08" };
      return hasComment ? { ...receipt, ...told } : receipt;
    });
    return ok({ ...done.value, receipts });
  };
  return Object.assign(server, { send });
}

test("tells the day of the answer and what was masked; an undo takes the words back and leaves them to be sealed", async () => {
  const { rating } = await write(phone, { config: sealed, server: maskingServer() });
  await button("Vẫn gửi").click();
  await expect.element(page.getByText("Đơn vị sẽ trả lời chậm nhất ngày 08/12/2026.")).toBeVisible();
  await expect.element(page.getByText("Đã che trước khi lưu: số điện thoại.")).toBeVisible();
  await finds(rating);
  await button("Rút nội dung và báo riêng cho Thanh tra tỉnh").click();
  await expect.element(page.getByText("Đã rút nội dung.")).toBeVisible();
  await expect.element(page.getByLabelText(/để chép sang trang báo riêng/)).toHaveValue(phone);
  await expect.poll(() => sent(rating.server)[0]).toEqual({ comment: undefined, ticket: undefined });
  await finds(rating);
});

test("after 15 minutes the words can be taken back by their code only", async () => {
  const { rating } = await write(phone, { config: sealed, server: maskingServer() });
  await button("Vẫn gửi").click();
  await expect.element(button("Rút nội dung và báo riêng cho Thanh tra tỉnh")).toBeVisible();
  rating.passMs(16 * 60 * 1000);
  await button("Rút nội dung và báo riêng cho Thanh tra tỉnh").click();
  await expect.element(page.getByText(/Đã quá 15 phút/)).toBeVisible();
  expect(sent(rating.server)[0]?.comment).toBe(phone);
});

test("says that a comment is no petition, also where no official channel is named", async () => {
  const rating = openRatingPage({ config: { ...touchpointConfig, official_channel: null } });
  await page.getByRole("radio", { name: "Không hài lòng", exact: true }).click();
  await expect.element(page.getByText(/không thay cho đơn khiếu nại, tố cáo/)).toBeVisible();
  await expect.element(page.getByText(/Nếu cần cơ quan giải quyết chính thức/)).not.toBeInTheDocument();
  await finds(rating);
});
