import type { BrowserContextOptions, Page } from "playwright-core";

/** What of the stand the pictures set; see test/browser/widget/kiosk/kiosk-stand.ts. */
type Stand = {
  kiosk: {
    standing: string;
    config: unknown;
    isOnline: boolean;
    isKeeping: boolean;
    chance: number;
    persisted: boolean;
    pass: (ms: number) => void;
    changed: () => void;
  };
  configs: { kiosk: unknown; counter: unknown; choice: unknown };
};

const press = (page: Page, name: RegExp | string, index = 0): Promise<void> =>
  page.getByRole("button", { name }).nth(index).click();
const pass = (page: Page, ms: number): Promise<void> =>
  page.evaluate((passed) => (window as unknown as Stand).kiosk.pass(passed), ms);
/** Sets the stand's members, with a pause so that the next press is no bounce. */
async function set(page: Page, change: Partial<Stand["kiosk"]> & { channel?: "counter" | "choice" }): Promise<void> {
  await page.evaluate((given) => {
    const { kiosk, configs } = window as unknown as Stand;
    const { channel, ...rest } = given;
    Object.assign(kiosk, rest, channel ? { config: configs[channel] } : {});
    kiosk.changed();
  }, change);
}

async function rate(page: Page, index: number): Promise<void> {
  await page.locator(".face").nth(index).click();
  await page
    .getByText(/ghi nhận|recorded|không lưu|Cảm ơn/)
    .first()
    .waitFor();
  await pass(page, 500);
}

async function openTechnician(page: Page): Promise<void> {
  await page.mouse.move(20, 20);
  await page.mouse.down();
  await pass(page, 3100);
  await page.mouse.up();
  await page.getByText(/PIN/).waitFor();
}

/** A screen, how to come to it, and how it is seen. */
export type Picture = {
  readonly name: string;
  readonly act: (page: Page) => Promise<void>;
  readonly look?: BrowserContextOptions;
};

/** Every screen of a kiosk. */
export const pictures: readonly Picture[] = [
  { name: "faces", act: async () => {} },
  { name: "faces-dark", act: async () => {}, look: { colorScheme: "dark" } },
  {
    name: "options",
    act: async (page) => {
      await set(page, { channel: "choice" });
      await rate(page, 2);
      await press(page, "Bỏ qua");
    },
  },
  { name: "faces-contrast", act: (page) => press(page, "Tương phản") },
  { name: "faces-large", act: (page) => press(page, "Chữ lớn hơn") },
  { name: "faces-english", act: (page) => press(page, "English") },
  { name: "faces-forced-colours", act: async () => {}, look: { forcedColors: "active" } },
  { name: "faces-offline", act: (page) => set(page, { isOnline: false }) },
  { name: "faces-counter", act: (page) => set(page, { channel: "counter" }) },
  {
    name: "service",
    act: async (page) => {
      await set(page, { channel: "counter" });
      await press(page, /Chọn thủ tục/);
    },
  },
  {
    name: "more",
    act: async (page) => {
      await rate(page, 3);
      await press(page, /Phải bổ sung/);
    },
  },
  {
    name: "more-large-dark",
    act: async (page) => {
      await press(page, "Chữ lớn hơn");
      await pass(page, 500);
      await rate(page, 0);
      await page.locator(".reason").first().click();
    },
    look: { colorScheme: "dark" },
  },
  {
    name: "comment",
    act: async (page) => {
      await rate(page, 3);
      await press(page, "Viết góp ý");
      await page.locator("textarea").waitFor();
      await page.keyboard.type("Towf khai maaux mowis khoong ghi rox muc naof bawts buoocj. DDeer nghij");
    },
  },
  {
    name: "check",
    act: async (page) => {
      await rate(page, 3);
      await press(page, "Viết góp ý");
      await page.locator("textarea").fill("Xin gọi lại số 0912 345 678 trước thứ sáu.");
      await pass(page, 500);
      await press(page, "Gửi");
      await page.getByText(/có vẻ chứa/).waitFor();
    },
  },
  {
    name: "sealed",
    act: async (page) => {
      await rate(page, 3);
      await press(page, /Báo riêng/);
    },
  },
  {
    name: "phone",
    act: async (page) => {
      await rate(page, 1);
      await press(page, "Góp ý bằng điện thoại");
    },
  },
  {
    name: "question",
    act: async (page) => {
      await set(page, { channel: "counter" });
      await rate(page, 1);
      await press(page, "Bỏ qua");
    },
  },
  {
    name: "question-11",
    act: async (page) => {
      await set(page, { channel: "counter" });
      await rate(page, 1);
      await press(page, "Bỏ qua");
      await pass(page, 500);
      await press(page, "Bỏ qua");
    },
  },
  {
    name: "pressure",
    act: async (page) => {
      await set(page, { chance: 0 });
      await rate(page, 1);
      await press(page, "Bỏ qua");
    },
  },
  {
    name: "thanks",
    act: async (page) => {
      await rate(page, 1);
      await press(page, "Bỏ qua");
    },
  },
  {
    name: "thanks-ticket",
    act: async (page) => {
      await rate(page, 3);
      await press(page, "Viết góp ý");
      await page.locator("textarea").waitFor();
      await page.keyboard.type("Chaamj");
      await pass(page, 500);
      await press(page, "Gửi");
      await page.locator(".code").waitFor();
    },
  },
  {
    name: "thanks-not-kept",
    act: async (page) => {
      await set(page, { isKeeping: false });
      await rate(page, 1);
      await press(page, "Bỏ qua");
    },
  },
  {
    name: "countdown",
    act: async (page) => {
      await rate(page, 1);
      await pass(page, 22_000);
      await page.getByRole("alertdialog").waitFor();
    },
  },
  {
    name: "paused",
    act: async (page) => {
      for (let touch = 0; touch < 6; touch += 1) await page.mouse.click(160, 8);
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "unenrolled", act: (page) => set(page, { standing: "unenrolled" }) },
  {
    name: "unsafe",
    act: async (page) => {
      await set(page, { standing: "unenrolled", persisted: false });
      await page.locator("input").first().fill("H20");
      await page.locator("input").nth(1).fill("7K3M9Q2X");
      await press(page, "Ghi danh");
      await page.getByText(/Cảnh báo/).waitFor();
    },
  },
  { name: "revoked", act: (page) => set(page, { standing: "revoked" }) },
  { name: "insecure", act: (page) => set(page, { standing: "insecure" }) },
  { name: "second-tab", act: (page) => set(page, { standing: "second-tab" }) },
  {
    name: "pin",
    act: async (page) => {
      await openTechnician(page);
      for (const digit of "135") await press(page, digit);
      await press(page, "Mở");
      await page.getByText(/không đúng/).waitFor();
      for (const digit of "24") await press(page, digit);
    },
  },
  {
    name: "status",
    act: async (page) => {
      await openTechnician(page);
      for (const digit of "2468") await press(page, digit);
      await press(page, "Mở");
      await pass(page, 500);
      await press(page, "Bật chế độ thử");
      await page.getByText(/được tính/).waitFor();
    },
  },
  {
    name: "touch",
    act: async (page) => {
      await openTechnician(page);
      for (const digit of "2468") await press(page, digit);
      await press(page, "Mở");
      await pass(page, 500);
      await press(page, "Thử cảm ứng");
      await page.mouse.move(10, 200);
      await page.mouse.move(200, 300, { steps: 20 });
    },
  },
];
