import type { ImportField } from "../table-import/import-controller.ts";
import type { ReportsKey, ReportsSay } from "./reports-messages.ts";

/** What an office hands in. */
export const reportKinds = ["tallies", "volumes", "measures"] as const;

/** See {@link reportKinds}. */
export type ReportKind = (typeof reportKinds)[number];

/** The sums of a measure, in groups: a whole, and parts of it. */
export const measureGroups = [
  ["dossiers", "overdue", "petitioned"],
  ["reflections", "answered_on_time"],
  ["rated", "rated_satisfied"],
] as const;

/** A sum of a measure. */
export type MeasureSum = (typeof measureGroups)[number][number];

/** Numbers of the nine indices of Circular 01/2018. */
export const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/** The columns that a table of a kind may have. */
export function fieldsOf(kind: ReportKind, say: ReportsSay): ImportField[] {
  const field = (
    name: string,
    key: ReportsKey,
    more: Partial<ImportField> & { readonly n?: number } = {},
  ): ImportField => {
    const { n = "", ...rest } = more;
    return { field: name, label: say(key, { n }), ...rest };
  };
  const place = [
    field("unit", "im.also.unit", { needed: true, also: [say("im.col.unit")] }),
    field("from", "im.f.from", { needed: true }),
    field("to", "im.f.to", { needed: true }),
  ];
  if (kind === "volumes") {
    const more = [field("service", "im.f.service"), field("channel", "im.f.channel")];
    return [...place, field("transactions", "im.f.transactions", { needed: true, also: ["Số hồ sơ"] }), ...more];
  }
  if (kind === "measures") {
    const sums = measureGroups.flat().map((sum) => field(sum, `im.f.${sum}`));
    const points = nine.map((n) => field(`tt01_${n}`, "im.f.tt01", { n }));
    return [...place, ...sums, field("tt01_dossiers", "im.f.tt01_dossiers"), ...points];
  }
  const counts = levels.map((n) => field(`n${n}`, "im.f.level", { n, needed: n <= 3 }));
  const more = (["question", "channel", "service", "id"] as const).map((name) => field(name, `im.f.${name}`));
  return [...place, ...counts, field("source", "im.f.source", { needed: true }), ...more];
}

/** Columns of a template that few need: levels above 5 of other scales, and ids. */
const rare = /^(n([6-9]|1[01])|id|question|tt01_.*)$/;

/**
 * A CSV with the heads of a kind. With a byte order mark and semicolons, so that Excel with the settings of Việt Nam opens it in columns.
 * Circular 01 is left out: whoever scores dossiers by it adds `tt01_dossiers` and `tt01_1` … `tt01_9`.
 */
export function templateOf(kind: ReportKind, say: ReportsSay): string {
  const heads = fieldsOf(kind, say).filter(({ field }) => !rare.test(field));
  return `\ufeff${heads.map(({ label }) => (label.includes(";") ? `"${label}"` : label)).join(";")}\r\n`;
}
