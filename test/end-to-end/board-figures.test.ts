import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatDay, toDay } from "../../shared/calendar/day.ts";
import { parsePeriod, periodName, periodWords } from "../../shared/calendar/period.ts";
import type { PublishedRow } from "../../shared/contract/publication.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import type { UnitVersion } from "../../shared/contract/unit.ts";
import { methodsForScale } from "../../shared/methods/all-methods.ts";
import { intervalDecimals, type Method } from "../../shared/methods/method.ts";
import type { RunningServer } from "../server/start-server.ts";
import { openBrowser, openTab } from "./open-browser.ts";
import { type BoardTable, openBoard, type ShownBoard, showState } from "./read-board.ts";
import { type SampleServer, startSample } from "./start-sample.ts";

type Row = PublishedRow | PublishedIndex;
type View = { readonly unit: string; readonly period: string; readonly method: Method };

const agency = "X99";
const methods = methodsForScale(5);
let sample: SampleServer;
let server: RunningServer;
let browser: Browser;
let key: string;
let units: readonly UnitVersion[];
let file: readonly Readonly<Record<string, string>>[];

beforeAll(async () => {
  [browser, sample] = await Promise.all([openBrowser(), startSample()]);
  ({ server, key } = sample);
  units = await rowsOf<UnitVersion>("/units?limit=1000");
  file = await openFigures();
}, 300_000);

afterAll(async () => {
  await browser.close();
  await sample.end();
});

async function read(path: string, bearer?: string): Promise<string> {
  const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
  const answer = await fetch(`${server.baseUrl}/v1/agencies/${agency}${path}`, { headers });
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
}

async function rowsOf<T = Row>(path: string, bearer?: string): Promise<T[]> {
  return (JSON.parse(await read(path, bearer)) as { data: T[] }).data;
}

/** The open file of the newest publication, by the names of its columns. */
async function openFigures(): Promise<Record<string, string>[]> {
  const text = await read("/publications/latest/figures.csv");
  const [head = [], ...rows] = text
    .replace("\uFEFF", "")
    .trim()
    .split("\r\n")
    .map((line) => line.split(","));
  return rows.map((cells) => Object.fromEntries(head.map((name, place) => [name, cells[place] ?? ""])));
}

/** A number as a Vietnamese reader writes it, made by other means than the board's. */
function written(value: number | null, decimals: number, mark = ""): string {
  if (value === null) return "–";
  const [whole = "", part] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  return `${value < 0 ? "−" : ""}${grouped}${part === undefined ? "" : `,${part}`}${mark}`;
}

/** Value, interval and n of a row, as they must stand in a table. */
function told({ value, interval, n }: Row, method: Method): string[] {
  const mark = method.unit === "percent" ? "%" : "";
  const digits = intervalDecimals(method);
  const ends = interval ? [interval.low, interval.high].map((end) => written(end, digits, mark)).join(" – ") : "–";
  return [written(value, method.decimals, mark), ends, written(n, 0)];
}

const periodOf = ({ period: { from, to } }: Row): string => periodName({ from: toDay(from), to: toDay(to) }) ?? "";

/** The cells of a table's row from a place on: value, interval, n. */
function cellsOf(table: BoardTable, name: string, from: number): readonly string[] | undefined {
  return table.find(([first]) => first === name)?.slice(from, from + 3);
}

/** Whole numbers under a limit, in the same order each time, so that a failure can be repeated. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** The unit whose children the table of units shows: the unit itself, or the one above it where it has none. */
function parentShown(unit: string): string {
  const hasChildren = units.some(({ parent }) => parent === unit);
  return hasChildren ? unit : (units.find(({ code }) => code === unit)?.parent ?? unit);
}

