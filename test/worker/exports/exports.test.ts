import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, test } from "vitest";
import { type CellObject, read, utils, type WorkBook } from "xlsx";
import { formatDay } from "../../../shared/calendar/day.ts";
import { askApi, callApi, makeAgency, newFeedback, rootKey, sendFeedback, type TestAgency } from "../call-api.ts";
import { todayInVietnam } from "../indices/busy-office.ts";
import { parseCsv } from "./parse-csv.ts";

/** A comment that a spreadsheet would run, with everything that a format has to escape. */
const nasty = `=HYPERLINK("http://x","Ấn, vào")\n<b>&amp;_x000D_</b>; "Ễ ẬẪ"`;
const formulas = ["=1+1", "+84 12", "-x", "@sum", "\tx", "\nx", "＝1"];

let agency: TestAgency;
let base: string;
let sent: Record<string, unknown>[];

async function keyWith(scopes: string[], unit?: string): Promise<string> {
  const body = { name: "reader", scopes, ...(unit === undefined ? {} : { unit }) };
  return (await askApi<{ key: string }>(`${base}/keys`, { key: rootKey, body })).key;
}

async function file(name: string, key = rootKey): Promise<Response> {
  const response = await callApi(`${base}/exports/${name}`, { key });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response;
}

/** Rows of a CSV file as objects, all cells as text. */
async function csv(name: string, key = rootKey): Promise<Record<string, string>[]> {
  const [header = [], ...rows] = parseCsv(await textOf(await file(name, key)), name.includes("locale=vi") ? ";" : ",");
  return rows.map((row) => Object.fromEntries(row.map((cell, place) => [header[place]?.replace("\uFEFF", ""), cell])));
}

/** With the byte order mark, which `text()` would take off. */
async function textOf(response: Response): Promise<string> {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await response.arrayBuffer());
}

async function workbook(name: string): Promise<WorkBook> {
  return read(new Uint8Array(await (await file(name)).arrayBuffer()), { cellDates: false, cellNF: true });
}

async function parquet(name: string): Promise<{
  rows: Record<string, unknown>[];
  schema: ReturnType<typeof parquetMetadata>["schema"];
  facts: Map<string, string | undefined>;
}> {
  const bytes = await (await file(name)).arrayBuffer();
  const { key_value_metadata = [], schema } = parquetMetadata(bytes);
  return {
    rows: await parquetReadObjects({ file: bytes }),
    schema,
    facts: new Map(key_value_metadata.map(({ key, value }) => [key, value])),
  };
}

