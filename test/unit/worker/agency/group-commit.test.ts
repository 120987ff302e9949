import { expect, test } from "vitest";
import { groupCommit } from "../../../../worker/agency/group-commit.ts";

/** Tasks that wait for the next turn. */
function turn(): { later: (task: () => void) => void; next: () => void } {
  let tasks: (() => void)[] = [];
  return {
    later: (task) => tasks.push(task),
    next() {
      const due = tasks;
      tasks = [];
      for (const task of due) task();
    },
  };
}

test("what arrives within one turn is committed together, and each gets its own outcome", async () => {
  const groups: string[][] = [];
  const { later, next } = turn();
  const commit = groupCommit<string, string>((entries) => {
    groups.push([...entries]);
    return entries.map((entry) => entry.toUpperCase());
  }, later);
  const outcomes = Promise.all([commit.add("a"), commit.add("b")]);
  next();
  expect(await outcomes).toEqual(["A", "B"]);
  const last = commit.add("c");
  next();
  expect(await last).toBe("C");
  expect(groups).toEqual([["a", "b"], ["c"]]);
});

test("an entry that cannot be committed takes no other with it", async () => {
  const { later, next } = turn();
  const commit = groupCommit<string, string>((entries) => {
    if (entries.includes("bad")) throw new Error("cannot");
    return [...entries];
  }, later);
  const outcomes = Promise.allSettled([commit.add("a"), commit.add("bad"), commit.add("c")]);
  next();
  expect((await outcomes).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});
