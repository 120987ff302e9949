import { comboboxField } from "./combobox-template.ts";
import { type OfficeClient, readPages, type RowOf } from "./office-client.ts";
import type { OfficeDeps } from "./office-page-element.ts";
import { type FoundOption, toFind } from "./find-options.ts";

/** A field that chooses a unit or a service. `chosen` is called with its code, or with nothing. */
export type NameField = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly chosen: (code: string) => void;
  readonly hint?: string;
  /** What is wrong with what is chosen. */
  readonly fault?: string | null;
};

type Lasting = Pick<OfficeDeps, "agency" | "client" | "language" | "nowMs" | "session" | "today">;

/**
 * Draws a field that chooses a unit of a day (today without one) which the session reaches, or with `isAny` any unit; the whole
 * agency is one of them.
 */
export function unitField(
  office: Lasting,
  { on, isAny = false, ...field }: NameField & { readonly on?: string; readonly isAny?: boolean },
): unknown {
  const { agency, session } = office;
  const root = isAny ? agency : session.unit;
  const load = async (): Promise<readonly FoundOption[] | null> => {
    const units = await knownUnits(office);
    return units && toFind(reachedOn(units, { agency, root }, on ?? office.today()));
  };
  return comboboxField({ ...field, language: office.language, load });
}

/** Draws a field that chooses a service. */
export function serviceField(office: Lasting, field: NameField): unknown {
  return comboboxField({ ...field, language: office.language, load: () => knownServices(office) });
}

/** A version of a unit. */
export type UnitRow = RowOf<"listUnits">;

/** All versions of all units; null if the server cannot be reached. They are asked for again after five minutes. */
export function knownUnits(office: Lasting): Promise<readonly UnitRow[] | null> {
  return remembered(office, "units", async () => {
    const { agency, client } = office;
    const { rows } = await readPages<UnitRow>((query) =>
      client.GET("/v1/agencies/{agency}/units", { params: { path: { agency }, query } }),
    );
    return rows ?? null;
  });
}

/** All services, to be found by their names; see {@link knownUnits}. */
export function knownServices(office: Lasting): Promise<readonly FoundOption[] | null> {
  return remembered(office, "services", async () => {
    const { agency, client } = office;
    const { rows } = await readPages<RowOf<"listServices">>((query) =>
      client.GET("/v1/agencies/{agency}/services", { params: { path: { agency }, query } }),
    );
    return rows ? toFind(rows.map(({ id, name }) => ({ value: id, name }))) : null;
  });
}

/** To be called after units or services were changed. */
export function forgetNames({ client }: Pick<OfficeDeps, "client">): void {
  kept.delete(client);
}

/** The version of each unit that is in force on a day. A later version ends the one before it. */
export function unitsOn(versions: readonly UnitRow[], day: string): ReadonlyMap<string, UnitRow> {
  const inForce = new Map<string, UnitRow>();
  for (const version of versions) {
    const known = inForce.get(version.code);
    if (version.valid_from <= day && (!known || known.valid_from < version.valid_from)) {
      inForce.set(version.code, version);
    }
  }
  for (const [code, { valid_to }] of inForce) if (valid_to !== null && valid_to < day) inForce.delete(code);
  return inForce;
}

/** Whether a unit is `root` or stands below it. */
export function isWithin(units: ReadonlyMap<string, UnitRow>, root: string, code: string): boolean {
  const seen = new Set<string>();
  for (let at: string | null | undefined = code; at && !seen.has(at); at = units.get(at)?.parent) {
    if (at === root) return true;
    seen.add(at);
  }
  return false;
}

function reachedOn(
  versions: readonly UnitRow[],
  { agency, root }: { readonly agency: string; readonly root: string },
  day: string,
): Found[] {
  const units = unitsOn(versions, day);
  const isReached = (code: string): boolean => root === agency || isWithin(units, root, code);
  const named = [...units.values()].filter(({ code }) => isReached(code) && code !== agency);
  const options = named.map(({ code, name, parent }): Found => {
    const above = parent === null || parent === agency ? undefined : units.get(parent)?.name;
    return { value: code, name, note: above === undefined ? code : `${code} · ${above}` };
  });
  const whole = { value: agency, name: units.get(agency)?.name ?? agency };
  return root === agency ? [whole, ...options] : options;
}

type Found = { readonly value: string; readonly name: string; readonly note?: string };

type Kept = { readonly sinceMs: number; readonly value: Promise<unknown> };

/** What was loaded, by client and kind: an office's session has one client. */
const kept = new WeakMap<OfficeClient, Map<string, Kept>>();
const keptMs = 5 * 60_000;

function remembered<T>({ client, nowMs }: Lasting, kind: string, load: () => Promise<T | null>): Promise<T | null> {
  const lists = kept.get(client) ?? new Map<string, Kept>();
  kept.set(client, lists);
  const known = lists.get(kind);
  if (known && nowMs() - known.sinceMs < keptMs) return known.value as Promise<T | null>;
  const value = load().then((loaded) => {
    if (loaded === null) lists.delete(kind);
    return loaded;
  });
  lists.set(kind, { sinceMs: nowMs(), value });
  return value;
}