async function ndjson(name: string, key = rootKey): Promise<Record<string, unknown>[]> {
  const lines = (await textOf(await file(name, key))).split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

beforeAll(async () => {
  agency = await makeAgency("XF");
  base = `/v1/agencies/${agency.code}`;
  await askApi(`${base}/services`, {
    method: "PUT",
    key: agency.key,
    body: { services: [{ id: "1.004220", name: "Cấp giấy" }] },
  });
  const [a, b] = agency.touchpoints;
  sent = [
    newFeedback(a, { level: 2, comment: nasty, dossier: "000.123", service: "1.004220" }),
    ...formulas.map((page, place) => newFeedback(b, { level: 1 + (place % 5), page })),
    ...Array.from({ length: 92 }, (_, place) => newFeedback(place % 3 === 0 ? a : b, { level: 1 + (place % 5) })),
  ];
  expect((await sendFeedback(sent)).every(({ outcome }) => outcome === "accepted")).toBe(true);
  const amended = { ...sent[0], revision: 2, level: 3, revised_at: sent[0]?.answered_at };
  await sendFeedback([amended]);
  for (let round = 0; round < 6; round += 1) {
    const more = Array.from({ length: 100 }, () => newFeedback(b, { level: 5 }));
    sent.push(...more);
    await sendFeedback(more);
  }
});

function idsOf(rows: readonly Record<string, unknown>[]): unknown[] {
  return rows.map(({ id }) => id).sort();
}

describe("exports of feedback", () => {
  test("hold every rating once, in its newest revision, in each format", async () => {
    const ids = idsOf(sent);
    const sheet = (await workbook("feedback.xlsx")).Sheets.feedback;
    const all = [
      await csv("feedback.csv"),
      await ndjson("feedback.ndjson"),
      (await parquet("feedback.parquet")).rows,
      utils.sheet_to_json<Record<string, unknown>>(sheet ?? {}),
    ];
    for (const rows of all) {
      expect(idsOf(rows)).toEqual(ids);
      const amended = rows.find(({ id }) => id === sent[0]?.id);
      expect([Number(amended?.revision), Number(amended?.level)]).toEqual([2, 3]);
    }
  });

  test("tell how many rows there are before the first", async () => {
    for (const format of ["csv", "xlsx", "parquet", "ndjson"]) {
      const response = await file(`feedback.${format}`);
      expect(response.headers.get("row-count")).toBe(String(sent.length));
      await response.body?.cancel();
    }
  });

  test("keep no secret", async () => {
    const text = await textOf(await file("feedback.ndjson"));
    expect(text).not.toContain("AAAAAAAAAAAAAAAAAAAAAA");
    expect(text).not.toContain("amend");
  });

  test("are CSV with a byte order mark, CRLF and codes as they are", async () => {
    const text = await textOf(await file("feedback.csv"));
    expect(text.startsWith("\uFEFFid,revision,change,unit,unit_name,")).toBe(true);
    const row = (await csv("feedback.csv")).find(({ id }) => id === sent[0]?.id);
    expect(row).toMatchObject({
      unit: "A",
      unit_name: "A",
      service: "1.004220",
      service_name: "Cấp giấy",
      dossier: "000.123",
    });
    expect(row?.comment).toBe(`'${nasty}`);
    expect(row?.day).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(row?.updated_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00$/);
  });

  test("let no cell of CSV run", async () => {
    const pages = (await csv("feedback.csv")).map(({ page }) => page).filter((page) => page !== "");
    expect(pages.sort()).toEqual(formulas.map((page) => `'${page}`).sort());
  });

  test("write dates and separators as Excel in Việt Nam does if asked, and otherwise don't", async () => {
    const iso = await csv("feedback.csv");
    const vi = await csv("feedback.csv?locale=vi");
    expect(await csv("feedback.csv?locale=en")).toEqual(iso);
    expect(vi).toHaveLength(iso.length);
    for (const [place, row] of vi.entries()) {
      const [year, month, day] = (iso[place]?.day ?? "").split("-");
      expect(row.day).toBe(`${day}/${month}/${year}`);
      expect(row.updated_at).toBe(
        `${iso[place]?.updated_at?.slice(8, 10)}/${month}/${year} ${iso[place]?.updated_at?.slice(11, 19)}`,
      );
      expect({ ...row, day: 0, corrected_at: 0, received_at: 0, updated_at: 0 }).toEqual({
        ...{ ...iso[place], day: 0, corrected_at: 0, received_at: 0, updated_at: 0 },
      });
    }
  });

  test("are workbooks with typed cells, real dates, a frozen header and a sheet that says what they are", async () => {
    const book = await workbook("feedback.xlsx?locale=vi");
    expect(book.SheetNames).toEqual(["feedback", "about"]);
    const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets.feedback ?? {});
    const row = rows.find(({ id }) => id === sent[0]?.id);
    expect(row).toMatchObject({
      level: 3,
      revision: 2,
      has_comment: true,
      comment: nasty,
      service: "1.004220",
      dossier: "000.123",
    });
    const facts = new Map(utils.sheet_to_json<[string, unknown]>(book.Sheets.about ?? {}, { header: 1 }));
    expect(facts.get("rows")).toBe(sent.length);
    expect(facts.get("period")).toBe("tất cả · all");
    expect(facts.get("made_at")).toMatch(/\+07:00$/);
    expect(facts.get("column level")).toContain("Mức 1");
    const cells = Object.entries(book.Sheets.feedback ?? {}).filter(([at]) => /^[A-Z]+\d+$/.test(at));
    expect(cells.some(([, cell]) => cell.f !== undefined)).toBe(false);
    const header = utils.sheet_to_json<string[]>(book.Sheets.feedback ?? {}, { header: 1 })[0] ?? [];
    const at = (name: string): CellObject =>
      book.Sheets.feedback?.[utils.encode_cell({ r: 1, c: header.indexOf(name) })];
    expect(at("day")).toMatchObject({ t: "n", z: "dd\\/mm\\/yyyy" });
    const [iso] = await csv("feedback.csv");
    expect(utils.format_cell({ ...at("day") })).toBe(iso?.day?.split("-").reverse().join("/"));
    expect(at("unit").t).toBe("s");
    const moment = Math.round((Number(at("updated_at").v) - 25_569) * 86_400_000);
    expect(moment).toBe(Date.parse((iso?.updated_at ?? "").replace("+07:00", "Z")));
  });

  test("keep the header of a worksheet in sight", async () => {
    const { unzipSync } = await import("fflate");
    const parts = unzipSync(new Uint8Array(await (await file("feedback.xlsx")).arrayBuffer()));
    const sheet = new TextDecoder().decode(parts["xl/worksheets/sheet1.xml"]);
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  });

  test("are Parquet with types that another reader knows", async () => {
    const { rows, facts } = await parquet("feedback.parquet");
    const row = rows.find(({ id }) => id === sent[0]?.id);
    const [iso] = (await csv("feedback.csv")).filter(({ id }) => id === sent[0]?.id);
    expect(row).toMatchObject({ level: 3n, has_comment: true, comment: nasty, service: "1.004220", unit: "A" });
    expect(row?.day).toEqual(new Date(`${iso?.day}T00:00:00Z`));
    expect(row?.updated_at).toEqual(new Date(iso?.updated_at ?? ""));
    expect(facts.get("agency")).toBe(`${agency.code} Tỉnh ${agency.code}`);
  });

  test("say in Parquet that times are in UTC, which not every reader takes for granted", async () => {
    const { schema } = await parquet("feedback.parquet");
    const logicalType = { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" };
    for (const name of ["corrected_at", "received_at", "updated_at"])
      expect(schema.find((element) => element.name === name)).toMatchObject({ logical_type: logicalType });
  });

  test("hold what belongs to a period and a unit, and a header alone if there is nothing", async () => {
    const today = formatDay(todayInVietnam());
    const mine = sent.filter(({ touchpoint }) => touchpoint === agency.touchpoints[0]);
    expect(idsOf(await csv(`feedback.csv?period=${today}&unit=A`))).toEqual(idsOf(mine));
    expect(await csv("feedback.csv?period=2001")).toEqual([]);
    expect(await ndjson("feedback.ndjson?period=2001")).toEqual([]);
    expect((await parquet("feedback.parquet?period=2001")).rows).toEqual([]);
    const empty = await workbook("feedback.xlsx?period=2001");
    expect(utils.sheet_to_json(empty.Sheets.feedback ?? {})).toEqual([]);
    expect(empty.SheetNames).toEqual(["feedback", "about"]);
  });

  test("hold a key within its scope, and are for keys of the whole agency alone", async () => {
    const key = await keyWith(["feedback:read"], "A");
    const status = async (name: string, of: string): Promise<number> =>
      (await callApi(`${base}/exports/${name}`, { key: of })).status;
    expect(await status("feedback.csv", key)).toBe(403);
    expect(await status("feedback.ndjson?unit=A", key)).toBe(403);
    expect(await status("comments.csv", key)).toBe(403);
    expect(await status("indices.csv?period=2026", key)).toBe(403);
  });

  test.each([
    ["feedback.pdf", 404, "not-found"],
    ["feedback.csv?period=2026-13", 400, "invalid"],
    ["feedback.csv?from=2026-02-01&to=2026-01-01", 400, "invalid"],
    ["feedback.csv?unit=X", 404, "unknown-unit"],
    ["feedback.csv?locale=fr", 400, "invalid"],
    ["feedback.csv?limit=5", 400, "unknown-field"],
    ["indices.csv", 400, "invalid"],
    ["indices.csv?period=2026&limit=5", 400, "unknown-field"],
  ])("refuse %s", async (name, status, kind) => {
    const response = await callApi(`${base}/exports/${name}`, { key: rootKey });
    expect([response.status, ((await response.json()) as { type: string }).type]).toEqual([
      status,
      `/docs/problems#${kind}`,
    ]);
  });

  test("answer HEAD with the headers alone", async () => {
    const response = await callApi(`${base}/exports/feedback.csv`, { key: rootKey, method: "HEAD" });
    expect([response.status, response.headers.get("row-count"), await response.text()]).toEqual([
      200,
      String(sent.length),
      "",
    ]);
  });
});

describe("exports of comments", () => {
  test("hold the words with their exact time for a key of the whole agency", async () => {
    const key = await keyWith(["comments:read"]);
    const [row, ...more] = await ndjson("comments.ndjson", key);
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      id: sent[0]?.id,
      comment: nasty,
      level: 3,
      unit: "A",
      state: "held",
      touchpoint: agency.touchpoints[0],
    });
    expect(row?.corrected_at).toMatch(/\+07:00$/);
    expect((await csv("comments.csv", key))[0]?.comment).toBe(`'${nasty}`);
  });

  test("hold for a key on a unit only what was released", async () => {
    const key = await keyWith(["comments:read"], "A");
    expect(await ndjson("comments.ndjson", key)).toEqual([]);
    const [header = []] = parseCsv(await textOf(await file("comments.csv", key)));
    expect(header).not.toContain("corrected_at");
    expect(header).not.toContain("touchpoint");
    expect(header.join()).not.toMatch(/\bid\b/);
  });
});

