import { describe, expect, test } from "vitest";
import type { ChoiceQuestion, Form, GivenForm } from "../../../../shared/contract/form.ts";
import { defaultForm } from "../../../../worker/organization/default-form.ts";
import { putForms } from "../../../../worker/organization/forms.ts";
import { runOperation } from "../run-operation.ts";
import { foundedAgency, keyOn, root } from "./memory-organization.ts";

const overall = { id: "overall", scale: 5 as const, text: { vi: "Hài lòng?" } };
const recommend = { id: "recommend", scale: 11 as const, text: { vi: "Giới thiệu?", en: "Recommend?" } };
const waiting = { id: "waiting-time", levels: [1, 2, 3], text: { vi: "Chờ lâu" } };

function source(...ids: string[]): ChoiceQuestion {
  const text = { vi: "Ông/Bà biết dịch vụ này qua đâu?" };
  return { id: "source", type: "choice", text, options: ids.map((id) => ({ id, text: { vi: id } })) };
}

function form(more: Partial<Form> = {}): Form {
  return { id: "short", questions: [overall], reasons: [], comment: true, ...more };
}

function agency(): ReturnType<typeof foundedAgency> & { put: (...forms: GivenForm[]) => unknown } {
  const founded = foundedAgency();
  const { store, organization } = founded;
  return {
    ...founded,
    put: (...forms) => {
      const deps = { organizationStore: store, audio: { has: () => false }, organization: organization(), nowMs: 0 };
      return runOperation(putForms, { deps, principal: root, input: { body: { forms } } });
    },
  };
}

function versions(...numbers: number[]): object {
  return { ok: true, value: { data: numbers.map((version) => ({ version })) } };
}