/** Compares the first question and the table of units. Returns how many rows were compared. */
async function compareRows(shown: ShownBoard, view: View, list: string, bearer?: string): Promise<number> {
  const { unit, period, method } = view;
  const about = `${unit} ${period} ${method.id}`;
  const query = `method=${method.id}&period=${period}`;
  const own = (await rowsOf(`${list}?${query}&unit=${unit}`, bearer)).find((row) => !("own" in row && row.own));
  const parent = parentShown(unit);
  const below = await rowsOf(`${list}?${query}&unit=${parent}&by=unit&limit=1000`, bearer);
  if (own?.tally) {
    const levels = own.tally.toReversed().map((people) => written(people, 0));
    const [value, ends, n] = told(own, method);
    expect([about, shown.satisfied.map(([, cell]) => cell)]).toEqual([about, [...levels, n, value, ends]]);
    expect([about, shown.big]).toEqual([about, expect.stringContaining(value ?? "")]);
  }
  const listed = below.filter((row) => row.value !== null && !("own" in row && row.own) && row.unit.code !== parent);
  for (const row of listed) {
    expect([about, row.unit.name, cellsOf(shown.where, row.unit.name, 2)]).toEqual([
      about,
      row.unit.name,
      told(row, method),
    ]);
  }
  return listed.length + 1;
}

/** Compares the trend, and the open file with the same rows. Returns how many rows were compared. */
async function compareTrend(shown: ShownBoard, { unit, period, method }: View): Promise<number> {
  const rows = await rowsOf(`/publications/latest?method=${method.id}&unit=${unit}&by=time&limit=1000`);
  const last = lastDay(period);
  const isDrawn = (row: Row): boolean => kindOfTrend(unit).test(periodOf(row)) && row.period.to <= last;
  const points = rows.filter((row) => isDrawn(row) && row.value !== null && !("own" in row && row.own));
  for (const row of points) {
    const name = periodWords(periodOf(row), "vi");
    expect([unit, period, name, cellsOf(shown.better, name, 1)]).toEqual([unit, period, name, told(row, method)]);
  }
  if (method.id === "top-two@1") for (const row of rows) compareWithFile(row, unit);
  return points.length;
}

function compareWithFile(row: Row, unit: string): void {
  if ("own" in row && row.own) return;
  const line = file.find(
    (one) => one["period"] === periodOf(row) && one["unit"] === unit && !one["by"] && one["own"] === "0",
  );
  const inFile = [line?.["value"], line?.["n"], line?.["interval_low"], line?.["interval_high"]];
  const numbers = inFile.map((cell) => (cell === "" ? null : Number(cell)));
  expect(numbers).toEqual([row.value, row.n, row.interval?.low ?? null, row.interval?.high ?? null]);
}

/** Months of the agency, and quarters of a unit. */
const kindOfTrend = (unit: string): RegExp => (unit === agency ? /^\d{4}-\d\d$/ : /^\d{4}-Q\d$/);

function lastDay(period: string): string {
  const days = parsePeriod({ period });
  return days.ok ? formatDay(days.value.to) : "";
}

/** Compares rounded rows of the agency by service and channel. Returns how many there are. */
async function compareParts(shown: ShownBoard, period: string): Promise<number> {
  const services = new Map(
    (await rowsOf<{ id: string; name: string }>("/services?limit=1000")).map(({ id, name }) => [id, name]),
  );
  let compared = 0;
  for (const by of ["service", "channel"] as const) {
    const rows = await rowsOf(`/publications/latest?by=${by}&period=${period}&limit=1000`);
    for (const row of rows.filter(({ value }) => value !== null)) {
      const name =
        by === "service" ? (services.get(row.service ?? "") ?? "Không nêu thủ tục") : channelNames[row.channel ?? ""];
      const { value, interval, n } = row;
      const percent = (number: number | undefined): string => `${written(number ?? null, 0)}%`;
      const cells = shown.whom.find(([first]) => first === name) ?? [];
      const inTable = [/^[\d,]+%/.exec(cells[1] ?? "")?.[0], cells[2], cells[3]];
      const ends = `${percent(interval?.low)} – ${percent(interval?.high)}`;
      expect([period, name, inTable]).toEqual([period, name, [percent(value ?? undefined), ends, written(n, 0)]]);
      compared += 1;
    }
  }
  return compared;
}

