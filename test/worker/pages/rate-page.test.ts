import { describe, expect, test } from "vitest";
import type { Environment } from "../../../worker/runtime/environment.ts";
import { v7 } from "uuid";
import { type Answered, ask, askAsRoot, environmentWith, openAgency, putThreeUnits, rowsOf } from "../office.ts";
import { newFeedback } from "../call-api.ts";
import { enrolledTablet, kioskAgency, sendSigned } from "../devices/signing-tablet.ts";

type Page = { readonly base: string; readonly id: string; readonly path: string };

let made = 0;

/** A touchpoint of an agency of its own, and the path of its page. */
async function openPage(different: Record<string, unknown> = {}): Promise<Page> {
  made += 1;
  const code = `RP${made}`;
  const base = await openAgency(code);
  await putThreeUnits(base);
  await askAsRoot(`PUT ${base}/services`, { services: [{ id: "1.004227", name: "Khai sinh <nhanh>" }] });
  const id = `${code}-0000000001`;
  const bound = { id, unit: "North", service: "1.004227", channel: "portal", name: "Cổng", ...different };
  const put = await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints: [bound] });
  if (put.status !== 200) throw new Error(JSON.stringify(put.body));
  return { base, id, path: `/rate/${id}` };
}

/** The hidden fields of a page's form. */
function keysIn({ body }: Answered): Record<string, string> {
  const fields = [...String(body).matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
  return Object.fromEntries(fields.map(([, name, value]) => [name, value]));
}

type Sending = { readonly environment?: Environment; readonly client?: string };

/** Sends a form as a browser does. */
function send(
  path: string,
  fields: Record<string, string | readonly string[]>,
  sending: Sending = {},
): Promise<Answered> {
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value);
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return ask(`POST ${path.replace(/(?=\?|$)/, "/sent")}`, { headers, body: body.toString(), ...sending });
}

type Signed = { readonly path: string; readonly rating: string; readonly keys: Record<string, string> };

/** The page of a kiosk's touchpoint, a rating that its device signed, and keys of a form of that agency. */
async function signedRating(prefix: string): Promise<Signed> {
  const agency = await kioskAgency(prefix);
  const tablet = await enrolledTablet(agency);
  const [kiosk] = agency.kiosks;
  const feedback = newFeedback(kiosk, { sequence: 1 });
  expect(await sendSigned(tablet, [feedback])).toEqual(["accepted"]);
  const keys = keysIn(await ask(`GET /rate/${agency.touchpoints[0]}`));
  return { path: `/rate/${kiosk}`, rating: String(feedback["id"]), keys };
}

const ticketIn = ({ body }: Answered): string =>
  (/<p class="code">([^<]+)</.exec(String(body))?.[1] ?? "").replaceAll(" ", "");

async function tallyOf(base: string): Promise<unknown> {
  const day = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const [row] = rowsOf(await askAsRoot(`GET ${base}/indices?period=${day}`));
  return row?.["tally"];
}

