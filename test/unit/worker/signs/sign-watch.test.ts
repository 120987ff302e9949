import { describe, expect, test } from "vitest";
import {
  type Accepted,
  type SignWatch,
  signWatch,
  type SignWatchDeps,
  type StoredRating,
} from "../../../../worker/signs/sign-watch.ts";
import { minute, pastOf, today } from "./flows.ts";

/** An agency whose touchpoints all have the same past; counts how often it is read. */
function watchWith(different: Partial<SignWatchDeps> = {}): { watch: SignWatch; reads: string[] } {
  const reads: string[] = [];
  const watch = signWatch({
    past(of) {
      reads.push(of === null ? "agency" : of.touchpoint);
      return pastOf(20, [2, 2, 2, 2, 92]);
    },
    newest: () => [],
    isOpen: () => null,
    ...different,
  });
  return { watch, reads };
}

let made = 0;

function rating(different: Partial<Accepted> = {}): Accepted {
  made += 1;
  const place = { touchpoint: "t", unit: "A", day: today, atMs: made * minute };
  return {
    id: `w${made}`,
    ...place,
    level: 5,
    isBare: true,
    source: `s${made}`,
    browser: null,
    isNew: true,
    ...different,
  };
}

function laptop(count: number): Accepted[] {
  return Array.from({ length: count }, (_, number) => rating({ source: "laptop", level: 1, atMs: number * 20_000 }));
}

describe("the watch for signs", () => {
  test("gives a sign once, to earlier ratings too", () => {
    const { watch } = watchWith();
    const sent = laptop(10);
    const given = sent.map((one) => [...watch.look([one])].map(([id, signs]) => [id, [...signs]]));
    const burst = (some: readonly Accepted[]): unknown => some.map(({ id }) => [id, ["burst"]]);
    expect(given).toEqual([
      ...Array.from({ length: 7 }, () => []),
      burst(sent.slice(0, 8)),
      burst(sent.slice(8, 9)),
      burst(sent.slice(9)),
    ]);
  });

  test("counts a revision as the same rating: a streak ends where a reason is added", () => {
    const { watch } = watchWith();
    const run = Array.from({ length: 14 }, () => rating({ level: 2 }));
    watch.look(run);
    watch.look([{ ...(run[13] as Accepted), isNew: false, isBare: false }]);
    expect(watch.look([rating({ level: 2 })]).size).toBe(0);
    const { watch: other } = watchWith();
    other.look(run);
    expect(other.look([rating({ level: 2 })]).size).toBe(15);
  });

  test("counts no rating twice, however often it is revised", () => {
    const { watch } = watchWith();
    const sent = laptop(7);
    watch.look(sent);
    for (const one of sent) watch.look([{ ...one, isNew: false, isBare: false }]);
    expect(watch.look(sent.map((one) => ({ ...one, isNew: false, level: 2 }))).size).toBe(0);
  });

  test("says nothing of other touchpoints because of a burst at one", () => {
    const { watch } = watchWith({ past: (of) => pastOf(20, [2, 2, 2, 2, of === null ? 920 : 92]) });
    const calm = (touchpoint: string, level: number): Accepted => rating({ touchpoint, level });
    const others = Array.from({ length: 150 }, (_, place) => calm(`t${place}`, place % 30 === 0 ? 1 : 5));
    watch.look(others);
    const given = watch.look(laptop(60));
    const elsewhere = new Set(others.map(({ id }) => id));
    expect([...given.keys()].filter((id) => elsewhere.has(id))).toEqual([]);
    expect([...given.values()].filter((signs) => signs.has("burst"))).toHaveLength(60);
  });

  test("a revision of what it never saw changes nothing", () => {
    const { watch } = watchWith();
    expect(watch.look([rating({ isNew: false })]).size).toBe(0);
  });

  test("reads the past of a touchpoint once, and again after it was told to forget", () => {
    const { watch, reads } = watchWith();
    watch.look([rating(), rating(), rating({ touchpoint: "u" })]);
    expect(reads).toEqual(["agency", "t", "u"]);
    watch.forget();
    watch.look([rating()]);
    expect(reads.slice(3)).toEqual(["agency", "t"]);
  });

  test("remembers so many touchpoints, and lets go of the one that was silent for longest", () => {
    const { watch, reads } = watchWith();
    for (let number = 0; number < 1250; number++) watch.look([rating({ touchpoint: `t${number}` })]);
    watch.look([rating({ touchpoint: "t1249" }), rating({ touchpoint: "t0" })]);
    expect(reads.filter((one) => one === "t0")).toHaveLength(2);
    expect(reads.filter((one) => one === "t1249")).toHaveLength(1);
  });

  test("goes on where it was after waking up, and gives no sign twice", () => {
    const stored = laptop(14).map(({ isNew: _, unit: __, ...one }, place): StoredRating => {
      return { ...one, source: null, flags: place < 3 ? ["streak"] : [] };
    });
    const { watch } = watchWith({ newest: () => stored });
    const given = watch.look([rating({ level: 1, atMs: 15 * 20_000 })]);
    const streak = [...given].filter(([, signs]) => signs.has("streak")).map(([id]) => id);
    expect(streak).toHaveLength(12);
    expect(streak).not.toContain(stored[0]?.id);
  });

  test("says off-hours where the office is closed, and nothing where nobody knows", () => {
    const isOpen = (touchpoint: string): boolean | null => ({ open: true, closed: false })[touchpoint] ?? null;
    const { watch } = watchWith({ isOpen });
    const [open, closed, unknown] = ["open", "closed", "unknown"].map((touchpoint) => rating({ touchpoint }));
    const given = watch.look([open, closed, unknown] as Accepted[]);
    expect([...given].map(([id, signs]) => [id, [...signs]])).toEqual([[closed?.id, ["off-hours"]]]);
  });
});
