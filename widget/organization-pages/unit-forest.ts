import { searchText } from "../../shared/encodings/search-text.ts";
import { type UnitRow, unitsOn } from "../office-ui/office-controls-template.ts";

/** A unit with the units below it, by name. */
export type UnitNode = { readonly unit: UnitRow; readonly below: readonly UnitNode[] };

const names = new Intl.Collator("vi", { numeric: true });

/** The tree of a day: units below the agency. A unit whose parent is not there stands below the agency, so that none is lost. */
export function forestOn(versions: readonly UnitRow[], day: string, agency: string): readonly UnitNode[] {
  const units = unitsOn(versions, day);
  const children = new Map<string, UnitRow[]>();
  for (const unit of units.values()) {
    if (unit.code === agency) continue;
    const parent = unit.parent !== null && units.has(unit.parent) ? unit.parent : agency;
    children.set(parent, [...(children.get(parent) ?? []), unit]);
  }
  const nodesOf = (code: string, above: ReadonlySet<string>): UnitNode[] =>
    (children.get(code) ?? [])
      .filter((unit) => !above.has(unit.code))
      .sort((a, b) => names.compare(a.name, b.name))
      .map((unit) => ({ unit, below: nodesOf(unit.code, new Set([...above, unit.code])) }));
  return nodesOf(agency, new Set([agency]));
}

/** Whether a unit's name or code holds every word that is looked for. */
export function isFound({ code, name }: Pick<UnitRow, "code" | "name">, sought: string): boolean {
  const text = searchText(`${code} ${name}`);
  return searchText(sought)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The tree with the units that are looked for, and what stands above them. */
export function foundIn(forest: readonly UnitNode[], sought: string): readonly UnitNode[] {
  if (sought.trim() === "") return forest;
  return forest.flatMap((node): UnitNode[] => {
    const below = foundIn(node.below, sought);
    return below.length > 0 || isFound(node.unit, sought) ? [{ unit: node.unit, below }] : [];
  });
}

/** How many units a tree has. */
export function countOf(forest: readonly UnitNode[]): number {
  return forest.reduce((sum, { below }) => sum + 1 + countOf(below), 0);
}