describe("exports of indices", () => {
  const query = "period=2026&by=unit,month&method=top-two@1,mean@1";

  test("hold the rows of GET …/indices in each format, numbers as numbers", async () => {
    const year = formatDay(todayInVietnam()).slice(0, 4);
    const asked = query.replace("2026", year);
    const { data } = await askApi<{
      data: { unit: { code: string }; value: number | null; n: number; period: { from: string } }[];
    }>(`${base}/indices?${asked}&limit=1000`, { key: rootKey });
    expect(data.length).toBe(48);
    const wanted = data.map(({ unit, value, n, period }) => [unit.code, value, n, period.from]);
    const lines = await csv(`indices.csv?${asked}`);
    expect(
      lines.map((row) => [row.unit, row.value === "" ? null : Number(row.value), Number(row.n), row.from]),
    ).toEqual(wanted);
    const objects = await ndjson(`indices.ndjson?${asked}`);
    expect(objects.map((row) => [row.unit, row.value, row.n, row.from])).toEqual(wanted);
    const { rows } = await parquet(`indices.parquet?${asked}`);
    expect(
      rows.map((row) => [row.unit, row.value ?? null, Number(row.n), (row.from as Date).toISOString().slice(0, 10)]),
    ).toEqual(wanted);
    const book = await workbook(`indices.xlsx?${asked}`);
    const cells = utils.sheet_to_json<Record<string, unknown>>(book.Sheets.indices ?? {}, { defval: null });
    expect(cells.map((row) => [row.unit, row.value, row.n])).toEqual(wanted.map((row) => row.slice(0, 3)));
    const facts = new Map(utils.sheet_to_json<[string, unknown]>(book.Sheets.about ?? {}, { header: 1 }));
    expect([facts.get("method"), facts.get("by"), facts.get("rows")]).toEqual(["top-two@1,mean@1", "unit,month", 48]);
  });

  test("say what a weighted method was weighted by", async () => {
    const { facts } = await parquet("indices.parquet?period=2026&method=weighted-top-two@1&weights_by=channel");
    expect(facts.get("weights_by")).toBe("channel");
  });

  test("have decimal commas for Excel in Việt Nam, in the file and in GET …/indices alike", async () => {
    const year = formatDay(todayInVietnam()).slice(0, 4);
    const asked = query.replace("2026", year);
    const plain = await csv(`indices.csv?${asked}`);
    const vi = await csv(`indices.csv?${asked}&locale=vi`);
    const decimal = ({ value = "" }: Record<string, string>): boolean => /^\d+,\d+$/.test(value);
    expect(vi.some(decimal)).toBe(true);
    expect(vi.map((row) => [row.value?.replace(",", "."), row.interval_low?.replace(",", "."), row.n])).toEqual(
      plain.map((row) => [row.value, row.interval_low, row.n]),
    );
    expect(vi[0]?.from).toBe(`01/01/${year}`);
    const listed = async (more: string): Promise<string> => {
      const response = await callApi(`${base}/indices?${asked}&format=csv${more}`, { key: rootKey });
      return textOf(response);
    };
    expect(await listed("&locale=vi")).toBe(await textOf(await file(`indices.csv?${asked}&locale=vi`)));
    expect(await listed("")).toBe(await textOf(await file(`indices.csv?${asked}`)));
    const [first = [], ...cut] = parseCsv(await listed("&locale=vi&limit=2"), ";");
    expect([first.length, cut.map(({ length }) => length)]).toEqual([first.length, [first.length, first.length]]);
  });

  test("state the period, the question and the method that nobody named", async () => {
    const book = await workbook("indices.xlsx?period=2025-Q3");
    const facts = new Map(utils.sheet_to_json<[string, unknown]>(book.Sheets.about ?? {}, { header: 1 }));
    const told = ["period", "method", "question", "units_as"].map((name) => facts.get(name));
    expect(told).toEqual(["2025-07-01 – 2025-09-30", "top-two@1", "overall", "now"]);
  });

  test("go on portion by portion beyond what one page holds", async () => {
    const rows = await ndjson("indices.ndjson?from=2024-01-01&to=2025-12-31&by=day,unit");
    expect(rows.length).toBe(731 * 2);
    expect(new Set(rows.map(({ unit, from }) => `${unit} ${from}`)).size).toBe(731 * 2);
  });
});
