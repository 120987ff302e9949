import { beforeAll, describe, expect, test } from "vitest";
import { utils, write } from "xlsx";
import { ask, type Answered, askAsRoot, openAgency, putThreeUnits, giveKey } from "../office.ts";

const csvType = "text/csv; charset=utf-8";
const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

let base: string;
let key: string;

beforeAll(async () => {
  base = await openAgency("L20");
  await putThreeUnits(base);
  const units = ["North", "South"].map((code) => ({ code, name: code, kind: "commune", valid_from: "2020-01-01" }));
  await askAsRoot(`PUT ${base}/units`, { units });
  await askAsRoot(`PUT ${base}/services`, { services: [{ id: "1.004220", name: "Cấp giấy" }] });
  key = await giveKey(base, { scopes: ["tallies:write", "indices:read"] });
});

function sendCsv(line: string, body: string): Promise<Answered> {
  return ask(line, { key, body, headers: { "content-type": csvType } });
}

function sendWorkbook(line: string, rows: unknown[][]): Promise<Answered> {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { cellDates: true }), "Phiếu giấy");
  const body = new Uint8Array(write(book, { type: "array", bookType: "xlsx" }));
  return ask(line, { key, body, headers: { "content-type": xlsxType } });
}

function outcomes({ body }: Answered): unknown {
  return (body as { receipts?: { outcome: string }[] }).receipts?.map(({ outcome }) => outcome);
}

function errors({ body }: Answered): unknown {
  return (body as { errors?: { pointer: string }[] }).errors?.map(({ pointer }) => pointer);
}

async function countOf(unit: string, period: string): Promise<unknown> {
  const { body } = await ask(`GET ${base}/indices?period=${period}&unit=${unit}`, { key });
  return (body as { data: { tally: number[] }[] }).data[0]?.tally;
}

async function transactionsOf(unit: string, period: string): Promise<unknown> {
  const { body } = await ask(`GET ${base}/indices?period=${period}&unit=${unit}`, { key });
  const [row] = (body as { data: { coverage: { transactions: number } | null; coverage_note?: string }[] }).data;
  return row?.coverage?.transactions ?? row?.coverage_note ?? null;
}

const header = "unit,from,to,n1,n2,n3,n4,n5,source";

