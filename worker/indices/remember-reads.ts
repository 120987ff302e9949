import type { RollupRow, RollupSource } from "../counts/rollup-source.ts";

/** The same source, which reads the same rollups once only: counts, strata and transactions of one answer often do. */
export function rememberReads(source: RollupSource): RollupSource {
  const known = new Map<string, RollupRow[]>();
  return {
    ...source,
    rollups(query) {
      const name = JSON.stringify(query);
      const rows = known.get(name) ?? source.rollups(query);
      known.set(name, rows);
      return rows;
    },
  };
}
