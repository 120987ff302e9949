import type { RollupSource, VolumeRow } from "../counts/rollup-source.ts";
import { dividedReports, divideRows } from "./divide-rows.ts";
import type { UnitLabels } from "./index-cells.ts";
import type { IndexQuestion } from "./index-question.ts";
import type { UnitGroup, UnitGroups } from "./unit-groups.ts";

/** The volumes of one unit that are added up in one bucket. */
export type VolumePlace = { readonly bucket: number; readonly unit: string; readonly volumes: readonly VolumeRow[] };

/** What tells rows of one unit apart; service and channel are "" if rows are not grouped by them. */
export type TransactionsPart = { readonly service: string; readonly channel: string; readonly bucket: number };

/** What tells rows' transactions apart. */
export type TransactionsKey = TransactionsPart & UnitLabels;

/** By what a question tells volumes apart. The volumes of one service are not the unit's whole. */
export function volumeView({ by, service }: IndexQuestion): VolumeView {
  return { byService: by.has("service") || service !== null, byChannel: by.has("channel") };
}

/** The part that a volume or an answer counts in; null if the question leaves it out. */
export function volumePart(
  { service, channel }: { readonly service: string | null; readonly channel: string | null },
  question: IndexQuestion,
): Omit<TransactionsPart, "bucket"> | null {
  if (question.service !== null && service !== question.service) return null;
  const { by } = question;
  return { service: (by.has("service") && service) || "", channel: (by.has("channel") && channel) || "" };
}

/** The name by which a row's transactions are found. */
export function transactionsName({ unit, own, unmapped, service, channel, bucket }: TransactionsKey): string {
  return [unit, own ? "own" : "", unmapped ? "unmapped" : "", service, channel, bucket].join("\u0000");
}

/** Whether volumes are wanted by service, and by channel. */
type VolumeView = { readonly byService: boolean; readonly byChannel: boolean };

/**
 * The volumes of one unit that are added up, so that nothing is counted twice. A figure of the whole comes before figures of its
 * parts: all services before single ones, all channels before single ones, and channels of all services before services. A part
 * counts if no figure that comes before it has a day in common with it.
 */
export function countedVolumes(volumes: readonly VolumeRow[], view: VolumeView): VolumeRow[] {
  const wanted = volumes.filter(
    ({ service, channel }) => (!view.byService || service !== null) && (!view.byChannel || channel !== null),
  );
  return wanted.filter((part) => {
    const touching = wanted.filter(({ from, to }) => from <= part.to && part.from <= to);
    return !touching.some((whole) => comesBefore(whole, part, view));
  });
}

function comesBefore(whole: VolumeRow, part: VolumeRow, { byChannel }: VolumeView): boolean {
  if (whole.service === part.service) return whole.channel === null && part.channel !== null;
  return whole.service === null && (!byChannel || whole.channel === part.channel);
}

/** Whether a volume holds the transactions of a service, "" for none, by a channel. */
export function holds(
  volume: Pick<VolumeRow, "service" | "channel">,
  { service, channel }: { readonly service: string; readonly channel: string },
): boolean {
  return (
    (volume.service === null || volume.service === service) && (volume.channel === null || volume.channel === channel)
  );
}

/** Finds the parts of a volume that fall to groups. Divided volumes have running totals by unit, service and channel. */
export function volumeParts(
  units: UnitGroups,
  source: RollupSource,
): (volume: VolumeRow) => readonly { readonly group: UnitGroup; readonly transactions: number }[] {
  const divided = divideRows(
    dividedReports(units, source.volumes).sort((a, b) => a.to - b.to),
    {
      units,
      dayOf: ({ to }) => to,
      nameOf: ({ service, channel }) => `${service} ${channel}`,
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