describe("the rating page", () => {
  test("begins with unit, service and agency, asks the touchpoint's question, and names five faces and every reason", async () => {
    const { path } = await openPage();
    const page = await ask(`GET ${path}`);
    const html = String(page.body);
    expect(page.status).toBe(200);
    const whom = html.indexOf(
      "<strong>Xã Bắc</strong><span>Thủ tục: Khai sinh &lt;nhanh&gt;</span><span>Tỉnh RP1</span>",
    );
    expect(whom).toBeGreaterThan(0);
    expect(whom).toBeLessThan(html.indexOf("<h1>"));
    expect(html).toContain("Ông/Bà có hài lòng với việc phục vụ hôm nay không?");
    expect([...html.matchAll(/name="level" value="(\d)"/g)].map(([, level]) => level)).toEqual([
      "5",
      "4",
      "3",
      "2",
      "1",
    ]);
    expect(html).toMatch(/Điều gì làm Ông\/Bà hài lòng\?.*Khi chọn: Rất hài lòng, Hài lòng\./);
    expect(html).toMatch(/Điều gì cần làm tốt hơn\?.*Khi chọn: Bình thường, Không hài lòng, Rất không hài lòng\./);
    expect(html).toContain('name="reason" value="upload"');
    // A reason of kiosks alone.
    expect(html).not.toContain('value="facilities"');
    expect(html).not.toMatch(/<style|style=|javascript:| on[a-z]+=/i);
  });

  test("is English by its address, and its form stays so", async () => {
    const { path } = await openPage();
    expect(String((await ask(`GET ${path}`)).body)).toContain('href="?lang=en"');
    const page = await ask(`GET ${path}?lang=en`);
    expect(String(page.body)).toMatch(/<html lang="en">[\s\S]*How satisfied are you[\s\S]*Very satisfied/);
    const sent = await send(`${path}?lang=en`, { ...keysIn(page), level: "4" });
    expect(String(sent.body)).toContain("Thank you. Your rating has been sent.");
  });

  test("may send its form to its own server alone, and is kept by the one browser that asked", async () => {
    const { path } = await openPage();
    const [page, again] = [await ask(`GET ${path}`), await ask(`GET ${path}`)];
    expect(page.headers.get("content-security-policy")).toMatch(/default-src 'none'.*form-action 'self'/);
    expect(page.headers.get("cache-control")).toBe("private, no-cache");
    expect(keysIn(page)).not.toEqual(keysIn(again));
    expect((await ask(`HEAD ${path}`)).status).toBe(200);
    expect((await ask("GET /rate/rate.css")).headers.get("content-type")).toMatch(/^text\/css/);
  });

  test("counts what is sent once, however often it is sent, and a changed level as a change", async () => {
    const { base, path } = await openPage();
    const keys = keysIn(await ask(`GET ${path}`));
    const form = { ...keys, level: "5", reason: ["quick", "upload"] };
    const both = await Promise.all([send(path, form), send(path, form)]);
    for (const sent of [...both, await send(path, form)]) {
      expect([sent.status, String(sent.body).includes("Đánh giá đã được gửi")]).toEqual([200, true]);
    }
    expect(await tallyOf(base)).toEqual([0, 0, 0, 0, 1]);
    await expect.poll(async () => (await send(path, { ...keys, level: "2" })).status).toBe(200);
    expect(await tallyOf(base)).toEqual([0, 1, 0, 0, 0]);
    const [row] = rowsOf(await askAsRoot(`GET ${base}/feedback`));
    expect(row).toMatchObject({ level: 2, page: "/rate", locale: "vi", channel: "portal" });
  });

  test("masks a comment, says what was masked and by when there is an answer; its ticket opens it", async () => {
    const { path } = await openPage();
    const keys = keysIn(await ask(`GET ${path}`));
    const sent = await send(path, { ...keys, level: "2", comment: "Chờ lâu.\r\nGọi tôi số 0912345678." });
    const html = String(sent.body);
    expect(sent.status).toBe(200);
    expect(sent.headers.get("cache-control")).toBe("no-store");
    expect(html).toContain("Đã che trước khi lưu: số điện thoại.");
    expect(html).toMatch(/Đơn vị sẽ trả lời chậm nhất ngày \d\d\/\d\d\/\d{4}\./);
    expect(html).toContain('<a href="/ticket/">');
    const ticket = await ask("POST /v1/tickets/lookup", { body: { code: ticketIn(sent) } });
    expect(ticket.body).toMatchObject({ state: "held", words: expect.stringMatching(/^Chờ lâu\.\nGọi tôi số \[/) });
  });

  test.each([" \r\n ", "\u200b\u00ad"])("shows no ticket where nothing was written: %j", async (comment) => {
    const { path } = await openPage();
    const sent = await send(path, { ...keysIn(await ask(`GET ${path}`)), level: "3", comment });
    expect([sent.status, ticketIn(sent)]).toEqual([200, ""]);
  });

  test("keeps the words and says what is missing where no level was chosen", async () => {
    const { base, path } = await openPage();
    const comment = 'Góp ý </textarea><script>alert("x")</script>';
    const refused = await send(path, { ...keysIn(await ask(`GET ${path}`)), reason: "quick", comment });
    expect(refused.status).toBe(422);
    const html = String(refused.body);
    expect(html).toMatch(/role="alert"[^>]*>Ông\/Bà chưa chọn mức đánh giá\./);
    expect(html).toContain("Góp ý &lt;/textarea&gt;&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</textarea>");
    expect(html).toContain('value="quick" checked');
    expect(html).toContain("<title>Chưa gửi:");
    expect(await tallyOf(base)).toEqual([0, 0, 0, 0, 0]);
    // The same form, filled in: it still counts once.
    expect((await send(path, { ...keysIn(refused), level: "4", comment: "Tốt" })).status).toBe(200);
  });

  test("says by how much a comment is too long, and keeps it", async () => {
    const { path } = await openPage();
    const comment = "ă".repeat(4369);
    const refused = await send(path, { ...keysIn(await ask(`GET ${path}`)), level: "4", comment });
    expect(refused.status).toBe(422);
    expect(String(refused.body)).toContain("Góp ý vượt 369 ký tự so với mức tối đa 4.000. Xin rút gọn.");
    expect(String(refused.body)).toContain(`\n${comment}</textarea>`);
    expect(String(refused.body)).toContain('value="4" checked');
    const huge = await send(path, { ...keysIn(refused), level: "4", comment: "ă".repeat(100_000) });
    expect([huge.status, String(huge.body).includes("Góp ý quá dài")]).toEqual([413, true]);
  });

  test("under the limits of the API, says how long to wait and keeps the words", async () => {
    const { base, path } = await openPage();
    const sending = { environment: environmentWith({ RATE_LIMIT: "6000" }), client: "203.0.113.77" };
    const rate = async (): Promise<Answered> =>
      send(path, { ...keysIn(await ask(`GET ${path}`)), level: "4", comment: "" }, sending);
    for (let count = 0; count < 5; count += 1) expect((await rate()).status).toBe(200);
    const refused = await send(path, { ...keysIn(await ask(`GET ${path}`)), level: "4", comment: "Vẫn còn" }, sending);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(String(refused.body)).toMatch(/Xin đợi \d+ phút rồi bấm “Gửi”[\s\S]*Vẫn còn<\/textarea>/);
    expect(await tallyOf(base)).toEqual([0, 0, 0, 5, 0]);
    // Another address is not held up.
    const other = { ...sending, client: "203.0.113.78" };
    expect((await send(path, { ...keysIn(refused), level: "4" }, other)).status).toBe(200);
  });

  test("lets nobody change what somebody else has sent", async () => {
    const { base, path } = await openPage();
    const [mine, theirs] = [keysIn(await ask(`GET ${path}`)), keysIn(await ask(`GET ${path}`))];
    await send(path, { ...mine, level: "5" });
    const refused = await send(path, { ...theirs, id: mine["id"] ?? "", level: "1" });
    expect(refused.status).toBe(403);
    expect(keysIn(refused)["id"]).not.toBe(mine["id"]);
    expect(await tallyOf(base)).toEqual([0, 0, 0, 0, 1]);
  });

  test.each([
    ["without keys", {}],
    ["of hours ago", { id: v7({ msecs: Date.now() - 3 * 3_600_000 }) }],
    ["of days to come", { id: v7({ msecs: Date.now() + 48 * 3_600_000 }) }],
    ["with a made-up key", { key: "short" }],
  ])("gives a form %s new keys, and keeps the words", async (what, wrong) => {
    const { base, path } = await openPage();
    const keys = what === "without keys" ? {} : keysIn(await ask(`GET ${path}`));
    const old = await send(path, { ...keys, ...wrong, level: "4", comment: "Cảm ơn" });
    expect(old.status).toBe(409);
    expect(String(old.body)).toContain("Trang đã mở quá lâu");
    expect(String(old.body)).toContain("Cảm ơn</textarea>");
    expect(await tallyOf(base)).toEqual([0, 0, 0, 0, 0]);
    expect((await send(path, { ...keysIn(old), level: "4", comment: "Cảm ơn" })).status).toBe(200);
    expect(await tallyOf(base)).toEqual([0, 0, 0, 1, 0]);
  });

  test.each([
    ["/rate/XX9-0000000001", 404, "Không có nơi đánh giá ở địa chỉ này"],
    ["/rate/RP1-000000000z", 404, "Không có nơi đánh giá ở địa chỉ này"],
    ["/rate/%3Cscript%3E", 404, "Không có nơi đánh giá ở địa chỉ này"],
    ["/rate/", 200, "Chưa biết Ông/Bà muốn đánh giá nơi nào"],
    ["/rate", 200, "Chưa biết Ông/Bà muốn đánh giá nơi nào"],
  ])("%s says what is the matter and what to do", async (path, status, words) => {
    await openPage().catch(() => undefined);
    const page = await ask(`GET ${path}`);
    expect([page.status, String(page.body).includes(words)]).toEqual([status, true]);
    expect(String(page.body)).toMatch(/mã QR/);
    expect(String(page.body)).not.toMatch(/<script>|<form/);
  });

  test("shows the form to whoever opens the address that forms are sent to", async () => {
    const { path } = await openPage();
    expect(String((await ask(`GET ${path}?lang=en`)).body)).toContain(`action="${path}/sent?lang=en"`);
    const opened = await ask(`GET ${path}/sent?lang=en`);
    expect([opened.status, opened.headers.get("location")]).toEqual([303, `${path}?lang=en`]);
  });

  test("takes no other method", async () => {
    const { path } = await openPage();
    expect((await ask(`PUT ${path}`)).status).toBe(404);
    const json = await ask(`POST ${path}`, { body: { level: 4 } });
    expect([json.status, String(json.body).includes("Chưa ghi nhận được")]).toEqual([400, true]);
  });
});

test("the rating page of a closed touchpoint says so, leads to the official channel, and takes no rating of that day", async () => {
  const { base, id, path } = await openPage({ from: "2020-01-01" });
  const channel = { name: "Cổng <chung>", url: "https://dichvucong.example/" };
  await askAsRoot(`PUT ${base}`, { official_channels: [channel] });
  const keys = keysIn(await ask(`GET ${path}`));
  const from = new Date(Date.now() + 7 * 3_600_000 - 24 * 3_600_000).toISOString().slice(0, 10);
  const touchpoints = [{ id, unit: "North", channel: "portal", name: "Cổng", from, closed: true }];
  await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints });
  const page = await ask(`GET ${path}`);
  expect([page.status, String(page.body).includes("<h1>Điểm lấy ý kiến này đã đóng.</h1>")]).toEqual([200, true]);
  expect(String(page.body)).toContain('<a href="https://dichvucong.example/" rel="noreferrer">Cổng &lt;chung&gt;</a>');
  expect(String(page.body)).not.toMatch(/<form|data-touchpoint/);
  const sent = await send(path, { ...keys, level: "5", comment: "Nhanh" });
  expect([sent.status, String(sent.body).includes("Điểm lấy ý kiến này đã đóng.")]).toEqual([410, true]);
  expect(String(sent.body)).toContain("Nhanh</textarea>");
  expect(await tallyOf(base)).toEqual([0, 0, 0, 0, 0]);
});

