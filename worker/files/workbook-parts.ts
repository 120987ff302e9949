import type { FileLocale, Table } from "./table.ts";
import { escaped, headerXml, sheetEnd, sheetStart, styleOf, textXml } from "./row-xml.ts";

/** A worksheet: its name and where it lies in the archive. */
export type SheetPart = { readonly name: string; readonly path: string };

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const schemas = "http://schemas.openxmlformats.org";
const media = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const relations = `${schemas}/officeDocument/2006/relationships`;
const packageRelations = `${schemas}/package/2006/relationships`;

/** The sheet that says what the file is: its facts, how many rows there are, and what each column holds. */
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

/** What makes sheets into a workbook, besides the sheets. */
export function workbookParts(
  sheets: readonly SheetPart[],
  locale: FileLocale,
): { readonly path: string; readonly xml: string }[] {
  return [
    { path: "xl/styles.xml", xml: stylesXml(locale) },
    { path: "xl/workbook.xml", xml: workbookXml(sheets) },
    { path: "xl/_rels/workbook.xml.rels", xml: workbookRelationsXml(sheets) },
    { path: "_rels/.rels", xml: relationsXml([["rId1", "officeDocument", "xl/workbook.xml"]]) },
    { path: "[Content_Types].xml", xml: contentTypesXml(sheets) },
  ];
}

function stylesXml(locale: FileLocale): string {
  const day = locale === null ? "yyyy\\-mm\\-dd" : "dd\\/mm\\/yyyy";
  const format = (id: number): string =>
    `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`;
  return (
    `${head}<styleSheet xmlns="${schemas}/spreadsheetml/2006/main"><numFmts count="2">` +
    `<numFmt numFmtId="164" formatCode="${day}"/><numFmt numFmtId="165" formatCode="${day} hh:mm:ss"/></numFmts>` +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyNumberFormat="1"/>' +
    `${format(49)}${format(164)}${format(165)}</cellXfs></styleSheet>`
  );
}

function workbookXml(sheets: readonly SheetPart[]): string {
  const listed = sheets.map(
    ({ name }, place) => `<sheet name="${escaped(name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`,
  );
  return (
    `${head}<workbook xmlns="${schemas}/spreadsheetml/2006/main" xmlns:r="${relations}">` +
    `<sheets>${listed.join("")}</sheets></workbook>`
  );
}

function workbookRelationsXml(sheets: readonly SheetPart[]): string {
  const listed = sheets.map(({ path }, place): Relation => [`rId${place + 1}`, "worksheet", path.replace(/^xl\//, "")]);
  return relationsXml([...listed, [`rId${sheets.length + 1}`, "styles", "styles.xml"]]);
}

type Relation = readonly [id: string, type: string, target: string];

function relationsXml(listed: readonly Relation[]): string {
  const lines = listed.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`,
  );
  return `${head}<Relationships xmlns="${packageRelations}">${lines.join("")}</Relationships>`;
}

function contentTypesXml(sheets: readonly SheetPart[]): string {
  const part = (path: string, type: string): string =>
    `<Override PartName="/${path}" ContentType="${media}.${type}+xml"/>`;
  return (
    `${head}<Types xmlns="${schemas}/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `${part("xl/workbook.xml", "sheet.main")}${part("xl/styles.xml", "styles")}` +
    `${sheets.map(({ path }) => part(path, "worksheet")).join("")}</Types>`
  );
}
