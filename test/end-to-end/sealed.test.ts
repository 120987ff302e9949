import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callOffice, type Office } from "../server/office.ts";
import { type RunningServer, startServer } from "../server/start-server.ts";
import { accessibilityFaults, openBrowser, openTab } from "./open-browser.ts";
import { bytesBelow, tracesOf } from "./traces-of.ts";

const happened = "Cán bộ gợi ý đưa năm trăm nghìn";
const where = "Quầy số ba chiều thứ sáu";
const contact = "qua người quen Hạnh Dung";
const asked = "Xin cho biết thêm giờ giấc";
const told = "Khoảng chín giờ mười lăm";
const words = [happened, where, contact, asked, told];
const passphrase = "ba con trâu đen ăn cỏ";

let browser: Browser;
let server: RunningServer;
let dataDir: string;
let keysDir: string;
let keysMade = 0;
/** Access keys of two people of the inspectorate. */
let readerKey: string;
let otherKey: string;
/** All network traffic in both directions: addresses, headers and bodies. */
const network: string[] = [];

function listen(context: BrowserContext): void {
  context.on("request", (request) => {
    network.push(request.url(), JSON.stringify(request.headers()), request.postData() ?? "");
  });
  context.on("response", async (response) => {
    network.push(await response.text().catch(() => ""));
  });
}

async function tab(): Promise<Page> {
  const { page, context, complaints } = await openTab(browser, { viewport: { width: 360, height: 740 } });
  listen(context);
  page.on("close", () => expect(complaints).toEqual([]));
  return page;
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "citizen-feedback-sealed-"));
  keysDir = mkdtempSync(join(tmpdir(), "citizen-feedback-keys-"));
  [browser, server] = await Promise.all([openBrowser(), startServer(dataDir)]);
  const office = { baseUrl: server.baseUrl, key: server.rootKey };
  const asked = { name: "Thanh tra", scopes: ["sealed:read", "sealed:write"] };
  const newKey = async (): Promise<string> => (await callOffice<{ key: string }>(office, "POST /keys", asked)).key;
  [readerKey, otherKey] = [await newKey(), await newKey()];
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  for (const folder of [dataDir, keysDir]) rmSync(folder, { recursive: true, force: true });
});

type MadeKey = { readonly file: string; readonly blocks: string; readonly recovery: string };

/** Makes a key on the recipient's page and presses the button that sets it. Returns the page too. */
async function makeAndPut(name: string): Promise<MadeKey & { readonly page: Page }> {
  const page = await tab();
  await page.goto(`${server.baseUrl}/office/sealed/`);
  await page.getByRole("button", { name: "Tạo khóa" }).click();
  await page.getByLabel("Tên nơi nhận").fill(name);
  await page.getByLabel("Mật khẩu bảo vệ").fill(passphrase);
  await page.getByLabel("Nhập lại mật khẩu").fill(passphrase);
  await page.getByRole("button", { name: "Tạo khóa" }).last().click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "1. Lưu tệp khóa" }).click();
  const file = join(keysDir, `${keysMade++}.json`);
  await (await download).saveAs(file);
  const blocks = (await page.locator("[data-blocks]").textContent()) ?? "";
  const sheet = (await page.locator(".sheet .code").textContent()) ?? "";
  const recovery = (sheet.match(/^\d\. .+$/gm) ?? []).map((line) => line.slice(3)).join("\n");
  expect(await page.getByLabel("Mã cơ quan").count()).toBe(0);
  await page.getByRole("button", { name: "2. In tờ phục hồi" }).click();
  await page.getByLabel("Mã cơ quan").fill("H20");
  await page.getByLabel("Khóa truy cập").fill(readerKey);
  await page.getByRole("button", { name: "Đặt khóa", exact: true }).click();
  return { file, blocks, recovery, page };
}

/** Makes a key and sets it, signed by the one before if there is one. */
async function makeKey(name: string, before?: MadeKey): Promise<MadeKey> {
  const { page, ...key } = await makeAndPut(name);
  if (before) {
    await page.getByLabel("Tệp khóa", { exact: true }).setInputFiles(before.file);
    await page.getByLabel("Mật khẩu của tệp khóa").fill(passphrase);
    await page.getByRole("button", { name: "Ký bằng khóa trước và đặt khóa mới" }).click();
  }
  await page.getByText("Đã đặt.").waitFor();
  await page.context().close();
  return key;
}

