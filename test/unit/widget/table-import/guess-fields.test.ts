import { expect, test } from "vitest";
import { guessFields } from "../../../../widget/table-import/guess-fields.ts";

const fields = [
  { field: "id", label: "Mã thủ tục", also: ["mã tthc"] },
  { field: "name", label: "Tên thủ tục" },
];

test("columns are recognised by the field, its label and its other names, however they are written", () => {
  expect(guessFields(["STT", "MÃ  TTHC", "ten thu tuc"], fields)).toEqual(["", "id", "name"]);
  expect(guessFields(["name", "id"], fields)).toEqual(["name", "id"]);
});

test("a longer name is recognised by what it holds, after exact names", () => {
  expect(guessFields(["Mã TTHC (quốc gia)", "Tên thủ tục hành chính"], fields)).toEqual(["id", "name"]);
  expect(guessFields(["Tên thủ tục cũ", "Tên thủ tục"], fields)).toEqual(["", "name"]);
});

test("a short name such as id is not found inside of other words, and no field is given twice", () => {
  expect(guessFields(["Video", "", "id", "id"], fields)).toEqual(["", "", "id", ""]);
});
