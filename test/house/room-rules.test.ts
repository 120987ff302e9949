import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../server/start-server.ts";
import { readSource } from "./read-source.ts";
import { type Building, roomOf, roomRules, three } from "./room-rules.ts";
import { allRooms, boundHouses, houseOf, type Rooms, tableOfRooms } from "./rooms.ts";
import { sourceFiles } from "./source-files.ts";

const isBound = (path: string): boolean => boundHouses.includes(houseOf(path));

function buildingOf(rooms: Rooms, texts: Readonly<Record<string, string>>): Building {
  const sources = Object.entries(texts).map(([path, text]) => readSource(path, text));
  return { rooms, sources, folders: [...new Set(sources.map(({ path }) => roomOf(path)))] };
}

function readProduct(): Building {
  const rooms = Object.fromEntries(Object.entries(allRooms).filter(([name]) => isBound(name)));
  const files = ["shared", "widget", "worker"].flatMap(sourceFiles);
  const texts = Object.fromEntries(files.map((path) => [path, readFileSync(join(projectRoot, path), "utf8")]));
  const building = buildingOf(rooms, texts);
  return { ...building, folders: building.folders.filter(isBound) };
}

const product = readProduct();

describe("the rooms", () => {
  for (const { says, faults } of roomRules) {
    it(`hold to the rule: ${says}`, () => expect(faults(product)).toEqual([]));
  }

  for (const { says, faults, example } of roomRules) {
    it(`are caught where they break the rule: ${says}`, () => {
      expect(faults(buildingOf(example.rooms, example.texts))).not.toEqual([]);
    });
  }

  it("may import doors of rooms below", () => {
    const sound = buildingOf(three, {
      "worker/ground/door.ts": "export const a = 1;",
      "worker/ground/inside.ts": 'import { a } from "./door.ts";',
      "worker/line/door.ts": 'export { a } from "../ground/door.ts";',
      "worker/feature/x.ts": 'import { a } from "../line/door.ts"; import type { B } from "../ground/door.ts";',
    });
    expect(roomRules.flatMap(({ faults }) => faults(sound))).toEqual([]);
  });

  it("stand in CONTRIBUTING as in the table of this test", () => {
    const page = readFileSync(join(projectRoot, "CONTRIBUTING.md"), "utf8");
    const shown = page.split("\n").filter((line) => line.startsWith("| `") && isBound(line.slice(3)));
    expect(shown).toEqual(tableOfRooms(allRooms));
  });
});
