import { fail, ok, type Result } from "../../shared/result.ts";

/** Is called for each part of a document, in order; names come without their prefix. */
export interface XmlReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const deepest = 64;
const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?xml [^<>]*\?>|<\/([\w.:-]+)\s*>|<([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const attribute = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Reads well-formed XML and refuses everything else. A document type is refused too, so the only entities are XML's own five and
 * character numbers, and nothing is ever fetched. A failure is a phrase that says what is wrong.
 */
export function readXml(source: string, reader: XmlReader): Result<null, string> {
  const open: string[] = [];
  token.lastIndex = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  let hadRoot = false;
  while (token.lastIndex < source.length) {
    const match = token.exec(source);
    if (match === null) return fail("holds XML that is not well formed, or a document type");
    const [whole, data, closed, opened, attributes = "", empty, plain] = match;
    if (data !== undefined && open.length > 0) reader.text?.(data);
    else if (closed !== undefined) {
      if (open.pop() !== closed) return fail("holds XML whose ends do not match");
      reader.close?.(bare(closed));
    } else if (opened !== undefined) {
      if ((open.length === 0 && hadRoot) || open.length > deepest) return fail("holds XML that is not one tree");
      hadRoot = true;
      const read = readAttributes(attributes);
      if (!read.ok) return read;
      reader.open(bare(opened), read.value);
      if (empty === "/") reader.close?.(bare(opened));
      else open.push(opened);
    } else if (plain !== undefined) {
      const text = resolved(plain);
      if (text === null || (open.length === 0 && plain.trim() !== ""))
        return fail("holds an entity that XML does not know");
      if (open.length > 0) reader.text?.(text);
    } else if (whole.startsWith("<?") && hadRoot) return fail("holds an instruction out of place");
  }
  return hadRoot && open.length === 0 ? ok(null) : fail("holds XML that ends too soon");
}

function bare(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function readAttributes(text: string): Result<Record<string, string>, string> {
  const attributes: Record<string, string> = Object.create(null);
  for (const [, name = "", double, single] of text.matchAll(attribute)) {
    const value = resolved(double ?? single ?? "");
    if (value === null || name in attributes) return fail("holds an attribute that is not well formed");
    attributes[name] = value;
  }
  return ok(attributes);
}

/** The text with its references resolved; null if XML itself does not know one. */
function resolved(text: string): string | null {
  if (!text.includes("&")) return text;
  let known = true;
  const whole = text.replace(/&(?:#x[0-9a-fA-F]{1,6};|#\d{1,7};|\w+;)?/g, (reference) => {
    const character = characterOf(reference);
    known &&= character !== undefined;
    return character ?? "";
  });
  return known ? whole : null;
}

function characterOf(reference: string): string | undefined {
  const name = reference.slice(1, -1);
  if (!name.startsWith("#")) return Object.hasOwn(named, name) ? named[name] : undefined;
  const point = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return isCharacter(point) ? String.fromCodePoint(point) : undefined;
}

function isCharacter(point: number): boolean {
  if (point < 0x20) return point === 9 || point === 10 || point === 13;
  return point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) && point !== 0xfffe && point !== 0xffff;
}