describe("tallies as a file", () => {
  test("are counted as if they had come as JSON, and known when the same file comes again", async () => {
    const file = `${header}\r\nNorth,2025-07-01,2025-09-30,1,2,3,4,5,Phiếu giấy\r\nSouth,2025-07-01,2025-09-30,0,0,0,0,9,Phiếu giấy\r\n`;
    expect(outcomes(await sendCsv(`POST ${base}/tallies`, file))).toEqual(["accepted", "accepted"]);
    expect(await countOf("North", "2025-Q3")).toEqual([1, 2, 3, 4, 5]);
    expect(outcomes(await sendCsv(`POST ${base}/tallies`, file))).toEqual(["duplicate", "duplicate"]);
    expect(await countOf("North", "2025-Q3")).toEqual([1, 2, 3, 4, 5]);
  });

  test("come as Excel saves them in Việt Nam: semicolons, Vietnamese names, days first, a byte order mark", async () => {
    const file =
      "\uFEFFĐơn vị;Thủ tục;Từ ngày;Đến ngày;Mức 1;Mức 2;Mức 3;Mức 4;Mức 5;Nguồn\r\n" +
      'North;1.004220;1/10/2025;31/12/2025;0;0;1;2;3;"Sổ; tay"\r\n';
    expect(outcomes(await sendCsv(`POST ${base}/tallies`, file))).toEqual(["accepted"]);
    expect(await countOf("North", "2025-Q4")).toEqual([0, 0, 1, 2, 3]);
  });

  test("may have whole numbers such as 5,00 and 5.00, but none such as 5.000, which may mean a thousand", async () => {
    const file = `${header.replaceAll(",", ";")}\nNorth;1/4/2025;30/6/2025;1,0;2,00;3.0;4.00;5;Sổ\n`;
    expect(outcomes(await sendCsv(`POST ${base}/tallies`, file))).toEqual(["accepted"]);
    expect(await countOf("North", "2025-Q2")).toEqual([1, 2, 3, 4, 5]);
    const doubtful = `${header.replaceAll(",", ";")}\nNorth;1/1/2025;31/3/2025;1,000;2.000;3,5;4,;5,0000;Sổ\n`;
    const sent = await sendCsv(`POST ${base}/tallies`, doubtful);
    expect(errors(sent)).toEqual(["n1", "n2", "n3", "n4", "n5"].map((column) => `/rows/2/${column}`));
  });

  test("come as a workbook with real dates and numbers", async () => {
    const rows = [
      ["unit", "from", "to", "n1", "n2", "n3", "n4", "n5", "source", "channel"],
      ["North", new Date(Date.UTC(2026, 0, 1)), new Date(Date.UTC(2026, 2, 31)), 5, 4, 3, 2, 1, "Sổ", "phone"],
      [],
      ["South", "2026-01-01", "31/03/2026", 1, 1, 1, 1, 1, "Sổ", null],
    ];
    const sent = await sendWorkbook(`POST ${base}/tallies`, rows);
    expect([sent.status, outcomes(sent)]).toEqual([200, ["accepted", "accepted"]]);
    expect(await countOf("North", "2026-Q1")).toEqual([5, 4, 3, 2, 1]);
    expect(await countOf("South", "2026-Q1")).toEqual([1, 1, 1, 1, 1]);
  });

  test("are refused as a whole, with every cell that is wrong by its row and column", async () => {
    const file = [
      header,
      "North,2026-04-01,2026-06-30,1,2,3,4,5,a",
      "North,2026-04-31,2026-06-30,1.234,-2,3,4,5,b",
      "North,2026-04-01,2026-06-30,1,2,3,4,5,",
      "",
    ].join("\r\n");
    const sent = await sendCsv(`POST ${base}/tallies`, file);
    expect([sent.status, sent.kind]).toEqual([400, "invalid"]);
    expect(errors(sent)).toEqual(["/rows/3/from", "/rows/3/n1", "/rows/3/n2", "/rows/4/source"]);
    expect(JSON.stringify(sent.body)).toContain("row 3, column n1: must be a whole number");
    expect(await countOf("North", "2026-Q2")).toEqual([0, 0, 0, 0, 0]);
  });

  test("are refused as a whole when the agency refuses one, with its row", async () => {
    const file = [
      header,
      "North,2026-04-01,2026-06-30,1,2,3,4,5,a",
      "West,2026-04-01,2026-06-30,1,2,3,4,5,a",
      "South,2026-04-01,2026-06-30,1,2,3,,,a",
      "North,2026-06-30,2026-07-31,1,2,3,4,5,a",
      "South,2026-04-01,2026-06-30,1,2,,4,5,a",
      "South,2026-06-30,2026-04-01,1,2,3,4,5,a",
    ].join("\n");
    const sent = await sendCsv(`POST ${base}/tallies`, file);
    expect(errors(sent)).toEqual(["/rows/3/unit", "/rows/4/n1", "/rows/5/from", "/rows/6/n3", "/rows/7/to"]);
    expect(JSON.stringify(sent.body)).toContain("row 6, column n3: is empty");
    expect(await countOf("North", "2026-Q2")).toEqual([0, 0, 0, 0, 0]);
  });

  test("are told wrong cells and what the agency refuses together, by row", async () => {
    const file = [
      header,
      "West,2026-04-01,2026-06-30,1,2,3,4,5,a",
      "North,2026-04-01,2026-06-30,-1,2,3,4,5,a",
      "South,2026-06-30,2026-04-01,1,2,3,4,5,a",
      "South,2026-04-01,2026-06-31,1,2,3,4,5,a",
      "South,2026-04-01,2026-06-30,1,2,3,4,5,b",
    ].join("\n");
    const sent = await sendCsv(`POST ${base}/tallies`, file);
    expect([sent.status, sent.kind]).toEqual([400, "invalid"]);
    expect(errors(sent)).toEqual(["/rows/2/unit", "/rows/3/n1", "/rows/4/to", "/rows/5/to"]);
    expect(await countOf("South", "2026-Q2")).toEqual([0, 0, 0, 0, 0]);
  });

  test("name the column in which the same row came with other content before", async () => {
    const row = "South,2024-04-01,2024-06-30,1,2,3,4,5,a";
    const sent = await sendCsv(`POST ${base}/tallies`, [header, row, row.replace(",4,", ",6,")].join("\n"));
    expect(errors(sent)).toEqual(["/rows/3/n1"]);
    expect(await countOf("South", "2024-Q2")).toEqual([0, 0, 0, 0, 0]);
  });

  test("hold 5,000 rows, and not one more", async () => {
    const rows = (count: number): string =>
      [header, ...new Array(count).fill("South,2024-04-01,2024-06-30,1,2,3,4,5,a")].join("\n");
    const most = await sendCsv(`POST ${base}/tallies?dry_run=1`, rows(5000));
    expect(outcomes(most)).toHaveLength(5000);
    const more = await sendCsv(`POST ${base}/tallies?dry_run=1`, rows(5001));
    expect([more.status, more.kind]).toEqual([400, "bad-table"]);
  });

  test("are refused with TRUE for a 1, and with a day that no period can hold", async () => {
    const row = ["North", "2026-04-01", "2026-06-30", true, 2, 3, 4, 5, "a"];
    const sent = await sendWorkbook(`POST ${base}/tallies`, [header.split(","), row]);
    expect(errors(sent)).toEqual(["/rows/2/n1"]);
    const late = await sendCsv(`POST ${base}/tallies`, `${header}\nNorth,1026-04-01,2126-06-30,1,2,3,4,5,a`);
    expect(errors(late)).toEqual(["/rows/2/from", "/rows/2/to"]);
  });

  test("are checked and not kept on a dry run, as a file and as JSON", async () => {
    const file = `${header}\nNorth,2026-04-01,2026-06-30,1,2,3,4,5,a\n`;
    expect(outcomes(await sendCsv(`POST ${base}/tallies?dry_run=1`, file))).toEqual(["accepted"]);
    const tally = { id: "0b9d6f8e-6d0f-4f55-9b25-0f4e4f0d8a10", unit: "North", question: "overall", channel: "paper" };
    const tallies = [{ ...tally, from: "2026-04-01", to: "2026-06-30", counts: [1, 2, 3, 4, 5], source: "b" }, {}];
    const tried = await ask(`POST ${base}/tallies?dry_run=1`, { key, body: { tallies } });
    expect(outcomes(tried)).toEqual(["accepted", "refused"]);
    expect(await countOf("North", "2026-Q2")).toEqual([0, 0, 0, 0, 0]);
  });

  test.each([
    ["an unknown column", "unit,from,to,source,n1,colour\nNorth,2026-04-01,2026-06-30,a,1,red", ["/rows/1/colour"]],
    ["missing columns", "unit,n1\nNorth,1", ["/rows/1/from", "/rows/1/to", "/rows/1/source"]],
    ["a column twice", `${header},Đơn vị\nNorth`, ["/rows/1/unit"]],
    ["no rows", header, ["/rows/2"]],
    ["nothing", "", ["/rows/1"]],
    ["cells below no name", `${header}\nNorth,2026-04-01,2026-06-30,1,2,3,4,5,a,b`, ["/rows/2/10"]],
  ])("are refused with %s", async (_, file, pointers) => {
    const sent = await sendCsv(`POST ${base}/tallies`, file);
    expect([sent.status, errors(sent)]).toEqual([400, pointers]);
  });

  test("are refused if the file is no table", async () => {
    const broken = await ask(`POST ${base}/tallies`, { key, body: "unit", headers: { "content-type": xlsxType } });
    expect([broken.status, broken.kind]).toEqual([400, "bad-table"]);
    for (const type of ["application/vnd.ms-excel", "constructor"]) {
      const other = await ask(`POST ${base}/tallies`, { key, body: "x", headers: { "content-type": type } });
      expect([other.status, other.kind]).toEqual([415, "media-type"]);
      expect(JSON.stringify(other.body)).toContain("text/csv");
    }
  });

  test("need the same scope and reach as JSON", async () => {
    const file = `${header}\nSouth,2026-04-01,2026-06-30,1,2,3,4,5,a\n`;
    const send = async (scopes: string[], unit: string): Promise<Answered> =>
      ask(`POST ${base}/tallies`, {
        key: await giveKey(base, { scopes, unit }),
        body: file,
        headers: { "content-type": csvType },
      });
    expect((await send(["indices:read"], "South")).status).toBe(403);
    expect(errors(await send(["tallies:write"], "North"))).toEqual(["/rows/2/unit"]);
  });
});

