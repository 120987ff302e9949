import { type Cell, type Column, type ColumnKind, type FileLocale, joined, type Table, worksheetDay } from "./table.ts";

/** A worksheet: its name and where it lies in the archive. */
export type SheetPart = { readonly name: string; readonly path: string };

const dayMs = 24 * 60 * 60 * 1000;
const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const schemas = "http://schemas.openxmlformats.org";
const media = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const relations = `${schemas}/officeDocument/2006/relationships`;
const packageRelations = `${schemas}/package/2006/relationships`;

/** The sheet about the file: its facts, the number of rows, and what each column holds. */
export function aboutXml<T>({ facts, columns }: Table<T>, rows: number): string {
  const lines: (readonly [string, string | number])[] = [
    ...facts,
    ["rows", rows],
    ["", ""],
    ...columns.map(({ name, about }) => [`column ${name}`, about] as const),
  ];
  const body = lines.map(([label, value], place) => {
    const line = place + 2;
    const cell =
      typeof value === "number" ? `<c r="B${line}"><v>${value}</v></c>` : textXml(`B${line}`, value, styleOf.text);
    return `<row r="${line}">${textXml(`A${line}`, label, styleOf.text)}${cell}</row>`;
  });
  return `${sheetStart([{ kind: "text" }, { kind: "text" }])}${headerXml(["what", "value"])}${body.join("")}${sheetEnd}`;
}

/** The files of a workbook besides its sheets. */
export function workbookXml(
  sheets: readonly SheetPart[],
  locale: FileLocale,
): { readonly path: string; readonly xml: string }[] {
  const listed = sheets.map(
    ({ name }, place) => `<sheet name="${escaped(name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`,
  );
  const list =
    `${xmlHead}<workbook xmlns="${schemas}/spreadsheetml/2006/main" xmlns:r="${relations}">` +
    `<sheets>${listed.join("")}</sheets></workbook>`;
  const related = sheets.map(({ path }, place): Relation => {
    return [`rId${place + 1}`, "worksheet", path.replace(/^xl\//, "")];
  });
  const styles: Relation = [`rId${sheets.length + 1}`, "styles", "styles.xml"];
  return [
    { path: "xl/styles.xml", xml: stylesXml(locale) },
    { path: "xl/workbook.xml", xml: list },
    { path: "xl/_rels/workbook.xml.rels", xml: relationsXml([...related, styles]) },
    { path: "_rels/.rels", xml: relationsXml([["rId1", "officeDocument", "xl/workbook.xml"]]) },
    { path: "[Content_Types].xml", xml: contentTypesXml(sheets) },
  ];
}

function stylesXml(locale: FileLocale): string {
  const day = locale === null ? "yyyy\\-mm\\-dd" : "dd\\/mm\\/yyyy";
  const format = (id: number): string =>
    `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`;
  return (
    `${xmlHead}<styleSheet xmlns="${schemas}/spreadsheetml/2006/main"><numFmts count="2">` +
    `<numFmt numFmtId="164" formatCode="${day}"/><numFmt numFmtId="165" formatCode="${day} hh:mm:ss"/></numFmts>` +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyNumberFormat="1"/>' +
    `${format(49)}${format(164)}${format(165)}</cellXfs></styleSheet>`
  );
}

type Relation = readonly [id: string, type: string, target: string];

function relationsXml(listed: readonly Relation[]): string {
  const lines = listed.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`,
  );
  return `${xmlHead}<Relationships xmlns="${packageRelations}">${lines.join("")}</Relationships>`;
}

function contentTypesXml(sheets: readonly SheetPart[]): string {
  const part = (path: string, type: string): string =>
    `<Override PartName="/${path}" ContentType="${media}.${type}+xml"/>`;
  return (
    `${xmlHead}<Types xmlns="${schemas}/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `${part("xl/workbook.xml", "sheet.main")}${part("xl/styles.xml", "styles")}` +
    `${sheets.map(({ path }) => part(path, "worksheet")).join("")}</Types>`
  );
}

/** Cell styles by their place in styles.xml. */
const styleOf = { header: 1, text: 2, day: 3, instant: 4 } as const;

const widths: Readonly<Record<ColumnKind, number>> = {
  ...{ text: 20, whole: 11, decimal: 11, day: 12, instant: 20, "yes-no": 8, list: 30, counts: 30 },
};

/** End of a worksheet. */
export const sheetEnd: string = "</sheetData></worksheet>";

/** Beginning of a worksheet, up to its rows. The first row stays in sight. */
export function sheetStart(columns: readonly { readonly kind: ColumnKind }[]): string {
  const cols = columns.map(
    ({ kind }, place) => `<col min="${place + 1}" max="${place + 1}" width="${widths[kind]}" customWidth="1"/>`,
  );
  return (
    `${xmlHead}<worksheet xmlns="${schemas}/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${cols.join("")}</cols><sheetData>`
  );
}

/** The row of the columns' names. */
export function headerXml(names: readonly string[]): string {
  return `<row r="1">${names.map((name, place) => textXml(`${letters(place)}1`, name, styleOf.header)).join("")}</row>`;
}

/** One row. Lines count from 1. Empty cells are left out. */
export function rowXml<T>(row: T, line: number, { columns, offsetOf }: Table<T>): string {
  let cells = "";
  for (const [place, column] of columns.entries()) {
    const value = column.cell(row);
    if (value !== null) cells += cellXml(`${letters(place)}${line}`, { column, value, offsetOf });
  }
  return `<row r="${line}">${cells}</row>`;
}

type Filled = {
  readonly column: Pick<Column<never>, "kind">;
  readonly value: Cell;
  readonly offsetOf: (ms: number) => number;
};

function cellXml(at: string, { column, value, offsetOf }: Filled): string {
  switch (column.kind) {
    case "text":
      return textXml(at, String(value), styleOf.text);
    case "list":
    case "counts":
      return textXml(at, joined(value), styleOf.text);
    case "day":
      return `<c r="${at}" s="${styleOf.day}"><v>${worksheetDay(Number(value))}</v></c>`;
    case "instant": {
      const ms = Number(value);
      return `<c r="${at}" s="${styleOf.instant}"><v>${worksheetDay((ms + offsetOf(ms)) / dayMs)}</v></c>`;
    }
    case "yes-no":
      return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
    case "whole":
    case "decimal":
      return `<c r="${at}"><v>${String(value)}</v></c>`;
  }
}

/** A cell of text; it is never a formula, whatever it begins with. */
function textXml(at: string, text: string, style: number): string {
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for XML. Drops what XML cannot hold, and escapes what a spreadsheet would read as its own escape (`_x000D_`). */
function escaped(text: string): string {
  if (!/[&<>"_\r]|[^\t\n\u0020-\ud7ff\ue000-\ufffd]/.test(text)) return text;
  return text
    .replace(/[^\t\n\r\u0020-\ufffd]/g, "")
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[&<>"]/g, (character) => entities[character] ?? "")
    .replaceAll("\r", "_x000D_");
}

const named: string[] = [];

/** Letters of a column, counted from 0: A, B, … Z, AA. */
function letters(place: number): string {
  named[place] ??= (place >= 26 ? letters(Math.floor(place / 26) - 1) : "") + String.fromCharCode(65 + (place % 26));
  return named[place] ?? "";
}
