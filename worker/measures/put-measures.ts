import { errorsOf, type Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { Measure, MeasureInputs, PutMeasures } from "../../shared/contract/measure.ts";
import { fail, ok, type Result, type PointedError } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { givenTwice } from "../organization/given-twice.ts";
import type { Organization } from "../organization/organization.ts";
import { mostErrors } from "../reported/read-rows.ts";
import { spanOf, wrongPlace } from "../reported/wrong-place.ts";
import type { MeasureRow, MeasureStore } from "./measure-store.ts";

/** What {@link putMeasures} works with. */
export type MeasureRooms = {
  readonly store: Pick<MeasureStore, "touching" | "put">;
  readonly organization: Organization;
  readonly nowMs: number;
};

/**
 * Writes what units report, all of it or nothing; each stands in place of what the same unit reported before for the
 * same span, as a whole. Answers the measures given.
 * Failures, each pointing at the place: `invalid` (a part that is more than its whole, a span given twice, a span that
 * ends before it begins), `unknown-unit`, `outside-subtree`, `span-overlap`.
 */
export function putMeasures(
  { store, organization, nowMs }: MeasureRooms,
  principal: Principal,
  { measures }: PutMeasures,
): Result<Page<Measure>, Failure> {
  const rows = measures.map(toRow);
  const misplaced = measures.map((measure) => wrongPlace(organization, principal, { ...measure, service: null }));
  const impossibles = [
    ...measures.flatMap((measure, index) => impossible(measure, `/measures/${index}`)),
    ...givenTwice("/measures", measures, ({ unit, from, to }) => `${unit} ${from} ${to}`),
  ];
  const failures: Failure[] = [
    ...misplaced.flatMap((wrong, index): Failure[] => (wrong ? [pointedAt(index, wrong)] : [])),
    ...(impossibles.length > 0 ? [{ kind: "invalid", errors: impossibles } as const] : []),
    // Of what is out of the key's reach nothing is told, not even whether something was reported there.
    ...overlaps(
      rows.map((row, index) => (misplaced[index] ? null : row)),
      store,
    ).map((index): Failure => {
      const detail = "overlaps another span of the same unit";
      return { kind: "span-overlap", errors: [{ pointer: `/measures/${index}/from`, detail }] };
    }),
  ];
  const failure = joined(failures);
  if (failure) return fail(failure);
  for (const row of rows) store.put(row, nowMs);
  return ok({ data: measures, meta: { next_cursor: null } });
}

/** All failures as one, of their kind where they share it; null of none. */
function joined(failures: readonly Failure[]): Failure | null {
  const [first, ...others] = failures;
  if (!first) return null;
  const errors = failures.flatMap((failure) => errorsOf(failure)).slice(0, mostErrors);
  return others.every(({ kind }) => kind === first.kind)
    ? ({ ...first, errors } as Failure)
    : { kind: "invalid", errors };
}

function pointedAt(index: number, failure: Failure): Failure {
  const errors = errorsOf(failure);
  return {
    ...failure,
    errors: errors.map(({ pointer, detail }) => ({ pointer: `/measures/${index}${pointer}`, detail })),
  } as Failure;
}

function toRow({ unit, from, to, ...inputs }: Measure): MeasureRow {
  return { unit, ...spanOf({ unit, service: null, from, to }), inputs };
}

type Share = {
  readonly parts: readonly (keyof Omit<MeasureInputs, "tt01">)[];
  readonly whole: keyof Omit<MeasureInputs, "tt01">;
};

const shares: readonly Share[] = [
  { parts: ["overdue", "petitioned"], whole: "dossiers" },
  { parts: ["answered_on_time"], whole: "reflections" },
  { parts: ["rated_satisfied"], whole: "rated" },
];

/** Parts that are more than their whole, where both were reported. */
function impossible(measure: MeasureInputs, at: string): PointedError[] {
  const errors = shares.flatMap(({ parts, whole }): PointedError[] => {
    const most = measure[whole] ?? null;
    const sum = parts.reduce((total, part) => total + (measure[part] ?? 0), 0);
    if (most === null || sum <= most) return [];
    const detail = `${parts.join(" and ")} must not be more than ${whole}`;
    return parts.filter((part) => measure[part]).map((part) => ({ pointer: `${at}/${part}`, detail }));
  });
  const { points = [], dossiers = 0 } = measure.tt01 ?? {};
  for (const [index, sum] of points.entries()) {
    if (sum <= 2 * dossiers) continue;
    errors.push({ pointer: `${at}/tt01/points/${index}`, detail: "must not be more than 2 for each dossier" });
  }
  return errors;
}

/** Places of measures that share a day with another span of their unit, stored or given before; `null` is looked at by nobody. */
function overlaps(rows: readonly (MeasureRow | null)[], store: MeasureRooms["store"]): number[] {
  const given = new Map<string, MeasureRow[]>();
  return rows.flatMap((row, index) => {
    if (!row) return [];
    const before = given.get(row.unit) ?? [];
    const others = [...before, ...store.touching(row)];
    given.set(row.unit, [...before, row]);
    return others.some((other) => touches(other, row) && !isSameSpan(other, row)) ? [index] : [];
  });
}

function touches(one: MeasureRow, other: MeasureRow): boolean {
  return one.from <= other.to && other.from <= one.to;
}

function isSameSpan(one: MeasureRow, other: MeasureRow): boolean {
  return one.from === other.from && one.to === other.to;
}
