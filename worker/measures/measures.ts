import { listOf, type Page } from "../../shared/contract/list.ts";
import { importQuery } from "../../shared/contract/import-query.ts";
import { type Measure, type MeasureInputs, measure } from "../../shared/contract/measure.ts";
import { putMeasures as putMeasuresBody } from "../../shared/contract/measure.ts";
import { keptMeasure, measureKey } from "../../shared/contract/report.ts";
import { fail, ok, type PointedError, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { type ImportColumn, type ImportRow, mostErrors } from "../imports/read-table.ts";
import { importFailures, importTypes, type Keep, takeImport } from "../imports/take-import.ts";
import { checkContract } from "../operations/check-contract.ts";
import { type Operation, operation, operationInWorker, part } from "../operations/operation.ts";
import { givenTwice } from "../lists/given-twice.ts";
import { errorsOf, type FailureOf } from "../problems/failure.ts";
import { type ReportDeps, reportListing, unknownSpan, withdrawReport } from "../reported/reports.ts";
import { placeColumns, spanOf, wrongDays, wrongSpan } from "../reported/wrong-place.ts";

const path = "/v1/agencies/:agency/measures";

const measureFailures = [
  ...(["invalid", "unknown-unit", "outside-subtree", "span-overlap"] as const),
  ...(["future-span", "outside-unit-life"] as const),
] as const;

type MeasureFailure = FailureOf<(typeof measureFailures)[number]>;

type GivenMeasures = { readonly measures: readonly Measure[]; readonly keep: Keep };

const takeMeasuresPart = part({
  name: "takeMeasures",
  failures: measureFailures,
  runs: "in a transaction",
  run: (deps: ReportDeps, principal: Principal, { measures }: GivenMeasures) => takeMeasures(deps, principal, measures),
  isKept: ({ keep }) => keep !== "nothing",
});

/** `PUT …/measures`: what units report from the agency's own systems, by unit and span. */
export const putMeasures: Operation<ReportDeps> = operationInWorker({
  method: "PUT",
  path,
  audience: "tallies:write",
  summary: "Put the inputs of scorecards, by unit and span; all or none",
  description:
    "A measure replaces what the same unit reported before for the same span, as a whole. As a file (CSV or XLSX), every wrong cell is listed.",
  query: importQuery,
  mediaTypes: importTypes,
  bodyInDocument: putMeasuresBody,
  answer: listOf(measure),
  failures: [...importFailures, ...measureFailures],
  parts: [takeMeasuresPart],
  handle: (worker, principal, { params: { agency }, query }) =>
    takeImport(worker, query, {
      body: putMeasuresBody,
      itemsIn: ({ measures }) => measures,
      keep: "whole",
      columns: measureColumns,
      itemOf: (row) => checkContract(measure, measureOfRow(row)),
      take: (measures, keep) => worker.ask(takeMeasuresPart, { agency, principal, input: { measures, keep } }),
    }),
});

/** `GET …/measures`: valid ones, or with `withdrawn=1` withdrawn ones, within the key's subtree. */
export const listMeasures: Operation<ReportDeps> = reportListing("measures", {
  summary: "Read inputs of scorecards that were put",
  row: keptMeasure,
});

/** `DELETE …/measures`: withdraws a measure by its unit and span. */
export const deleteMeasure: Operation<ReportDeps> = operation({
  method: "DELETE",
  path,
  audience: "tallies:write",
  summary: "Withdraw the inputs of scorecards of one unit and span",
  description: "They are counted no more, and stay in the list of withdrawn ones. A repetition changes nothing.",
  query: measureKey,
  statuses: [204],
  failures: ["invalid", "unknown-unit", "outside-subtree", "unknown-measure"],
  runs: "in a transaction",
  run: (deps, principal, { query }) => {
    const { from, to } = spanOf(query);
    return withdrawReport(deps, principal, {
      list: "measures",
      name: [query.unit, from, to],
      wrong: () => wrongSpan(deps.organization, principal, query),
      unknown: { kind: "unknown-measure", errors: unknownSpan },
    });
  },
});

/**
 * Writes measures, all or none; each replaces what the same unit reported before for the same span. Returns them. A failure points at
 * all that is wrong; if it is of several kinds, it is `invalid`.
 */
function takeMeasures(
  deps: ReportDeps,
  principal: Principal,
  measures: readonly Measure[],
): Result<Page<Measure>, MeasureFailure> {
  const { reports, organization, nowMs } = deps;
  const misplaced = measures.map((measure) => wrongSpan(organization, principal, measure));
  const impossibles = [
    ...measures.flatMap((measure, index) => impossible(measure, `/measures/${index}`)),
    ...givenTwice("/measures", measures, ({ unit, from, to }) => `${unit} ${from} ${to}`),
  ];
  // A key learns nothing of what is out of its reach, not even whether something was reported there.
  const reached = measures.map((measure, index) => (misplaced[index] ? null : measure));
  const overlapped = overlaps(reached, reports);
  const failure = joined([
    ...misplaced.flatMap((wrong, index) => (wrong ? [pointedAt(index, wrong)] : [])),
    ...(impossibles.length > 0 ? [{ kind: "invalid", errors: impossibles } as const] : []),
    ...overlapped.map((index) => pointedAt(index, { kind: "span-overlap", errors: overlapping })),
    ...measures.flatMap((measure, index) => {
      const wrong = misplaced[index] || overlapped.includes(index) ? null : wrongNewDays(deps, measure);
      return wrong ? [pointedAt(index, wrong)] : [];
    }),
  ]);
  if (failure) return fail(failure);
  for (const measure of measures) reports.put("measures", measure, nowMs);
  return ok({ data: [...measures], meta: { next_cursor: null } });
}

/** A span that was taken before may be corrected, whatever its days. */
function wrongNewDays(deps: ReportDeps, measure: Measure): ReturnType<typeof wrongDays> {
  const { from, to } = spanOf(measure);
  return deps.reports.find("measures", [measure.unit, from, to]) ? null : wrongDays(deps, measure);
}

const overlapping = [{ pointer: "/from", detail: "overlaps another span of the same unit" }];

/** All failures as one, of their kind if they share it; null of none. */
function joined(failures: readonly MeasureFailure[]): MeasureFailure | null {
  const [first, ...others] = failures;
  if (!first) return null;
  const errors = failures.flatMap((failure) => errorsOf(failure)).slice(0, mostErrors);
  return others.every(({ kind }) => kind === first.kind) ? { ...first, errors } : { kind: "invalid", errors };
}

function pointedAt(index: number, failure: MeasureFailure): MeasureFailure {
  const errors = errorsOf(failure).map((error) => ({ ...error, pointer: `/measures/${index}${error.pointer}` }));
  return { ...failure, errors };
}

type Sum = keyof Omit<MeasureInputs, "tt01">;

const shares: readonly (readonly [whole: Sum, ...parts: Sum[]])[] = [
  ["dossiers", "overdue", "petitioned"],
  ["reflections", "answered_on_time"],
  ["rated", "rated_satisfied"],
];

/** Points at parts that are more than their whole, if both were reported. */
function impossible(measure: MeasureInputs, at: string): PointedError[] {
  const errors = shares.flatMap(([whole, ...parts]): PointedError[] => {
    const most = measure[whole] ?? null;
    const sum = parts.reduce((total, part) => total + (measure[part] ?? 0), 0);
    if (most === null || sum <= most) return [];
    const detail = `${parts.join(" and ")} must not be more than ${whole}`;
    return parts.filter((part) => measure[part]).map((part) => ({ pointer: `${at}/${part}`, detail }));
  });
  const { points = [], dossiers = 0 } = measure.tt01 ?? {};
  const detail = "must not be more than 2 for each dossier";
  const excess = points.flatMap((sum, index) => (sum > 2 * dossiers ? [index] : []));
  return [...errors, ...excess.map((index) => ({ pointer: `${at}/tt01/points/${index}`, detail }))];
}

/** Places of the measures that share a day with another span of their unit, stored or given before; null is skipped. */
function overlaps(measures: readonly (Measure | null)[], reports: ReportDeps["reports"]): number[] {
  const given = new Map<string, Measure[]>();
  return measures.flatMap((one, index) => {
    if (!one) return [];
    const before = given.get(one.unit) ?? [];
    given.set(one.unit, [...before, one]);
    const others = [...before, ...reports.touching("measures", one)];
    return others.some((other) => overlap(one, other)) ? [index] : [];
  });
}

function overlap(one: Measure, other: Measure): boolean {
  const isSame = one.from === other.from && one.to === other.to;
  return !isSame && one.from <= other.to && other.from <= one.to;
}

const points = Array.from({ length: 9 }, (_, place) => `tt01_${place + 1}`);

/** Columns of a file: the contract's fields; `tt01_dossiers` and `tt01_1` … `tt01_9` for the nine sums of points. */
const measureColumns: readonly ImportColumn[] = [
  ...[placeColumns.unit, placeColumns.from, placeColumns.to],
  { field: "dossiers", kind: "whole", also: ["hồ sơ có kết quả"] },
  { field: "overdue", kind: "whole", also: ["quá hạn"] },
  { field: "petitioned", kind: "whole", also: ["có phản ánh, kiến nghị"] },
  { field: "reflections", kind: "whole", also: ["phản ánh đã nhận"] },
  { field: "answered_on_time", kind: "whole", also: ["trả lời đúng hạn"] },
  { field: "rated", kind: "whole", also: ["được đánh giá"] },
  { field: "rated_satisfied", kind: "whole", also: ["hài lòng"] },
  { field: "tt01_dossiers", kind: "whole" },
  ...points.map((field, place): ImportColumn => ({ field, kind: "whole", pointer: `/tt01/points/${place}` })),
];

/** The measure of a row. An empty cell was never reported, which is not a 0. */
function measureOfRow({ values }: ImportRow): Record<string, unknown> {
  const isTt01 = (field: string): boolean => field.startsWith("tt01_");
  const plain = Object.fromEntries(Object.entries(values).filter(([field]) => !isTt01(field)));
  if (!Object.keys(values).some(isTt01)) return plain;
  return { ...plain, tt01: { dossiers: values.tt01_dossiers, points: points.map((field) => values[field] ?? null) } };
}
