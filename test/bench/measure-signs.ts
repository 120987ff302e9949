import { computeIndex } from "../../shared/methods/compute-index.ts";
import { topTwo } from "../../shared/methods/top-two.ts";
import { type SignWatch, signWatch } from "../../worker/signs/sign-watch.ts";
import { goodKiosk, type Scenario, scenarios } from "./sign-scenarios.ts";
import { type Made, type Place, Simulation, today } from "./simulate-signs.ts";

const seed = 20_261_129;
const runs = 100;
const signs = ["burst", "streak", "repeat"] as const;
type Sign = (typeof signs)[number];

/** What one run showed of one sign. */
type Shown = { honest: number; attack: number; firstAfterMs: number | null };
type Run = {
  readonly honest: number;
  readonly attack: number;
  readonly shown: Record<Sign, Shown>;
  readonly index: Index;
};

/** `top-two@1` of the whole agency's day: of honest people alone, with the attack, and after what carries `burst` is set aside. */
type Index = { readonly honest: number; readonly attacked: number; readonly after: number; readonly isInside: boolean };

function indexOf(made: readonly Made[], aside: ReadonlySet<string>): Index {
  const tallyOf = (some: readonly Made[]): [number, number, number, number, number] => {
    const [one, two, three, four, five] = [1, 2, 3, 4, 5].map(
      (level) => some.filter((it) => it.level === level).length,
    );
    return [one ?? 0, two ?? 0, three ?? 0, four ?? 0, five ?? 0];
  };
  const honest = computeIndex(topTwo, tallyOf(made.filter(({ isAttack }) => !isAttack))).value ?? 0;
  const attacked = computeIndex(topTwo, tallyOf(made)).value ?? 0;
  const { value, interval } = computeIndex(topTwo, tallyOf(made.filter(({ id }) => !aside.has(id))));
  const isInside = interval !== null && interval.low <= honest && honest <= interval.high;
  return { honest, attacked, after: value ?? 0, isInside };
}

/** A watch that has the past of simulated places behind it. */
function watchOver(simulation: Simulation, first: Place): SignWatch {
  const places = simulation.places.map((place, number) => (number === 0 ? first : place));
  const pasts = new Map(places.map((place) => [place.touchpoint, simulation.past(place)]));
  const agency = new Map<number, { all: number[]; plain: number[] }>();
  for (const [day, { all }] of [...pasts.values()].flatMap((past) => [...past])) {
    const sum = agency.get(day) ?? { all: [0, 0, 0, 0, 0], plain: [0, 0, 0, 0, 0] };
    for (const [place, people] of all.entries()) {
      sum.all[place] = (sum.all[place] ?? 0) + people;
      sum.plain[place] = (sum.plain[place] ?? 0) + people;
    }
    agency.set(day, sum);
  }
  return signWatch({
    past: (of) => new Map(of === null ? agency : pasts.get(of.touchpoint)),
    newest: () => [],
    isOpen: () => null,
  });
}

/** Looks at ratings one by one in the order of time. */
function look(watch: SignWatch, made: readonly Made[]): Run {
  const byId = new Map(made.map((rating) => [rating.id, rating]));
  const shown = Object.fromEntries(
    signs.map((sign) => [sign, { honest: 0, attack: 0, firstAfterMs: null }]),
  ) as unknown as Record<Sign, Shown>;
  const begunMs = Math.min(...made.filter(({ isAttack }) => isAttack).map(({ atMs }) => atMs));
  const bursts = new Set<string>();
  for (const rating of [...made].sort((one, other) => one.atMs - other.atMs)) {
    for (const [id, given] of watch.look([rating])) {
      if (given.has("burst")) bursts.add(id);
      for (const sign of signs.filter((one) => given.has(one))) {
        const one = shown[sign];
        if (byId.get(id)?.isAttack) {
          one.attack += 1;
          one.firstAfterMs ??= rating.atMs - begunMs;
        } else one.honest += 1;
      }
    }
  }
  const attack = made.filter(({ isAttack }) => isAttack).length;
  return { honest: made.length - attack, attack, shown, index: indexOf(made, bursts) };
}

