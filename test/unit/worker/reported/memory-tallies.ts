import type { VolumeRow } from "../../../../worker/counts/rollup-source.ts";
import type { StoredTally, TallyStore } from "../../../../worker/reported/tally-store.ts";
import type { VolumeStore } from "../../../../worker/reported/volume-store.ts";

type Span = { readonly from: number; readonly to: number };

function haveDayInCommon(a: Span, b: Span): boolean {
  return a.from <= b.to && b.from <= a.to;
}

export function memoryTallyStore(): Pick<TallyStore, "find" | "overlapping" | "add"> & { rows: StoredTally[] } {
  const rows: StoredTally[] = [];
  const place = (row: StoredTally): string =>
    JSON.stringify([row.unit, row.question, row.service, row.channel, row.source]);
  return {
    rows,
    find: (id) => rows.find((row) => row.id === id) ?? null,
    overlapping: (tally) => rows.find((row) => place(row) === place(tally) && haveDayInCommon(row, tally))?.id ?? null,
    add: (tally) => {
      rows.push(tally);
    },
  };
}

function volumePlace({ unit, service, channel }: VolumeRow): string {
  return JSON.stringify([unit, service, channel]);
}

export function memoryVolumeStore(): Pick<VolumeStore, "touching" | "put"> & { rows: () => VolumeRow[] } {
  const rows = new Map<string, VolumeRow>();
  return {
    rows: () => [...rows.values()],
    touching: (volume) =>
      [...rows.values()].filter((row) => volumePlace(row) === volumePlace(volume) && haveDayInCommon(row, volume)),
    put: ({ unit, service, channel, from, to, transactions }) => {
      const row = { unit, service, channel, from, to, transactions };
      rows.set(`${volumePlace(row)} ${from} ${to}`, row);
    },
  };
}
