import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Returns every encoding of a text: UTF-8, UTF-16, JSON escapes, hex, and base64 at each offset. */
function spellings(text: string): Buffer[] {
  const utf8 = Buffer.from(text, "utf8");
  const utf16 = Buffer.from(text, "utf16le");
  const escaped = [...text].map((one) => (one > "~" ? `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}` : one));
  const encoded = [utf8, utf16].flatMap((bytes) =>
    [0, 1, 2].flatMap((offset) => {
      // The first and last characters also encode neighbouring bytes, so they are left out.
      const base64 = Buffer.concat([Buffer.alloc(offset), bytes])
        .toString("base64")
        .replaceAll("=", "");
      const own = base64.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
      return [own, own.replaceAll("+", "-").replaceAll("/", "_")];
    }),
  );
  const texts = [escaped.join(""), utf8.toString("hex"), utf8.toString("hex").toUpperCase(), ...encoded];
  return [utf8, utf16, Buffer.from(utf16).swap16(), ...texts.map((one) => Buffer.from(one, "latin1"))];
}

/** Returns the texts that some bytes contain, in any encoding and in NFC or NFD. */
export function tracesOf(texts: readonly string[], bytes: Buffer): string[] {
  return texts.filter((text) =>
    [text.normalize("NFC"), text.normalize("NFD")].flatMap(spellings).some((spelling) => bytes.includes(spelling)),
  );
}

/** Returns the bytes of all files below a folder. */
export function bytesBelow(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))));
}
