import { divideRows } from "./divide-rows.ts";
import type { RollupSource, VolumeRow } from "../counts/rollup-source.ts";
import { startOf, type UnitGroup, type UnitGroups } from "./unit-group.ts";

/** What of a volume's transactions falls to a group. */
export type VolumePart = { readonly group: UnitGroup; readonly transactions: number };

/** Volumes go where the counts of their last day go; those to be divided by running totals per unit, service and channel. */
export function volumeParts(units: UnitGroups, source: RollupSource): (volume: VolumeRow) => readonly VolumePart[] {
  const heritage = [...new Set(units.divided.map(({ unit }) => unit))];
  const all = heritage.length > 0 ? source.volumes(heritage, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) : [];
  const divided = divideRows(
    all.filter(({ unit, to }) => units.sharesOf(unit, to).groups.length > 1).sort((a, b) => a.to - b.to),
    {
      sharesOf: ({ unit, to }) => units.sharesOf(unit, to),
      nameOf: ({ unit, service, channel, to }) => `${unit} ${startOf(units, unit, to)} ${service} ${channel}`,
      amountsOf: ({ transactions }) => [transactions],
    },
  );
  const parts = Map.groupBy(divided, ({ row }) => nameOf(row));
  return (volume) => {
    const { groups } = units.sharesOf(volume.unit, volume.to);
    if (groups.length > 1) {
      const own = parts.get(nameOf(volume)) ?? [];
      return own.map(({ group, amounts: [transactions = 0] }) => ({ group, transactions }));
    }
    return groups[0] ? [{ group: groups[0], transactions: volume.transactions }] : [];
  };
}

/** Spans of one unit, service and channel never overlap. */
function nameOf({ unit, service, channel, from }: VolumeRow): string {
  return `${unit} ${service} ${channel} ${from}`;
}
