import { expect, test } from "vitest";
import { checkDatabase } from "../../../../worker/registry/check-database.ts";
import type { DatabaseCheck, HealthStore } from "../../../../worker/registry/health-store.ts";

const dayMs = 86_400_000;

/** A store with these tables, whose faults are given; writes down what it is asked, and when others had their turn. */
function recording(faults: Readonly<Record<string, readonly string[] | Error>>) {
  const told: string[] = [];
  let last: DatabaseCheck | null = null;
  const health: HealthStore = {
    beat: () => true,
    tables: () => Object.keys(faults),
    faultsIn(table) {
      told.push(table);
      const found = faults[table] ?? [];
      if (found instanceof Error) throw found;
      return [...found];
    },
    noteCheck(check) {
      last = check;
    },
    lastCheck: () => last,
  };
  const rest = async (): Promise<void> => void told.push("rest");
  const at = (ms: number): Promise<void> =>
    checkDatabase({ health, rest, nowMs: () => ms, dayOf: (instant) => Math.floor(instant / dayMs) });
  return { at, told, last: () => last };
}

test("a database without faults is ok, and others have their turn after each table", async () => {
  const { at, told, last } = recording({ feedback: [], rollup: [] });
  await at(5);
  expect(last()).toEqual({ checkedMs: 5, found: "ok" });
  expect(told).toEqual(["feedback", "rest", "rollup", "rest"]);
});

test("each fault is named with its table, also one at which SQLite stops", async () => {
  const broken = new Error("database disk image is malformed");
  const { at, last } = recording({ feedback: ["row 7 missing from index"], rollup: broken, unit: [] });
  await at(5);
  expect(last()?.found).toBe("feedback: row 7 missing from index; rollup: database disk image is malformed");
});

test("it is checked once a day, however often the object wakes up", async () => {
  const { at, told } = recording({ feedback: [] });
  for (const ms of [5, 6, dayMs - 1, dayMs, dayMs + 1]) await at(ms);
  expect(told.filter((what) => what === "feedback")).toHaveLength(2);
});

test("a long list of faults is cut", async () => {
  const { at, last } = recording({ feedback: new Array<string>(500).fill("row missing from index") });
  await at(5);
  expect(last()?.found.length).toBeLessThanOrEqual(1000);
});
