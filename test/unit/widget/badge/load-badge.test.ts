import { expect, test } from "vitest";
import { loadBadge, quarterOf, type ReadJson } from "../../../../widget/badge/load-badge.ts";
import { publishedPage, publishedQuarter } from "../../../fixtures/published-quarters.ts";
import { touchpoint, touchpointConfig } from "../../../fixtures/touchpoint-config.ts";

const asked = { server: "https://s", touchpoint: "", agency: "H20", unit: "29869" };
const answering =
  (page: unknown): ReadJson =>
  async () =>
    page;

test("asks for all periods of the unit by one method", async () => {
  const urls: string[] = [];
  await loadBadge(asked, async (url) => {
    urls.push(url);
    return publishedPage([]);
  });
  expect(urls).toEqual([
    "https://s/v1/agencies/H20/publications/latest?unit=29869&by=time&method=top-two@1&limit=1000",
  ]);
});

test("takes a touchpoint's unit, and its agency from its id", async () => {
  const urls: string[] = [];
  const facts = await loadBadge({ ...asked, touchpoint, agency: "", unit: "" }, async (url) => {
    urls.push(url);
    return url.includes("/touchpoints/") ? touchpointConfig : publishedPage([]);
  });
  expect(urls).toEqual([
    `https://s/v1/touchpoints/${touchpoint}`,
    "https://s/v1/agencies/H20/publications/latest?unit=29869&by=time&method=top-two@1&limit=1000",
  ]);
  expect(facts).toMatchObject({ agency: "H20", unit: "29869", name: "Phường Cao Lãnh" });
});

test("without a unit the figure is the agency's", async () => {
  expect(await loadBadge({ ...asked, unit: "" }, answering(publishedPage([])))).toMatchObject({ unit: "H20" });
});

test("takes the newest quarter, not the month, half-year or year that ends with it or later", async () => {
  const newest = publishedQuarter("2026-Q3");
  const month = { ...newest, period: { from: "2026-10-01", to: "2026-10-31" } };
  const half = { ...newest, period: { from: "2026-01-01", to: "2026-06-30" } };
  const rows = [publishedQuarter("2026-Q2"), half, publishedQuarter("2026"), newest, month];
  const facts = await loadBadge(asked, answering(publishedPage(rows)));
  expect(facts?.row).toBe(newest);
  expect(facts?.quarter).toBe(quarterOf("2026-07-01"));
  expect(facts?.earlier).toBeUndefined();
});

test.each([
  ["2026-10-02", "2026-04-01"],
  ["2026-10-03", "2026-07-01"],
  ["2026-12-31", "2026-07-01"],
  ["2027-01-02", "2026-07-01"],
  ["2027-01-03", "2026-10-01"],
])("a publication up to %s has as its newest the quarter from %s", async (day, from) => {
  const facts = await loadBadge(asked, answering(publishedPage([], day)));
  expect(facts?.quarter).toBe(quarterOf(from));
});

test("keeps a withheld quarter apart from the newest earlier one that has a figure", async () => {
  const shown = publishedQuarter("2026-Q1");
  const rows = [
    publishedQuarter("2025-Q4"),
    shown,
    publishedQuarter("2026-Q2", "too-few"),
    publishedQuarter("2026-Q3", "too-few"),
  ];
  expect(await loadBadge(asked, answering(publishedPage(rows)))).toMatchObject({
    row: { withheld: "too-few" },
    earlier: shown,
  });
});

test("a quarter in which nobody rated has no row, and the one before is an earlier one", async () => {
  const shown = publishedQuarter("2026-Q2");
  const facts = await loadBadge(asked, answering(publishedPage([shown])));
  expect(facts).toMatchObject({ quarter: quarterOf("2026-07-01"), row: undefined, earlier: shown });
});

test("tells that figures are simulated", async () => {
  const page = publishedPage([publishedQuarter("2026-Q3")]);
  expect(await loadBadge(asked, answering(page))).toMatchObject({ isSample: false });
  Object.assign(page.meta.publication, { sample: true });
  expect(await loadBadge(asked, answering(page))).toMatchObject({ isSample: true });
});

test("before the first publication there is no quarter", async () => {
  const problem = { type: "https://s/problems/#unknown-publication", status: 404 };
  expect(await loadBadge(asked, answering(problem))).toMatchObject({ quarter: null, row: undefined });
});

test.each([
  ["the network is down", () => Promise.reject(new TypeError("down"))],
  ["the unit is not known", answering({ type: "https://s/problems/#unknown-unit" })],
  ["something else answers", answering({ hello: "x" })],
  ["null answers", answering(null)],
])("has nothing to show if %s", async (_, read) => {
  expect(await loadBadge(asked, read)).toBeNull();
  expect(await loadBadge({ ...asked, touchpoint }, read)).toBeNull();
});
