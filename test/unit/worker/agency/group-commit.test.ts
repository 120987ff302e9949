import { expect, test } from "vitest";
import { groupCommit } from "../../../../worker/agency/group-commit.ts";

/** A group commit that writes down its groups; `tick` lets the timer run out. */
function recording() {
  const groups: string[][] = [];
  let due: (() => void)[] = [];
  const group = groupCommit<string, string>({
    commit(entries) {
      if (entries.includes("bad")) throw new Error("cannot");
      groups.push([...entries]);
      return entries.map((entry) => entry.toUpperCase());
    },
    later: (task) => due.push(task),
  });
  function tick(): void {
    const tasks = due;
    due = [];
    for (const task of tasks) task();
  }
  /** Only the tick that was asked for first. */
  function firstTick(): void {
    due.shift()?.();
  }
  return { group, groups, tick, firstTick };
}

test("one that comes alone is committed at once", async () => {
  const { group, groups } = recording();
  expect(await group.add("a", 1)).toBe("A");
  expect(groups).toEqual([["a"]]);
});

test("those that are under way together are committed as one as soon as all are here, each with its own outcome", async () => {
  const { group, groups } = recording();
  const first = group.add("a", 3);
  const second = group.add("b", 3);
  expect(groups).toEqual([]);
  const third = group.add("c", 3);
  expect(await Promise.all([first, second, third])).toEqual(["A", "B", "C"]);
  expect(groups).toEqual([["a", "b", "c"]]);
});

test("one that never comes holds the others up until the timer's tick and no longer", async () => {
  const { group, groups, tick } = recording();
  const both = Promise.all([group.add("a", 3), group.add("b", 3)]);
  tick();
  expect(groups).toEqual([["a", "b"]]);
  expect(await both).toEqual(["A", "B"]);
});

test("a tick meant for a group that is already committed does not cut the next one short", async () => {
  const { group, groups, firstTick } = recording();
  const first = Promise.all([group.add("a", 2), group.add("b", 2)]);
  const third = group.add("c", 2);
  firstTick();
  expect(await first).toEqual(["A", "B"]);
  expect(groups).toEqual([["a", "b"]]);
  const fourth = group.add("d", 2);
  expect(await Promise.all([third, fourth])).toEqual(["C", "D"]);
  expect(groups).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
});

test("an entry that cannot be committed takes no other with it", async () => {
  const { group, groups } = recording();
  const outcomes = await Promise.allSettled(["a", "bad", "c"].map((entry) => group.add(entry, 3)));
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(groups).toEqual([["a"], ["c"]]);
});
