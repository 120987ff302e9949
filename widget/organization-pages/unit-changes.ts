import { dayWords, type Language } from "../messages/messages.ts";
import type { RowOf } from "../office-ui/office-client.ts";
import { type UnitRow, unitsOn } from "../office-ui/office-controls-template.ts";
import type { OrganizationKey } from "./organization-messages.ts";

/** A succession as the API lists it. */
export type SuccessionRow = RowOf<"listSuccessions">;

/** What is written: versions of units, and successions. */
export type UnitsBody = { readonly units: UnitRow[]; readonly successions?: SuccessionRow[] };

/** What can be done to units. */
export type ChangeKind = "add" | "rename" | "move" | "end" | "reopen" | "merge" | "split";

/** A unit that gets counts of a split: a known one, or a new one with a name. `percent` is empty if nobody knows it. */
export type Part = {
  readonly isNew: boolean;
  readonly code: string;
  readonly name: string;
  readonly percent: string;
};

/** What is filled in for a change. `on`: its first day; for an end the unit's last day. */
export type UnitForm = {
  readonly kind: ChangeKind;
  /** The unit that is changed; empty for a new one. */
  readonly unit: string;
  readonly code: string;
  readonly name: string;
  readonly parent: string;
  readonly unitKind: string;
  readonly nationalCode: string;
  readonly on: string;
  /** Of a merge: the other units. */
  readonly others: readonly string[];
  /** Of a merge: where it goes. */
  readonly target: Part;
  readonly parts: readonly Part[];
  /** Of a split: the unit lives on with the rest. */
  readonly stays: boolean;
};

/** A fault of a field, to be said in the reader's language. */
export type FieldFault = { readonly key: OrganizationKey; readonly places?: Places } | { readonly words: string };

/** Faults by the field's id; `all` is for the change as a whole. */
export type FieldFaults = Readonly<Record<string, FieldFault>>;

/** What a change is checked against. */
export type Known = {
  readonly versions: readonly UnitRow[];
  readonly agency: string;
  readonly language: Language;
};

/** What is to be written, or the faults that stand in the way. */
export type PlannedChange = { readonly body: UnitsBody } | { readonly faults: FieldFaults };

/** An empty part of a split. */
export const emptyPart: Part = { isNew: true, code: "", name: "", percent: "" };

/** Turns what is filled in into versions and successions. The server checks the rest: cycles, and what others wrote meanwhile. */
export function planChange(form: UnitForm, known: Known): PlannedChange {
  if (!/^\d{4}-\d\d-\d\d$/.test(form.on) && form.kind !== "reopen") return { faults: { on: { key: "or.f.day" } } };
  switch (form.kind) {
    case "add":
      return planNew(form, known);
    case "rename":
      return planNext(form, known, { name: form.name.trim() });
    case "move":
      return planMove(form, known);
    case "end":
      return planEnd(form, known);
    case "reopen":
      return planReopening(form, known);
    case "merge":
      return planMerge(form, known);
    case "split":
      return planSplit(form, known);
  }
}

/** The day before a day. */
export function dayBefore(day: string): string {
  return shifted(day, -1);
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

type Places = Readonly<Record<string, string | number>>;

function faultAt(field: string, key: OrganizationKey, places: Places = {}): { faults: FieldFaults } {
  return { faults: { [field]: { key, places } } };
}

function versionsOf({ versions }: Known, code: string): UnitRow[] {
  return versions.filter((one) => one.code === code).sort((a, b) => (a.valid_from < b.valid_from ? -1 : 1));
}

function newestOf(known: Known, code: string): UnitRow | undefined {
  const all = versionsOf(known, code);
  return all[all.length - 1];
}

/** What is wrong with the code and the name of a new unit. */
function wrongNew({ code, name }: Pick<Part, "code" | "name">, known: Known, at: string): FieldFaults {
  const faults: Record<string, FieldFault> = {};
  const [used] = versionsOf(known, code.trim());
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/.test(code.trim())) faults[`${at}code`] = { key: "or.f.code" };
  else if (used) faults[`${at}code`] = { key: "or.f.code-used", places: { name: used.name } };
  if (name.trim() === "") faults[`${at}name`] = { key: "or.f.name" };
  return faults;
}

