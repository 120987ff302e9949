import type { VolumeView } from "./counted-volumes.ts";
import type { IndexQuestion } from "./index-question.ts";
import type { VolumeRow } from "../counts/rollup-source.ts";
import type { UnitGroup } from "./unit-group.ts";

/** The volumes of one unit that are added up in one bucket. */
export type VolumePlace = { readonly bucket: number; readonly unit: string; readonly volumes: readonly VolumeRow[] };

/** What rows of one unit are told apart by: service and channel "" where they were not grouped by them. */
export type TransactionsPart = { readonly service: string; readonly channel: string; readonly bucket: number };

/** A row, as far as its transactions go. */
export type TransactionsKey = TransactionsPart & {
  readonly unit: string;
  readonly own: boolean;
  readonly unmapped: boolean;
};

/** By what volumes are told apart for a question: one service's are not its unit's whole. */
export function volumeView({ by, service }: IndexQuestion): VolumeView {
  return { byService: by.has("service") || service !== null, byChannel: by.has("channel") };
}

/** The part that a volume, or an answer, counts in; null where the question leaves it out. */
export function volumePart(
  { service, channel }: { readonly service: string | null; readonly channel: string | null },
  question: IndexQuestion,
): Omit<TransactionsPart, "bucket"> | null {
  if (question.service !== null && service !== question.service) return null;
  const { by } = question;
  return {
    service: by.has("service") ? (service ?? "") : "",
    channel: by.has("channel") ? (channel ?? "") : "",
  };
}

/** The name by which a row's transactions are found. */
export function transactionsName({ unit, own, unmapped, service, channel, bucket }: TransactionsKey): string {
  return [unit, own ? "own" : "", unmapped ? "unmapped" : "", service, channel, bucket].join("\u0000");
}

/** The row of a group. */
export function transactionsKey({ code, own, unmapped }: UnitGroup, part: TransactionsPart): TransactionsKey {
  return { unit: code, own, unmapped, ...part };
}
