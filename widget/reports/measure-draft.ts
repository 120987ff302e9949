import type { BodyOf } from "../office-ui/office-client.ts";
import { measureGroups, type MeasureSum, nine } from "./report-kinds.ts";
import type { ReportsKey } from "./reports-messages.ts";

/** A field of the form: a sum, or `tt01.dossiers` and `tt01.1` … `tt01.9`. */
export type MeasureField = MeasureSum | `tt01.${"dossiers" | (typeof nine)[number]}`;

/** What is typed for one unit; a field that is not there is empty. */
export type MeasureDraft = {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly typed: Readonly<Partial<Record<MeasureField, string>>>;
};

/** What is wrong, by field; `places` are filled into the words. */
export type MeasureFaults = ReadonlyMap<
  MeasureField | "place" | "tt01",
  { readonly key: ReportsKey; readonly places: Readonly<Record<string, number>> }
>;

type Measure = BodyOf<"putMeasures">["measures"][number];

const circular = ["tt01.dossiers", ...nine.map((n) => `tt01.${n}` as const)] as const;

/** The whole number of a field; null if it is empty, undefined if it is none. */
function numberIn({ typed }: MeasureDraft, field: MeasureField): number | null | undefined {
  const text = (typed[field] ?? "").trim();
  if (text === "") return null;
  return /^\d{1,13}$/.test(text) ? Number(text) : undefined;
}

/** Finds what is wrong with a draft, before the server does. */
export function faultsOf(draft: MeasureDraft): MeasureFaults {
  const faults = new Map<MeasureField | "place" | "tt01", { key: ReportsKey; places: Record<string, number> }>();
  const { unit, from, to } = draft;
  if (unit === "" || from === "" || to === "" || from > to) faults.set("place", { key: "im.m.days", places: {} });
  for (const field of [...measureGroups.flat(), ...circular]) {
    if (numberIn(draft, field) === undefined) faults.set(field, { key: "im.m.bad", places: {} });
  }
  for (const [whole, ...parts] of measureGroups) {
    const most = numberIn(draft, whole);
    const sum = parts.reduce((total, part) => total + (numberIn(draft, part) ?? 0), 0);
    if (most !== null && most !== undefined && sum > most)
      faults.set(whole, { key: "im.m.more", places: { sum, whole: most } });
  }
  const scored = numberIn(draft, "tt01.dossiers") ?? 0;
  for (const field of circular.slice(1)) {
    if ((numberIn(draft, field) ?? 0) > 2 * scored)
      faults.set(field, { key: "im.m.most", places: { most: 2 * scored } });
  }
  const filled = circular.filter((field) => numberIn(draft, field) !== null).length;
  if (filled > 0 && filled < circular.length) faults.set("tt01", { key: "im.m.all9", places: {} });
  return faults;
}

/** The measure of a draft without faults. An empty field is left out: not reported is not 0. */
export function measureOf(draft: MeasureDraft): Measure {
  const { unit, from, to } = draft;
  const sums = measureGroups.flat().flatMap((sum) => {
    const number = numberIn(draft, sum);
    return typeof number === "number" ? [[sum, number] as const] : [];
  });
  const dossiers = numberIn(draft, "tt01.dossiers");
  const points = nine.map((n) => numberIn(draft, `tt01.${n}`) ?? 0);
  return {
    ...{ unit, from, to },
    ...Object.fromEntries(sums),
    ...(typeof dossiers === "number" ? { tt01: { dossiers, points } } : {}),
  };
}
