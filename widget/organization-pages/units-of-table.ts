import type { Language } from "../messages/messages.ts";
import type { AnswerOf, Problem } from "../office-ui/office-client.ts";
import type { UnitRow } from "../office-ui/office-controls-template.ts";
import type { ImportField } from "../table-import/import-controller.ts";
import { searchText } from "../../shared/encodings/search-text.ts";
import { kindWords, pickOrganizationMessages, unitKinds } from "./organization-messages.ts";

/** What the columns of a table of units may hold. */
export function unitFields(language: Language): readonly ImportField[] {
  const say = pickOrganizationMessages(language);
  return [
    { field: "code", label: say("or.l.code"), needed: true, also: ["mã", "mã số", "ma dvhc"] },
    { field: "name", label: say("or.l.name"), needed: true, also: ["tên", "tên đầy đủ"] },
    { field: "kind", label: say("or.l.kind"), also: ["loại", "cấp"] },
    { field: "parent", label: say("or.l.parent"), also: ["mã cấp trên", "trực thuộc"] },
    { field: "national_code", label: say("or.national"), also: ["mã tổng cục thống kê"] },
  ];
}

/** What a row has where its cells are empty; `day` is the first day of all. */
export type RowDefaults = {
  readonly parent: string;
  readonly day: string;
  readonly kind: string;
  readonly language: Language;
};

type Made = { readonly units: UnitRow[]; readonly lines: readonly number[]; readonly problem: Problem | null };

/** Makes a unit of each row below the header; `lines` are the rows' numbers. Rows without code or name are the problem. */
export function toUnits(
  { first: [, ...rows] }: AnswerOf<"postTable">,
  columns: string,
  { parent, day, kind, language }: RowDefaults,
): Made {
  const fields = columns.split(",");
  const errors: { pointer: string; detail: string }[] = [];
  const units = rows.map(({ line, cells }): UnitRow => {
    const cell = (field: string): string => (cells[fields.indexOf(field)] ?? "").trim();
    for (const field of ["code", "name"]) {
      if (cell(field) === "") errors.push({ pointer: `/rows/${line}/${field}`, detail: "is empty" });
    }
    return {
      ...{ code: cell("code"), name: cell("name"), parent: cell("parent") || parent },
      ...{ kind: kindOf(cell("kind"), language) || kind, valid_from: day, valid_to: null },
      national_code: cell("national_code") || null,
    };
  });
  const invalid = { type: "/docs/problems#invalid", title: "Invalid", status: 400, errors };
  return { units, lines: rows.map(({ line }) => line), problem: errors.length > 0 ? invalid : null };
}

/** The kind that a cell names, in its own words or ours; the cell itself if it is none of them. */
function kindOf(text: string, language: Language): string {
  return unitKinds.find((kind) => searchText(kindWords(kind, language)) === searchText(text)) ?? text;
}
