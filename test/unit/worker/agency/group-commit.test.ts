import { expect, test } from "vitest";
import { groupCommit } from "../../../../worker/agency/group-commit.ts";

/** Tasks that wait for the next turn. */
function eventLoop(): { later: (task: () => void) => void; turn: (times?: number) => void } {
  let tasks: (() => void)[] = [];
  return {
    later: (task) => tasks.push(task),
    turn(times = 1) {
      for (let time = 0; time < times; time++) {
        const due = tasks;
        tasks = [];
        for (const task of due) task();
      }
    },
  };
}

function recording(most = 200) {
  const groups: string[][] = [];
  const { later, turn } = eventLoop();
  const commit = (entries: readonly string[]) => {
    if (entries.includes("bad")) throw new Error("cannot");
    groups.push([...entries]);
    return entries.map((entry) => entry.toUpperCase());
  };
  return { groups, turn, group: groupCommit<string, string>({ commit, later, quietTurns: 2, most }) };
}

test("what arrives close together is committed as one, and each gets its own outcome", async () => {
  const { group, groups, turn } = recording();
  const first = group.add("a");
  turn();
  const second = group.add("b");
  turn();
  expect(groups).toEqual([]);
  turn(2);
  expect(await Promise.all([first, second])).toEqual(["A", "B"]);
  expect(groups).toEqual([["a", "b"]]);
});

test("a lone entry waits for the quiet turns and no longer", async () => {
  const { group, groups, turn } = recording();
  const lone = group.add("a");
  turn(2);
  expect(groups).toEqual([["a"]]);
  expect(await lone).toBe("A");
});

test("a group that is large enough waits for nothing more", async () => {
  const { group, groups, turn } = recording(2);
  const both = Promise.all([group.add("a"), group.add("b")]);
  turn();
  expect(groups).toEqual([["a", "b"]]);
  expect(await both).toEqual(["A", "B"]);
});

test("what comes after a commit makes the next group", async () => {
  const { group, groups, turn } = recording();
  const first = group.add("a");
  turn(2);
  const second = group.add("b");
  turn(2);
  expect(await Promise.all([first, second])).toEqual(["A", "B"]);
  expect(groups).toEqual([["a"], ["b"]]);
});

test("an entry that cannot be committed takes no other with it", async () => {
  const { group, groups, turn } = recording();
  const outcomes = Promise.allSettled(["a", "bad", "c"].map(group.add));
  turn(3);
  expect((await outcomes).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(groups).toEqual([["a"], ["c"]]);
});
