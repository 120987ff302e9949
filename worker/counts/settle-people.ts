import { type Day, lastDayOfMonth, monthOf } from "../../shared/calendar/day.ts";
import { mixed } from "./rollup-source.ts";

/** What whoever works in a unit knows of the people who came: where, for what and to whom. `standing` is its place in the list. */
export type SettlingLabels = {
  readonly unit: string;
  readonly channel: string;
  readonly touchpoint: string;
  readonly service: string;
  readonly officer: string;
  readonly standing: number;
};

/** People of one day who share all labels, and whose answers no key of a unit has seen. */
export type UnsettledCell = SettlingLabels & { readonly day: Day; readonly people: number };

/** People whose answers settle together. A label in which they differ is {@link mixed}. */
export type SettledPeople<Cell extends UnsettledCell = UnsettledCell> = SettlingLabels & {
  readonly from: Day;
  readonly to: Day;
  readonly cells: readonly Cell[];
};

/** `fewest` is the fewest people who settle together, `through` the last closed day. */
export type Settling = { readonly fewest: number; readonly through: Day };

/**
 * Whose answers settle at the close of a day, of the people of one unit. What is not returned waits.
 *
 * Keys of a unit read sums of what settled together, and nothing else. Everybody settles once, for good, and with at least
 * `fewest` − 1 others. So whatever such keys ask, and however they subtract their answers, they get sums over at least `fewest`
 * people. This is the whole defence: all groupings are by labels of what settled together.
 *
 * - A day on which enough people rated at a touchpoint settles by itself. Other days are joined until they hold enough.
 * - At the close of a month, what is left at all touchpoints of the unit settles together, if that is enough.
 * - What settles together is divided by standing, channel, touchpoint, service and officer as far as each part has enough people.
 * - People whose ratings are set aside never settle with others: an index leaves them out.
 */
export function settlePeople<Cell extends UnsettledCell>(
  cells: readonly Cell[],
  settling: Settling,
): SettledPeople<Cell>[] {
  const closed = cells.filter(({ day }) => day <= settling.through);
  const aside = closed.filter(isSetAside);
  const counted = closed.filter((cell) => !isSetAside(cell));
  return [aside, counted]
    .flatMap((people) => joinedPeople(people, settling))
    .flatMap((people) => divided(people, settling.fewest))
    .map(labelled);
}

type Group<Cell> = readonly Cell[];

/** Place of `set_aside` in the list of standings. */
function isSetAside({ standing }: UnsettledCell): boolean {
  return standing === 2;
}

function joinedPeople<Cell extends UnsettledCell>(cells: Group<Cell>, { fewest, through }: Settling): Group<Cell>[] {
  const settled: Group<Cell>[] = [];
  let waiting = cells;
  const months = [...new Set(cells.map(({ day }) => monthOf(day)))].sort((a, b) => a - b);
  for (const lastDay of months.map(lastDayOfMonth).filter((day) => day <= through)) {
    const due = ofPlaces(
      waiting.filter(({ day }) => day <= lastDay),
      fewest,
    );
    const isEnough = peopleOf(due.left) >= fewest;
    settled.push(...due.settled, ...(isEnough ? [due.left] : []));
    waiting = [...(isEnough ? [] : due.left), ...waiting.filter(({ day }) => day > lastDay)];
  }
  return [...settled, ...ofPlaces(waiting, fewest).settled];
}

type Joined<Cell> = { readonly settled: Group<Cell>[]; readonly left: Group<Cell> };

function ofPlaces<Cell extends UnsettledCell>(cells: Group<Cell>, fewest: number): Joined<Cell> {
  const places = [...Map.groupBy(cells, ({ channel, touchpoint }) => `${channel} ${touchpoint}`).values()];
  const joined = places.map((place) => joinedDays(place, fewest));
  return { settled: joined.flatMap(({ settled }) => settled), left: joined.flatMap(({ left }) => left) };
}

function joinedDays<Cell extends UnsettledCell>(cells: Group<Cell>, fewest: number): Joined<Cell> {
  const days = [...Map.groupBy(cells, ({ day }) => day)].sort(([a], [b]) => a - b).map(([, people]) => people);
  const settled: Group<Cell>[] = [];
  let left: Cell[] = [];
  for (const day of days) {
    if (peopleOf(day) >= fewest) settled.push(day);
    else left.push(...day);
    if (peopleOf(left) < fewest) continue;
    settled.push(left);
    left = [];
  }
  return { settled, left };
}

/** What people are divided by, first to last. */
const divisions = ["standing", "channel", "touchpoint", "service", "officer"] as const;

/** Parts of people, each of at least `fewest`, and as alike as that allows. */
function divided<Cell extends UnsettledCell>(
  cells: Group<Cell>,
  fewest: number,
  [by, ...others]: readonly (typeof divisions)[number][] = divisions,
): Group<Cell>[] {
  if (by === undefined) return [cells];
  const parts = [...Map.groupBy(cells, (cell) => cell[by]).values()];
  const large = parts.filter((part) => peopleOf(part) >= fewest).sort((a, b) => peopleOf(a) - peopleOf(b));
  const rest = parts.filter((part) => peopleOf(part) < fewest).flat();
  // Too few to stand alone: they go with the smallest part.
  const joined = peopleOf(rest) >= fewest ? [...large, rest] : [[...(large[0] ?? []), ...rest], ...large.slice(1)];
  return joined.flatMap((part) => divided(part, fewest, others));
}

function peopleOf(cells: Group<UnsettledCell>): number {
  return cells.reduce((sum, { people }) => sum + people, 0);
}

function labelled<Cell extends UnsettledCell>(cells: Group<Cell>): SettledPeople<Cell> {
  const label = (name: "unit" | "channel" | "touchpoint" | "service" | "officer"): string => {
    const [first = "", ...others] = new Set(cells.map((cell) => cell[name]));
    return others.length === 0 ? first : mixed;
  };
  const standings = new Set(cells.map(({ standing }) => standing));
  const [standing = 0] = standings;
  const days = cells.map(({ day }) => day);
  return {
    ...{ unit: label("unit"), channel: label("channel"), touchpoint: label("touchpoint"), service: label("service") },
    officer: label("officer"),
    // Single flagged people among others count as the others do.
    standing: standings.size === 1 ? standing : 0,
    from: days.reduce((least, day) => Math.min(least, day)),
    to: days.reduce((most, day) => Math.max(most, day)),
    cells,
  };
}
