import { officeRooms } from "./office-rooms.ts";
import { widgetRooms } from "./widget-rooms.ts";
import { workerRooms } from "./worker-rooms.ts";

/**
 * 0 is what both sides share. 1 is ground: what everything else stands on. 2 is the line that feedback takes. 3 are the
 * features. 4 is the entry: what a request or a page reaches first.
 */
export type Floor = 0 | 1 | 2 | 3 | 4;

/** In a room's `uses`: every room of its house on a lower floor. */
export const below = "every floor below";

/**
 * A folder of `shared/`, `widget/` or `worker/`, with all that lies in it; `shared/` itself stands for its root files.
 */
export type Room = {
  readonly floor: Floor;
  /** What it does, in one line. */
  readonly does: string;
  /** Rooms of the same house that its files import. Rooms of `shared/` are open to every room of the other houses. */
  readonly uses: readonly string[];
  /** Files that other rooms may import. */
  readonly doors: readonly string[] | "every file";
};

/** Rooms by folder; a folder ends with a slash. */
export type Rooms = Readonly<Record<string, Room>>;

/** Most doors of a room. */
export const mostDoors = 3;

/** Houses whose rows bind. */
export const boundHouses: readonly string[] = ["shared/", "widget/", "worker/"];

/** Rooms with more than {@link mostDoors} doors, and how many. A number may only shrink, and no room may be added. */
export const manyDoors: Readonly<Record<string, number>> = {
  "shared/calendar/": 6,
  "widget/messages/": 8,
  "widget/ui/": 6,
  "widget/outbox/": 4,
  "widget/visit/": 4,
  "worker/feedback/": 5,
};

const sharedRooms: Rooms = {
  "shared/": {
    floor: 0,
    does: "codes, levels, and results that are a value or a failure",
    uses: [],
    doors: ["codes.ts", "levels.ts", "result.ts"],
  },
  "shared/calendar/": {
    floor: 0,
    does: "days, periods, working days; each autumn's decision on days off is added to `shared/calendar/days-off.ts`",
    uses: ["shared/"],
    doors: ["day.ts", "days-off.ts", "earlier-period.ts", "period.ts", "working-calendar.ts", "zone-day.ts"],
  },
  "shared/crypto/": {
    floor: 0,
    does: "the exact bytes that a device signs, and that a sealed message is bound and padded to",
    uses: [],
    doors: ["sealed-binding.ts", "sealed-sizes.ts", "signature-base.ts"],
  },
  "shared/encodings/": {
    floor: 0,
    does: "old Vietnamese fonts, recognised and converted; text as it is searched; the alphabet of codes and their check character",
    uses: [],
    doors: ["check-character.ts", "recognise-legacy.ts", "search-text.ts"],
  },
  "shared/contract/": {
    floor: 0,
    does: "the wire: a schema and a type for everything that is sent",
    uses: ["shared/", "shared/calendar/", "shared/crypto/"],
    // Each file is one part of the contract, and both sides speak all of it.
    doors: "every file",
  },
  "shared/redaction/": {
    floor: 0,
    does: "personal data masked in comments",
    uses: ["shared/contract/"],
    doors: ["fold-text.ts", "redact.ts"],
  },
  "shared/look/": {
    floor: 0,
    does: "the colours of screens and pages, by day and by night",
    uses: [],
    doors: ["colours.ts"],
  },
  "shared/methods/": {
    floor: 0,
    does: "the formulas of the indices, with their intervals",
    uses: ["shared/", "shared/contract/"],
    // A method is a file, and each is a page for a statistician.
    doors: "every file",
  },
};

/** Every room of the product. */
export const allRooms: Rooms = { ...sharedRooms, ...widgetRooms, ...officeRooms, ...workerRooms };

/** The house of a room: `widget/` of `widget/kiosk/`. */
export function houseOf(room: string): string {
  return room.slice(0, room.indexOf("/") + 1);
}

/** Rows of the table in CONTRIBUTING, of the houses whose rows bind. */
export function tableOfRooms(rooms: Rooms): string[] {
  const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");
  return Object.entries(rooms)
    .filter(([name]) => boundHouses.includes(houseOf(name)))
    .map(([name, { floor, does, uses, doors }]) => {
      const rest = code(uses.filter((room) => room !== below));
      const used = [...(uses.includes(below) ? [below] : []), ...(rest === "" ? [] : [rest])].join(", ");
      const open = doors === "every file" ? doors : code(doors);
      return `| \`${name}\` | ${floor} | ${does} | ${used || "–"} | ${open || "–"} |`;
    });
}
