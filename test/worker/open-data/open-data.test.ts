import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, test } from "vitest";
import { formatDay, parseDay } from "../../../shared/calendar/day.ts";
import type { DataPackage } from "../../../shared/contract/data-package.ts";
import type { Publication, PublishedPage, PublishedRow } from "../../../shared/contract/publication.ts";
import { computeIndex } from "../../../shared/methods/compute-index.ts";
import { defaultMethodFor } from "../../../shared/methods/all-methods.ts";
import { askApi, callApi, makeAgency, newId, type TestAgency } from "../call-api.ts";
import { parseCsv } from "../exports/parse-csv.ts";
import { publishLater, stubOf } from "../publications/publish-later.ts";

const february = { from: "2024-02-01", to: "2024-02-29" };
const april = { from: "2024-04-01", to: "2024-04-30" };

type Paper = {
  readonly unit: string;
  readonly counts: readonly number[];
  readonly channel?: string;
  readonly question?: string;
  readonly service?: string;
  readonly span?: typeof february;
};

async function report(agency: TestAgency, papers: readonly Paper[]): Promise<void> {
  const tallies = papers.map(({ span = february, ...paper }) => ({
    ...{ id: newId(), source: newId(), question: "overall", channel: "paper", service: null, ...span },
    ...paper,
  }));
  const body = { tallies };
  const { receipts } = await askApi<{ receipts: { outcome: string }[] }>(`/v1/agencies/${agency.code}/tallies`, {
    ...{ key: agency.key, body },
  });
  expect(receipts.filter(({ outcome }) => outcome !== "accepted")).toEqual([]);
}

function put(agency: TestAgency, path: string, body: unknown): Promise<unknown> {
  return askApi(`/v1/agencies/${agency.code}${path}`, { method: "PUT", key: agency.key, body });
}

/** An agency with two publications: exact and rounded, shown and withheld, restated and merged rows. */
async function publishedAgency(): Promise<TestAgency> {
  const agency = await makeAgency("DATA");
  await put(agency, "/units", {
    units: [{ code: "A1", name: '=Tổ 1, "ấp"', parent: "A", kind: "hamlet", valid_from: "2020-01-01" }],
  });
  await put(agency, "/services", { services: [{ id: "1.004227", name: "Cấp giấy" }] });
  const questions = [
    { id: "overall", scale: 5, text: { vi: "Hài lòng?" } },
    { id: "recommend", scale: 11, text: { vi: "Giới thiệu?" } },
  ];
  await put(agency, "/forms", { forms: [{ id: "long", questions }] });
  await report(agency, [
    { unit: "A", counts: [0, 1, 2, 3, 30] },
    { unit: "A1", counts: [0, 0, 0, 0, 4] },
    { unit: "B", counts: [5, 4, 3, 20, 40], service: "1.004227", channel: "sms" },
    { unit: "B", counts: [5, 4, 3, 20, 40], span: april },
    { unit: "A", counts: [1, 0, 0, 0, 2, 0, 0, 4, 0, 9, 30], question: "recommend" },
  ]);
  const volume = { unit: "A", service: null, from: "2024-01-01", to: "2024-03-31", transactions: 500 };
  await askApi(`/v1/agencies/${agency.code}/volumes`, { key: agency.key, body: { volumes: [volume] } });
  await askApi(`/v1/agencies/${agency.code}/publications`, { method: "POST", key: agency.key });
  await report(agency, [{ unit: "B", counts: [0, 0, 0, 30, 0] }]);
  await publishLater(agency.code, 100);
  return agency;
}

let agency: TestAgency;
let base: string;

beforeAll(async () => {
  agency = await publishedAgency();
  base = `/v1/agencies/${agency.code}/publications`;
});

