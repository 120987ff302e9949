import { describe, expect, it } from "vitest";
import type { PublishedIndex } from "../../../../shared/contract/published-index.ts";
import { wholeCsv } from "../../../../worker/files/csv-file.ts";
import type { FileLocale } from "../../../../worker/files/table.ts";
import { type AskedColumns, indexColumns } from "../../../../worker/indices/index-columns.ts";
import { answer, answers, day, rowsOf, unit } from "../indices/sample-agency.ts";

const header =
  "unit,unit_name,own,from,to,question,service,channel,touchpoint,method,value,n,n1,n2,n3,n4,n5,n6,n7,n8,n9,n10,n11," +
  "interval_kind,interval_confidence,interval_low,interval_high,transactions,coverage_rate,coverage_note,channels," +
  "flagged_n,value_without_flagged,set_aside_n,value_with_set_aside,spanning,withheld," +
  "interval_of_served_low,interval_of_served_high,weights_by,effective_n,design_effect,weights_refused,unmapped," +
  "coverage_reported";

function indicesCsv(rows: PublishedIndex[], asked: AskedColumns = {}, locale: FileLocale = null): string {
  const table = { name: "indices", facts: [], rows: rows.length, locale, offsetOf: () => 0 };
  return wholeCsv({ ...table, columns: indexColumns(asked) }, rows);
}

function csvOf(name: string): string {
  const rows = rowsOf({ units: [unit("H20", null, { name })], answers: [answer()] }, { period: "2026-10" });
  return indicesCsv(rows).split("\r\n")[1] ?? "";
}

