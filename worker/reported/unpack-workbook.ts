import { unzipSync } from "fflate";
import { fail, ok, type Result } from "../../shared/result.ts";

/** Parts of an archive as text, by their path. */
export type WorkbookParts = ReadonlyMap<string, string>;

const wanted = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/;
const mostEntries = 2000;
/** Unpacked size of all wanted parts at the most: a small archive can hold gigabytes of blanks. */
const mostBytes = 48 * 1024 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/**
 * Unpacks what a workbook's cells are read from. The sizes that the archive states are looked at before anything is unpacked, and
 * no part is unpacked beyond them. Fails with the words of what is wrong.
 */
export function unpackWorkbook(bytes: Uint8Array): Result<WorkbookParts, string> {
  let [entries, total] = [0, 0];
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries += 1;
        if (wanted.test(name)) total += originalSize;
        return false;
      },
    });
    if (entries > mostEntries || total > mostBytes)
      return fail("holds more than an import takes; keep the rows alone in a new workbook");
    const parts = Object.entries(unzipSync(bytes, { filter: ({ name }) => wanted.test(name) }));
    return ok(new Map(parts.map(([path, part]) => [path, utf8.decode(part)])));
  } catch {
    return fail("is no Excel workbook (.xlsx), is protected by a password, or is damaged");
  }
}
