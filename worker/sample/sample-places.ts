import type { Channel } from "../../shared/contract/form.ts";
import type { NewTouchpoint } from "../../shared/contract/touchpoint.ts";
import type { PutUnits, UnitVersion } from "../../shared/contract/unit.ts";

/**
 * A unit that has touchpoints: its channels as keys of `channelOf`, its ratings on a working day, and the share of satisfied
 * people, from 0 to 1.
 */
type UnitLine = readonly [code: string, name: string, channels: string, perDay: number, share: number];

/** The units directly below the agency, each with its kind and its own units. */
const parts: readonly (readonly [code: string, name: string, kind: string, units: readonly UnitLine[]])[] = [
  [
    ...(["M100", "Khu vực Thượng Nguồn", "area"] as const),
    [
      ["M101", "Phường Ban Mai", "kcq", 11, 0.9],
      ["M102", "Phường Hoa Sữa", "kcp", 10, 0.88],
      ["M103", "Phường Cánh Diều", "kcq", 9, 0.74],
      ["M104", "Xã Nắng Mới", "kq", 5, 0.89],
      ["M105", "Xã Sương Mai", "cp", 5, 0.87],
      ["M106", "Xã Cầu Vồng", "kq", 6, 0.9],
      ["M107", "Xã Nước Trong", "cq", 4, 0.91],
      ["M108", "Xã Đồng Dao", "cq", 3, 0.88],
    ],
  ],
  [
    ...(["M200", "Khu vực Đồng Giữa", "area"] as const),
    [
      ["M201", "Phường Sao Hôm", "kcp", 8, 0.88],
      ["M202", "Phường Sao Mai", "kcp", 8, 0.88],
      ["M203", "Xã Lúa Thơm", "kq", 4, 0.9],
      ["M204", "Xã Hạt Vàng", "cq", 4, 0.89],
      ["M205", "Xã Bến Mơ", "kc", 6, 0.71],
      ["M206", "Xã Tre Xanh", "cp", 4, 0.88],
      ["M207", "Xã Mây Lành", "kc", 6, 0.88],
      ["M208", "Xã Gió Nam", "cq", 3, 0.9],
    ],
  ],
  [
    ...(["M300", "Khu vực Cửa Biển", "area"] as const),
    [
      ["M301", "Phường Hừng Đông", "kcp", 9, 0.89],
      ["M302", "Phường Sóng Xanh", "kq", 7, 0.86],
      ["M303", "Xã Trăng Rằm", "cq", 4, 0.9],
      ["M304", "Xã Cồn Cát", "kc", 6, 0.75],
      ["M305", "Xã Chim Sẻ", "cq", 3, 0.91],
      ["M306", "Xã Biển Lặng", "cp", 4, 0.88],
      ["M307", "Xã Rừng Thưa", "cq", 3, 0.89],
      ["M308", "Xã Đảo Nhỏ", "q", 0.05, 0.9],
    ],
  ],
  [
    ...(["M400", "Trung tâm Phục vụ hành chính công", "center"] as const),
    [
      ["M401", "Quầy Hộ tịch – Chứng thực", "kc", 12, 0.91],
      ["M402", "Quầy Doanh nghiệp", "cp", 7, 0.89],
      ["M403", "Quầy Giao thông", "cp", 7, 0.87],
      ["M404", "Quầy Lao động – Xã hội", "cp", 5, 0.9],
    ],
  ],
  [
    ...(["M500", "Văn phòng Đăng ký đất đai", "department"] as const),
    [
      ["M501", "Chi nhánh Thượng Nguồn", "cp", 6, 0.88],
      ["M502", "Chi nhánh Đồng Giữa", "cp", 6, 0.87],
      ["M503", "Chi nhánh Cửa Biển", "cp", 5, 0.88],
    ],
  ],
  [
    ...(["M600", "Sở Xây dựng", "department"] as const),
    [
      ["M601", "Phòng Cấp phép", "cp", 4, 0.87],
      ["M602", "Phòng Hạ tầng", "cp", 3, 0.88],
      ["M603", "Phòng Quy hoạch", "cp", 3, 0.89],
    ],
  ],
];

/** Two communes that merge into a third one. Each has half of its ratings and brings its touchpoint. */
const formerUnits: readonly UnitLine[] = [
  ["M291", "Xã Mây Trắng", "k", 3, 0.84],
  ["M292", "Xã Mây Hồng", "c", 3, 0.9],
];

