/** A unit as somebody typed or pasted it. `code` is made where none was given. */
export type TypedUnit = { readonly code: string; readonly name: string };

/** A line that is no new unit, by its number from 1, and why. */
export type WrongLine = { readonly line: number; readonly why: "code" | "name" | "twice" | "known" };

/** What a pasted list holds. */
export type ReadUnits = { readonly units: readonly TypedUnit[]; readonly wrong: readonly WrongLine[] };

const codeShape = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;
const heading = /^(stt|tt|mã|tên|mã đơn vị|tên đơn vị|code|name)$/i;

/**
 * Reads one unit a line: a code and a name with a tab, semicolon or comma between, as columns of a spreadsheet come, or a name
 * alone, which gets the next free code of `DV01`, `DV02` and so on. Left out are empty lines, a line of headings, and a column
 * that only counts. The codes in `known` are taken: writing them would change units that are there already.
 */
export function readUnitLines(text: string, known: readonly string[] = []): ReadUnits {
  const units: TypedUnit[] = [];
  const wrong: WrongLine[] = [];
  text.split(/\r?\n/).forEach((line, place) => {
    const parts = line.split(/[\t;,]/).map((part) => part.trim().replace(/\s+/g, " "));
    const filled = parts.filter((part) => part !== "");
    const isHeading = units.length === 0 && filled.length > 0 && filled.every((part) => heading.test(part));
    if (line.trim() === "" || isHeading) return;
    const unit = readParts(parts, () => freeCode([...known, ...units.map(({ code }) => code)]));
    const why = known.includes(unit.code) ? "known" : faultOf(unit, units);
    if (why) wrong.push({ line: place + 1, why });
    else units.push(unit);
  });
  return { units, wrong };
}

function readParts([first = "", ...rest]: readonly string[], free: () => string): TypedUnit {
  const isCount = /^\d{1,4}$/.test(first) && rest.length > 1 && codeShape.test(rest[0] ?? "");
  if (isCount) return readParts(rest, free);
  const name = rest.filter((part) => part !== "").join(", ");
  return name === "" ? { code: free(), name: first } : { code: first, name };
}

function freeCode(taken: readonly string[]): string {
  let n = 1;
  const code = (): string => `DV${String(n).padStart(2, "0")}`;
  while (taken.includes(code())) n += 1;
  return code();
}

function faultOf({ code, name }: TypedUnit, units: readonly TypedUnit[]): WrongLine["why"] | null {
  if (!codeShape.test(code)) return "code";
  if (name === "" || name.length > 200) return "name";
  return units.some((unit) => unit.code === code) ? "twice" : null;
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^xã /i, "commune"],
  [/^phường /i, "ward"],
  [/^đặc khu /i, "special-zone"],
  [/^sở /i, "department"],
  [/^trung tâm /i, "center"],
];

/** A unit's kind by the first word of its name; the page *Đơn vị* changes it. */
export function kindOfName(name: string): string {
  return kinds.find(([word]) => word.test(name))?.[1] ?? "unit";
}