describe("volumes as a file", () => {
  test("stand as the newest figure, from CSV and from a workbook", async () => {
    const file = "unit;from;to;transactions\nNorth;01/10/2026;31/10/2026;5000\n";
    expect(outcomes(await sendCsv(`POST ${base}/volumes`, file))).toEqual(["accepted"]);
    const rows = [
      ["Đơn vị", "Từ ngày", "Đến ngày", "Số hồ sơ"],
      ["North", new Date(Date.UTC(2026, 9, 1)), new Date(Date.UTC(2026, 9, 31)), 5100],
    ];
    expect(outcomes(await sendWorkbook(`POST ${base}/volumes`, rows))).toEqual(["accepted"]);
    expect(await transactionsOf("North", "2026-10")).toBe(5100);
  });

  test("may be of one channel, and add up where no total is given", async () => {
    const file =
      "Đơn vị;Kênh;Từ ngày;Đến ngày;Số hồ sơ\nNorth;kiosk;01/08/2026;31/08/2026;40\nNorth;portal;01/08/2026;31/08/2026;60\n";
    expect(outcomes(await sendCsv(`POST ${base}/volumes`, file))).toEqual(["accepted", "accepted"]);
    expect(await transactionsOf("North", "2026-08")).toBe(100);
  });

  test("are all kept or none", async () => {
    const file =
      "unit,from,to,transactions\nSouth,2026-10-01,2026-10-31,10\nNorth,2026-10-15,2026-11-15,10\nSouth,2026-11-01,2026-11-20,0.5\n";
    expect(errors(await sendCsv(`POST ${base}/volumes`, file))).toEqual(["/rows/3/from", "/rows/4/transactions"]);
    expect(errors(await sendCsv(`POST ${base}/volumes`, file.replace("0.5", "5")))).toEqual(["/rows/3/from"]);
    expect(await transactionsOf("South", "2026-10")).toBeNull();
    expect(
      outcomes(
        await sendCsv(
          `POST ${base}/volumes?dry_run=1`,
          file.replace("0.5", "5").replace("North,2026-10-15", "North,2026-11-01"),
        ),
      ),
    ).toHaveLength(3);
    expect(await transactionsOf("South", "2026-10")).toBeNull();
  });
});

