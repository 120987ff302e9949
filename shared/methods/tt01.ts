import type { LocalizedText } from "../contract/localized-text.ts";
import type { Fraction } from "./fraction.ts";
import { roundHalfUp } from "./round-half-up.ts";
import type { InputSums, ScorecardInput, ScorecardMethod, ScorecardPart } from "./scorecard-method.ts";

const indices: readonly LocalizedText[] = [
  {
    vi: "Tổng thời gian giải quyết thủ tục hành chính so với quy định của pháp luật",
    en: "Total handling time against the time set by law",
  },
  {
    vi: "Thời gian thực hiện của từng cơ quan, đơn vị tham gia giải quyết (kể cả đơn vị phối hợp)",
    en: "Time taken by each body that takes part (coordinating ones included)",
  },
  {
    vi: "Số lần phải liên hệ với nơi tiếp nhận hồ sơ để hoàn thiện hồ sơ thủ tục hành chính (kể cả liên hệ trực tuyến)",
    en: "Contacts with the receiving desk needed to complete the dossier (online ones included)",
  },
  {
    vi: "Số lượng cơ quan, đơn vị, tổ chức phải liên hệ để hoàn thiện hồ sơ thủ tục hành chính (kể cả liên hệ trực tuyến)",
    en: "Bodies that had to be contacted to complete the dossier (online ones included)",
  },
  {
    vi: "Thực hiện tổ chức tiếp nhận hồ sơ, giải quyết, trả kết quả tại Bộ phận Một cửa",
    en: "Receiving, handling and returning at the one-stop shop",
  },
  { vi: "Công khai các thủ tục hành chính", en: "Publication of the procedures" },
  {
    vi: "Thái độ của cán bộ, công chức, viên chức khi hướng dẫn lập hồ sơ, tiếp nhận hồ sơ và giải quyết thủ tục hành chính",
    en: "Attitude of officials when guiding, receiving and handling",
  },
  {
    vi: "Tiếp thu, giải trình đối với các ý kiến phản ánh, kiến nghị của tổ chức, cá nhân",
    en: "Taking up and answering the opinions of organisations and people",
  },
  {
    vi: "Tiến độ và chất lượng cung cấp dịch vụ công trực tuyến của cơ quan có thẩm quyền",
    en: "Progress and quality of online services",
  },
];

const pointsOf = (index: number): string => `points_${index + 1}`;

const inputs: readonly ScorecardInput[] = [
  { id: "dossiers", reportedAs: "tt01", of: ({ tt01 }) => tt01?.dossiers },
  ...indices.map((_, index): ScorecardInput => {
    return { id: pointsOf(index), reportedAs: "tt01", of: ({ tt01 }) => tt01?.points[index] };
  }),
];

function perDossier(points: bigint, sum: InputSums): Fraction | null {
  const dossiers = sum("dossiers");
  return dossiers === 0n ? null : { numerator: points, denominator: dossiers };
}

const parts = indices.map((name, index): ScorecardPart => {
  const points = pointsOf(index);
  return {
    id: `index-${index + 1}`,
    name,
    max: 2,
    formula: `${points} / dossiers`,
    needs: ["dossiers", points],
    points: (sum) => perDossier(sum(points), sum),
  };
});

/** Computed from the exact sum of all points, not from the rounded parts. */
function totalOf(_rounded: readonly number[], sum: InputSums): number {
  const points = indices.reduce((total, _, index) => total + sum(pointsOf(index)), 0n);
  return roundHalfUp(perDossier(points, sum) ?? { numerator: 0n, denominator: 1n }, 1);
}

/**
 * Method `tt01@1`: score of how procedures are handled, nine indices of 0, 1 or 2 points per dossier.
 * Points per dossier, 0–18, 1 decimal, half up on the exact fraction. The rounded score decides the band. No score
 * without dossiers.
 * Source: Thông tư 01/2018/TT-VPCP of 23/11/2018, guiding Nghị định 61/2018/NĐ-CP.
 */
export const tt01: ScorecardMethod = {
  id: "tt01@1",
  name: {
    vi: "Điểm giải quyết thủ tục hành chính (Thông tư 01/2018)",
    en: "Handling of procedures (Circular 01/2018)",
  },
  decimals: 1,
  max: 18,
  inputs,
  parts,
  formula: "(points_1 + … + points_9) / dossiers",
  source: "Thông tư 01/2018/TT-VPCP (23/11/2018)",
  note: {
    vi: "Điểm xem trước theo Thông tư 01/2018/TT-VPCP, tính từ số liệu của cơ quan; điểm chính thức do cơ quan có thẩm quyền đánh giá và công bố.",
    en: "Preview under Circular 01/2018/TT-VPCP, from the agency's own data; the competent authority assesses and publishes the official score.",
  },
  bands: [
    { min: 15, name: { vi: "Xuất sắc", en: "Excellent" } },
    { min: 12, name: { vi: "Tốt", en: "Good" } },
    { min: 9, name: { vi: "Khá", en: "Fair" } },
    { min: 6, name: { vi: "Trung bình", en: "Average" } },
    { min: 0, name: { vi: "Yếu", en: "Weak" } },
  ],
  example: { inputs: { tt01: { dossiers: 3, points: [4, 3, 6, 3, 2, 5, 4, 4, 4] } }, total: 11.7 },
  total: totalOf,
};
