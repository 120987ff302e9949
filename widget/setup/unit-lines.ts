/** A unit as somebody typed or pasted it. `code` is made from the place where none was given. */
export type TypedUnit = { readonly code: string; readonly name: string };

/** A line that is no unit, by its number from 1, and why. */
export type WrongLine = { readonly line: number; readonly why: "code" | "name" | "twice" };

/** What a pasted list holds. */
export type ReadUnits = { readonly units: readonly TypedUnit[]; readonly wrong: readonly WrongLine[] };

const codeShape = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;

/**
 * Reads one unit a line: a code and a name with a tab, semicolon or comma between, as two columns of a spreadsheet come, or a name
 * alone, which gets the code `DV01` and so on. Empty lines are left out.
 */
export function readUnitLines(text: string): ReadUnits {
  const units: TypedUnit[] = [];
  const wrong: WrongLine[] = [];
  text.split(/\r?\n/).forEach((line, place) => {
    if (line.trim() === "") return;
    const unit = readLine(line, units.length + 1);
    const why = faultOf(unit, units);
    if (why) wrong.push({ line: place + 1, why });
    else units.push(unit);
  });
  return { units, wrong };
}

function readLine(line: string, place: number): TypedUnit {
  const [first = "", ...rest] = line.split(/[\t;,]/).map((part) => part.trim().replace(/\s+/g, " "));
  const name = rest.filter((part) => part !== "").join(", ");
  return name === "" ? { code: `DV${String(place).padStart(2, "0")}`, name: first } : { code: first, name };
}

function faultOf({ code, name }: TypedUnit, units: readonly TypedUnit[]): WrongLine["why"] | null {
  if (!codeShape.test(code)) return "code";
  if (name === "" || name.length > 200) return "name";
  return units.some((unit) => unit.code === code) ? "twice" : null;
}
