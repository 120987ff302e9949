import { firstDayOfMonth, lastDayOfMonth } from "../../shared/calendar/day.ts";

/** A touchpoint of the benchmarks' agency. */
type Place = { readonly id: string; readonly unit: string };

const services = 30;
const channels = ["portal", "kiosk", "counter", "qr"] as const;

/** The services of the benchmarks' agency. */
export const latticeServices: readonly string[] = Array.from({ length: services }, (_, place) => `1.${1000 + place}`);

/** A rating as the rollups take it. */
export type Counted = {
  readonly feedback: string;
  readonly day: number;
  readonly question: string;
  readonly unit: string;
  readonly service: string;
  readonly channel: string;
  readonly touchpoint: string;
  readonly standing: "plain";
  readonly correctedMs: number;
  readonly level: number;
  readonly by: 1;
};

/** A number in 0..1 that the same places always have. */
function shareOf(...places: readonly number[]): number {
  let mixed = 2_166_136_261;
  for (const place of places) mixed = Math.imul(mixed ^ (place + 0x9e37), 16_777_619) ^ (mixed >>> 13);
  return (mixed >>> 0) / 2 ** 32;
}

/**
 * Ratings of one month (counted from year 0), for every unit, service and channel: of big units and common services many,
 * of others so few that about a quarter of all rows are of too few people.
 */
export function latticeOfMonth(month: number, touchpoints: readonly Place[]): Counted[] {
  const [first, last] = [firstDayOfMonth(month), lastDayOfMonth(month)];
  const units = [...new Map(touchpoints.map((one) => [one.unit, one])).values()];
  const changes: Counted[] = [];
  for (const [unitPlace, { unit, id: touchpoint }] of units.entries()) {
    for (const [servicePlace, service] of latticeServices.entries()) {
      for (const [channelPlace, channel] of channels.entries()) {
        const at = [month, unitPlace, servicePlace, channelPlace] as const;
        const people = Math.floor(28 * (0.3 + shareOf(unitPlace)) * (shareOf(7, servicePlace) + 0.1) * shareOf(...at));
        for (let person = 0; person < people; person++) {
          const day = first + Math.floor(shareOf(...at, person) * (last - first + 1));
          const level = 1 + Math.floor(shareOf(...at, person, 1) * 5);
          const named = { feedback: "", day, unit, service, channel, touchpoint, level, question: "overall" };
          changes.push({ ...named, standing: "plain", correctedMs: day * 86_400_000, by: 1 });
        }
      }
    }
  }
  return changes;
}

/**
 * Ratings of one month of an agency in which every fourth unit has 1 to 15 people a quarter, and the others 30 to 330: each of
 * them in any month of the quarter, for any service and by any channel.
 */
export function fewOfMonth(month: number, touchpoints: readonly Place[]): Counted[] {
  const [first, last] = [firstDayOfMonth(month), lastDayOfMonth(month)];
  const units = [...new Map(touchpoints.map((one) => [one.unit, one])).values()];
  const quarter = Math.floor(month / 3);
  const changes: Counted[] = [];
  for (const [unitPlace, { unit, id: touchpoint }] of units.entries()) {
    const share = shareOf(unitPlace, quarter);
    const people = unitPlace % 4 === 0 ? 1 + Math.floor(share * 15) : 30 + Math.floor(share * 300);
    for (let person = 0; person < people; person++) {
      const at = [unitPlace, quarter, person] as const;
      if (Math.floor(shareOf(...at, 1) * 3) !== month % 3) continue;
      const day = first + Math.floor(shareOf(...at, 2) * (last - first + 1));
      const service = latticeServices[Math.floor(shareOf(...at, 3) * services)] ?? "";
      const channel = channels[Math.floor(shareOf(...at, 4) * channels.length)] ?? "kiosk";
      const level = 1 + Math.floor(shareOf(...at, 5) * 5);
      const named = { feedback: "", day, unit, service, channel, touchpoint, level, question: "overall" };
      changes.push({ ...named, standing: "plain", correctedMs: day * 86_400_000, by: 1 });
    }
  }
  return changes;
}

/** Seeds by their name. */
export const latticeSeeds = { many: latticeOfMonth, few: fewOfMonth } as const;

/** See {@link latticeSeeds}. */
export type LatticeSeed = keyof typeof latticeSeeds;
