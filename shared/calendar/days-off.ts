import { assumedDaysOff } from "./assumed-days-off.ts";
import { type Day, parseDay } from "./day.ts";

/** A day on which state offices are closed, and its name in Vietnamese, as decisions write it. */
export type DayOff = { readonly day: Day; readonly name: string };

/** A weekend day that is worked, and the day off that it was swapped for; null if that is not known. */
export type SwappedDay = { readonly day: Day; readonly insteadOf: Day | null };

/**
 * Days off of state offices in a year, besides weekends. Some may fall on a weekend.
 * `decreed`: a decision for the year is in the table; `assumed`: there is none, so they are computed from the law.
 */
export type PublicYear = {
  readonly year: number;
  readonly basis: "decreed" | "assumed";
  readonly sources: readonly string[];
  readonly daysOff: readonly DayOff[];
  readonly workingDays: readonly SwappedDay[];
};

/** A span is `MM-DD` or `MM-DD..MM-DD`. A swap is the day worked and the day off. */
type Decreed = {
  readonly sources: readonly string[];
  readonly daysOff: readonly (readonly [span: string, name: string])[];
  readonly swaps: readonly (readonly [worked: string, off: string])[];
};

const newYear = "Tết Dương lịch";
const tet = "Tết Âm lịch";
const hungKings = "Giỗ Tổ Hùng Vương";
const victory = "Ngày Chiến thắng";
const labour = "Ngày Quốc tế Lao động";
const nationalDay = "Quốc khánh";
const culture = "Ngày Văn hóa Việt Nam";
const swapped = "Nghỉ hoán đổi";

const labourCode = "Bộ luật Lao động 45/2019/QH14, Điều 111 khoản 3 và Điều 112";
const cultureDay = "Nghị quyết 28/2026/QH16 (24/04/2026), Điều 2";

/** Append a year once its decision is published. Add later decisions on swaps to their year. */
const decreedYears: ReadonlyMap<number, Decreed> = new Map<number, Decreed>([
  [
    2024,
    {
      sources: [
        labourCode,
        "8662/VPCP-KGVX (03/11/2023) và Thông báo 5015/TB-LĐTBXH: Tết Âm lịch, Quốc khánh",
        "2450/VPCP-KGVX (12/04/2024) và Thông báo 1570/TB-LĐTBXH: hoán đổi 29/4 sang 4/5",
      ],
      daysOff: [
        ["01-01", newYear],
        ["02-08..02-14", tet],
        ["04-18", hungKings],
        ["04-29", swapped],
        ["04-30", victory],
        ["05-01", labour],
        ["09-02..09-03", nationalDay],
      ],
      swaps: [["05-04", "04-29"]],
    },
  ],
  [
    2025,
    {
      sources: [
        labourCode,
        "8726/VPCP-KGVX (26/11/2024) và Thông báo 6150/TB-BLĐTBXH (03/12/2024): Tết Âm lịch, Quốc khánh, hoán đổi 2/5 sang 26/4",
      ],
      daysOff: [
        ["01-01", newYear],
        ["01-27..01-31", tet],
        ["04-07", hungKings],
        ["04-30", victory],
        ["05-01", labour],
        ["05-02", swapped],
        ["09-01..09-02", nationalDay],
      ],
      swaps: [["04-26", "05-02"]],
    },
  ],
  [
    2026,
    {
      sources: [
        labourCode,
        "12729/VPCP-KGVX (25/12/2025): hoán đổi 2/1 sang 10/1",
        "9859/VPCP-KGVX (13/10/2025) và Thông báo 9441/TB-BNV (16/10/2025): Tết Âm lịch, Quốc khánh, hoán đổi 31/8 sang 22/8",
        "3383/BNV-CVL (10/04/2026): Giỗ Tổ nghỉ bù 27/4, không hoán đổi dịp 30/4",
        cultureDay,
        "10065/VPCP-KGVX (02/10/2026): Ngày Văn hóa Việt Nam nghỉ 01 ngày",
      ],
      daysOff: [
        ["01-01", newYear],
        ["01-02", swapped],
        ["02-16..02-20", tet],
        ["04-26", hungKings],
        ["04-27", `Nghỉ bù ${hungKings}`],
        ["04-30", victory],
        ["05-01", labour],
        ["08-31", swapped],
        ["09-01..09-02", nationalDay],
        ["11-24", culture],
      ],
      swaps: [
        ["01-10", "01-02"],
        ["08-22", "08-31"],
      ],
    },
  ],
  [
    2027,
    {
      sources: [labourCode, "10065/VPCP-KGVX (02/10/2026): Tết Âm lịch, Quốc khánh", cultureDay],
      daysOff: [
        ["01-01", newYear],
        ["02-04..02-10", tet],
        ["04-16", hungKings],
        ["04-30", victory],
        ["05-01", labour],
        ["05-03", `Nghỉ bù ${labour}`],
        ["09-02..09-03", nationalDay],
        ["11-24", culture],
      ],
      swaps: [],
    },
  ],
]);

/** Returns the days off of a year: as decided if the table has its decision, else as computed from the law. */
export function publicDaysOff(year: number): PublicYear {
  const decreed = decreedYears.get(year);
  if (decreed === undefined) {
    return {
      year,
      basis: "assumed",
      sources: [labourCode, cultureDay],
      daysOff: assumedDaysOff(year),
      workingDays: [],
    };
  }
  const dayIn = (monthAndDate: string): Day => dayOf(`${year}-${monthAndDate}`);
  return {
    year,
    basis: "decreed",
    sources: decreed.sources,
    daysOff: decreed.daysOff.flatMap(([span, name]) => {
      const [from = "", to = from] = span.split("..");
      return daysFrom(dayIn(from), dayIn(to)).map((day) => ({ day, name }));
    }),
    workingDays: decreed.swaps.map(([worked, off]) => ({ day: dayIn(worked), insteadOf: dayIn(off) })),
  };
}

function dayOf(text: string): Day {
  const day = parseDay(text);
  if (day === null) throw new Error(`the table of days off names ${text}, which is no day`);
  return day;
}

function daysFrom(from: Day, to: Day): Day[] {
  return Array.from({ length: to - from + 1 }, (_, place) => from + place);
}