const channelNames: Readonly<Record<string, string>> = {
  counter: "Tại quầy",
  kiosk: "Máy đánh giá",
  paper: "Phiếu giấy",
  portal: "Cổng thông tin",
  qr: "Mã QR",
};

test("every public page shows what the publication has of it: figure, trend, units, parts; and the badge the same", async () => {
  const { page, context, complaints } = await openTab(browser);
  await openBoard(page, `${server.baseUrl}/board/${agency}`);
  const [method] = methods;
  if (!method) throw new Error("there is no method");
  await page.addScriptTag({ type: "module", url: "/widget/v1/citizen-badge.js" });
  let rows = 0;
  for (const unit of [agency, ...new Set(units.map(({ code }) => code))]) {
    const published = await rowsOf(`/publications/latest?method=${method.id}&unit=${unit}&by=time&limit=1000`);
    for (const period of new Set(published.map(periodOf))) {
      const view = { unit, period, method };
      const shown = await showState(page, { agency, unit, period, method: method.id });
      const isMonth = kindOfTrend(agency).test(period);
      rows += await compareTrend(shown, view);
      if (!isMonth) rows += await compareRows(shown, view, "/publications/latest");
      if (unit === agency && (/Q/.test(period) || period.length === 4)) rows += await compareParts(shown, period);
    }
    const quarters = published.filter((row) => /Q/.test(periodOf(row)) && !("own" in row && row.own));
    const newest = quarters.sort((a, b) => (a.period.to < b.period.to ? 1 : -1))[0];
    if (newest?.value != null)
      for (const part of told(newest, method))
        expect([unit, await badgeWords(page, unit)]).toEqual([unit, expect.stringContaining(part)]);
  }
  expect(rows).toBeGreaterThan(1500);
  expect(complaints).toEqual([]);
  await context.close();
}, 600_000);

/** What a badge of a unit says, with plain blanks. */
async function badgeWords(page: Page, unit: string): Promise<string> {
  const words = await page.evaluate(
    async ([agencyCode, code]) => {
      await customElements.whenDefined("citizen-badge");
      const badge = document.createElement("citizen-badge");
      badge.setAttribute("agency", agencyCode ?? "");
      badge.setAttribute("unit", code ?? "");
      document.body.append(badge);
      const wait = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
      while (!/\d%/.test(badge.shadowRoot?.textContent ?? "")) await wait();
      const told = badge.shadowRoot?.textContent ?? "";
      badge.remove();
      return told;
    },
    [agency, unit],
  );
  return words.replaceAll("\u00a0", " ");
}

test("200 views show the numbers of the API and of the open files, to the public and to the office", async () => {
  const [open, office] = [await openTab(browser), await openTab(browser)];
  await openBoard(open.page, `${server.baseUrl}/board/${agency}`);
  await openBoard(office.page, `${server.baseUrl}/board/${agency}`, key);
  const draw = sequence(20_261_129);
  const any = <T>(list: readonly T[]): T => list[draw(list.length)] as T;
  const codes = [agency, ...new Set(units.map(({ code }) => code))];
  let [views, rows] = [0, 0];
  while (views < 200) {
    const [unit, method] = [any(codes), any(methods)];
    const published = await rowsOf(`/publications/latest?method=${method.id}&unit=${unit}&by=time&limit=1000`);
    const withFigure = published.filter((row) => row.value !== null).map(periodOf);
    if (withFigure.length === 0) continue;
    const view = { unit, method, period: any(withFigure) };
    const place = { agency, unit, period: view.period, method: method.id };
    views += 1;
    if (views % 2 === 0) {
      rows += await compareRows(await showState(office.page, place), view, "/indices", key);
    } else {
      const shown = await showState(open.page, place);
      if (kindOfTrend(agency).test(view.period)) rows += await compareTrend(shown, view);
      else rows += (await compareRows(shown, view, "/publications/latest")) + (await compareTrend(shown, view));
    }
  }
  expect(rows).toBeGreaterThan(1000);
  expect([...open.complaints, ...office.complaints]).toEqual([]);
  await Promise.all([open.context.close(), office.context.close()]);
}, 600_000);
