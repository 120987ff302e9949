import { expect, test } from "vitest";
import { searchText } from "../../../../shared/encodings/search-text.ts";
import { findOptions, toFind } from "../../../../widget/office-ui/find-options.ts";

const options = toFind([
  { value: "29869", name: "Phường Cao Lãnh" },
  { value: "30076", name: "Xã Mỹ Thọ" },
  { value: "28261", name: "Phường Mỹ Tho" },
  { value: "30169", name: "Xã Phong Mỹ" },
  { value: "H20", name: "Tỉnh Đồng Tháp" },
]);
const found = (typed: string): string[] => findOptions(options, typed).map(({ value }) => value);

test("words are found without their diacritics, in any order and in any form of Unicode", () => {
  expect(searchText("Đồng THÁP".normalize("NFD"))).toBe("dong thap");
  expect(found("dong thap")).toEqual(["H20"]);
  expect(found("thap đồng")).toEqual(["H20"]);
  expect(found("  MY   tho ")).toEqual(["30076", "28261"]);
});

test("what begins with the typed text comes before what only holds it", () => {
  expect(found("phong")).toEqual(["30169"]);
  expect(found("phuong")).toEqual(["29869", "28261"]);
  expect(found("my")).toEqual(["30076", "28261", "30169"]);
  expect(found("xa m")).toEqual(["30076", "30169"]);
});

test("a code or its beginning is found, and no text finds everything in its order", () => {
  expect(found("282")).toEqual(["28261"]);
  expect(found("")).toHaveLength(options.length);
  expect(found("không có")).toEqual([]);
});
