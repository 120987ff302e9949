import type { MeasureInputs } from "../contract/measure.ts";
import { roundHalfUp } from "./round-half-up.ts";
import type { InputSums, ScorecardInput, ScorecardMethod, ScorecardPart } from "./scorecard-method.ts";

/** What one unit reported for one span. */
export type Report = { readonly unit: string; readonly inputs: MeasureInputs };

/** Points, in the method's decimals, and what they are computed from. */
export type ComputedScorecard = {
  readonly parts: { readonly id: string; readonly points: number | null; readonly max: number }[];
  /** Null if a part is null. */
  readonly total: number | null;
  /** Percent of the maximum, from the rounded total, 2 decimals. */
  readonly percent: number | null;
  /** The band of the rounded total, in Vietnamese; undefined if the method has no bands. */
  readonly band: string | null | undefined;
  /** Sums by input; null if no unit reported it. A sum over 2^53 is not exact, and the caller must refuse it. */
  readonly inputs: Record<string, number | null>;
  /** Number of units whose reports count, by part. */
  readonly reportingUnits: Record<string, number>;
  /** Fields of measures that are missing for a part's points. */
  readonly missing: string[];
};

/**
 * Computes a scorecard from reports, exactly. A part counts only reports that contain all of its inputs: half a report
 * would count dossiers but not their delays. If no report does, the part is null, and its absent inputs are `missing`.
 * A reported 0 is not missing.
 */
export function computeScorecard(method: ScorecardMethod, reports: readonly Report[]): ComputedScorecard {
  const counted = new Map(method.parts.map((part) => [part, reports.filter((report) => gives(method, part, report))]));
  const sum: InputSums = (id) => sumOf(inputOf(method, id), reportsWith(id, counted)) ?? 0n;
  const parts = method.parts.map((part) => ({
    id: part.id,
    points: pointsOf(part, { method, counted, sum }),
    max: part.max,
  }));
  const rounded = parts.flatMap(({ points }) => (points === null ? [] : [points]));
  const total = rounded.length === parts.length ? method.total(rounded, sum) : null;
  return {
    parts,
    total,
    percent: total === null ? null : percentOf(total, method),
    band: bandOf(total, method),
    inputs: Object.fromEntries(method.inputs.map((input) => [input.id, shownSum(input, { reports, counted })])),
    reportingUnits: Object.fromEntries(method.parts.map((part) => [part.id, unitsIn(counted.get(part) ?? [])])),
    missing: [...new Set(method.parts.flatMap((part) => missingOf(method, part, { reports, counted })))],
  };
}

type Counted = ReadonlyMap<ScorecardPart, readonly Report[]>;
type Reports = { readonly reports: readonly Report[]; readonly counted: Counted };

function inputOf({ inputs }: ScorecardMethod, id: string): ScorecardInput {
  const input = inputs.find((known) => known.id === id);
  if (input === undefined) throw new RangeError(`no input ${id}`);
  return input;
}

function gives(method: ScorecardMethod, { needs }: ScorecardPart, { inputs }: Report): boolean {
  return needs.every((id) => (inputOf(method, id).of(inputs) ?? null) !== null);
}

/** Returns the reports that count for an input: those of the first part that needs it. */
function reportsWith(id: string, counted: Counted): readonly Report[] {
  for (const [part, reports] of counted) if (part.needs.includes(id)) return reports;
  return [];
}

/** Null if no report contains the input. */
function sumOf(input: ScorecardInput, reports: readonly Report[]): bigint | null {
  const given = reports.flatMap(({ inputs }) => input.of(inputs) ?? []);
  return given.length === 0 ? null : given.reduce((sum, value) => sum + BigInt(value), 0n);
}

/** Returns the sum that the points use. If they use no report, the sum of what was reported anyway. */
function shownSum(input: ScorecardInput, { reports, counted }: Reports): number | null {
  const used = reportsWith(input.id, counted);
  const sum = sumOf(input, used.length > 0 ? used : reports);
  return sum === null ? null : Number(sum);
}

type Scoring = { readonly method: ScorecardMethod; readonly counted: Counted; readonly sum: InputSums };

function pointsOf(part: ScorecardPart, { method, counted, sum }: Scoring): number | null {
  if (counted.get(part)?.length === 0) return null;
  const points = part.points(sum);
  return points === null ? null : roundHalfUp(points, method.decimals);
}

function missingOf(method: ScorecardMethod, part: ScorecardPart, { reports, counted }: Reports): string[] {
  if ((counted.get(part)?.length ?? 0) > 0) return [];
  const needed = part.needs.map((id) => inputOf(method, id));
  const absent = (input: ScorecardInput, { inputs }: Report): boolean => (input.of(inputs) ?? null) === null;
  const begun = reports.filter((report) => needed.some((input) => !absent(input, report)));
  const lacking = needed.filter((input) => begun.length === 0 || begun.some((report) => absent(input, report)));
  return lacking.map(({ reportedAs }) => reportedAs);
}

function unitsIn(reports: readonly Report[]): number {
  return new Set(reports.map(({ unit }) => unit)).size;
}

function percentOf(total: number, { decimals, max }: ScorecardMethod): number {
  const scale = 10 ** decimals;
  return roundHalfUp({ numerator: 100n * BigInt(Math.round(total * scale)), denominator: BigInt(max * scale) }, 2);
}

function bandOf(total: number | null, { bands }: ScorecardMethod): string | null | undefined {
  if (bands === null) return undefined;
  return total === null ? null : (bands.find(({ min }) => total >= min)?.name.vi ?? null);
}
