import type { DayCount } from "../../worker/signs/rating-flow.ts";
import type { Accepted } from "../../worker/signs/sign-watch.ts";

/** Numbers from 0 to below 1 that a seed repeats (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A touchpoint with what is usual there: ratings a day, and the share of each level. */
export type Place = { readonly touchpoint: string; readonly perDay: number; readonly shares: readonly number[] };

/** A rating of a simulated day, and whether an attacker made it. */
export type Made = Accepted & { readonly isAttack: boolean };

/** The day that is simulated; days since 1970-01-01. */
export const today = 20_000;
const opensMs: number = today * 86_400_000 + 7.5 * 3_600_000;
const openMs = 8.5 * 3_600_000;

/** Shares of levels in an office where most say 5, as kiosks of good offices show. */
export const goodShares: readonly number[] = [0.01, 0.01, 0.01, 0.05, 0.92];
const usualShares: readonly number[] = [0.03, 0.03, 0.06, 0.23, 0.65];

/** What makes simulated ratings. */
export class Simulation {
  readonly random: () => number;
  readonly places: readonly Place[];
  #made = 0;

  constructor(seed: number, places = 30) {
    this.random = seeded(seed);
    this.places = Array.from({ length: places }, (_, number) => ({
      touchpoint: `t${number}`,
      // The first is a middling one at which things happen; others take 8 to 80 a day.
      perDay: number === 0 ? 50 : 8 + 72 * this.random() ** 2,
      shares: number === 0 ? usualShares : this.#varied(usualShares),
    }));
  }

  #varied(shares: readonly number[]): number[] {
    const some = shares.map((share) => share * (0.5 + this.random()));
    const sum = some.reduce((a, b) => a + b, 0);
    return some.map((share) => share / sum);
  }

  /** A number of events of which so many are usual (Poisson). */
  poisson(mean: number): number {
    if (mean > 200) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.#normal()));
    const end = Math.exp(-mean);
    let count = 0;
    for (let product = this.random(); product > end; product *= this.random()) count += 1;
    return count;
  }

  #normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.random())) * Math.cos(2 * Math.PI * this.random());
  }

  /** A level by its share. */
  level(shares: readonly number[]): number {
    let left = this.random();
    for (const [place, share] of shares.entries()) {
      left -= share;
      if (left < 0) return place + 1;
    }
    return 5;
  }

  /** Ratings of a place on a day: days differ by a quarter up and down. */
  busyness(place: Place): number {
    return this.poisson(place.perDay * Math.exp(0.25 * this.#normal()));
  }

  /** How the levels of a day lie: days differ more than chance. */
  dayShares(place: Place): readonly number[] {
    const some = place.shares.map((share) => share * Math.exp(0.2 * this.#normal()));
    const sum = some.reduce((a, b) => a + b, 0);
    return some.map((share) => share / sum);
  }

  /** 28 days of the past at a place, weekends without ratings. */
  past(place: Place): Map<number, DayCount> {
    const days = new Map<number, DayCount>();
    for (let day = today - 28; day < today; day++) {
      if (day % 7 < 2) continue;
      const all = [0, 0, 0, 0, 0];
      const shares = this.dayShares(place);
      for (let left = this.busyness(place); left > 0; left--) {
        const level = this.level(shares);
        all[level - 1] = (all[level - 1] ?? 0) + 1;
      }
      days.set(day, { all, plain: [...all] });
    }
    return days;
  }

  /** A time of the day: most people come in the middle of the morning and of the afternoon. */
  time(): number {
    const [peak, spread] = this.random() < 0.6 ? [0.25, 0.12] : [0.75, 0.12];
    const at = Math.min(1, Math.max(0, peak + spread * this.#normal()));
    return opensMs + at * openMs;
  }

  /** One rating; without a source it comes from a device. A third of people share a carrier's address with others. */
  rating(touchpoint: string, atMs: number, different: Partial<Made> = {}): Made {
    this.#made += 1;
    const id = `r${this.#made}`;
    const source = this.random() < 0.3 ? `carrier${Math.floor(this.random() * 40)}` : `own${this.#made}`;
    const unit = touchpoint;
    const given = { id, touchpoint, unit, atMs, day: today, level: 5, isBare: this.random() < 0.8 };
    return { ...given, source, browser: `b${this.#made}`, isNew: true, isAttack: false, ...different };
  }

  /** An ordinary day at every place. */
  ordinaryDay(): Made[] {
    return this.places.flatMap((place) => {
      const shares = this.dayShares(place);
      return Array.from({ length: this.busyness(place) }, () =>
        this.rating(place.touchpoint, this.time(), { level: this.level(shares) }),
      );
    });
  }
}