function runOnce(scenario: Scenario, number: number): Run {
  const simulation = new Simulation(seed + number);
  const place = { ...(simulation.places[0] as Place), ...scenario.place };
  const watch = watchOver(simulation, place);
  const ordinary = simulation.ordinaryDay().map((rating) => {
    if (rating.touchpoint !== place.touchpoint) return rating;
    if (scenario.todayShares) return { ...rating, level: simulation.level(scenario.todayShares) };
    if (scenario.isOneAddress) return { ...rating, source: "hall" };
    return scenario.isKiosk ? { ...rating, source: null, browser: null } : rating;
  });
  return look(watch, [...ordinary, ...scenario.happens(simulation, place)]);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;
}

function median(values: readonly number[]): number | null {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}

function rowOf({ name, isAttack }: Scenario, made: readonly Run[]): string {
  const cells = signs.map((sign) => {
    const shown = made.map((run) => run.shown[sign]);
    const sum = (of: (run: Run) => number): number => made.reduce((total, run) => total + of(run), 0);
    const honest = percent(
      sum((run) => run.shown[sign].honest),
      sum((run) => run.honest),
    );
    if (!isAttack) return `${shown.filter(({ honest: n }) => n > 0).length} of ${runs} days, ${honest}`;
    const seen = shown.flatMap(({ firstAfterMs }) => firstAfterMs ?? []);
    if (seen.length === 0) return "missed";
    const found = percent(
      sum((run) => run.shown[sign].attack),
      sum((run) => run.attack),
    );
    return `missed ${runs - seen.length}, after ${Math.round((median(seen) ?? 0) / 6000) / 10} min, ${found} (honest ${honest})`;
  });
  return `| ${[name, ...cells].join(" | ")} |`;
}

/** What an attack does to the day's index of the agency, and what setting its burst aside undoes. */
function indexRow({ name }: Scenario, made: readonly Run[]): string {
  const mean = (of: (index: Index) => number): string =>
    (made.reduce((sum, { index }) => sum + of(index), 0) / made.length).toFixed(1);
  const values = [mean(({ honest }) => honest), mean(({ attacked }) => attacked), mean(({ after }) => after)];
  return `| ${[name, ...values, `${made.filter(({ index }) => index.isInside).length} of ${runs} days`].join(" | ")} |`;
}

/** Days of a year on which each sign stood on something in a good office's kiosk. */
function measureGoodKiosk(): string {
  const { place, days } = goodKiosk;
  const simulation = new Simulation(seed, 1);
  const watch = watchOver(simulation, place);
  const made: Made[] = [];
  for (let day = 0, at = today; day < days; at++) {
    if (at % 7 < 2) continue;
    day += 1;
    const shares = simulation.dayShares(place);
    for (let left = simulation.busyness(place); left > 0; left--) {
      const atMs = simulation.time() + (at - today) * 86_400_000;
      const level = simulation.level(shares);
      made.push(simulation.rating(place.touchpoint, atMs, { day: at, level, source: null, browser: null }));
    }
  }
  const { honest, shown } = look(watch, made);
  const cells = signs.map((sign) => `${shown[sign].honest} of ${honest} ratings`);
  return `| a year of a kiosk where 92 % say 5 | ${cells.join(" | ")} |`;
}

/** Prints false and missed alarms of each sign on simulated days, the same for the same seed. */
export function measureSigns(): void {
  const begun = performance.now();
  console.log(`Signs on simulated days, ${runs} of each kind, seed ${seed}`);
  console.log(`| what happens | ${signs.join(" | ")} |`);
  console.log(`|---|${signs.map(() => "---").join("|")}|`);
  let looked = 0;
  let lookedMs = 0;
  const indices: string[] = [];
  for (const scenario of scenarios) {
    const made = Array.from({ length: runs }, (_, number) => runOnce(scenario, number));
    console.log(rowOf(scenario, made));
    if (scenario.isAttack) indices.push(indexRow(scenario, made));
  }
  console.log(measureGoodKiosk());
  console.log("\n| attack | honest index | attacked | burst set aside | honest index inside the interval then |");
  console.log(["|---|---|---|---|---|", ...indices, ""].join("\n"));
  for (let number = 0; number < 20; number++) {
    const simulation = new Simulation(seed + number);
    const watch = watchOver(simulation, simulation.places[0] as Place);
    const day = simulation.ordinaryDay();
    const from = performance.now();
    for (const rating of day) watch.look([rating]);
    lookedMs += performance.now() - from;
    looked += day.length;
  }
  console.log(
    `${((1000 * lookedMs) / looked).toFixed(1)} µs a rating; ${((performance.now() - begun) / 1000).toFixed(0)} s in all`,
  );
}
