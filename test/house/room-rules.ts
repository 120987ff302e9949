import { resolveImport } from "./import-rules.ts";
import type { SourceFacts } from "./read-source.ts";
import { below, houseOf, manyDoors, mostDoors, type Rooms } from "./rooms.ts";

/** The table of rooms, and the code that it speaks of. */
export type Building = {
  readonly rooms: Rooms;
  /** Folders that hold code, each with a slash at the end. */
  readonly folders: readonly string[];
  readonly sources: readonly Pick<SourceFacts, "path" | "imports">[];
};

/** A rule of the whole building, and a broken building: its table and its files' text by path. */
export type RoomRule = {
  readonly says: string;
  readonly faults: (building: Building) => string[];
  readonly example: { readonly rooms: Rooms; readonly texts: Readonly<Record<string, string>> };
};

type Arrow = {
  readonly from: string;
  readonly to: string;
  readonly place: string;
  readonly file: string;
};

/** The room that a file stands in: its first two folders, or the house itself. */
export function roomOf(path: string): string {
  return /^[^/]+\/(?:[^/]+\/)?/.exec(path)?.[0] ?? "";
}

/** Imports into another room of the houses that the table speaks of; those of types alone as well. */
function arrowsOf({ rooms, sources }: Building): Arrow[] {
  const houses = new Set(Object.keys(rooms).map(houseOf));
  return sources.flatMap(({ path, imports }) =>
    imports
      .map(({ from, line }) => ({ file: resolveImport(path, from), place: `${path}:${line}` }))
      .filter(({ file }) => houses.has(houseOf(file)))
      .map(({ file, place }) => ({ from: roomOf(path), to: roomOf(file), place, file }))
      .filter(({ from, to }) => from !== to),
  );
}

function upwards(building: Building): string[] {
  const floorOf = (room: string): number => building.rooms[room]?.floor ?? 0;
  return arrowsOf(building)
    .filter(({ from, to }) => floorOf(to) > floorOf(from))
    .map(({ place, to, from }) => `${place}: ${to} is on floor ${floorOf(to)}, ${from} on floor ${floorOf(from)}`);
}

function unlisted(building: Building): string[] {
  return arrowsOf(building)
    .filter(({ from, to }) => houseOf(from) === houseOf(to) && !mayUse(building.rooms, from, to))
    .map(({ place, from, to }) => `${place}: ${from} uses ${to}`);
}

function mayUse(rooms: Rooms, from: string, to: string): boolean {
  const user = rooms[from];
  const used = rooms[to];
  if (user === undefined || used === undefined) return false;
  return user.uses.includes(to) || (user.uses.includes(below) && used.floor < user.floor);
}

/** Put all rooms together: they import stores and operations, which are no doors of a room. */
const composers: readonly string[] = ["worker/agency/", "worker/"];

function pastDoors(building: Building): string[] {
  return arrowsOf(building)
    .filter(({ from }) => !composers.includes(from))
    .filter(({ to, file }) => {
      const doors = building.rooms[to]?.doors ?? [];
      return doors !== "every file" && !doors.includes(file.slice(to.length));
    })
    .map(({ place, file }) => `${place}: ${file} is no door`);
}

function cycles(building: Building): string[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of arrowsOf(building)) next.set(from, (next.get(from) ?? new Set<string>()).add(to));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (room: string, way: readonly string[]): void => {
    const since = way.indexOf(room);
    if (since >= 0) found.push([...way.slice(since), room].join(" → "));
    if (since >= 0 || done.has(room)) return;
    for (const to of next.get(room) ?? []) visit(to, [...way, room]);
    done.add(room);
  };
  for (const room of next.keys()) visit(room, []);
  return found;
}

function unused(building: Building): string[] {
  const arrows = arrowsOf(building);
  return Object.entries(building.rooms).flatMap(([name, { uses, doors }]) => [
    ...uses
      .filter((room) => room !== below && !arrows.some(({ from, to }) => from === name && to === room))
      .map((room) => `${name} does not use ${room}`),
    ...(doors === "every file" ? [] : doors)
      .filter((door) => !arrows.some(({ file }) => file === name + door))
      .map((door) => `no other room uses ${name}${door}`),
  ]);
}

function tooManyDoors({ rooms }: Building): string[] {
  return Object.entries(rooms)
    .map(([name, { doors }]) => ({ name, count: doors === "every file" ? 0 : doors.length }))
    .filter(({ name, count }) => (count > mostDoors ? count : undefined) !== manyDoors[name])
    .map(({ name, count }) => `${name} has ${count} doors, and ${manyDoors[name] ?? "no number"} among the exceptions`);
}

/** Three rooms, one above the other. */
export const three: Rooms = {
  "worker/ground/": { floor: 1, does: "ground", uses: [], doors: ["door.ts"] },
  "worker/line/": { floor: 2, does: "line", uses: ["worker/ground/"], doors: ["door.ts"] },
  "worker/feature/": { floor: 3, does: "feature", uses: [below], doors: [] },
};

/** Floors and doors. */
export const roomRules: readonly RoomRule[] = [
  {
    says: "every folder has a row in the table of rooms",
    faults: ({ rooms, folders }) => folders.filter((folder) => rooms[folder] === undefined),
    example: { rooms: three, texts: { "worker/attic/x.ts": "" } },
  },
  {
    says: "every row of the table of rooms has a folder",
    faults: ({ rooms, folders }) => Object.keys(rooms).filter((room) => !folders.includes(room)),
    example: { rooms: three, texts: { "worker/ground/x.ts": "", "worker/line/x.ts": "" } },
  },
  {
    says: "a room imports nothing of a floor above",
    faults: upwards,
    example: { rooms: three, texts: { "worker/ground/x.ts": 'import type { A } from "../line/door.ts";' } },
  },
  {
    says: "a room imports only the rooms that its row names",
    faults: unlisted,
    example: {
      rooms: { ...three, "worker/other/": { floor: 2, does: "other", uses: [], doors: ["door.ts"] } },
      texts: { "worker/line/x.ts": 'import { a } from "../other/door.ts";' },
    },
  },
  {
    says: "a room imports of another room its doors only",
    faults: pastDoors,
    example: { rooms: three, texts: { "worker/feature/x.ts": 'import type { A } from "../line/inside.ts";' } },
  },
  {
    says: "no rooms import each other in a circle",
    faults: cycles,
    example: {
      rooms: three,
      texts: {
        "worker/ground/x.ts": 'import { a } from "../line/door.ts";',
        "worker/line/x.ts": 'import { a } from "../feature/x.ts";',
        "worker/feature/x.ts": 'import type { A } from "../ground/door.ts";',
      },
    },
  },
  {
    says: `a room has at most ${mostDoors} doors, but for exceptions whose number only shrinks`,
    faults: tooManyDoors,
    example: {
      rooms: { "worker/ground/": { floor: 1, does: "ground", uses: [], doors: ["a.ts", "b.ts", "c.ts", "d.ts"] } },
      texts: {},
    },
  },
  {
    says: "a row names no room and no door that nothing uses",
    faults: unused,
    example: { rooms: three, texts: { "worker/ground/door.ts": "" } },
  },
];