async function sendReport(): Promise<string> {
  const page = await tab();
  await page.goto(`${server.baseUrl}/sealed/H20`);
  await page.getByLabel("Chuyện gì đã xảy ra?").fill(happened);
  await page.getByLabel("Ở đâu, ngày nào?").fill(where);
  await page.getByLabel("Cách liên hệ lại").fill(contact);
  await page.getByRole("button", { name: "Gửi báo riêng" }).click();
  await page.getByText("Đã gửi. Xin giữ mã").waitFor();
  const code = (await page.locator("[data-code]").textContent()) ?? "";
  await page.context().close();
  return code;
}

async function openReader(key: { file: string } | { recovery: string }): Promise<Page> {
  const page = await tab();
  await page.goto(`${server.baseUrl}/office/sealed/`);
  await page.getByLabel("Mã cơ quan").fill("H20");
  await page.getByLabel("Khóa truy cập").fill(readerKey);
  if ("file" in key) {
    await page.getByLabel("Tệp khóa", { exact: true }).setInputFiles(key.file);
    await page.getByLabel("Mật khẩu của tệp khóa").fill(passphrase);
  } else {
    await page.getByText("Không có tệp hoặc mật khẩu").click();
    await page.getByLabel("Mã phục hồi").fill(key.recovery);
  }
  await page.getByRole("button", { name: "Mở", exact: true }).click();
  return page;
}

async function openTalk(code: string): Promise<Page> {
  const page = await tab();
  await page.goto(`${server.baseUrl}/sealed/H20`);
  await page.getByRole("button", { name: "Đã gửi trước đây?" }).click();
  await page.getByLabel("Mã theo dõi").fill(code.toLowerCase().replaceAll("-", " "));
  await page.getByRole("button", { name: "Xem", exact: true }).click();
  return page;
}