function planNew(form: UnitForm, known: Known): PlannedChange {
  const { parent, on } = form;
  const faults: Record<string, FieldFault> = { ...wrongNew(form, known, "") };
  const isThere = parent === known.agency || unitsOn(known.versions, on).has(parent);
  if (!isThere) faults.parent = { key: "or.f.parent", places: { day: dayWords(on, known.language) } };
  if (Object.keys(faults).length > 0) return { faults };
  return { body: { units: [newUnit(form, { parent, kind: form.unitKind, valid_from: on })] } };
}

type Placed = Pick<UnitRow, "parent" | "kind" | "valid_from">;

function newUnit({ code, name, nationalCode = "" }: Partial<UnitForm>, placed: Placed): UnitRow {
  return {
    ...{ code: (code ?? "").trim(), name: (name ?? "").trim(), ...placed, valid_to: null },
    national_code: nationalCode.trim() === "" ? null : nationalCode.trim(),
  };
}

/**
 * The version that holds from `on`, which must be a new last one, or begin on the day of one that it corrects: a version between two
 * others would hold only until the next begins.
 */
function versionFrom({ unit, on }: UnitForm, known: Known): UnitRow | { readonly faults: FieldFaults } {
  const all = versionsOf(known, unit);
  const corrected = all.find(({ valid_from }) => valid_from === on);
  if (corrected) return corrected;
  const last = all[all.length - 1];
  const say = (day: string): { day: string } => ({ day: dayWords(day, known.language) });
  if (last && last.valid_from > on) return faultAt("on", "or.f.later", say(last.valid_from));
  if (!last || (last.valid_to !== null && last.valid_to < on))
    return faultAt("on", "or.f.ended", say(last?.valid_to ?? on));
  return { ...last, valid_from: on };
}

function planNext(form: UnitForm, known: Known, change: Partial<UnitRow>): PlannedChange {
  if (change.name === "") return faultAt("name", "or.f.name");
  const version = versionFrom(form, known);
  return "faults" in version ? version : { body: { units: [{ ...version, ...change }] } };
}

function planMove(form: UnitForm, known: Known): PlannedChange {
  const { unit, parent, on } = form;
  const units = unitsOn(known.versions, on);
  const day = dayWords(on, known.language);
  if (parent !== known.agency && !units.has(parent)) return faultAt("parent", "or.f.parent", { day });
  if (isBelow(parent, unit, units)) {
    return faultAt("parent", "or.f.cycle", {
      name: units.get(parent)?.name ?? parent,
      unit: units.get(unit)?.name ?? unit,
    });
  }
  if ((units.get(unit)?.parent ?? known.agency) === parent) return faultAt("parent", "or.f.same-parent");
  return planNext(form, known, { parent });
}

function isBelow(code: string, unit: string, units: ReadonlyMap<string, UnitRow>): boolean {
  const seen = new Set<string>();
  for (let at: string | null = code; at !== null && !seen.has(at); at = units.get(at)?.parent ?? null) {
    if (at === unit) return true;
    seen.add(at);
  }
  return false;
}

/** The version that ends on a day, or why it cannot. */
function ending(code: string, last: string, known: Known): UnitRow | FieldFault {
  const version = newestOf(known, code);
  const say = (day: string): { day: string } => ({ day: dayWords(day, known.language) });
  if (!version || version.valid_from > last) return { key: "or.f.begins", places: say(version?.valid_from ?? last) };
  if (version.valid_to !== null && version.valid_to < last) return { key: "or.f.ended", places: say(version.valid_to) };
  return { ...version, valid_to: last };
}

function childrenOf(code: string, day: string, { versions }: Known): UnitRow[] {
  return [...unitsOn(versions, day).values()].filter(({ parent }) => parent === code);
}

/** Units below that would hang in the air. */
function hanging(code: string, day: string, known: Known): FieldFault | null {
  const below = childrenOf(code, day, known);
  if (below.length === 0) return null;
  const names = below.slice(0, 5).map(({ name }) => name);
  return {
    key: "or.f.children",
    places: { n: below.length, names: `${names.join(", ")}${below.length > 5 ? "…" : ""}` },
  };
}

function planEnd({ unit, on }: UnitForm, known: Known): PlannedChange {
  const ended = ending(unit, on, known);
  if (!("code" in ended)) return { faults: { on: ended } };
  const left = hanging(unit, shifted(on, 1), known);
  return left ? { faults: { on: left } } : { body: { units: [ended] } };
}

