import type { Period } from "../../shared/calendar/period.ts";
import type { VolumeRow } from "../counts/rollup-source.ts";
import type { VolumePlace } from "./transactions-key.ts";
import type { UnitGroup, UnitGroups } from "./unit-group.ts";

/** Days without a gap of which transactions of the same kind are known; `strays` where some belong to another row. */
export type KnownSpan = Pick<VolumeRow, "service" | "channel"> & Period & { readonly strays: boolean };

/** The known days of one unit in one bucket. */
export type KnownDays = { readonly bucket: number; readonly unit: string; readonly spans: readonly KnownSpan[] };

/** Joins volumes of the same service and channel that follow each other. */
export function knownDays({ bucket, unit, volumes }: VolumePlace, units: UnitGroups): KnownDays {
  const spans = volumes.map(({ service, channel, from, to }): KnownSpan => {
    return { service, channel, from, to, strays: strays({ unit, from, to }, units) };
  });
  const kinds = Map.groupBy(spans, ({ service, channel, strays }) => `${service} ${channel} ${strays}`);
  return { bucket, unit, spans: [...kinds.values()].flatMap(joined) };
}

function joined(spans: readonly KnownSpan[]): KnownSpan[] {
  const apart: KnownSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && span.from === last.to + 1) apart[apart.length - 1] = { ...last, to: span.to };
    else apart.push(span);
  }
  return apart;
}

/** A volume goes where its last day goes; if a day of it belongs elsewhere, neither side knows its own transactions. */
function strays({ unit, from, to }: Period & { readonly unit: string }, { cuts, sharesOf }: UnitGroups): boolean {
  const groups = namesOf(sharesOf(unit, to).groups);
  const days = [from, ...cuts.filter((day) => day > from && day <= to)];
  return days.some((day) => namesOf(sharesOf(unit, day).groups) !== groups);
}

function namesOf(groups: readonly (UnitGroup | null)[]): string {
  return groups.map((group) => (group ? `${group.code} ${group.own} ${group.unmapped}` : "")).join();
}