describe("sealed reports", () => {
  let key: Awaited<ReturnType<typeof makeKey>>;
  let code: string;

  test("are not accepted without a recipient's key", async () => {
    const page = await tab();
    await page.goto(`${server.baseUrl}/sealed/H20`);
    await page.getByText("Nơi này chưa nhận báo riêng trên mạng").waitFor();
    expect(await page.getByRole("textbox").count()).toBe(0);
    await page.context().close();
  });

  test("are sent, read by the recipient, answered, read by their code, and continued", async () => {
    key = await makeKey("Thanh tra tỉnh");
    code = await sendReport();
    expect(code).toMatch(/^H20(-[2-9A-HJ-NP-Z]{4}){6}$/);

    const recipient = await openReader(key);
    for (const word of [happened, where, contact]) await recipient.getByText(word).waitFor();
    await recipient.getByLabel("Trả lời (chỉ người giữ mã đọc được)").fill(asked);
    await recipient.getByRole("button", { name: "Gửi trả lời" }).click();
    await recipient.getByText("Nơi nhận đã trả lời").waitFor();
    await recipient.getByText(asked).waitFor();

    const person = await openTalk(code);
    await person.getByText("Thanh tra tỉnh đã đọc").waitFor();
    await person.getByText(asked).waitFor();
    expect(await person.getByText(happened).count()).toBe(0);
    await person.getByLabel("Viết thêm").fill(told);
    await person.getByRole("button", { name: "Gửi báo riêng" }).click();
    await person.getByText("Đã gửi thêm.").waitFor();

    await recipient.getByRole("button", { name: "Tải lại" }).click();
    await recipient.getByText(told).waitFor();
    await recipient.getByRole("button", { name: "Kết thúc trao đổi" }).click();
    await recipient.locator("article").getByText("Đã kết thúc").waitFor();
    await Promise.all([recipient.context().close(), person.context().close()]);
  });

  test("leave no words, code, passphrase or private key in any file, log or message", async () => {
    const secrets = [...words, passphrase, code, code.replaceAll("-", ""), key.recovery.trim().split("\n")[0] ?? "?"];
    const bytes = { disk: bytesBelow(dataDir), network: Buffer.from(network.join("\n")) };
    expect(tracesOf(["Thanh tra tỉnh"], bytes.disk)).toEqual(["Thanh tra tỉnh"]);
    expect(tracesOf(["Thanh tra tỉnh"], bytes.network)).toEqual(["Thanh tra tỉnh"]);
    expect(tracesOf(secrets, bytes.disk)).toEqual([]);
    expect(tracesOf(secrets, bytes.network)).toEqual([]);
    expect(tracesOf(secrets, Buffer.from(server.output()))).toEqual([]);
    const puts = network.filter((text) => text.startsWith('{"name":"Thanh tra tỉnh","public_key"'));
    expect(puts.map((text) => Object.keys(JSON.parse(text) as object))).toEqual([["name", "public_key"]]);
  });

  test("are shown as changed if someone changed them on the way", async () => {
    const reader = await openReader(key);
    await reader.getByText(happened).waitFor();
    await reader.context().route("**/sealed-talks", async (route) => {
      const answer = await route.fetch();
      const changed = (await answer.text()).replaceAll(/"ciphertext":"(.)/g, (_, first: string) => {
        return `"ciphertext":"${first === "A" ? "B" : "A"}`;
      });
      await route.fulfill({ response: answer, body: changed });
    });
    await reader.getByRole("button", { name: "Tải lại" }).click();
    await reader.getByText("Nội dung mã hóa này đã bị sửa").first().waitFor();
    expect(await reader.getByText(happened).count()).toBe(0);
    await reader.context().close();
  });

  test("open by the recovery sheet if file or passphrase is lost", async () => {
    const reader = await openReader({ recovery: key.recovery });
    await reader.getByText(happened).waitFor();
    await reader.context().close();
  });

  test("warn of another key: the old talk stays, and the old key opens with a warning", async () => {
    const second = await makeKey("Thanh tra Sở", key);
    const reader = await openReader(second);
    await reader.getByText("Được mã hóa bằng khóa khác").waitFor();
    expect(await reader.getByText(key.blocks).count()).toBe(1);
    await reader.context().close();

    const old = await openReader(key);
    await old.getByText(happened).waitFor();
    await old.getByText("KHÔNG phải khóa này").waitFor();
    await old.context().close();

    const person = await openTalk(code);
    await person.getByText(asked).waitFor();
    await person.context().close();
  });

  test("show the history of keys, and the page itself checks that each was signed by the one before", async () => {
    const page = await tab();
    await page.goto(`${server.baseUrl}/sealed/H20`);
    await page.locator("summary").click();
    const entries = page.locator("[data-history] li");
    await entries.first().waitFor();
    const told = await entries.allInnerTexts();
    expect(told.map((text) => text.split("\n")[0])).toEqual(["Thanh tra Sở", "Thanh tra tỉnh"]);
    expect(told[0]).toContain("Khóa trước đã ký xác nhận");
    expect(told[1]).toContain("Khóa đầu tiên");
    expect(told[1]?.replace(/\s+/g, " ")).toContain(key.blocks.replace(/\s+/g, " ").trim().slice(0, 23));

    await page.context().route("**/sealed-recipient", async (route) => {
      const answer = await route.fetch();
      const door = (await answer.json()) as { history: { signature: string | null }[] };
      const forged = door.history.map((one) => ({
        ...one,
        signature: one.signature?.replace(/^..../, "AAAA") ?? null,
      }));
      await route.fulfill({ response: answer, json: { ...door, history: forged } });
    });
    await page.reload();
    await page.locator("summary").click();
    await page.getByText("Chữ ký của khóa trước KHÔNG đúng").waitFor();
    await page.context().close();
  });

  test("say that a key without the signature of the one before is announced, and the recipient withdraws it", async () => {
    const { page } = await makeAndPut("Người lạ");
    await page.getByText("Đã mất khóa trước").click();
    expect(await accessibilityFaults(page)).toEqual([]);
    const name = page.getByRole("button", { name: "Nêu khóa mới bằng khóa truy cập này" });
    await name.click();
    await page.getByText("Khóa truy cập thứ nhất đã nêu").waitFor();
    await page.getByLabel("Khóa truy cập (không được lưu)").fill(otherKey);
    await name.click();
    await page.getByText("Đã công bố. Khóa mới được dùng từ ngày").waitFor();
    await page.context().close();

    const person = await tab();
    await person.goto(`${server.baseUrl}/sealed/H20`);
    await person.getByText("nơi nhận là Người lạ").waitFor();
    await person.getByText("Chỉ Thanh tra Sở đọc được").waitFor();

    const reader = await openReader(key);
    await reader.getByText("nơi nhận là Người lạ").waitFor();
    await reader.getByRole("button", { name: "Rút lại việc đổi khóa" }).click();
    await reader.locator("[data-coming]").waitFor({ state: "detached" });
    await person.reload();
    await person.getByText("Chỉ Thanh tra Sở đọc được").waitFor();
    expect(await person.locator("[data-coming]").count()).toBe(0);
    await Promise.all([reader.context().close(), person.context().close()]);
  });

  test("tell both sides until when they are kept", async () => {
    const years = new Date().getFullYear() + 2;
    const [reader, person] = [await openReader(key), await openTalk(code)];
    await reader
      .getByText(new RegExp(`Giữ đến hết ngày \\d\\d/\\d\\d/${years}`))
      .first()
      .waitFor();
    await person.getByText(new RegExp(`Được giữ đến hết ngày \\d\\d/\\d\\d/${years}, rồi xóa hẳn`)).waitFor();
    await Promise.all([reader.context().close(), person.context().close()]);
  });

  test("have messages for a wrong passphrase, a wrong file, and a mistyped or unknown code", async () => {
    const reader = await tab();
    await reader.goto(`${server.baseUrl}/office/sealed/`);
    await reader.getByLabel("Mã cơ quan").fill("H20");
    await reader.getByLabel("Khóa truy cập").fill(readerKey);
    await reader.getByLabel("Tệp khóa", { exact: true }).setInputFiles(key.file);
    await reader.getByLabel("Mật khẩu của tệp khóa").fill("sai hết cả rồi nhé");
    await reader.getByRole("button", { name: "Mở", exact: true }).click();
    await reader.getByText("Mật khẩu không đúng").waitFor();
    await reader.context().close();

    const person = await openTalk(code.replace(/.$/, (last) => (last === "A" ? "B" : "A")));
    await person.getByText("Mã chưa đúng").waitFor();
    await person.context().close();
  });

  test("keep their words while the network is down, and are sent once", async () => {
    const page = await tab();
    await page.goto(`${server.baseUrl}/sealed/H20`);
    await page.getByLabel("Chuyện gì đã xảy ra?").fill(happened);
    let lost = 0;
    await page.context().route("**/v1/sealed", async (route) => {
      lost += 1;
      if (lost > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await page.getByRole("button", { name: "Gửi báo riêng" }).click();
    await page.getByText("Chưa gửi được vì không có mạng").waitFor();
    expect(await page.getByLabel("Chuyện gì đã xảy ra?").inputValue()).toBe(happened);
    await page.getByRole("button", { name: "Gửi báo riêng" }).click();
    await page.getByText("Đã gửi. Xin giữ mã").waitFor();
    const list = await fetch(`${server.baseUrl}/v1/agencies/H20/sealed-talks`, {
      headers: { authorization: `Bearer ${readerKey}` },
    });
    expect(((await list.json()) as { data: unknown[] }).data).toHaveLength(2);
    await page.context().close();
  });

  test("are one tap away from a rating, at an address without touchpoint or rating", async () => {
    for (const path of ["/rate/H20-7k3m9q2x4t", "/demo/"]) {
      const page = await tab();
      await page.goto(server.baseUrl + path);
      const link = page.getByRole("link", { name: "Báo riêng: bị gợi ý đưa tiền, bị gây khó dễ" });
      expect(await link.getAttribute("href")).toBe(`${server.baseUrl}/sealed/H20`);
      const [door] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
      await door.getByLabel("Chuyện gì đã xảy ra?").waitFor();
      expect(await door.evaluate(() => document.referrer)).toBe("");
      await page.context().close();
    }
  });

  test("can be written in the downloaded file, which has the hash of the build", async () => {
    const [file, hash] = await Promise.all(
      ["offline.html", "offline.html.sha256"].map(async (name) => {
        const answer = await fetch(`${server.baseUrl}/sealed/${name}`);
        if (name === "offline.html") expect(answer.headers.get("content-disposition")).toBe("attachment");
        return Buffer.from(await answer.arrayBuffer());
      }),
    );
    const digest = createHash("sha256")
      .update(file ?? "")
      .digest("hex");
    expect(hash?.toString()).toBe(`${digest}  offline.html\n`);
    const kept = join(keysDir, "offline.html");
    writeFileSync(kept, file ?? "");
    const { page, context, complaints } = await openTab(browser, { viewport: { width: 320, height: 740 } });
    listen(context);
    await page.goto(`file://${kept}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel("Địa chỉ máy chủ").fill(`${server.baseUrl}/`);
    await page.getByLabel("Mã cơ quan").fill("h20");
    await page.getByRole("button", { name: "Mở" }).click();
    await page.getByLabel("Chuyện gì đã xảy ra?").fill(happened);
    await page.getByRole("button", { name: "Gửi báo riêng" }).click();
    await page.getByText("Đã gửi. Xin giữ mã").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("are not accepted on a page that came by plain http, which says so", async () => {
    const page = await tab();
    await page.goto(`${server.baseUrl.replace("127.0.0.1", "portal.test")}/sealed/H20`);
    await page.getByText("không mã hóa được").waitFor();
    expect(await page.getByRole("textbox").count()).toBe(0);
    await page.context().close();
  });
});

describe("the pages of sealed reports", () => {
  const announcement = "/sealed-recipient/announcement";
  const officeOf = (key: string): Office => ({ baseUrl: server.baseUrl, key });

  // With all that the pages can say: keys before, and one that stands announced.
  beforeAll(async () => {
    const { publicKey } = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
    const public_key = Buffer.from(await crypto.subtle.exportKey("raw", publicKey)).toString("base64url");
    const body = { name: "Thanh tra Chính phủ, Vụ Giải quyết đơn thư miền Tây Nam Bộ", public_key };
    for (const key of [readerKey, otherKey]) await callOffice(officeOf(key), `PUT ${announcement}`, body);
  });

  afterAll(() => callOffice(officeOf(readerKey), `DELETE ${announcement}`));

  test.each([
    ["/sealed/H20", "Chuyện gì đã xảy ra?"],
    ["/sealed/H20?lang=en", "What happened?"],
    ["/office/sealed/", "Tệp khóa"],
    ["/office/sealed/?lang=en", "Key file"],
  ])(
    "%s is accessible at 320 and 1080 px, in light, dark and forced colours, and never wider than the screen",
    async (path, field) => {
      const looks = [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }] as const;
      for (const look of looks.flatMap((one) => [320, 1080].map((width) => ({ ...one, width })))) {
        const { width, ...colours } = look;
        const { page, complaints, context } = await openTab(browser, { ...colours, viewport: { width, height: 740 } });
        await page.goto(server.baseUrl + path);
        await page.getByLabel(field, { exact: true }).waitFor();
        for (const details of await page.locator("summary").all()) await details.click();
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        expect(await page.evaluate(() => document.documentElement.lang)).toBe(path.endsWith("en") ? "en" : "vi");
        expect(complaints).toEqual([]);
        await context.close();
      }
    },
  );

  test("work by keyboard alone", async () => {
    const { page, context } = await openTab(browser);
    await page.goto(`${server.baseUrl}/sealed/H20`);
    await page.getByLabel("Chuyện gì đã xảy ra?").focus();
    await page.keyboard.type("abc");
    for (const _ of [1, 2, 3]) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("Đã gửi. Xin giữ mã").waitFor();
    await context.close();
  });
});

test("a key's file has the private key encrypted by the passphrase", async () => {
  const { file, page } = await makeAndPut("Thanh tra tỉnh");
  await page.context().close();
  const kept = JSON.parse(readFileSync(file, "utf8")) as { kdf: { rounds: number }; private_key: string };
  expect(kept.kdf.rounds).toBeGreaterThanOrEqual(600_000);
  expect(Buffer.from(kept.private_key, "base64url")).toHaveLength(32 + 16);
});
