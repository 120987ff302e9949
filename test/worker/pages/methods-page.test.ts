import { beforeAll, describe, expect, test } from "vitest";
import type { MethodDescription } from "../../../shared/contract/method-description.ts";
import { allMethods, weightedMethods } from "../../../shared/methods/all-methods.ts";
import { allScorecards } from "../../../shared/methods/all-scorecards.ts";
import { type Answered, ask, openAgency } from "../office.ts";

let page: Answered;
let html: string;
let listed: MethodDescription[];

beforeAll(async () => {
  page = await ask("GET /methods/?from=portal");
  html = String(page.body);
  const base = await openAgency("MP1");
  listed = ((await ask(`GET ${base}/methods`)).body as { data: MethodDescription[] }).data;
});

/** As text stands in HTML. */
function written(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("'", "&#39;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

function articleOf(id: string): string {
  return (
    html
      .split("<article ")
      .slice(1)
      .find((part) => part.includes(`<code>${id}</code>`)) ?? ""
  );
}

describe("the page of methods", () => {
  test("tells every method of the API's list: names, formula, source and example", () => {
    expect(listed.map(({ id }) => id)).toEqual(
      [...allMethods, ...weightedMethods, ...allScorecards].map(({ id }) => id),
    );
    for (const { id, name, formula, source, example, parts = [], bands = [], note } of listed) {
      const told = articleOf(id);
      for (const text of [
        name.vi,
        name.en ?? "",
        formula,
        source,
        String(example.value),
        note?.vi ?? "",
        note?.en ?? "",
      ]) {
        expect(told).toContain(written(text));
      }
      for (const part of parts) expect(told).toContain(written(part.formula));
      for (const band of bands) expect(told).toContain(band.name.vi);
      expect(html).toContain(`<a href="#${id.replace("@", "-")}">`);
    }
  });

  test("says that the figures are no sample and not the Ministry's SIPAS, and what is not counted", () => {
    expect(html).toContain("không phải mẫu ngẫu nhiên; không phải Chỉ số SIPAS của Bộ Nội vụ");
    expect(html).toContain("Không tính: phiếu thử");
    expect(html).toContain("not a random sample");
    expect(html).toContain("Điểm xem trước theo Quyết định 766/QĐ-TTg");
  });

  test("names its language and switches it for English, and has one heading of the first level", () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="vi">/);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html.match(/<span lang="en">/g)?.length).toBeGreaterThan(listed.length);
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
    expect(String(sheet.body)).toContain("prefers-color-scheme: dark");
  });

  test("answers a reader who has it already with nothing new", async () => {
    const again = await ask("GET /methods/", { headers: { "if-none-match": page.headers.get("etag") ?? "" } });
    expect([again.status, again.body]).toEqual([304, ""]);
    expect(await ask("HEAD /methods/")).toMatchObject({ status: 200, body: "" });
    const without = await ask("GET /methods");
    expect([without.status, without.headers.get("location")]).toEqual([307, "/methods/"]);
  });
});