function planReopening({ unit }: UnitForm, known: Known): PlannedChange {
  const last = newestOf(known, unit);
  return last ? { body: { units: [{ ...last, valid_to: null }] } } : faultAt("all", "or.f.day");
}

function planMerge(form: UnitForm, known: Known): PlannedChange {
  const { target, on } = form;
  const merged = [...new Set([form.unit, ...form.others])].filter((code) => code !== "");
  const givers = merged.filter((code) => target.isNew || code !== target.code);
  const faults: Record<string, FieldFault> = target.isNew ? { ...wrongNew(target, known, "target-") } : {};
  const units = unitsOn(known.versions, on);
  if (!target.isNew && !units.has(target.code)) faults["target-code"] = { key: "or.f.target" };
  if (givers.length === 0 || (target.isNew && givers.length < 2)) faults.others = { key: "or.f.others" };
  const ended = givers.map((code) => ending(code, dayBefore(on), known));
  for (const one of ended) if (!("code" in one)) faults.on = one;
  if (Object.keys(faults).length > 0) return { faults };
  const first = units.get(form.unit) ?? newestOf(known, form.unit);
  const to = target.code.trim();
  const above = first?.parent != null && givers.includes(first.parent) ? known.agency : (first?.parent ?? known.agency);
  const placed = { parent: above, kind: first?.kind ?? "commune", valid_from: on };
  const moved = givers
    .flatMap((code) => childrenOf(code, on, known))
    .filter(({ code }) => !givers.includes(code))
    .map((child) => ({ ...child, parent: child.code === to ? above : to, valid_from: on }));
  return {
    body: {
      units: [...(ended as UnitRow[]), ...(target.isNew ? [newUnit(target, placed)] : []), ...moved],
      successions: givers.map((from) => ({ from, to, on, share: 1 })),
    },
  };
}

function planSplit(form: UnitForm, known: Known): PlannedChange {
  const { unit, parts, on, stays } = form;
  const units = unitsOn(known.versions, on);
  const faults: Record<string, FieldFault> = {};
  for (const [place, part] of parts.entries()) {
    if (part.isNew) Object.assign(faults, wrongNew(part, known, `part-${place}-`));
    else if (!units.has(part.code) || part.code === unit) faults[`part-${place}-code`] = { key: "or.f.target" };
    const share = shareOf(part);
    if (share !== null && !(share > 0 && share <= 1)) faults[`part-${place}-percent`] = { key: "or.f.percent" };
  }
  const codes = parts.map(({ code }) => code.trim());
  if (new Set(codes).size < codes.length) faults.all = { key: "or.f.twice" };
  const wrong = wrongSum(parts, stays);
  if (wrong) faults.all ??= wrong;
  const ended = stays ? null : ending(unit, dayBefore(on), known);
  if (ended && !("code" in ended)) faults.on = ended;
  const left = stays ? null : hanging(unit, on, known);
  if (left) faults.on = left;
  if (Object.keys(faults).length > 0) return { faults };
  const first = units.get(unit) ?? newestOf(known, unit);
  const placed = { parent: first?.parent ?? known.agency, kind: first?.kind ?? "commune", valid_from: on };
  const made = parts.filter(({ isNew }) => isNew).map((part) => newUnit(part, placed));
  return {
    body: {
      units: [...(ended && "code" in ended ? [ended] : []), ...made],
      successions: parts.map((part) => ({ from: unit, to: part.code.trim(), on, share: shareOf(part) })),
    },
  };
}

/** From 0 to 1; null if nobody knows it; NaN for what is no number. */
function shareOf({ percent }: Part): number | null {
  const text = percent.trim().replace(",", ".");
  return text === "" ? null : Number(text) / 100;
}

function wrongSum(parts: readonly Part[], stays: boolean): FieldFault | null {
  if (parts.length < (stays ? 1 : 2)) return { key: "or.f.parts" };
  const shares = parts.map(shareOf);
  const sum = shares.reduce<number>((total, share) => total + (share ?? 0), 0) * 100;
  const isUnknown = shares.includes(null);
  if (sum > 100 + 1e-6 || (isUnknown && sum > 100 - 1e-6)) return { key: "or.f.sum-over" };
  return !stays && !isUnknown && sum < 100 - 1e-6 ? { key: "or.f.sum-under" } : null;
}