/** Every row that the API gives of a version, by the default method of its question. */
async function jsonRows(version: number): Promise<PublishedRow[]> {
  const queries = ["", "by=unit", "by=unit&unit=A", "by=service", "by=channel", "by=question"];
  const pages = await Promise.all(
    queries.map((query) => askApi<PublishedPage>(`${base}/${version}?limit=1000&${query}`)),
  );
  const rows = pages.flatMap(({ data }) => data);
  const known = new Map(rows.map((row) => [JSON.stringify(row), row]));
  const usual = { overall: defaultMethodFor(5).id, recommend: defaultMethodFor(11).id };
  return [...known.values()].filter(({ question, method }) => usual[question as keyof typeof usual] === method);
}

async function csvRows(version: number | string): Promise<Record<string, string>[]> {
  const response = await callApi(`${base}/${version}/figures.csv`);
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await response.arrayBuffer());
  expect(text.startsWith("\uFEFF")).toBe(true);
  const [header = [], ...rows] = parseCsv(text.slice(1));
  return rows.map((cells) => Object.fromEntries(header.map((name, place) => [name, cells[place] ?? ""])));
}

async function parquetRows(version: number | string): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file: await (await callApi(`${base}/${version}/figures.parquet`)).arrayBuffer() });
}

/** A row of the API as the text of its line; `by` and `period` stand in the file alone. */
function lineOf(row: PublishedRow): Record<string, string> {
  const { unit, period, interval, interval_of_served: served, coverage, restated } = row;
  const cells = {
    ...{ from: period.from, to: period.to, quarters: row.quarters?.join(" "), unit: unit.code },
    // What a spreadsheet would take for a formula has an apostrophe in front, as in every CSV.
    ...{ unit_name: unit.name.replace(/^=/, "'="), own: row.own ? 1 : 0, unmapped: row.unmapped ? 1 : 0 },
    ...{ question: row.question, service: row.service, channel: row.channel, method: row.method },
    ...{ value: row.value, n: row.n },
    ...Object.fromEntries([1, 2, 3, 4, 5].map((level) => [`n${level}`, row.tally?.[level - 1]])),
    ...{ interval_kind: interval?.kind, interval_low: interval?.low, interval_high: interval?.high },
    ...{ interval_of_served_low: served?.low, interval_of_served_high: served?.high },
    ...{ transactions: coverage?.transactions, coverage_rate: coverage?.rate, coverage_note: row.coverage_note },
    coverage_reported: coverage && (coverage.reported ?? 100),
    ...{ rounded: row.rounded ? 1 : 0, withheld: row.withheld, version: row.version },
    ...{ restated_version: restated?.version, restated_value: restated?.was.value, restated_n: restated?.was.n },
  };
  return Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, String(value ?? "")]));
}

const sorted = (rows: readonly object[]): string[] =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();

