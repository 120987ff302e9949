import type { Form, GivenForm, PastForm, Question, VersionedForm } from "../../../../shared/contract/form.ts";
import type { AskedQuestion } from "../../../../shared/contract/question.ts";
import type { OfficeDeps } from "../../../../widget/office-ui/office-page-element.ts";
import type { Problem } from "../../../../widget/office-ui/office-client.ts";
import { FormsElement } from "../../../../widget/forms/forms-element.ts";
import { memoryStorage } from "../../../fixtures/memory-storage.ts";
import { type Answer, type Answers, fakeOffice, list, type OfficeCall, refusal } from "../fake-office.ts";
import { freshName } from "../rating-page.ts";

/** The server's forms, as far as the page asks for them. */
export type FormsServer = {
  /** Every version of every form, in the order of writing. */
  readonly versions: PastForm[];
  /** Writes a version by somebody else. */
  readonly write: (form: Form) => void;
  /** What the next save is answered by, in place of a new version. */
  refusal: Problem | null;
};

/** A question of five levels. */
export const manner: Question = { id: "manner", scale: 5, text: { vi: "Thái độ thế nào?", en: "How was the manner?" } };

const overall: Question = {
  ...{ id: "overall", scale: 5 },
  text: { vi: "Ông/Bà có hài lòng với việc phục vụ hôm nay không?", en: "How satisfied are you with today's service?" },
};
const usual: Form = { id: "default", questions: [overall], reasons: [], comment: true };

/** A form that two touchpoints ask by, with fields that the page does not draw. */
export const hall: Form = {
  ...usual,
  id: "hall",
  questions: [...usual.questions, manner],
  reasons: [
    { id: "quick", levels: [4, 5], channels: ["kiosk"], picture: "quick", text: { vi: "Nhanh", en: "Quick" } },
    { id: "slow", levels: [1, 2, 3], text: { vi: "Chậm", en: "Slow" } },
  ],
  kiosk: { idle_seconds: 25, services: ["1.004227"] },
  audio: [{ language: "vi", text: "Nhanh", id: "0".repeat(64) }],
};

/** A server with the default form and {@link hall}. */
export function formsServer(): FormsServer {
  const versions: PastForm[] = [];
  const server: FormsServer = {
    ...{ versions, refusal: null },
    write(form) {
      const version = versions.filter(({ id }) => id === form.id).length + 1;
      versions.push({ ...form, version, created_at: `2026-11-2${version}T17:30:00.000Z` });
    },
  };
  server.write(usual);
  server.write(hall);
  return server;
}

function newest({ versions }: FormsServer): Map<string, VersionedForm> {
  return new Map(versions.map(({ created_at: _, ...form }) => [form.id, form]));
}

function questionsOf(server: FormsServer): AskedQuestion[] {
  const now = [...newest(server).values()].flatMap(({ questions }) => questions);
  const ever = new Map(server.versions.flatMap(({ questions }) => questions).map((one) => [one.id, one]));
  return [...ever.values()].map(({ id, ...one }): AskedQuestion => {
    const text = now.find((asked) => asked.id === id)?.text ?? null;
    if (one.type !== "choice") return { id, type: "rating", scale: one.scale, text };
    return { id, type: "choice", options: one.options.map((option) => ({ ...option, is_offered: true })), text };
  });
}

function save(server: FormsServer, { body }: OfficeCall): Answer<"PUT /forms"> {
  const [{ version = 0, ...form }] = (body as { forms: [GivenForm] }).forms;
  const has = newest(server).get(form.id)?.version ?? 0;
  if (server.refusal) return server.refusal;
  if (version !== has) return refusal("form-changed", { status: 412 });
  server.write(form);
  return list([...newest(server).values()].filter(({ id }) => id === form.id));
}

const place = { unit: "H20", service: null, channel: "kiosk", form: "hall", from: "2026-01-01" } as const;

function answersOf(server: FormsServer): Answers {
  return {
    "POST /audio": { id: "a".repeat(64), type: "audio/mpeg", bytes: 9, is_used: false },
    "PUT /forms": (call) => save(server, call),
    "GET /forms": () => list([...newest(server).values()]),
    "GET /questions": () => list(questionsOf(server)),
    "GET /touchpoints": list([
      { ...place, id: "H20-0000000001", name: "Kiosk tầng 1" },
      { ...place, id: "H20-0000000002", name: "Kiosk tầng 2" },
      { ...place, id: "H20-0000000003", name: "Kiosk đã trả lại", closed: true },
    ]),
    "GET /forms/{form}/versions": ({ ids }) => list(server.versions.filter(({ id }) => id === ids[0]).reverse()),
  };
}

/** Puts the page of forms on the page of the test, with a history as the office's frame keeps it: each step makes the page anew. */
export function openForms(server: FormsServer, may: Partial<OfficeDeps> = {}) {
  const Page = class extends FormsElement {};
  customElements.define(freshName("forms"), Page);
  let entries: Readonly<Record<string, string>>[] = [{}];
  let at = 0;
  const office = fakeOffice(answersOf(server), {
    drafts: memoryStorage(),
    open(_, query = {}) {
      entries = [...entries.slice(0, at + 1), query];
      step(1);
    },
    query: {
      read: () => entries[at] ?? {},
      write(query) {
        entries[at] = query;
      },
    },
    ...may,
  });
  const element = { now: document.body.appendChild(new Page(office.deps)) };
  const step = (by: -1 | 1): void => {
    at += by;
    const next = new Page(office.deps);
    element.now.replaceWith(next);
    element.now = next;
    void next.updateComplete.then(() => next.renderRoot.querySelector("h1")?.focus());
  };
  return { ...office, step, remove: () => element.now.remove(), root: () => element.now.shadowRoot as ShadowRoot };
}
