import { describe, expect, test } from "vitest";
import type { Form } from "../../../../shared/contract/form.ts";
import type { AskedQuestion } from "../../../../shared/contract/question.ts";
import { form as formSchema } from "../../../../shared/contract/form.ts";
import {
  type AskedBefore,
  inPlaceOf,
  knownAgain,
  movedBy,
  newOption,
  newQuestion,
  newReason,
  retold,
  textWith,
} from "../../../../widget/form-draft/form-draft.ts";
import { readyForms, formFrom } from "../../../../widget/forms/ready-forms.ts";
import { defaultForm } from "../../../../worker/organization/default-form.ts";

const source: AskedQuestion = {
  ...{ id: "source", type: "choice", text: { vi: "Qua đâu?" } },
  options: [
    { id: "radio", text: { vi: "Loa" }, is_offered: false },
    { id: "friend", text: { vi: "Bạn bè" }, is_offered: true },
  ],
};
const before: AskedBefore = { questions: new Map([["source", source]]), reasons: new Set(["ly-do"]) };
const form: Form = defaultForm();

describe("a new item", () => {
  test("has an id that nobody has or had", () => {
    expect(newReason(form, before).id).toBe("ly-do-2");
    const choice = { ...knownAgain(source), type: "choice" as const } as Parameters<typeof newOption>[0];
    expect(newOption({ ...choice, options: [{ id: "y", text: { vi: "" } }] }, before).id).toBe("y-2");
    const asked = newQuestion({ ...form, questions: [newQuestion(form, before, 5)] }, before, "choice");
    expect(asked.id).toBe("cau-hoi-2");
  });

  test("follows its text with its id until somebody writes another id or it is saved", () => {
    const one = { id: "ly-do", text: { vi: "" } };
    const deps = { taken: new Set<string>(), isNew: true, otherwise: "ly-do" };
    const told = retold(one, { vi: "Chờ lâu" }, deps);
    expect(told.id).toBe("cho-lau");
    expect(retold({ ...told, id: "waiting" }, { vi: "Chờ rất lâu" }, deps).id).toBe("waiting");
    expect(retold(told, { vi: "Chờ rất lâu" }, { ...deps, isNew: false })).toEqual({
      id: "cho-lau",
      text: { vi: "Chờ rất lâu" },
    });
  });
});

test("a question that is asked again has its id and the options that are still offered", () => {
  expect(knownAgain(source)).toEqual({
    ...{ id: "source", type: "choice", text: { vi: "Qua đâu?" } },
    options: [{ id: "friend", text: { vi: "Bạn bè" } }],
  });
});

test("in place of a question whose scale cannot change comes one with the same text and another id", () => {
  const old = { id: "thai-do", scale: 3 as const, text: { vi: "Thái độ", en: "Manner" } };
  expect(inPlaceOf(old, { ...form, questions: [old] }, before)).toEqual({ id: "thai-do-2", scale: 5, text: old.text });
});

test("an empty English text is left out, so that readers see the Vietnamese one", () => {
  expect(textWith({ vi: "Nhanh", en: "Quick" }, "en", "")).toEqual({ vi: "Nhanh" });
  expect(textWith({ vi: "Nhanh" }, "en", "Quick")).toEqual({ vi: "Nhanh", en: "Quick" });
});

test("an item moves by one place", () => {
  expect(movedBy(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(movedBy(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
});

test("every ready form is one that the contract takes, begins with the overall question and never calls itself SIPAS", () => {
  for (const ready of readyForms) {
    const made = formFrom(ready.id, [{ ...form, version: 3 }], "made") as Form;
    expect(formSchema.safeParse(made)).toMatchObject({ success: true });
    expect(made.questions[0]?.id).toBe("overall");
    expect(JSON.stringify(made)).not.toMatch(/SIPAS/i);
  }
});
