import { describe, expect, test } from "vitest";
import type { PublishedPage } from "../../../shared/contract/publication.ts";
import { type Answered, ask, askAsRoot, openAgency, putThreeUnits } from "../office.ts";

const text = ({ body }: Answered): string => String(body);

describe("the page of a board", () => {
  test("has the agency's name, the element, and what it needs", async () => {
    await openAgency("BD1");
    const page = await ask("GET /board/BD1");
    expect(page.status).toBe(200);
    expect(text(page)).toContain("<title>Tỉnh BD1 – Mức độ hài lòng của người dân</title>");
    expect(text(page)).toMatch(/<citizen-board agency="BD1" lang="vi">[\s\S]*<h1>Tỉnh BD1<\/h1>/);
    expect(text(page)).toContain('<script type="module" src="/board/board.js"></script>');
    expect(text(page)).toContain("Chưa có số liệu được công bố.");
    const english = text(await ask("GET /board/BD1?lang=en&period=2026-Q3"));
    expect(english).toMatch(/<html lang="en">[\s\S]*<citizen-board agency="BD1" lang="en">/);
    expect(english).toContain("No figures are published yet.");
  });

  test("has the newest public quarter in it, as published, for browsers that run no script", async () => {
    const base = await openAgency("BD3");
    const span = { unit: "BD3", question: "overall", channel: "paper", from: "2024-02-01", to: "2024-02-29" };
    const tally = {
      id: "0193a000-0000-7000-8000-000000000001",
      ...span,
      source: "phiếu",
      counts: [10, 10, 20, 30, 1330],
    };
    expect((await askAsRoot(`POST ${base}/tallies`, { tallies: [tally] })).status).toBe(200);
    await askAsRoot(`POST ${base}/publications`);
    const { data } = (await ask(`GET ${base}/publications/latest?period=2024-Q1&method=top-two@1`))
      .body as PublishedPage;
    expect(data[0]).toMatchObject({ value: 97.14, n: 1400 });
    const page = text(await ask("GET /board/BD3"));
    expect(page).toContain("<caption>Quý I/2024</caption>");
    const low = String(data[0]?.interval?.low).replace(".", ",");
    for (const figure of ["97,14%", "1.400", `${low}% – `]) expect(page).toContain(figure);
  });

  test("of a unit names it to the element; of no such unit is not found", async () => {
    const base = await openAgency("BD2");
    await putThreeUnits(base);
    expect(text(await ask("GET /board/BD2/North"))).toContain('<citizen-board agency="BD2" unit="North" lang="vi">');
    for (const unit of ["Nowhere", "%22%3E%3Cb%3E", "%E0%A4%A"]) {
      const missing = await ask(`GET /board/BD2/${unit}`);
      expect(missing.status).toBe(404);
      expect(text(missing)).toContain("Cơ quan này không có đơn vị như vậy");
      expect(text(missing)).not.toContain("<b>");
    }
  });

  test("of no such agency is not found, and without an agency it says what to add", async () => {
    for (const code of ["BD9", "bd-9", "%E0%A4%A"]) {
      const missing = await ask(`GET /board/${code}`);
      expect(missing.status).toBe(404);
      expect(text(missing)).toContain("Không có cơ quan nào ở địa chỉ này");
    }
    const which = await ask("GET /board/");
    expect(which.status).toBe(200);
    expect(text(which)).toContain("/board/H20/29869");
  });

  test("brings its own style sheet, and no script of another server", async () => {
    const sheet = await ask("GET /board/board.css");
    expect(sheet.status).toBe(200);
    expect(text(sheet)).toContain("citizen-board");
  });
});