describe("the file of a publication's figures", () => {
  test.each([1, 2])("has the rows of version %i as the API gives them, no more and no fewer", async (version) => {
    const rows = await jsonRows(version);
    const lines = await csvRows(version);
    const { rows: count } = (await askApi<PublishedPage>(`${base}/${version}`)).meta.publication;
    expect(lines.length).toBe(count);
    const instants = (row: Record<string, string>): Record<string, string> => {
      const { by, period, published_at = "", restated_at = "", ...same } = row;
      return same;
    };
    expect(sorted(lines.map(instants))).toEqual(sorted(rows.map(lineOf)));
    const times = (texts: readonly (string | null | undefined)[]): number[] =>
      texts.flatMap((text) => (text ? [Date.parse(text)] : [])).sort();
    expect(times(lines.map((line) => line.published_at))).toEqual(times(rows.map((row) => row.published_at)));
    expect(times(lines.map((line) => line.restated_at))).toEqual(times(rows.map(({ restated }) => restated?.at)));
    // There is something of each kind to compare.
    const kinds = ["by", "quarters", "service", "channel", "transactions", "withheld", "n1"];
    expect(kinds.filter((kind) => !lines.some((line) => line[kind] !== ""))).toEqual([]);
    expect(lines.some((line) => line.restated_n !== "")).toBe(version === 2);
  });

  test("can be computed again from its own tallies", async () => {
    const exact = (await csvRows(2)).filter(({ n1 }) => n1 !== "");
    expect(exact.length).toBeGreaterThan(5);
    for (const line of exact) {
      const tally = [1, 2, 3, 4, 5].map((level) => Number(line[`n${level}`]));
      const { value, interval } = computeIndex(defaultMethodFor(5), tally);
      expect([line.value, line.interval_low]).toEqual([String(value), String(interval?.low)]);
    }
  });

  test("names each row once", async () => {
    const lines = await csvRows(2);
    const described = await askApi<DataPackage>(`${base}/2/datapackage.json`);
    const [key = []] = described.resources[0]?.schema.uniqueKeys ?? [];
    expect(new Set(lines.map((line) => key.map((name) => line[name]).join("\n"))).size).toBe(lines.length);
  });

  test("is the same as parquet, with types, and says whose it is", async () => {
    const lines = await csvRows(2);
    const rows = await parquetRows(2);
    const text = (value: unknown): string => {
      if (value === null || value === undefined) return "";
      if (typeof value === "boolean") return value ? "1" : "0";
      return value instanceof Date ? value.toISOString() : String(value);
    };
    const asTold = (row: Record<string, unknown>): object =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => {
          if (name === "from" || name === "to") return [name, text(value).slice(0, 10)];
          if (name.endsWith("_at")) return [name, value ? new Date(text(value)).getTime() : 0];
          return [name, text(value).replace(/^'=/, "=")];
        }),
      );
    expect(sorted(rows.map(asTold))).toEqual(sorted(lines.map(asTold)));
    const bytes = await (await callApi(`${base}/2/figures.parquet`)).arrayBuffer();
    const { schema, key_value_metadata = [] } = parquetMetadata(bytes);
    const typeOf = (name: string): unknown => {
      const { type, converted_type, logical_type } = schema.find((column) => column.name === name) ?? {};
      return logical_type?.type ?? converted_type ?? type;
    };
    const names = ["from", "n", "n5", "value", "own", "published_at", "unit", "version"];
    const types = ["DATE", "INT64", "INT64", "DOUBLE", "BOOLEAN", "TIMESTAMP", "UTF8", "INT64"];
    expect(names.map(typeOf)).toEqual(types);
    const facts = new Map(key_value_metadata.map(({ key, value }) => [key, value]));
    expect(facts.get("agency")).toBe(`${agency.code} Tỉnh ${agency.code}`);
    expect([facts.get("publication"), facts.get("note")]).toEqual(["2", expect.stringContaining("SIPAS")]);
  });

  test("of an earlier version stays as it was, and latest is the newest and says which", async () => {
    expect(await csvRows("latest")).toEqual(await csvRows(2));
    expect(await csvRows(1)).not.toEqual(await csvRows(2));
    const headersOf = async (version: string, file: string): Promise<(string | null)[]> => {
      const { headers, body } = await callApi(`${base}/${version}/${file}`);
      await body?.cancel();
      return ["cache-control", "content-location", "access-control-allow-origin"].map((name) => headers.get(name));
    };
    for (const file of ["figures.csv", "figures.parquet", "datapackage.json"]) {
      expect(await headersOf("latest", file)).toEqual(["public, max-age=300", `${base}/2/${file}`, "*"]);
      expect(await headersOf("1", file)).toEqual(["public, max-age=86400", `${base}/1/${file}`, "*"]);
    }
  });

  test.each(["3/figures.csv", "0/figures.csv", "x/datapackage.json", "1/figures.xlsx", "3/answers"])(
    "is not there at %s",
    async (path) => {
      expect((await callApi(`${base}/${path}`)).status).toBe(404);
    },
  );
});