describe("measures as a file", () => {
  const columns = "unit,from,to,dossiers,overdue,petitioned,reflections,answered_on_time,rated,rated_satisfied";

  async function inputsOf(unit: string): Promise<unknown> {
    const { body } = await ask(`GET ${base}/scorecards/qd766-satisfaction@1?unit=${unit}&period=2026`, { key });
    return (body as { data: { inputs: unknown; missing: string[] }[] }).data[0];
  }

  test("are kept as reported, with empty cells as never reported", async () => {
    const file = `${columns}\r\nSouth,2026-01-01,2026-10-31,654,1,0,10,9,,\r\n`;
    const sent = await ask(`PUT ${base}/measures`, { key, body: file, headers: { "content-type": csvType } });
    expect(sent.status).toBe(200);
    expect(await inputsOf("South")).toMatchObject({
      inputs: { dossiers: 654, overdue: 1 },
      missing: expect.arrayContaining(["rated"]),
    });
  });

  test("are refused as a whole, at their rows, and not kept on a dry run", async () => {
    const file = `${columns}\r\nNorth,2026-01-01,2026-10-31,10,1,0,1,1,1,1\r\n\r\nSouth,2026-01-01,2026-10-31,10,11,0,1,1,1,1\r\n`;
    const put = (line: string, body: string): Promise<Answered> =>
      ask(line, { key, body, headers: { "content-type": csvType } });
    expect(errors(await put(`PUT ${base}/measures`, file))).toEqual(["/rows/4/overdue"]);
    const good = await put(`PUT ${base}/measures?dry_run=1`, file.replace("10,11", "10,1"));
    expect(good.status).toBe(200);
    expect(await inputsOf("South")).toMatchObject({ inputs: { dossiers: 654 } });
  });

  test("are told all rows that are wrong, in themselves or to the agency", async () => {
    const file = [
      columns,
      "West,2025-01-01,2025-12-31,10,1,0,1,1,1,1",
      "South,2025-01-01,2025-12-31,1.5,1,0,1,1,1,1",
      "North,2025-01-01,2025-12-31,10,11,0,1,1,1,1",
      "East,2025-01-01,2025-12-31,10,1,0,1,1,1,1",
      "South,2025-12-31,2025-01-01,10,1,0,1,1,1,1",
      "South,2024-01-01,2024-12-31,10,1,0,1,1,1,9999999999999",
      "South,2023-01-01,2023-12-31,10,1,0,1,1,1,1",
      "South,2023-12-31,2024-01-31,10,1,0,1,1,1,1",
    ].join("\n");
    const sent = await ask(`PUT ${base}/measures`, { key, body: file, headers: { "content-type": csvType } });
    expect([sent.status, sent.kind]).toEqual([400, "invalid"]);
    expect(errors(sent)).toEqual([
      "/rows/2/unit",
      "/rows/3/dossiers",
      "/rows/4/overdue",
      "/rows/5/unit",
      "/rows/6/to",
      "/rows/7/rated_satisfied",
      "/rows/9/from",
    ]);
    expect(await inputsOf("South")).toMatchObject({ inputs: { dossiers: 654 } });
  });

  test("are refused at the columns of the nine indices that are wrong", async () => {
    const indices = ["tt01_dossiers", ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((index) => `tt01_${index}`)];
    const file = [
      ["unit", "from", "to", ...indices],
      ["South", "2022-01-01", "2022-12-31", "10", "1", "1", "21", "1", "1", "1", "1", "1", "1"],
      ["South", "2021-01-01", "2021-12-31", "10", "1", "", "1", "1", "1", "1", "1", "1", "1"],
      ["South", "2020-01-01", "2020-12-31", "", "1", "1", "1", "1", "1", "1", "1", "1", "1"],
    ];
    const sent = await sendCsv(`PUT ${base}/measures`, file.map((row) => row.join(",")).join("\n"));
    expect(errors(sent)).toEqual(["/rows/2/tt01_3", "/rows/3/tt01_2", "/rows/4/tt01_dossiers"]);
    expect(JSON.stringify(sent.body)).toContain("row 3, column tt01_2: is empty");
  });
});
