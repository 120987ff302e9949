import { beforeAll, describe, expect, test } from "vitest";
import { askApi, callApi, makeAgency, newId } from "../call-api.ts";
import { type BusyOffice, busyOffice, formulaName } from "./busy-office.ts";
import { settleLater } from "../settled/settle-later.ts";
import { type IndexReader, type IndexRow, indexReader } from "./index-reader.ts";

let readPage: IndexReader["readPage"];
let problemOf: IndexReader["problemOf"];
let office: BusyOffice;
let days: string;

beforeAll(async () => {
  office = await busyOffice("PAGE");
  ({ readPage, problemOf } = indexReader(office));
  days = `from=${office.from}&to=${office.to}`;
});

async function makeKey(unit: string): Promise<string> {
  const body = { name: unit, scopes: ["indices:read"], unit };
  return (await askApi<{ key: string }>(`${office.base}/keys`, { key: office.key, body })).key;
}

const shownRow = (row: IndexRow): string => `${shownUnit(row)} ${row.period.from} ${row.channel} ${row.method}`;
const shownUnit = ({ unit, own }: IndexRow): string => (own ? `${unit.code} own` : unit.code);

describe("pages", () => {
  test("of any size hold all rows, each once", async () => {
    const query = `${days}&by=unit,week`;
    const whole = (await readPage(query)).data;
    const read: IndexRow[] = [];
    let cursor = "";
    do {
      const page = await readPage(`${query}&limit=7${cursor}`);
      read.push(...page.data);
      cursor = page.meta.next_cursor === null ? "" : `&cursor=${encodeURIComponent(page.meta.next_cursor)}`;
    } while (cursor !== "");
    expect(read).toEqual(whole);
    expect(whole.length).toBeGreaterThan(14);
  });

  test("are not shifted by rows that are added meanwhile, before and behind where they go on", async () => {
    const { code, key } = await makeAgency("PAGG");
    const base = `/v1/agencies/${code}`;
    const other = indexReader({ base, key });
    const place = { question: "overall", channel: "paper", from: "2022-03-01", to: "2022-03-31", source: "Sổ" };
    const query = "period=2022&by=unit,quarter,channel&method=top-two@1,mean@1";
    const add = async (unit: string, channel: string): Promise<void> => {
      const tally = { ...place, id: newId(), unit, channel, counts: [1, 2, 3, 4, 5] };
      await askApi(`${base}/tallies`, { key, body: { tallies: [tally] } });
    };
    for (const unit of ["A", "B"]) for (const channel of ["mail", "phone"]) await add(unit, channel);
    const before = (await other.readPage(query)).data.map(shownRow);
    const first = await other.readPage(`${query}&limit=11`);
    await add("A", "fax");
    await add("B", "street");
    const body = { units: [{ code: "Aa", name: "Aa", parent: null, kind: "commune", valid_from: "2020-01-01" }] };
    await askApi(`${base}/units`, { method: "PUT", key, body });
    const cursor = encodeURIComponent(first.meta.next_cursor ?? "");
    const rest = (await other.readPage(`${query}&cursor=${cursor}`)).data.map(shownRow);
    const after = (await other.readPage(query)).data.map(shownRow);
    expect(rest).toEqual(after.slice(after.indexOf(before[10] ?? "") + 1));
    expect(after.length).toBeGreaterThan(before.length);
    const seen = [...first.data.map(shownRow), ...rest];
    expect(new Set(seen).size).toBe(seen.length);
    expect(before.filter((row) => !seen.includes(row))).toEqual([]);
  });

  test("go on only for the query and the key that they began with", async () => {
    const { meta } = await readPage(`${days}&by=unit,day&limit=7`);
    const cursor = `cursor=${encodeURIComponent(meta.next_cursor ?? "")}`;
    const refused = [400, "bad-cursor", "/cursor"];
    expect((await readPage(`${days}&by=unit,day&limit=9&${cursor}`)).data).toHaveLength(9);
    expect(await problemOf(`${days}&by=unit,week&${cursor}`)).toEqual(refused);
    expect(await problemOf(`period=2023&by=unit,day&${cursor}`)).toEqual(refused);
    expect(await problemOf(`${days}&by=unit,day&${cursor}`, await makeKey("A"))).toEqual(refused);
    expect(await problemOf(`${days}&by=unit,day&${cursor.slice(0, -2)}`)).toEqual(refused);
  });
});