describe("indices as CSV", () => {
  it("begin with a byte order mark and the columns, and end each line with CRLF", () => {
    expect(indicesCsv([])).toBe(`\uFEFF${header}\r\n`);
  });

  it("hold every figure of a row in its column, and nothing where a figure is absent", () => {
    const world = {
      units: [unit("H20", null, { name: "Đồng Tháp" })],
      answers: [
        ...answers(3, { unit: "H20" }),
        answer({ unit: "H20", channel: "portal", level: 1, standing: "flagged" as const }),
      ],
      volumes: [
        { unit: "H20", service: null, channel: null, from: day("2026-10-01"), to: day("2026-10-31"), transactions: 8 },
      ],
    };
    const lines = indicesCsv(rowsOf(world, { from: "2026-10-01", to: "2026-11-30", by: "month" })).split("\r\n");
    expect(lines.slice(1)).toEqual([
      "H20,Đồng Tháp,0,2026-10-01,2026-10-31,overall,,,,top-two@1,75,4,1,0,0,0,3,,,,,,,wilson,0.95,30.06,95.44,8,50,,kiosk=3 portal=1,1,100,0,75,0,,38.89,93.4,,,,,0,100",
      "H20,Đồng Tháp,0,2026-11-01,2026-11-30,overall,,,,top-two@1,,0,0,0,0,0,0,,,,,,,,,,,,,,,0,,0,,0,,,,,,,,0,",
      "",
    ]);
  });

  it("have semicolons, decimal commas and days first for Excel in Việt Nam", () => {
    const world = {
      units: [unit("H20", null, { name: "Phường 1; 2, 3" })],
      answers: [...answers(3, { unit: "H20" }), answer({ unit: "H20", channel: "portal", level: 1 })],
      volumes: [
        { unit: "H20", service: null, channel: null, from: day("2026-10-01"), to: day("2026-10-31"), transactions: 9 },
      ],
    };
    const [names, line] = indicesCsv(rowsOf(world, { period: "2026-10" }), {}, "vi").split("\r\n");
    expect(names).toBe(`\uFEFF${header.replaceAll(",", ";")}`);
    expect(line).toBe(
      'H20;"Phường 1; 2, 3";0;01/10/2026;31/10/2026;overall;;;;top-two@1;75;4;1;0;0;0;3;;;;;;;wilson;0,95;30,06;95,44;9;' +
        "44,44;;kiosk=3 portal=1;0;75;0;75;0;;37,49;93,75;;;;;0;100",
    );
  });

  it("leave negative numbers as numbers", () => {
    const world = {
      units: [],
      answers: [answer({ question: "recommend", level: 1 }), answer({ question: "recommend", level: 1 })],
    };
    const line = indicesCsv(rowsOf(world, { period: "2026-10", question: "recommend" })).split("\r\n")[1];
    expect(line).toContain(",nps@1,-100,2,2,0,0,0,0,0,0,0,0,0,0,normal-difference,0.95,-100,-100,");
  });

  it.each(["=1+1", "+84", "-x", "@sum", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"])(
    "put an apostrophe before the text %j",
    (name) => {
      expect(csvOf(name)).toContain(`'${name}`);
    },
  );

  const hostile = [
    ..."a;=1+1|a,=1+1|a\t=1+1|a\n=1+1|a;+1|a,-1|a;@x|a,＝1|a;＋1|a,－1|a\t＠x|a; =1|a;\u00a0=1".split("|"),
    ...[`a;"=1+1"`, `a,""=1`, `a;"" =1`, "'=1", "a;'=1", "a,''-1", "\t=1", "\t'=1", "';=1", "a;;=1", "a;,\t\n=1,+2;-3"],
    ...["a;b", "5 - 3", "a=b", "x@y.vn", "Đề nghị:\n- sửa đường\n- thêm ghế", `"=1`, "'", "", "a;'b"],
  ];

  /** Cells as a spreadsheet reads them: quotes count at the beginning of a cell only, and what follows them is text. */
  function cellsOf(text: string, separator: string): string[] {
    const cells: string[] = [];
    let at = text.startsWith("\uFEFF") ? 1 : 0;
    while (at < text.length) {
      let cell = "";
      if (text[at] === '"') {
        at += 1;
        for (; at < text.length && !(text[at] === '"' && text[at + 1] !== '"'); at += text[at] === '"' ? 2 : 1)
          cell += text[at];
        at += 1;
      }
      for (; at < text.length && text[at] !== separator && text[at] !== "\n"; at += 1) cell += text[at];
      cells.push(cell);
      at += 1;
    }
    return cells;
  }

  function unprotected(text: string): string {
    const inside = text.replace(/^'(?='*[\t\r\n])/, "");
    return inside.replace(/(^|[;,\t\r\n])([ \u00a0"]*)'(?='*[=+\-@＝＋－＠])/g, "$1$2");
  }

  it.each(hostile.flatMap((text) => [",", ";", "\t"].map((reader) => [text, reader] as const)))(
    "hold no formula in the text %j for a reader that splits at %j, in both locales",
    (name, reader) => {
      const rows = rowsOf({ units: [unit("H20", null, { name })], answers: [answer()] }, { period: "2026-10" });
      for (const locale of [null, "vi"] as const) {
        const cells = cellsOf(indicesCsv(rows, {}, locale), reader);
        expect(cells.filter((cell) => /^[\s"]*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
      }
    },
  );

  it.each(hostile)("give the text %j back: one apostrophe less where a formula would begin", (name) => {
    const rows = rowsOf({ units: [unit("H20", null, { name })], answers: [answer()] }, { period: "2026-10" });
    for (const [locale, separator] of [
      [null, ","],
      ["vi", ";"],
    ] as const) {
      const [, line = ""] = indicesCsv(rows, {}, locale).split(/\r\n/);
      expect(unprotected(cellsOf(line, separator)[1] ?? "")).toBe(name);
    }
  });

  it("quote commas, quotes and line breaks", () => {
    expect(csvOf('Phường "Một", 2')).toMatch(/^H20,"Phường ""Một"", 2",0,/);
    expect(csvOf("a\nb")).toMatch(/^H20,"a\nb",0,/);
    expect(csvOf('=HYPERLINK("x","y")')).toMatch(/^H20,"'=HYPERLINK\(""x"",""y""\)",0,/);
  });

  it("give as many cells in each line as there are columns", () => {
    const rows: PublishedIndex[] = rowsOf(
      { units: [], answers: [answer()] },
      { period: "2026", by: "month,touchpoint" },
    );
    const counts = indicesCsv(rows)
      .trim()
      .split("\r\n")
      .map((line) => line.split(",").length);
    expect(new Set(counts)).toEqual(new Set([header.split(",").length]));
    expect(counts).toHaveLength(12);
  });

  it("have columns for comparisons and ranks if those are asked for", () => {
    const query = { period: "2026-10", by: "unit", compare: "previous", rank: "unit" } as const;
    const before = { day: day("2026-09-15"), level: 1 };
    const world = { units: [unit("H20", null), unit("A", "H20")], answers: [...answers(40), ...answers(40, before)] };
    const [names = "", cells = ""] = indicesCsv(rowsOf(world, query), query).split("\r\n");
    expect(names.slice(header.length + 1)).toBe(
      ",change,change_interval_kind,change_interval_low,change_interval_high,change_beyond_chance,change_from,change_to," +
        "change_n,change_refused,rank_best,rank_worst,rank_of,not_distinguishable_from",
    );
    expect(cells).toMatch(/,0,,100,newcombe,[\d.]+,100,1,2026-09-01,2026-09-30,40,,1,1,1,$/);
  });
});
