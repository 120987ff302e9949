import { beforeAll, describe, expect, test } from "vitest";
import { utils, write } from "xlsx";
import { ask, type Answered, askAsRoot, giveKey, openAgency, rowsOf } from "../office.ts";

const csv = { "content-type": "text/csv" };
const xlsx = { "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };

let base: string;
let key: string;

beforeAll(async () => {
  base = await openAgency("S40");
  key = await giveKey(base, { scopes: ["config:write"] });
});

function put(body: string | Uint8Array, query = "", headers: Record<string, string> = csv): Promise<Answered> {
  return ask(`PUT ${base}/services${query}`, { key, body, headers });
}

function workbook(rows: unknown[][]): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), "Thủ tục");
  return new Uint8Array(write(book, { type: "array", bookType: "xlsx" }));
}

async function known(query = ""): Promise<unknown[]> {
  return rowsOf(await ask(`GET ${base}/services${query}`)).map(({ id }) => id);
}

describe("services as a file", () => {
  test("are checked without being kept, then taken", async () => {
    const file = "Mã TTHC;Tên TTHC\n1.004227;Đăng ký biến động\n1.001193;Đăng ký khai sinh\n";
    expect(rowsOf(await put(file, "?dry_run=1"))).toHaveLength(2);
    expect(await known()).toEqual([]);
    expect((await put(file)).status).toBe(200);
    expect(await known()).toEqual(["1.001193", "1.004227"]);
  });

  test("have columns of any name when the sender says what they hold", async () => {
    const rows = [
      ["STT", "Ký hiệu", "Nội dung", "Ghi chú"],
      [1, "2.000815", "Chứng thực bản sao", "x"],
    ];
    expect((await put(workbook(rows), "", xlsx)).status).toBe(400);
    const taken = await put(workbook(rows), "?columns=,id,name", xlsx);
    expect(rowsOf(taken)).toEqual([{ id: "2.000815", name: "Chứng thực bản sao" }]);
  });

  test("with wrong rows are refused as a whole, each row by its number", async () => {
    const before = await known();
    const rows = [
      ["Mã thủ tục", "Tên thủ tục"],
      ["3.000001", "Tốt"],
      ["3 000", "Sai mã"],
      ["3.000002", ""],
      ["3.000001", "Lặp"],
    ];
    const refused = await put(workbook(rows), "", xlsx);
    expect(refused).toMatchObject({ status: 400, kind: "invalid" });
    const errors = (refused.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
    expect(errors).toEqual(["/rows/3/id", "/rows/4/name", "/rows/5"]);
    expect(await known()).toEqual(before);
  });

  test("are not guessed where a workbook's number may have lost its last zeros", async () => {
    const rows = [
      ["id", "name"],
      [1.00422, "Cấp giấy"],
      [1.004227, "Trọn vẹn"],
    ];
    const refused = await put(workbook(rows), "", xlsx);
    expect(refused.body).toMatchObject({
      errors: [{ pointer: "/rows/2/id", detail: expect.stringContaining("lost zeros") }],
    });
  });

  test("fail with the place where the mapping is wrong", async () => {
    const file = "a,b\n1.1,X\n";
    expect((await put(file, "?columns=id,title")).body).toMatchObject({ errors: [{ pointer: "/columns" }] });
    expect((await put(file, "?columns=id")).body).toMatchObject({ errors: [{ pointer: "/rows/1/name" }] });
    expect((await put(file, "?columns=id,id,name")).body).toMatchObject({ errors: [{ pointer: "/rows/1/id" }] });
  });
});

test("services are written by keys on the whole agency alone, as a file too", async () => {
  await askAsRoot(`PUT ${base}/units`, { units: [{ code: "A", name: "A", kind: "ward", valid_from: "2020-01-01" }] });
  const ofUnit = await giveKey(base, { scopes: ["config:write"], unit: "A" });
  const sent = { key: ofUnit, body: "id,name\n9.1,X\n", headers: csv };
  expect(await ask(`PUT ${base}/services`, sent)).toMatchObject({ kind: "outside-subtree" });
  expect(await ask(`PUT ${base}/services?dry_run=1`, sent)).toMatchObject({ kind: "outside-subtree" });
  expect(await known("?q=9.1")).toEqual([]);
});

describe("GET …/services", () => {
  test("finds services by words without diacritics and by code, over pages", async () => {
    expect(await known("?q=dang+ky")).toEqual(["1.001193", "1.004227"]);
    expect(await known("?q=sinh+%C4%90%C4%82NG")).toEqual(["1.001193"]);
    expect(await known("?q=2.0008")).toEqual(["2.000815"]);
    const first = await ask(`GET ${base}/services?q=dang+ky&limit=1`);
    const { meta } = first.body as { meta: { next_cursor: string } };
    expect(await known(`?q=dang+ky&limit=1&cursor=${meta.next_cursor}`)).toEqual(["1.004227"]);
    expect(await ask(`GET ${base}/services?q=other&cursor=${meta.next_cursor}`)).toMatchObject({ kind: "bad-cursor" });
  });
});

describe("POST …/tables", () => {
  test("shows the first rows of a file or all of them, and keeps nothing", async () => {
    const lines = Array.from({ length: 40 }, (_, place) => `${place},Dòng ${place}`);
    const body = `Mã,Tên\n\n${lines.join("\n")}\n`;
    const few = await ask(`POST ${base}/tables`, { key, body, headers: csv });
    const { first, rows } = few.body as { first: { line: number; cells: string[] }[]; rows: number };
    expect([rows, ...first.slice(0, 2)]).toEqual([
      41,
      { line: 1, cells: ["Mã", "Tên"] },
      { line: 3, cells: ["0", "Dòng 0"] },
    ]);
    expect(first).toHaveLength(21);
    const all = await ask(`POST ${base}/tables?all=1`, { key, body, headers: csv });
    expect((all.body as { first: unknown[] }).first).toHaveLength(41);
  });

  test("says what is wrong with a file, and is for keys alone", async () => {
    expect(await ask(`POST ${base}/tables`, { key, body: "no zip", headers: xlsx })).toMatchObject({
      kind: "bad-table",
    });
    expect(await ask(`POST ${base}/tables`, { body: "a", headers: csv })).toMatchObject({ status: 401 });
  });

  test("shows all rows of a table only while that is no flood of cells", async () => {
    const wide = (columns: number): string => `${"a,".repeat(columns - 1)}a\n`.repeat(5000);
    const all = (columns: number): Promise<Answered> =>
      ask(`POST ${base}/tables?all=1`, { key, body: wide(columns), headers: csv });
    expect(await all(41)).toMatchObject({
      kind: "bad-table",
      body: { errors: [{ detail: "has more than 40 columns in 5000 rows; leave some out" }] },
    });
    expect((await all(40)).status).toBe(200);
    expect((await ask(`POST ${base}/tables`, { key, body: wide(200), headers: csv })).status).toBe(200);
  });

  test("is for people who may import, and shows every row only to those who may write units", async () => {
    const body = "a,b\n1,2\n";
    const read = async (scope: string, query = ""): Promise<string | null> => {
      const asker = await giveKey(base, { scopes: [scope] });
      return (await ask(`POST ${base}/tables${query}`, { key: asker, body, headers: csv })).kind;
    };
    expect(await read("indices:read")).toBe("scope-missing");
    expect(await read("comments:read", "?all=1")).toBe("scope-missing");
    expect([await read("tallies:write"), await read("tallies:write", "?all=1")]).toEqual([null, "scope-missing"]);
    expect([await read("config:write"), await read("config:write", "?all=1")]).toEqual([null, null]);
  });
});

test("one of ten thousand services is found", async () => {
  const big = await openAgency("S41");
  for (const part of [0, 1]) {
    const services = Array.from({ length: 5000 }, (_, place) => {
      const number = part * 5000 + place;
      return { id: `1.${String(number).padStart(6, "0")}`, name: `Thủ tục đăng ký số ${number}` };
    });
    await askAsRoot(`PUT ${big}/services`, { services });
  }
  expect(rowsOf(await ask(`GET ${big}/services?q=so+9999`))).toHaveLength(1);
});
