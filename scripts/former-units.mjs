/**
 * Units that ended when others began, and who takes on their counts. The state gave the same codes anew; the agency's own
 * are never used again, so what ended has a prefix. A unit with one heir goes to it as a whole; of one with several nobody
 * knows how much went where.
 * @param {{ districts: Record<string, { name: string, province: string }>,
 *   units: { code: string, name: string, kind: string, district: string, heirs: string[] }[] }} table
 * @param {{ parent: string, until: string }} change `until`: the first day of the heirs, `YYYY-MM-DD`
 */
export function formerUnits({ districts, units }, { parent, until }) {
  const lastDay = new Date(Date.parse(until) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const codeOf = ({ code, district }) => `old-${districts[district].province}-${code}`;
  return {
    units: units.map((unit) => ({
      code: codeOf(unit),
      name: `${unit.name}, ${districts[unit.district].name}`,
      kind: unit.kind,
      parent,
      national_code: unit.code,
      // Their real first days differ; what counts here is the last.
      valid_from: "2020-01-01",
      valid_to: lastDay,
    })),
    successions: units.flatMap((unit) =>
      unit.heirs.map((to) => ({ from: codeOf(unit), to, on: until, share: unit.heirs.length === 1 ? 1 : null })),
    ),
  };
}
