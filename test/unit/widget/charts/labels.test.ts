import fc from "fast-check";
import { expect, test } from "vitest";
import { clearLabels, labelWidth, spreadLabels } from "../../../../widget/charts/labels.ts";

test("labels that have room stand apart, inside, and in the order of what they name", () => {
  const wanted = fc.array(fc.integer({ min: -50, max: 400 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(wanted, fc.integer({ min: 5, max: 25 }), (places, gap) => {
      const ends: [number, number] = [10, 10 + Math.max(300, gap * places.length)];
      const found = spreadLabels(places, gap, ends);
      const rows = places.map((place, index) => [place, found[index] as number] as const).sort((a, b) => a[1] - b[1]);
      for (const [index, [place, at]] of rows.entries()) {
        expect(at).toBeGreaterThanOrEqual(ends[0]);
        expect(at).toBeLessThanOrEqual(ends[1]);
        if (index === 0) continue;
        const [earlier, before] = rows[index - 1] as readonly [number, number];
        expect(at - before).toBeGreaterThanOrEqual(gap);
        expect(place).toBeGreaterThanOrEqual(earlier);
      }
    }),
  );
});

test("labels that are not in each other's way stay where they belong", () => {
  expect(spreadLabels([80, 20, 50], 30, [0, 100])).toEqual([80, 20, 50]);
});

test("of labels on a line those stay that collide with none, the newest always", () => {
  const words = fc.constantFrom("1", "12", "2026", "Tỷ lệ hài lòng", "31/12");
  const labels = fc.array(fc.record({ at: fc.integer({ min: -20, max: 620 }), words }), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(labels, (given) => {
      const sorted = [...given].sort((a, b) => a.at - b.at);
      const kept = clearLabels(sorted, 12, [0, 600]);
      expect(kept[kept.length - 1]?.words).toBe(sorted[sorted.length - 1]?.words);
      let end = 0;
      for (const { at, words } of kept) {
        expect(at - labelWidth(words, 12) / 2).toBeGreaterThanOrEqual(end);
        end = at + labelWidth(words, 12) / 2;
      }
      expect(end).toBeLessThanOrEqual(600);
    }),
  );
});

test("a composed and a decomposed letter are equally wide", () => {
  expect(labelWidth("Chỉ tiêu".normalize("NFD"), 12)).toBe(labelWidth("Chỉ tiêu", 12));
});
