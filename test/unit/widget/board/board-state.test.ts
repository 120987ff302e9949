import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstState, readBoardState, stateAddress } from "../../../../widget/board/board-state.ts";

const read = (address: string) => {
  const [pathname = "", search = ""] = address.split("?");
  return readBoardState({ pathname, search }, "H20");
};

describe("the address of a board", () => {
  test("without anything is the whole agency, its newest period, the usual method", () => {
    expect(read("/board/H20")).toEqual({ state: firstState("H20"), faults: [] });
    expect(read("/board/H20/")).toEqual(read("/board/H20"));
    expect(stateAddress(firstState("H20"), "H20", "")).toBe("/board/H20");
  });

  test("holds the whole state", () => {
    const { state, faults } = read(
      "/board/H20/29869?period=2026-Q3&method=mean@1&service=1.004227&find=cao+lanh&present=2&lang=en",
    );
    expect(faults).toEqual([]);
    expect(state).toEqual({
      unit: "29869",
      period: "2026-Q3",
      method: "mean@1",
      service: "1.004227",
      find: "cao lanh",
      present: 2,
    });
    expect(stateAddress(state, "H20", "en")).toBe(
      "/board/H20/29869?period=2026-Q3&method=mean@1&service=1.004227&find=cao+lanh&present=2&lang=en",
    );
  });

  test("with values that cannot be falls back to the usual ones, and tells each", () => {
    const { state, faults } = read("/board/H20?period=2026-Q5&method=nps@1&service=a%20b&present=none");
    expect(state).toEqual(firstState("H20"));
    expect(faults.map(({ at, given }) => `${at} ${given}`)).toEqual([
      "period 2026-Q5",
      "method nps@1",
      "service a b",
      "present none",
    ]);
    for (const period of ["2026-13", "2026-W46", "2026-11-24", "1999", "x"])
      expect(read(`/board/H20?period=${period}`).faults).toHaveLength(1);
    expect(read("/board/H20/%E0%A4%A").faults).toEqual([{ at: "unit", given: " E0 A4 A" }]);
  });

  test("with an empty `present` begins at the first slide", () => {
    expect(read("/board/H20?present").state.present).toBe(1);
  });

  test("is read back as it was written, whatever the state", () => {
    const word = fc.stringMatching(/^[A-Za-z0-9._ÀĐđ-]{1,20}$/);
    const state = fc.record({
      unit: word,
      period: fc.constantFrom(null, "2026", "2026-H2", "2026-Q3", "2026-10"),
      method: fc.constantFrom("top-two@1", "mean@1", "gds@1"),
      service: fc.option(word),
      find: fc.string({ maxLength: 30 }),
      present: fc.option(fc.integer({ min: 1, max: 99 })),
    });
    fc.assert(
      fc.property(state, (given) => {
        expect(read(stateAddress(given, "H20", ""))).toEqual({ state: given, faults: [] });
      }),
    );
  });
});
