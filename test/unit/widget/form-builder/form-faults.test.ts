import { describe, expect, test } from "vitest";
import type { Form, Question } from "../../../../shared/contract/form.ts";
import type { AskedBefore } from "../../../../widget/form-draft/form-draft.ts";
import { formFaults, formHints } from "../../../../widget/form-builder/form-faults.ts";
import { defaultForm } from "../../../../worker/organization/default-form.ts";

const before: AskedBefore = {
  questions: new Map([
    ["manner", { id: "manner", type: "rating", scale: 5, text: { vi: "Thái độ?" } }],
    [
      "source",
      { id: "source", type: "choice", text: null, options: [{ id: "radio", text: { vi: "Loa" }, is_offered: false }] },
    ],
  ]),
  reasons: new Set(),
};
const option = (id: string, vi = id) => ({ id, text: { vi } });
const choice = (...options: ReturnType<typeof option>[]): Question => ({
  ...{ id: "source", type: "choice", options, text: { vi: "Qua đâu?" } },
});
const withQuestions = (...questions: Question[]): Form => ({ ...defaultForm(), questions });
const found = (form: Form): [string, string][] => formFaults(form, before).map(({ place, key }) => [place, key]);

describe("formFaults", () => {
  test("finds nothing wrong with the default form", () => {
    expect(found(defaultForm())).toEqual([]);
  });

  test("refuses another scale or another type for a question that was saved", () => {
    expect(found(withQuestions({ id: "manner", scale: 3, text: { vi: "Thái độ?" } }))).toEqual([
      ["questions/0/scale", "fo.f.scale"],
    ]);
    expect(found(withQuestions({ id: "source", scale: 5, text: { vi: "Qua đâu?" } }))).toEqual([
      ["questions/0/id", "fo.f.type"],
    ]);
  });

  test("refuses the id of an option that is no longer offered", () => {
    expect(found(withQuestions(choice(option("radio", "Đài"), option("friend"))))).toEqual([
      ["questions/0/options/0/id", "fo.f.option-gone"],
    ]);
  });

  test("refuses empty texts, bad ids, ids given twice, too few options and a reason after no level", () => {
    expect(found(withQuestions(choice(option("one", " "))))).toEqual([
      ["questions/0/options", "fo.f.options"],
      ["questions/0/options/0/text/vi", "fo.f.blank"],
    ]);
    const twice: Question = { id: "a", scale: 5, text: { vi: "A" } };
    expect(found(withQuestions(twice, twice, { ...twice, id: "Á" }))).toEqual([
      ["questions/1/id", "fo.f.id-twice"],
      ["questions/2/id", "fo.f.id"],
    ]);
    expect(found({ ...defaultForm(), reasons: [{ id: "r", levels: [], text: { vi: "" } }] })).toEqual([
      ["reasons/0/text/vi", "fo.f.blank"],
      ["reasons/0/levels", "fo.f.levels"],
    ]);
    expect(found(withQuestions())).toEqual([["questions", "fo.f.none"]]);
  });

  test("refuses times and shares that a kiosk cannot have", () => {
    const kiosk = { idle_seconds: 4, countdown_seconds: Number.NaN, pressure_percent: 101 };
    expect(found({ ...defaultForm(), kiosk }).map(([place]) => place)).toEqual([
      ...["kiosk/idle_seconds", "kiosk/countdown_seconds", "kiosk/pressure_percent"],
    ]);
  });
});

describe("formHints", () => {
  const told = (form: Form): string[] =>
    formHints(form).map(({ key, words }) => `${key} ${JSON.stringify(words ?? {})}`);

  test("has nothing to say of the default form", () => {
    expect(formHints(defaultForm())).toEqual([]);
  });

  test("tells that a level shows more reasons than people read", () => {
    const reasons = Array.from({ length: 9 }, (_, n) => ({
      id: `r${n}`,
      levels: [1, 2, 3, 4, 5],
      text: { vi: "A", en: "A" },
    }));
    expect(told({ ...defaultForm(), reasons })).toContain('fo.h.many {"channel":"fo.c.kiosk","n":9}');
  });

  test("tells texts without English, and a form without the overall question", () => {
    expect(told(withQuestions({ id: "a", scale: 5, text: { vi: "A" } }))).toEqual(
      expect.arrayContaining(["fo.h.overall {}", 'fo.h.english {"n":1}']),
    );
  });

  test("tells that a kiosk leaves all reasons out where a level has none and nobody can comment", () => {
    const reasons = [{ id: "quick", levels: [4, 5], text: { vi: "Nhanh", en: "Quick" } }];
    const kiosk = { channel: "fo.c.kiosk", levels: "1, 2, 3" };
    expect(told({ ...defaultForm(), reasons })).toContain(`fo.h.bare ${JSON.stringify(kiosk)}`);
    expect(told({ ...defaultForm(), reasons, comment: false })).toContain(`fo.h.barred ${JSON.stringify(kiosk)}`);
  });

  test("tells recordings whose text the form does not have any more", () => {
    const audio = [{ language: "vi" as const, text: "Câu cũ", id: "0".repeat(64) }];
    expect(told({ ...defaultForm(), audio })).toEqual(expect.arrayContaining(['fo.h.audio {"n":1}']));
  });
});
