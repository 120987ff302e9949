import { describe, expect, test } from "vitest";
import { ask, askAsRoot, openAgency, putThreeUnits } from "../office.ts";

let made = 0;

async function aPlace(different: Record<string, unknown> = {}): Promise<string> {
  made += 1;
  const base = await openAgency(`PO${made}`);
  await putThreeUnits(base);
  const id = `PO${made}-0000000001`;
  const text = { vi: "Nhanh <không> & đúng?", en: "Fast & right?" };
  await askAsRoot(`PUT ${base}/forms`, { forms: [{ id: "short", questions: [{ id: "overall", scale: 5, text }] }] });
  const bound = { id, unit: "North", channel: "qr", form: "short", name: "Sảnh <1>", ...different };
  const put = await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints: [bound] });
  expect(put.status).toBe(200);
  return id;
}

describe("a poster", () => {
  test("names agency, unit, question, address and what happens with the data, and shows words as text", async () => {
    const id = await aPlace();
    const page = await ask(`GET /poster/${id}`);
    const html = String(page.body);
    expect(page.status).toBe(200);
    const whom = [`<p class="agency">Tỉnh ${id.split("-")[0]}</p>`, '<p class="unit">Xã Bắc</p>'];
    for (const words of [...whom, "Nhanh &lt;không&gt; &amp; đúng?", "Sảnh &lt;1&gt;"]) expect(html).toContain(words);
    expect(html).toContain(`<strong>feedback.example/rate/${id}</strong>`);
    expect(html).toContain("Số liệu công bố không gắn với cá nhân.");
    expect(html).toContain('href="/poster/a4.css"');
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(html).not.toContain("style=");
  });

  test("speaks English and has the size of A5 if asked", async () => {
    const id = await aPlace();
    const html = String((await ask(`GET /poster/${id}?size=a5&lang=en`)).body);
    expect(html).toContain("Fast &amp; right?");
    expect(html).toContain("Published figures identify nobody.");
    expect(html).toContain('href="/poster/a5.css"');
    const sheet = await ask("GET /poster/a5.css");
    expect(String(sheet.body)).toContain("@page { size: 148mm 210mm; margin: 0; }");
  });

  test("names a unit that is the whole agency once", async () => {
    const id = await aPlace({ unit: `PO${made + 1}` });
    const html = String((await ask(`GET /poster/${id}`)).body);
    expect(html).toContain(`<p class="unit">Tỉnh ${id.split("-")[0]}</p>`);
    expect(html).not.toContain('class="agency"');
  });

  test("does not exist for a closed touchpoint", async () => {
    const id = await aPlace({ closed: true });
    const page = await ask(`GET /poster/${id}`);
    expect(page.status).toBe(410);
    expect(String(page.body)).toContain("<h1>Điểm lấy ý kiến này đã đóng.</h1>");
    expect(String(page.body)).not.toContain("<svg");
  });

  test.each(["PO1-zzzzzzzzzz", "nothing", "ZZ9-0000000001"])("of %s is not found", async (id) => {
    const page = await ask(`GET /poster/${id}`);
    expect(page.status).toBe(404);
    expect(String(page.body)).toContain("Không có nơi đánh giá");
  });
});