describe("putForms", () => {
  test("gives a new form version 1, and the next version when something changes", () => {
    const { put } = agency();
    expect(put(form())).toMatchObject(versions(1));
    expect(put(form({ comment: false }))).toMatchObject(versions(2));
    expect(put(form({ comment: false, reasons: [waiting] }))).toMatchObject(versions(3));
    expect(put(form())).toMatchObject(versions(4));
  });

  test("keeps the version when nothing changes, in any order of fields", () => {
    const { put, store } = agency();
    put(form({ reasons: [waiting] }));
    const { text, levels, id } = waiting;
    expect(put(form({ reasons: [{ text, levels, id }] }))).toMatchObject(versions(1));
    expect(store.formVersions().filter(({ form: { id: name } }) => name === "short")).toHaveLength(1);
  });

  test("writes nothing where somebody else has written a version since the one that the change began from", () => {
    const { put, store } = agency();
    expect(put({ ...form(), version: 0 })).toMatchObject(versions(1));
    expect(put({ ...form({ comment: false }), version: 1 })).toMatchObject(versions(2));
    const changed = { ok: false, failure: { kind: "form-changed", given: "short" } };
    expect(put({ ...form({ reasons: [waiting] }), version: 1 })).toMatchObject(changed);
    expect(put({ ...form({ reasons: [waiting] }), version: 0 })).toMatchObject(changed);
    expect(put({ ...form({ reasons: [waiting] }), version: 3 })).toMatchObject(changed);
    expect(store.formVersions("short").map(({ version }) => version)).toEqual([1, 2]);
    expect(store.formVersions("short").every(({ form: stored }) => !("version" in stored))).toBe(true);
  });

  test("keeps the default form at version 1 when it is written unchanged, and gives the next version to a changed one", () => {
    const { put, organization } = agency();
    expect(put(defaultForm())).toMatchObject(versions(1));
    expect(put({ ...defaultForm(), questions: [overall, recommend] })).toMatchObject(versions(2));
    expect(organization().questions.get("recommend")).toEqual({ type: "rating", scale: 11 });
  });

  test("remembers every question and reason that a form ever had", () => {
    const { put, organization } = agency();
    put(form({ questions: [overall, recommend], reasons: [waiting] }));
    put(form());
    const known = organization().forms.get("short");
    expect(known?.newest.reasons).toEqual([]);
    expect([...(known?.reasonsEver ?? [])]).toEqual(["waiting-time"]);
    expect([...(known?.questionsEver ?? [])]).toEqual(["overall", "recommend"]);
  });

  test("refuses another scale for the question `overall`, for a stored question and within one request", () => {
    const { put } = agency();
    const fixed = (place: number): object => ({
      ok: false,
      failure: { kind: "scale-fixed", errors: [{ pointer: `/forms/${place}/questions/0/scale` }] },
    });
    expect(put(form({ questions: [{ ...overall, scale: 3 }] }))).toMatchObject(fixed(0));
    put(form({ questions: [recommend] }));
    const other = form({ id: "other", questions: [{ ...recommend, scale: 5 }] });
    expect(put(other)).toMatchObject(fixed(0));
    const speed = { id: "speed", scale: 4 as const, text: { vi: "Nhanh?" } };
    const both = [form({ id: "a", questions: [speed] }), form({ id: "b", questions: [{ ...speed, scale: 3 }] })];
    expect(put(...both)).toMatchObject(fixed(1));
    expect(put(form({ id: "c", questions: [{ ...speed, scale: 3 }] }))).toMatchObject({ ok: true });
  });

  test("refuses a form, question, reason or level that is given twice", () => {
    const { put } = agency();
    const twice = (pointer: string): object => ({ ok: false, failure: { kind: "invalid", errors: [{ pointer }] } });
    expect(put(form(), form())).toMatchObject(twice("/forms/1"));
    expect(put(form({ questions: [overall, overall] }))).toMatchObject(twice("/forms/0/questions/1"));
    expect(put(form({ reasons: [waiting, waiting] }))).toMatchObject(twice("/forms/0/reasons/1"));
    expect(put(form({ reasons: [{ ...waiting, levels: [1, 1] }] }))).toMatchObject(
      twice("/forms/0/reasons/0/levels/1"),
    );
  });

  test("refuses another type for a question, a rating as a choice or a choice as a rating", () => {
    const { put } = agency();
    const fixed = { ok: false, failure: { kind: "scale-fixed", errors: [{ pointer: "/forms/0/questions/0/type" }] } };
    put(form({ questions: [recommend] }), form({ id: "other", questions: [source("counter", "poster")] }));
    expect(put(form({ questions: [{ ...source("a", "b"), id: "recommend" }] }))).toMatchObject(fixed);
    expect(put(form({ questions: [{ ...recommend, id: "source" }] }))).toMatchObject(fixed);
  });

  test("keeps the options of a choice in the order of their first appearance, with their newest text", () => {
    const { put, organization } = agency();
    put(form({ questions: [source("poster", "counter")] }));
    const options = [...source("friend").options, { id: "poster", text: { vi: "Tờ rơi" } }];
    put(form({ questions: [{ ...source(), options }] }));
    expect(organization().questions.get("source")).toEqual({
      type: "choice",
      options: [
        { id: "poster", text: { vi: "Tờ rơi" }, isOffered: true },
        { id: "counter", text: { vi: "counter" }, isOffered: false },
        { id: "friend", text: { vi: "friend" }, isOffered: true },
      ],
    });
  });

  test("never takes an option back that no form offers any more", () => {
    const { put } = agency();
    put(form({ questions: [source("counter", "poster")] }));
    put(form({ questions: [source("counter", "friend")] }));
    const back = form({ id: "other", questions: [source("counter", "poster")] });
    expect(put(back)).toMatchObject({
      ok: false,
      failure: {
        kind: "invalid",
        errors: [{ pointer: "/forms/0/questions/0/options/1/id", detail: "was used before and is never used again" }],
      },
    });
  });

  test("lets two forms offer different options, and one take an option that only the other offers", () => {
    const { put } = agency();
    put(
      form({ questions: [source("counter", "poster")] }),
      form({ id: "other", questions: [source("counter", "friend")] }),
    );
    expect(put(form({ questions: [source("friend", "poster")] }))).toMatchObject(versions(2));
  });

  test("refuses an option that is given twice", () => {
    const { put } = agency();
    expect(put(form({ questions: [source("counter", "counter")] }))).toMatchObject({
      failure: { kind: "invalid", errors: [{ pointer: "/forms/0/questions/0/options/1" }] },
    });
  });

  test("needs a key on the whole agency", () => {
    const { store, organization } = agency();
    const deps = { organizationStore: store, audio: { has: () => false }, organization: organization(), nowMs: 0 };
    expect(
      runOperation(putForms, { deps, principal: keyOn("29869"), input: { body: { forms: [form()] } } }),
    ).toMatchObject({
      ok: false,
      failure: { kind: "outside-subtree" },
    });
  });
});