describe("the data package of a publication", () => {
  test("describes each file beside it, column by column, in both languages", async () => {
    const described = await askApi<DataPackage>(`${base}/latest/datapackage.json`);
    expect(described).toMatchObject({
      $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
      name: `${agency.code.toLowerCase()}-satisfaction`,
      version: "2",
      contributors: [{ title: `Tỉnh ${agency.code}` }],
      resources: [
        { path: "figures.csv", format: "csv", mediatype: "text/csv", encoding: "utf-8" },
        { path: "figures.parquet", format: "parquet", mediatype: "application/vnd.apache.parquet" },
      ],
    });
    expect(new Date(described.created).toISOString()).toBe(described.created);
    const [line = {}] = await csvRows(2);
    for (const { path, mediatype, schema } of described.resources) {
      expect(schema.fields.map(({ name }) => name)).toEqual(Object.keys(line));
      const languages = schema.fields.map(({ description }) => description.split(" · ").filter(Boolean).length);
      expect(languages.every((count) => count === 2)).toBe(true);
      const response = await callApi(`${base}/latest/${path}`);
      expect(response.headers.get("content-type")).toContain(mediatype);
      await response.body?.cancel();
    }
  });

  test("gives every column the type that its cells have", async () => {
    const lines = await csvRows(2);
    const isOf: Readonly<Record<string, (text: string) => boolean>> = {
      string: () => true,
      integer: (text) => /^-?\d+$/.test(text),
      number: (text) => /^-?\d+(\.\d+)?$/.test(text),
      boolean: (text) => /^[01]$/.test(text),
      date: (text) => formatDay(parseDay(text) ?? 0) === text,
      datetime: (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00$/.test(text),
    };
    const { resources } = await askApi<DataPackage>(`${base}/2/datapackage.json`);
    for (const { name, type } of resources[0]?.schema.fields ?? []) {
      const cells = lines.map((line) => line[name] ?? "").filter((cell) => cell !== "");
      expect([name, cells.filter((cell) => !isOf[type]?.(cell))]).toEqual([name, []]);
    }
  });

  test("has the agency's licence once there is one", async () => {
    const one = await publishedAgency();
    const at = `/v1/agencies/${one.code}/publications/1/datapackage.json`;
    expect(await askApi<DataPackage>(at)).not.toHaveProperty("licenses");
    const url = "https://creativecommons.org/licenses/by/4.0/";
    await put(one, "", { licence: { name: "CC BY 4.0", url } });
    expect((await askApi<DataPackage>(at)).licenses).toEqual([{ title: "CC BY 4.0", path: url }]);
  });
});

describe("a sample's open data", () => {
  test("says everywhere that its figures are simulated; that of a real agency nowhere", async () => {
    const sample = await publishedAgency();
    const at = `/v1/agencies/${sample.code}/publications`;
    const told = async (): Promise<[string, unknown][]> => [
      ["list", (await askApi<{ data: Publication[] }>(at)).data.map((one) => one.sample)],
      ["rows", (await askApi<PublishedPage>(`${at}/latest`)).meta.publication.sample],
      ["answers", (await askApi<PublishedPage>(`${at}/2/answers`)).meta.publication.sample],
      ["again", (await askApi<Publication>(at, { method: "POST", key: sample.key })).sample],
    ];
    const words = async (): Promise<unknown[]> => {
      const { title, description } = await askApi<DataPackage>(`${at}/2/datapackage.json`);
      const bytes = await (await callApi(`${at}/2/figures.parquet`)).arrayBuffer();
      const fact = parquetMetadata(bytes).key_value_metadata?.find(({ key }) => key === "sample")?.value ?? "";
      return [title, description, fact].map((text) => /mô phỏng.*simulated/s.test(text));
    };
    expect((await told()).flatMap(([, said]) => said)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(await words()).toEqual([false, false, false]);
    await runInDurableObject(stubOf(sample.code), (_, { storage }) => {
      storage.sql.exec(`UPDATE agency SET later_facts = '{"sample":true}'`);
    });
    await evictDurableObject(stubOf(sample.code));
    expect((await told()).flatMap(([, said]) => said)).toEqual([true, true, true, true, true]);
    expect(await words()).toEqual([true, true, true]);
  });
});
