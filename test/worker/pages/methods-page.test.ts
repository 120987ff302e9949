import { beforeAll, describe, expect, test } from "vitest";
import type { MethodDescription } from "../../../shared/contract/method-description.ts";
import { allMethods, weightedMethods } from "../../../shared/methods/all-methods.ts";
import { allScorecards } from "../../../shared/methods/all-scorecards.ts";
import { type Answered, ask, openAgency } from "../office.ts";

let page: Answered;
let html: string;
let english: string;
let listed: MethodDescription[];

beforeAll(async () => {
  page = await ask("GET /methods/?from=portal");
  html = String(page.body);
  english = String((await ask("GET /methods/?lang=en")).body);
  const base = await openAgency("MP1");
  listed = ((await ask(`GET ${base}/methods`)).body as { data: MethodDescription[] }).data;
});

/** As text stands in HTML. */
function written(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("'", "&#39;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

function sectionOf(id: string, text = html): string {
  const sections = text.split("<section ").slice(1);
  return sections.find((part) => part.includes(`<code>${id}</code>`))?.split("</section>")[0] ?? "";
}

/** The rows of a picture as cells of text, the value, and the ends of the interval. */
function pictureOf(id: string, text = html) {
  const [, figure = ""] = /<figure>(.*?)<\/figure>/s.exec(sectionOf(id, text)) ?? [];
  const rows = [...figure.matchAll(/<tr>(<th scope="row">.*?)<\/tr>/gs)].map(([, row = ""]) =>
    row.split(/<\/t[hd]>/).map((cell) => cell.replace(/<[^>]*>/g, "")),
  );
  const [, value, interval] = /<strong>(.*?)<\/strong> (?:<span>(.*?)<\/span>)?/.exec(figure) ?? [];
  return { rows, value, interval, figure };
}

describe("the page of methods", () => {
  test("tells every method of the API's list in a section: name, formula, source and picture", () => {
    expect(listed.map(({ id }) => id)).toEqual(
      [...allMethods, ...weightedMethods, ...allScorecards].map(({ id }) => id),
    );
    expect(english.match(/<section /g)).toHaveLength(listed.length);
    for (const { id, name, formula, source, parts = [], bands = [], note } of listed) {
      const told = sectionOf(id, english);
      for (const text of [name.en ?? "", formula, source, note?.en ?? "", ...parts.map((part) => part.formula)])
        expect(told).toContain(written(text));
      for (const band of bands) expect(told).toContain(band.name.en);
      expect(sectionOf(id)).toContain(written(name.vi));
      expect(sectionOf(id)).toContain(written(note?.vi ?? ""));
      expect(html).toContain(`<a href="#${id.replace("@", "-")}">${written(name.vi)}</a>`);
    }
  });

  test("shows each formula at work: the value of its example, by the same code that computes figures", () => {
    for (const { id, example, unit, decimals } of listed) {
      const shown = Number.isInteger(example.value) ? String(example.value) : example.value.toFixed(decimals);
      expect([id, pictureOf(id, english).value]).toEqual([id, unit === "percent" ? `${shown}%` : shown]);
    }
  });

  test("shows what each level adds: ratings times the last column give the value", () => {
    for (const { id, example, decimals } of listed.filter(({ scales }) => scales.length > 0)) {
      const rows = pictureOf(id, english).rows.map((cells) =>
        cells.slice(2, -1).map((cell) => Number(cell.replace("−", "-").replace(/[,%]/g, ""))),
      );
      const weights = rows.map(([count = 0]) => count);
      const sum = rows.reduce((total, cells) => total + (cells[0] ?? 0) * (cells.at(-1) ?? 0), 0);
      const average = sum / weights.reduce((total, count) => total + count, 0);
      expect(Math.abs(average - example.value)).toBeLessThanOrEqual(1.01 * 10 ** -decimals);
    }
  });

  test("has the interval as a band around the value", () => {
    const { interval, figure, rows } = pictureOf("top-two@1");
    expect(rows[0]).toEqual(["Rất hài lòng", "", "647", "100%", ""]);
    expect(interval).toBe("Khoảng tin cậy 95%: 89,63% – 92,77%");
    expect(figure).toContain('<rect class="band" x="896" width="32" height="20"/>');
    expect(figure).toContain('<rect class="tick" x="909" width="8" height="20"/>');
  });

  test("says that the figures are no sample and not the Ministry's SIPAS, and what is not counted", () => {
    expect(html).toContain("không phải mẫu ngẫu nhiên; không phải Chỉ số SIPAS của Bộ Nội vụ");
    expect(html).toContain("Không tính: phiếu thử");
    expect(english).toContain("not a random sample");
    expect(html).toContain("Điểm xem trước theo Quyết định 766/QĐ-TTg");
  });

  test("is in one language at a time, which a link changes without a script", () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="vi">/);
    expect(english).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain('<a href="/methods/?lang=en" lang="en" hreflang="en">English</a>');
    expect(english).toContain('<a href="/methods/" lang="vi" hreflang="vi">Tiếng Việt</a>');
    for (const text of [html, english]) expect(text.match(/<h1>/g)).toHaveLength(1);
    expect(html).not.toMatch(/\b(ratings|without|average|level|answer)\b/);
    expect(english.replace(/<(\w+)[^>]* lang="vi".*?<\/\1>|\(tỷ lệ hài lòng\)/g, "")).not.toMatch(/[ạ-ỹđ]/);
  });

  test("writes numbers as its language does", () => {
    expect(pictureOf("top-two@1").value).toBe("91,33%");
    expect(pictureOf("top-two@1", english).value).toBe("91.33%");
    expect(sectionOf("tt01@1")).toContain("<strong>11,7</strong>");
  });

  test("runs nothing and styles nothing in place, under a strict policy", () => {
    expect(html).not.toMatch(/<script|<style|style=|javascript:| on[a-z]+=/i);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("brings its own style sheet", async () => {
    const [, address] = /<link rel="stylesheet" href="([^"]+)">/.exec(html) ?? [];
    const sheet = await ask(`GET ${address}`);
    expect([sheet.status, sheet.headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
    expect(String(sheet.body)).toContain("prefers-color-scheme:dark");
  });

  test("answers a reader who has it already with nothing new", async () => {
    const again = await ask("GET /methods/", { headers: { "if-none-match": page.headers.get("etag") ?? "" } });
    expect([again.status, again.body]).toEqual([304, ""]);
    expect(await ask("HEAD /methods/")).toMatchObject({ status: 200, body: "" });
    const without = await ask("GET /methods");
    expect([without.status, without.headers.get("location")]).toEqual([307, "/methods/"]);
  });
});
