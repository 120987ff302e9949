import { describe, expect, test } from "vitest";
import { type Answered, ask, askAsRoot, openAgency, putThreeUnits } from "../office.ts";

const text = ({ body }: Answered): string => String(body);

describe("the privacy notice", () => {
  test("of no agency says who keeps information, in Vietnamese, or in English by its address", async () => {
    const page = await ask("GET /privacy/");
    expect(page.status).toBe(200);
    expect(text(page)).toMatch(/<html lang="vi">[\s\S]*<h1>Cách chúng tôi giữ thông tin<\/h1>/);
    expect(text(page)).toContain("gộp ít nhất 10 người");
    expect(text(page)).toContain("không dùng cookie");
    expect(text(page)).toContain('href="?lang=en"');
    const english = text(await ask("GET /privacy/?lang=en"));
    expect(english).toMatch(/<html lang="en">[\s\S]*<h1>How we keep information<\/h1>/);
    expect(english).toContain("at least 10 people together");
    expect(english).not.toMatch(/Ai giữ|Giữ gì/);
  });

  test("of an agency says plainly what the agency has not published", async () => {
    await openAgency("PP1");
    const page = text(await ask("GET /privacy/PP1"));
    expect(page.indexOf("<strong>Tỉnh PP1</strong>")).toBeLessThan(page.indexOf("<h1>"));
    for (const term of ["địa chỉ", "liên hệ", "đầu mối về dữ liệu cá nhân", "kênh tiếp nhận chính thức"]) {
      expect(page).toContain(`Cơ quan chưa công bố ${term}.`);
    }
    expect(text(await ask("GET /privacy/PP1?lang=en"))).toContain("Not published by the agency: address.");
  });

  test("names what the agency has published, as text, and its own minimum group size", async () => {
    await askAsRoot("POST /v1/agencies", { code: "PP2", name: "Tỉnh PP2", publication_threshold: 15 });
    await askAsRoot("PUT /v1/agencies/PP2", {
      address: 'Số 12 <b>"đường"</b> Nguyễn Huệ',
      contact: { phone: "0277 1022", email: "gopy@dongthap.example" },
      privacy_contact: { name: "Văn phòng UBND" },
      official_channels: [{ name: "Cổng Dịch vụ công", url: "https://dichvucong.example/?a=1&b=2" }],
    });
    const page = text(await ask("GET /privacy/PP2"));
    expect(page).toContain("Số 12 &lt;b&gt;&quot;đường&quot;&lt;/b&gt; Nguyễn Huệ");
    expect(page).toContain("0277 1022");
    expect(page).toContain('<a href="mailto:gopy@dongthap.example">');
    expect(page).toContain("Văn phòng UBND");
    expect(page).toContain('href="https://dichvucong.example/?a=1&amp;b=2"');
    expect(page).toContain("gộp ít nhất 15 người");
    expect(page).not.toContain("chưa công bố");
  });

  test("begins with the unit and service of the touchpoint that somebody comes from, if it is the agency's", async () => {
    const base = await openAgency("PP3");
    await putThreeUnits(base);
    await askAsRoot(`PUT ${base}/services`, { services: [{ id: "1.004227", name: "Khai sinh" }] });
    const touchpoint = { id: "PP3-0000000001", unit: "North", service: "1.004227", channel: "portal", name: "Cổng" };
    await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints: [touchpoint] });
    const { url } = ((await ask(`GET /v1/touchpoints/${touchpoint.id}`)).body as { privacy: { url: string } }).privacy;
    const whom = "<strong>Xã Bắc</strong><span>Thủ tục: Khai sinh</span><span>Tỉnh PP3</span>";
    expect(text(await ask(`GET ${url}`))).toContain(whom);
    await openAgency("PP4");
    const foreign = text(await ask(`GET /privacy/PP4?touchpoint=${touchpoint.id}`));
    expect(foreign).toContain('<p class="whom"><strong>Tỉnh PP4</strong></p>');
  });

  test.each(["/privacy/PP99", "/privacy/%22%3E%3Cscript%3E"])("%s is a 404 that says what to do", async (path) => {
    const page = await ask(`GET ${path}`);
    expect([page.status, text(page).includes("Không có cơ quan nào ở địa chỉ này")]).toEqual([404, true]);
    expect(text(page)).not.toContain("<script");
  });

  test("runs nothing and sends nothing", async () => {
    const page = await ask("GET /privacy/");
    expect(page.headers.get("content-security-policy")).toMatch(/form-action 'none'/);
    expect(text(page)).not.toMatch(/<script|<style|style=/);
    expect((await ask("POST /privacy/", { body: {} })).status).toBe(404);
  });
});
