import { expect, test } from "vitest";
import { heavyTurns } from "../../../../worker/agency/heavy-turns.ts";

type Item = { readonly id: string; readonly comment?: string };

/** Takes a rest only when it is told to, and writes down the ids of each commit. */
function recording() {
  const commits: string[][] = [];
  let rests: (() => void)[] = [];
  const take = heavyTurns({
    async commit(json) {
      const { items } = JSON.parse(json) as { items: Item[] };
      if (items.some(({ id }) => id === "bad")) throw new Error("cannot");
      commits.push(items.map(({ id }) => id));
      return JSON.stringify(items.map(({ id }) => ({ id })));
    },
    rest: () => new Promise((resolve) => rests.push(resolve)),
  });
  async function goOn(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    const due = rests;
    rests = [];
    for (const end of due) end();
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }
  return { commits, goOn, take: (items: readonly Item[]) => take(JSON.stringify({ sentAt: "t", items }), 1) };
}

const long = (id: string): Item => ({ id, comment: "x".repeat(3000) });
const numbered = (count: number, more: object = {}): Item[] =>
  Array.from({ length: count }, (_, place) => ({ id: `${place}`, ...more }));
const padding = { page: "p".repeat(20) };

test("a light delivery is taken whole, at once", async () => {
  const { commits, take } = recording();
  expect(await take([{ id: "a" }, { id: "b" }])).toBe('[{"id":"a"},{"id":"b"}]');
  expect(commits).toEqual([["a", "b"]]);
});

test("long comments are taken one by one, and others have their turn in between", async () => {
  const { commits, take, goOn } = recording();
  const all = take([long("a"), long("b"), long("c")]);
  await goOn();
  expect(commits.length).toBeLessThan(3);
  const before = commits.length;
  await take([{ id: "between" }]);
  expect(commits[before]).toEqual(["between"]);
  for (let turn = 0; turn < 4; turn++) await goOn();
  expect(await all).toBe('[{"id":"a"},{"id":"b"},{"id":"c"}]');
  expect(commits.flat().filter((id) => id !== "between")).toEqual(["a", "b", "c"]);
});

test("deliveries with many words take turns, a portion each", async () => {
  const { commits, take, goOn } = recording();
  const all = Promise.all([take([long("a1"), long("a2")]), take([long("b1"), long("b2")])]);
  for (let turn = 0; turn < 6; turn++) await goOn();
  await all;
  expect(commits.flat()).toEqual(["a1", "b1", "a2", "b2"]);
});

test("a hundred ratings without words are two portions", async () => {
  const { commits, take, goOn } = recording();
  const all = take(numbered(100, padding));
  for (let turn = 0; turn < 4; turn++) await goOn();
  expect((JSON.parse(await all) as Item[]).map(({ id }) => id)).toEqual(numbered(100).map(({ id }) => id));
  expect(commits.map((ids) => ids.length)).toEqual([50, 50]);
});

test("a delivery of which a portion fails fails whole, and the next one is taken", async () => {
  const { commits, take, goOn } = recording();
  const failed = take([long("a"), long("bad"), long("c")]).catch((error: Error) => error.message);
  for (let turn = 0; turn < 4; turn++) await goOn();
  expect(await failed).toBe("cannot");
  const next = take([long("d"), long("e")]);
  for (let turn = 0; turn < 4; turn++) await goOn();
  expect(await next).toBe('[{"id":"d"},{"id":"e"}]');
  expect(commits.flat()).toEqual(["a", "d", "e"]);
});
