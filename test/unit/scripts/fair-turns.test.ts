import { expect, test } from "vitest";
import { FairTurns } from "../../../scripts/fair-turns.mjs";

/** Turns that write down who began; `end` ends the first that still runs of a name. */
function recording({ atOnce = 4, mostWaiting = 100 } = {}) {
  const clock = { ms: 0 };
  const turns = new FairTurns({ atOnce, mostWaiting, nowMs: () => clock.ms });
  const began: string[] = [];
  const running: { name: string; done: () => void }[] = [];
  const take = (name: string, weight = 1): (() => void) | null =>
    turns.take(name, {
      weight,
      begin(done: () => void) {
        began.push(name);
        running.push({ name, done });
      },
    });
  const end = (name: string): void => {
    const place = running.findIndex((one) => one.name === name);
    for (const { done } of running.splice(place, 1)) done();
  };
  const many = (name: string, count: number, weight = 1): void => {
    for (let one = 0; one < count; one++) take(name, weight);
  };
  return { clock, began, take, end, many };
}

test("who is alone takes all the turns, and no more", () => {
  const { began, many, end } = recording();
  many("flood", 10);
  expect(began).toHaveLength(4);
  end("flood");
  expect(began).toHaveLength(5);
});

test("who comes while another has taken all begins at once", () => {
  const { began, take, many } = recording();
  many("flood", 100);
  take("person");
  expect(began.at(-1)).toBe("person");
});

test("a network that sends much has no more than its share while others ask", () => {
  const { began, take, many, end } = recording();
  many("flood", 100);
  take("person");
  // Of four turns each of the two has two now.
  for (let one = 0; one < 2; one++) end("flood");
  expect(began.filter((name) => name === "flood")).toHaveLength(4);
  end("flood");
  expect(began.filter((name) => name === "flood")).toHaveLength(5);
});

test("the share grows again when the others have been silent for a second", () => {
  const { clock, began, take, many, end } = recording();
  many("flood", 100);
  take("person");
  end("person");
  clock.ms = 2000;
  for (let one = 0; one < 4; one++) end("flood");
  expect(began.filter((name) => name === "flood")).toHaveLength(8);
});

test("heavy requests take as many turns as they weigh", () => {
  const { began, many } = recording();
  many("flood", 10, 3);
  expect(began).toHaveLength(1);
});

test("a request that is heavier than everything begins when its network has nothing else", () => {
  const { began, take, end } = recording();
  take("office", 99);
  take("office", 99);
  expect(began).toHaveLength(1);
  end("office");
  expect(began).toHaveLength(2);
});

test("a network with too many waiting is told so, and no other", () => {
  const { take, many } = recording({ mostWaiting: 10 });
  many("flood", 14);
  expect(take("flood")).toBe(null);
  expect(take("person")).not.toBe(null);
});

test("a wish that was taken back never begins", () => {
  const { began, take, many, end } = recording();
  many("flood", 4);
  const takeBack = take("flood");
  takeBack?.();
  end("flood");
  expect(began).toHaveLength(4);
});
