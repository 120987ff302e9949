import { goodShares, type Made, type Place, type Simulation } from "./simulate-signs.ts";

/** Something that happens on a day, besides what is ordinary. */
export type Scenario = {
  readonly name: string;
  readonly isAttack: boolean;
  /** What is usual at the first place, where it differs. */
  readonly place?: Partial<Place>;
  /** Shares of the levels there on this day, where they are not as usual. */
  readonly todayShares?: readonly number[];
  /** Whether the first place is a kiosk, whose device signs. */
  readonly isKiosk?: true;
  /** Whether everybody at the first place shares one address, such as the hall's own network. */
  readonly isOneAddress?: true;
  readonly happens: (simulation: Simulation, place: Place) => Made[];
};

const second = 1000;
const minute = 60 * second;

function repeated(count: number, make: (number: number) => Made): Made[] {
  return Array.from({ length: count }, (_, number) => make(number));
}

/** The times of a sender that goes by the rate limits: some at once, then one after each interval. */
function limited(beginMs: number, count: number, { atOnce, everyMs }: { atOnce: number; everyMs: number }): number[] {
  return Array.from({ length: count }, (_, number) => beginMs + Math.max(0, number - atOnce + 1) * everyMs);
}

const byLaptop = { source: "laptop", isAttack: true, level: 1, isBare: true, browser: null };
const kiosk = { source: null, browser: null };

const honest: readonly Scenario[] = [
  { name: "an ordinary day", isAttack: false, happens: () => [] },
  {
    name: "market-day rush: four times the people in three hours",
    isAttack: false,
    happens: (simulation, { touchpoint, perDay, shares }) => {
      const begin = simulation.time();
      return repeated(simulation.poisson(perDay * 3), () =>
        simulation.rating(touchpoint, begin + simulation.random() * 180 * minute, { level: simulation.level(shares) }),
      );
    },
  },
  {
    name: "school trip at a kiosk: 40 children in 20 minutes",
    isAttack: false,
    isKiosk: true,
    happens: (simulation, { touchpoint }) => {
      const begin = simulation.time();
      return repeated(40, (number) =>
        simulation.rating(touchpoint, begin + number * 30 * second, {
          ...kiosk,
          level: simulation.level([0.1, 0.05, 0.1, 0.15, 0.6]),
        }),
      );
    },
  },
  {
    name: "school trip with phones behind one address: 30 in 10 minutes",
    isAttack: false,
    happens: (simulation, { touchpoint }) =>
      limited(simulation.time(), 30, { atOnce: 5, everyMs: 20 * second }).map((atMs) =>
        simulation.rating(touchpoint, atMs, { source: "school", level: simulation.level([0.1, 0.05, 0.1, 0.15, 0.6]) }),
      ),
  },
  {
    name: "one family on one phone: 4 in 4 minutes",
    isAttack: false,
    happens: (simulation, { touchpoint, shares }) => {
      const begin = simulation.time();
      return repeated(4, (number) =>
        simulation.rating(touchpoint, begin + number * minute, {
          ...{ source: "family", browser: "family" },
          level: simulation.level(shares),
        }),
      );
    },
  },
  {
    name: "a child at a kiosk: 12 faces in two minutes",
    isAttack: false,
    isKiosk: true,
    happens: (simulation, { touchpoint }) => {
      const begin = simulation.time();
      return repeated(12, (number) =>
        simulation.rating(touchpoint, begin + number * 10 * second, {
          ...kiosk,
          level: simulation.level([0.2, 0.2, 0.2, 0.2, 0.2]),
          isBare: true,
        }),
      );
    },
  },
  {
    name: "a day on which a system fails: half of all say 1 or 2",
    isAttack: false,
    todayShares: [0.3, 0.2, 0.06, 0.14, 0.3],
    happens: () => [],
  },
  { name: "a hall whose visitors share one address", isAttack: false, isOneAddress: true, happens: () => [] },
];

const attacks: readonly Scenario[] = [
  {
    name: "one laptop at one touchpoint, half an hour at the rate limit",
    isAttack: true,
    happens: (simulation, { touchpoint }) =>
      limited(simulation.time(), 95, { atOnce: 5, everyMs: 20 * second }).map((atMs) =>
        simulation.rating(touchpoint, atMs, byLaptop),
      ),
  },
  {
    name: "one laptop over all touchpoints, half an hour at the rate limit",
    isAttack: true,
    happens: (simulation) =>
      limited(simulation.time(), 190, { atOnce: 10, everyMs: 10 * second }).map((atMs, number) =>
        simulation.rating(`t${number % simulation.places.length}`, atMs, byLaptop),
      ),
  },
  {
    name: "slow drip from one source: one in 8 minutes",
    isAttack: true,
    happens: (simulation, { touchpoint }) =>
      repeated(60, () => simulation.rating(touchpoint, simulation.time(), byLaptop)),
  },
  {
    name: "drip from 200 sources over a day at one touchpoint, all 1",
    isAttack: true,
    happens: (simulation, { touchpoint }) =>
      repeated(200, (number) =>
        simulation.rating(touchpoint, simulation.time(), { ...byLaptop, source: `drip${number}` }),
      ),
  },
  {
    name: "drip from 200 sources over a day at one touchpoint, all 5",
    isAttack: true,
    happens: (simulation, { touchpoint }) =>
      repeated(200, (number) =>
        simulation.rating(touchpoint, simulation.time(), { ...byLaptop, source: `drip${number}`, level: 5 }),
      ),
  },
  {
    name: "drip from 200 sources over a day, one each, over all touchpoints",
    isAttack: true,
    happens: (simulation) =>
      repeated(200, (number) =>
        simulation.rating(`t${number % simulation.places.length}`, simulation.time(), {
          ...byLaptop,
          source: `drip${number}`,
        }),
      ),
  },
  {
    name: "staff tap in a quiet hour: 25 times 5 in six minutes",
    isAttack: true,
    isKiosk: true,
    happens: (simulation, { touchpoint }) => {
      const begin = simulation.time();
      return repeated(25, (number) =>
        simulation.rating(touchpoint, begin + number * 15 * second, { ...kiosk, isAttack: true, isBare: true }),
      );
    },
  },
  {
    name: "a meeting where all are told to rate: 40 times 5 in 15 minutes",
    isAttack: true,
    happens: (simulation, { touchpoint }) => {
      const begin = simulation.time();
      return repeated(40, (number) =>
        simulation.rating(touchpoint, begin + simulation.random() * 15 * minute, {
          ...{ isAttack: true, isBare: true },
          source: `guest${number}`,
        }),
      );
    },
  },
];

/** What is simulated, honest days first. */
export const scenarios: readonly Scenario[] = [...honest, ...attacks];

/** A kiosk in a good office, and how many days it is open in a year. */
export const goodKiosk = { place: { touchpoint: "t0", perDay: 60, shares: goodShares }, days: 250 };
