import { Zip, ZipDeflate } from "fflate";
import type { Portions, Table } from "./table.ts";
import { aboutXml, headerXml, rowXml, sheetEnd, type SheetPart, sheetStart, workbookXml } from "./workbook-xml.ts";

const utf8 = new TextEncoder();
/** Rows of a full worksheet, with its header. */
const sheetRows = 1_048_576;
/** Characters that are gathered before they are compressed. */
const gatherCharacters = 48 * 1024;
const nothing = new Uint8Array();

/**
 * Writes an Excel workbook: typed cells, codes as text, real dates, a frozen header, and a last sheet about the file and its
 * columns. Rows beyond what a worksheet holds go on in the next.
 */
export async function* xlsxFile<T>(table: Table<T>, portions: Portions<T>): AsyncGenerator<Uint8Array> {
  const archive = openArchive();
  const sheets: SheetPart[] = [];
  let sheet: Entry | null = null;
  let [line, total] = [0, 0];
  for await (const rows of portions) {
    for (const row of rows) {
      if (sheet === null || line === sheetRows) {
        sheet?.end(sheetEnd);
        sheet = openSheet(archive, sheets, table);
        line = 1;
      }
      line += 1;
      total += 1;
      // Compressing is most of the work. After each piece other requests have their turn, whether bytes came out or not.
      if (sheet.add(rowXml(row, line, table))) yield nothing;
    }
    yield* archive.take();
  }
  (sheet ?? openSheet(archive, sheets, table)).end(sheetEnd);
  const about = { name: "about", path: `xl/worksheets/sheet${sheets.length + 1}.xml` };
  archive.open(about.path).end(aboutXml(table, total));
  for (const { path, xml } of workbookXml([...sheets, about], table.locale)) archive.open(path).end(xml);
  archive.end();
  yield* archive.take();
}

function openSheet<T>(archive: Archive, sheets: SheetPart[], table: Table<T>): Entry {
  const number = sheets.length + 1;
  const path = `xl/worksheets/sheet${number}.xml`;
  sheets.push({ name: number === 1 ? table.name : `${table.name} ${number}`, path });
  const entry = archive.open(path);
  entry.add(sheetStart(table.columns) + headerXml(table.columns.map(({ name }) => name)));
  return entry;
}

interface Entry {
  /** Whether the gathered text was compressed now. */
  add(text: string): boolean;
  end(text: string): void;
}

interface Archive {
  open(path: string): Entry;
  end(): void;
  /** The bytes made since the last time. */
  take(): Uint8Array[];
}

function openArchive(): Archive {
  let made: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    made.push(bytes);
  });
  return {
    open(path) {
      const file = new ZipDeflate(path, { level: 1 });
      zip.add(file);
      let waiting = "";
      return {
        add(text) {
          waiting += text;
          if (waiting.length < gatherCharacters) return false;
          file.push(utf8.encode(waiting));
          waiting = "";
          return true;
        },
        end: (text) => file.push(utf8.encode(waiting + text), true),
      };
    },
    end: () => zip.end(),
    take() {
      const taken = made;
      made = [];
      return taken;
    },
  };
}
