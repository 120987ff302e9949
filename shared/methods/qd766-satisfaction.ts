import type { MeasureInputs } from "../contract/measure.ts";
import type { Fraction } from "./fraction.ts";
import type { InputSums, ScorecardInput, ScorecardMethod, ScorecardPart } from "./scorecard-method.ts";

type Name = Exclude<keyof MeasureInputs, "tt01">;

const names: readonly Name[] = [
  "dossiers",
  "overdue",
  "petitioned",
  "reflections",
  "answered_on_time",
  "rated",
  "rated_satisfied",
];

const inputs = names.map((id): ScorecardInput => ({ id, reportedAs: id, of: (measure) => measure[id] }));

const six: Fraction = { numerator: 6n, denominator: 1n };
const none: Fraction = { numerator: 0n, denominator: 1n };

/** Up to 6 points; all 6 from 90 % on. 0 without dossiers. */
function procedurePoints(sum: InputSums): Fraction {
  const all = sum("dossiers");
  const clean = all - sum("overdue") - sum("petitioned");
  if (all === 0n) return none;
  return 10n * clean >= 9n * all ? six : { numerator: 60n * clean, denominator: 9n * all };
}

/** A share of 6 points. All 6 if there is nothing to count. */
function sharePoints(part: bigint, all: bigint): Fraction {
  return all === 0n ? six : { numerator: 6n * part, denominator: all };
}

const parts: readonly ScorecardPart[] = [
  {
    id: "procedures",
    name: { vi: "Giải quyết thủ tục hành chính", en: "Handling of procedures" },
    max: 6,
    formula: "min(6, 6 · (1 − overdue / dossiers − petitioned / dossiers) / 0.90); 0 without dossiers",
    needs: ["dossiers", "overdue", "petitioned"],
    points: procedurePoints,
  },
  {
    id: "on-time",
    name: { vi: "Phản ánh, kiến nghị được xử lý đúng hạn", en: "Reflections answered on time" },
    max: 6,
    formula: "6 · answered_on_time / reflections; 6 without reflections",
    needs: ["reflections", "answered_on_time"],
    points: (sum) => sharePoints(sum("answered_on_time"), sum("reflections")),
  },
  {
    id: "satisfied",
    name: { vi: "Hài lòng với kết quả xử lý phản ánh, kiến nghị", en: "Satisfaction with the answers" },
    max: 6,
    formula: "6 · rated_satisfied / rated; 6 where none is rated",
    needs: ["rated", "rated_satisfied"],
    points: (sum) => sharePoints(sum("rated_satisfied"), sum("rated")),
  },
];

/** Adds the rounded parts, so that the printed parts add up to the total. */
function totalOf(rounded: readonly number[]): number {
  return rounded.reduce((sum, points) => sum + Math.round(points * 100), 0) / 100;
}

/**
 * Method `qd766-satisfaction@1`: the satisfaction group of the index that directs and assesses service to citizens and
 * businesses. Points, 0–18, 2 decimals. Each part is rounded half up on the exact fraction; the total is the sum of the
 * parts.
 * Source: Quyết định 766/QĐ-TTg of 23/06/2022, group on satisfaction (18 of 100 points).
 */
export const qd766Satisfaction: ScorecardMethod = {
  id: "qd766-satisfaction@1",
  name: { vi: "Nhóm mức độ hài lòng (Quyết định 766)", en: "Satisfaction group (Decision 766)" },
  decimals: 2,
  max: 18,
  inputs,
  parts,
  formula: "The sum of three parts of 6 points, each rounded",
  source: "Quyết định 766/QĐ-TTg (23/06/2022), satisfaction group",
  note: {
    vi: "Điểm xem trước theo Quyết định 766/QĐ-TTg, tính từ số liệu của cơ quan; điểm chính thức do Cổng Dịch vụ công quốc gia công bố.",
    en: "Preview under Decision 766/QĐ-TTg, from the agency's own data; the National Public Service Portal publishes the official score.",
  },
  bands: null,
  example: {
    inputs: {
      dossiers: 32,
      overdue: 5,
      petitioned: 0,
      reflections: 16,
      answered_on_time: 1,
      rated: 16,
      rated_satisfied: 3,
    },
    total: 7.14,
  },
  total: totalOf,
};
