import { fail, ok, type Result } from "../../shared/result.ts";
import type { Grid } from "./grid.ts";
import { readSheet } from "./read-sheet.ts";
import { readXml } from "./read-xml.ts";
import { unpackWorkbook, type WorkbookParts } from "./unpack-workbook.ts";

/** Worksheets count days from 1899-12-30, or from 1904-01-01 where the workbook says so. */
const epochs = { usual: -25_569, since1904: -24_107 };

/** Reads the first worksheet of an Excel workbook: values as they were last computed. Fails with the words of what is wrong. */
export function readXlsx(bytes: Uint8Array): Result<Grid, string> {
  const parts = unpackWorkbook(bytes);
  if (!parts.ok) return parts;
  const workbook = readWorkbook(parts.value);
  if (!workbook.ok) return workbook;
  const sheet = parts.value.get(workbook.value.path);
  if (sheet === undefined) return fail("holds no worksheet");
  const strings = readStrings(parts.value.get("xl/sharedStrings.xml"));
  if (!strings.ok) return strings;
  const rows = readSheet(sheet, strings.value);
  return rows.ok ? ok({ rows: rows.value, epochDay: workbook.value.epochDay }) : rows;
}

function readWorkbook(parts: WorkbookParts): Result<{ readonly path: string; readonly epochDay: number }, string> {
  let first: string | undefined;
  let epochDay = epochs.usual;
  const listed = readXml(parts.get("xl/workbook.xml") ?? "", {
    open(name, attributes) {
      if (name === "sheet") first ??= attributes["r:id"] ?? "";
      if (name === "workbookPr" && /^(1|true)$/.test(attributes.date1904 ?? "")) epochDay = epochs.since1904;
    },
    text() {},
    close() {},
  });
  if (!listed.ok) return listed;
  let path = "";
  const related = readXml(parts.get("xl/_rels/workbook.xml.rels") ?? "", {
    open(name, { Id, Target = "" }) {
      if (name === "Relationship" && Id === first) path = Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`;
    },
    text() {},
    close() {},
  });
  return related.ok ? ok({ path, epochDay }) : related;
}

/** Texts that cells name by number. Reading aids beside them (`rPh`) are no part of the text. */
function readStrings(part: string | undefined): Result<string[], string> {
  const strings: string[] = [];
  if (part === undefined) return ok(strings);
  let [inText, inAid] = [false, false];
  const read = readXml(part, {
    open(name) {
      if (name === "si") strings.push("");
      if (name === "rPh") inAid = true;
      inText = name === "t";
    },
    text(text) {
      if (inText && !inAid) strings.push((strings.pop() ?? "") + text);
    },
    close(name) {
      if (name === "rPh") inAid = false;
      inText = false;
    },
  });
  return read.ok ? ok(strings) : read;
}
