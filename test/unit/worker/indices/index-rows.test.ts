import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IndexQuery } from "../../../../shared/contract/published-index.ts";
import type { IndexRows } from "../../../../worker/indices/index-rows.ts";
import type { Answer } from "./memory-source.ts";
import { answer, answerTo, day, unit } from "./sample-agency.ts";

const units = [unit("H20", null), ...["A", "A-1", "B", "C"].map((code) => unit(code, "H20"))];

function rowsOf(answers: readonly Answer[], query: IndexQuery): IndexRows {
  const rows = answerTo({ units, answers: [...answers] }, query);
  if (!rows.ok) throw new Error(rows.failure.kind);
  return rows.value;
}

const answers = fc.array(
  fc
    .record({
      day: fc.integer({ min: day("2026-09-20"), max: day("2026-11-10") }),
      unit: fc.constantFrom("H20", "A", "A-1", "B", "C"),
      service: fc.constantFrom("", "1.001", "1.002"),
      channel: fc.constantFrom("kiosk", "portal"),
      question: fc.constantFrom("overall", "attitude", "recommend"),
    })
    .map((some) => answer({ ...some, level: 3 })),
  { maxLength: 12 },
);

const period = { from: "2026-09-20", to: "2026-11-10" };
const queries = fc.constantFrom<IndexQuery>(
  { ...period },
  { ...period, by: "unit,month,service" },
  { ...period, by: "channel,unit", method: "mean@1,top-two@1,happy@1" },
  { ...period, by: "question,week,unit,service", method: "nps@1,top-two@1" },
  { ...period, by: "unit", rank: "unit" },
);

describe("rows of indices", () => {
  it("go on after every row with the next one", () => {
    fc.assert(
      fc.property(answers, queries, (given, query) => {
        const rows = rowsOf(given, query);
        for (let place = 0; place < rows.length; place += 1) {
          expect(rows.placeAfter(rows.positionOf(place))).toBe(place + 1);
        }
      }),
    );
  });

  it("go on at the same row whatever rows come or go beside it", () => {
    fc.assert(
      fc.property(answers, answers, queries, (given, others, query) => {
        const [rows, grown] = [rowsOf(given, query), rowsOf([...given, ...others], query)];
        const positions = Array.from({ length: grown.length }, (_, place) => JSON.stringify(grown.positionOf(place)));
        for (let place = 0; place < rows.length; place += 1) {
          const position = rows.positionOf(place);
          expect(positions[grown.placeAfter(position) - 1]).toBe(JSON.stringify(position));
        }
        // Seen from the larger answer, rows have gone from the smaller one: as many lie behind as before.
        const known = new Set(
          Array.from({ length: rows.length }, (_, place) => JSON.stringify(rows.positionOf(place))),
        );
        for (let place = 0; place < grown.length; place += 1) {
          const before = positions.slice(0, place + 1).filter((position) => known.has(position)).length;
          expect(rows.placeAfter(grown.positionOf(place))).toBe(before);
        }
      }),
    );
  });

  it("are none after the last, and all of them after a position before the first", () => {
    const rows = rowsOf([answer()], { ...period, by: "unit" });
    expect(rows.placeAfter(["Z", 0, "", ""])).toBe(rows.length);
    expect(rows.placeAfter(["", 0, "", ""])).toBe(0);
  });
});