/** The units and the service that something happens to. */
export const cast = {
  improved: "M103",
  merged: "M207",
  silentKiosk: "M106",
  attacked: "M302",
  paper: ["M108", "M208", "M307"],
  slowService: "9.900007",
} as const;

/** All units from the first day on, without the merged commune. */
export function unitsFrom(agency: string, from: string): PutUnits {
  const made = (code: string, name: string, kind: string, parent: string): UnitVersion => ({
    ...{ code, name, kind, parent, national_code: null, valid_from: from, valid_to: null },
  });
  const kindIn = (part: string): string => (part === "area" ? "commune" : part === "center" ? "counter" : "office");
  const units = parts.flatMap(([code, name, kind, below]) => [
    made(code, name, kind, agency),
    ...below.filter(([unit]) => unit !== cast.merged).map(([unit, its]) => made(unit, its, kindIn(kind), code)),
  ]);
  return { units: [...units, ...formerUnits.map(([code, name]) => made(code, name, "commune", "M200"))] };
}

/** The merger: both communes end, a new one begins and inherits their counts. */
export function mergerOn(before: PutUnits, { on, lastDay }: { on: string; lastDay: string }): PutUnits {
  const codes = formerUnits.map(([code]) => code);
  const ended = before.units.filter(({ code }) => codes.includes(code)).map((unit) => ({ ...unit, valid_to: lastDay }));
  const [model] = ended;
  const [, name = ""] = parts.flatMap(([, , , units]) => units).find(([code]) => code === cast.merged) ?? [];
  const heir = model ? [{ ...model, code: cast.merged, name, valid_from: on, valid_to: null }] : [];
  return {
    units: [...ended, ...heir],
    successions: codes.map((from) => ({ from, to: cast.merged, on, share: 1 })),
  };
}

/** The services that a unit offers; communes offer the first three and the last. */
export function servicesOf(unit: string): readonly string[] {
  const [office = ""] = unit.match(/^M[4-6]/) ?? [];
  if (unit === "M402") return ["9.900004"];
  if (unit === "M403") return ["9.900005"];
  return { M5: [cast.slowService], M6: ["9.900006"] }[office] ?? ["9.900001", "9.900002", "9.900003", "9.900008"];
}

/** A touchpoint, the ratings that it gets on a working day, and the share of satisfied people. */
export type Place = {
  readonly id: string;
  readonly unit: string;
  readonly name: string;
  readonly channel: Channel;
  /** Null where people may come for several services. */
  readonly service: string | null;
  readonly perDay: number;
  readonly share: number;
};

const channelOf: Readonly<Record<string, readonly [Channel, name: string, part: number]>> = {
  k: ["kiosk", "Máy đánh giá", 5],
  c: ["counter", "Quầy tiếp nhận", 4],
  p: ["portal", "Cổng dịch vụ công", 3],
  q: ["qr", "Mã QR tại trụ sở", 2],
};

/** All touchpoints; those of the merged commune belong to the two former ones. */
export function samplePlaces(agency: string): readonly Place[] {
  const lines = [...parts.flatMap(([, , , units]) => units), ...formerUnits];
  return lines.filter(([code]) => code !== cast.merged).flatMap((line) => placesAt(agency, line));
}

function placesAt(agency: string, [unit, unitName, letters, perDay, share]: UnitLine): Place[] {
  const all = [...letters].map((letter) => ({ letter, its: channelOf[letter] ?? (["qr", "", 1] as const) }));
  const sum = all.reduce((parts, { its: [, , part] }) => parts + part, 0);
  return all.map(({ letter, its: [channel, what, part] }) => {
    const offered = servicesOf(unit);
    const service = offered.length === 1 || channel === "portal" ? (offered[0] ?? null) : null;
    const id = `${agency}-${letter}00000${unit.toLowerCase()}`;
    const name = `${what}, ${unitName}`;
    return { id, unit, name, channel, service, perDay: (perDay * part) / sum, share };
  });
}

/** The body of a touchpoint that is bound from a day on. */
export function toTouchpoint({ id, unit, name, channel, service }: Place, from: string): NewTouchpoint {
  const comments = channel === "portal" || channel === "qr" ? "published" : "off";
  return { id, unit, channel, service, form: "survey", name, from, comments };
}