describe("a key on a subtree", () => {
  test("sees its subtree, by itself and by name, and nothing beside or above", async () => {
    await settleLater(office.code);
    const key = await makeKey("A");
    const within = office.facts.filter(
      ({ unit, question }) => question === "overall" && (unit === "A" || unit === "Ward"),
    );
    const [row] = (await readPage(days, key)).data;
    expect(row?.unit.code).toBe("A");
    // Whoever waits for more people is not in it yet.
    expect(row?.n).toBeGreaterThanOrEqual(10);
    expect(Number(row?.n) + Number(row?.spanning)).toBeLessThanOrEqual(within.length);
    expect((await readPage(`${days}&unit=Ward`, key)).data).toMatchObject([{ unit: { code: "Ward" } }]);
    expect((await readPage(`${days}&by=unit`, key)).data.map(shownUnit)).toEqual(["A own", "Ward"]);
    for (const unit of ["B", office.code]) {
      expect(await problemOf(`${days}&unit=${unit}`, key)).toEqual([403, "outside-subtree", "/unit"]);
    }
  });
});

describe("CSV", () => {
  test("is UTF-8 with a byte order mark, CRLF and cells that no spreadsheet runs", async () => {
    const response = await callApi(`${office.base}/indices?${days}&by=unit&format=csv`, { key: office.key });
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="indices-${office.code}.csv"`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(bytes);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const [header = "", ...lines] = text.trimEnd().split("\r\n");
    const { data } = await readPage(`${days}&by=unit`);
    expect(lines.map((line) => line.split(",")[0])).toEqual(data.map(({ unit }) => unit.code));
    expect(lines[3]).toContain(`Z,"'${formulaName.replaceAll('"', '""')}",`);
    const place = (name: string): number => header.split(",").indexOf(name);
    const figures = lines
      .slice(0, 3)
      .map((line) => ["value", "n", "n1", "n5"].map((name) => Number(line.split(",")[place(name)])));
    expect(figures).toEqual(data.slice(0, 3).map(({ value, n, tally }) => [value, n, tally[0], tally[4]]));
  });

  test("holds all rows without a limit, and a page with one", async () => {
    const lines = async (query: string): Promise<number> => {
      const response = await callApi(`${office.base}/indices?${query}&format=csv`, { key: office.key });
      return (await response.text()).trimEnd().split("\r\n").length - 1;
    };
    expect(await lines("period=2023&by=day")).toBe(365);
    expect(await lines("period=2023&by=day&limit=10")).toBe(10);
  });

  test("says in its Link header where a page goes on", async () => {
    let path: string | undefined = `${office.base}/indices?period=2023&by=month&limit=5&format=csv`;
    const months: string[] = [];
    while (path !== undefined) {
      const response: Response = await callApi(path, { key: office.key });
      const [, ...lines] = (await response.text()).trimEnd().split("\r\n");
      months.push(...lines.map((line) => line.split(",")[3] ?? ""));
      path = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1];
    }
    expect(months).toEqual(Array.from({ length: 12 }, (_, month) => `2023-${String(month + 1).padStart(2, "0")}-01`));
  });

  test("holds all rows also if they are more than one call to the object carries", async () => {
    const query = "from=2000-01-01&to=2020-12-31&by=unit,day&method=top-two@1,mean@1,gds@1,happy@1,csat@1";
    const response = await callApi(`${office.base}/indices?${query}&format=csv`, { key: office.key });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="indices-${office.code}.csv"`);
    const [, ...lines] = (await response.text()).trimEnd().split("\r\n");
    const units = new Set(lines.map((line) => line.slice(0, line.indexOf(","))));
    expect(lines.length).toBe(units.size * 7671 * 5);
    expect(response.headers.get("row-count")).toBe(String(lines.length));
    // A row takes more than 300 bytes of the 32 MiB that a call carries.
    expect(lines.length * 300).toBeGreaterThan(32 * 2 ** 20);
  });
});