describe("the rating page of a touchpoint with a device", () => {
  test("says before anybody taps that ratings are taken at the device, and takes none", async () => {
    const { path, keys } = await signedRating("RPD");
    const page = await ask(`GET ${path}`);
    expect([page.status, String(page.body).includes("chỉ nhận đánh giá tại máy")]).toEqual([200, true]);
    expect(String(page.body)).not.toContain("<form");
    const sent = await send(path, { ...keys, level: "5" });
    expect([sent.status, String(sent.body).includes("chỉ nhận đánh giá tại máy")]).toEqual([403, true]);
  });

  test("takes a comment that follows a rating of the device, once, and no other", async () => {
    const { path, rating, keys } = await signedRating("RPE");
    const page = await ask(`GET ${path}?follows=${rating}`);
    const html = String(page.body);
    expect(html).toContain("Góp ý này nối tiếp đánh giá vừa gửi tại cơ quan.");
    expect(html).not.toMatch(/name="level"|name="reason"/);
    const empty = await send(`${path}?follows=${rating}`, { ...keys, comment: "" });
    expect([empty.status, String(empty.body).includes("Ông/Bà chưa viết góp ý.")]).toEqual([422, true]);
    const sent = await send(`${path}?follows=${rating}`, { ...keys, level: "1", comment: "Chờ lâu" });
    expect([sent.status, String(sent.body).includes("Góp ý đã được ghi nhận")]).toEqual([200, true]);
    expect(await ask("POST /v1/tickets/lookup", { body: { code: ticketIn(sent) } })).toMatchObject({
      body: { words: "Chờ lâu" },
    });
    const stranger = v7({ msecs: Date.now() - 60_000 });
    const other = await send(`${path}?follows=${stranger}`, { ...keysIn(page), comment: "Chưa tới" });
    expect([other.status, String(other.body).includes("chưa được gửi lên")]).toEqual([409, true]);
    expect(String(other.body)).toContain("Chưa tới</textarea>");
  });

  test("says after a week that it is too late", async () => {
    const { path } = await signedRating("RPF");
    const page = await ask(`GET ${path}?follows=${v7({ msecs: Date.now() - 8 * 86_400_000 })}&lang=en`);
    expect(String(page.body)).toContain("This code works for 7 days after the rating only.");
    expect(String(page.body)).not.toContain("<form");
  });
});
