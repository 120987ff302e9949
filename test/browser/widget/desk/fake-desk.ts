import type { OfficeComment } from "../../../../shared/contract/comment.ts";
import type { Session } from "../../../../shared/contract/session.ts";
import { CommentsDeskElement } from "../../../../widget/desk/comments-desk-element.ts";
import { draftsOf } from "../../../../widget/office/drafts-of.ts";
import type { BodyOf, Problem } from "../../../../widget/office-ui/office-client.ts";
import { type Answers, fakeOffice, list, type OfficeCall, sessionOf, showPage } from "../fake-office.ts";

const unit = { code: "29869", name: "Phường Cao Lãnh" };
const perPage = 40;

/** A comment of the fake desk. */
export function deskComment(place: number, more: Partial<OfficeComment> = {}): OfficeComment {
  return {
    ...{ id: `c${place}`, version: 1, received_on: "2026-11-24", touchpoint: "H20-a", unit, service: null, page: null },
    ...{ level: 2, reasons: [], category: "other", words: `Góp ý số ${place}`, dossier: null, masked: [], like: null },
    ...{ state: "received", decision: null, hide_reason: null, not_a_comment: null, held_for: [], assigned_to: null },
    ...{ deadline: null, replies: [], rating: null, reopened: false, reopen_why: null },
    ...more,
  };
}

/** An office with 120 comments, the first of `late` of them overdue. */
export type FakeDesk = {
  readonly comments: OfficeComment[];
  readonly writes: OfficeCall[];
  readonly answers: Answers;
  /** Why it refuses a write; null as a problem: the network fails. `of`: only of this comment. */
  refused: { readonly problem: Problem | null; readonly of?: string } | null;
  session: Partial<Session>;
};

/** Makes a fake desk. */
export function fakeDesk({ late = 0 } = {}): FakeDesk {
  const deadline = { due_on: "2026-11-20", is_assumed: false, status: "overdue" as const };
  const desk: FakeDesk = {
    comments: Array.from({ length: 120 }, (_, place) => deskComment(place, place < late ? { deadline } : {})),
    ...{ writes: [], refused: null, session: {} },
    answers: {
      "GET /forms": list([{ reasons: [{ id: "waiting-time", text: { vi: "Chờ lâu mới đến lượt" } }] }]),
      "GET /services": list([{ id: "1.004227", name: "Đăng ký biến động đất đai" }]),
      "GET /touchpoints": list([{ id: "H20-a", channel: "qr" }]),
      "GET /units": list([
        { ...unit, parent: "H20", kind: "ward", valid_from: "2025-07-01", valid_to: null },
        {
          code: "So",
          name: "Sở Xây dựng",
          parent: "H20",
          kind: "department",
          valid_from: "2025-07-01",
          valid_to: null,
        },
      ]),
      "GET /comments": ({ query }) => listed(desk, query),
      "GET /comments/{id}": ({ ids }) => desk.comments.find(({ id }) => id === ids[0]) ?? null,
      "PATCH /comments/{id}": (call) => written(desk, call, () => changed(desk, call)),
      "POST /comments/{id}/replies": (call) => written(desk, call, () => changed(desk, call)),
      "PUT /answer-templates": (call) => written(desk, call, () => saved(desk, call)),
    },
  };
  return desk;
}

function listed({ comments }: FakeDesk, query: URLSearchParams) {
  const isLate = query.get("overdue") === "true";
  const states = query.get("state")?.split(",") ?? null;
  const rows = comments.filter(
    ({ deadline, state }) => (deadline?.status === "overdue") === isLate && (states?.includes(state) ?? true),
  );
  const from = Number(query.get("cursor") ?? 0);
  return list(rows.slice(from, from + perPage), from + perPage < rows.length ? String(from + perPage) : null);
}

/** Takes its time, so that what is shown meanwhile can be seen. */
async function written<T>(desk: FakeDesk, call: OfficeCall, change: () => T): Promise<T | Problem> {
  desk.writes.push(call);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const { refused } = desk;
  if (!refused || (refused.of && refused.of !== call.ids[0])) return change();
  if (refused.problem) return refused.problem;
  throw new TypeError("down");
}

function saved({ answers }: FakeDesk, { body }: OfficeCall) {
  const { templates } = body as BodyOf<"putAnswerTemplates">;
  const left = list(templates.flatMap(({ words, ...one }) => (words === null ? [] : [{ ...one, words }])));
  answers["GET /answer-templates"] = left;
  return left;
}

function changed({ comments }: FakeDesk, { ids, line, body }: OfficeCall): OfficeComment {
  const place = comments.findIndex(({ id }) => id === ids[0]);
  const before = comments[place] as OfficeComment;
  const version = before.version + 1;
  const { state = before.state, words } = body as { state?: OfficeComment["state"]; words: string };
  const decision = state === "approved" || state === "hidden" ? state : before.decision;
  const reply = { id: `r${version}`, on: "2026-11-29", unit, words, is_public: true };
  const now: OfficeComment = line.startsWith("PATCH")
    ? { ...before, version, state, decision }
    : { ...before, version, state: "answered", replies: [...before.replies, reply] };
  comments[place] = now;
  return now;
}

/** Puts the page of a fake desk into the document; its state in the address is kept in `query`. */
export function showDesk({ answers, session }: FakeDesk, { query = {} as Record<string, string> } = {}) {
  const scopes: Session["scopes"] = ["comments:read", "comments:write", "audit:read"];
  const office = fakeOffice(answers, {
    session: sessionOf("administrator", { id: "m1", scopes, ...session }),
    ...{ nowMs: () => Date.now(), drafts: draftsOf(localStorage, `H20:${session.id ?? "m1"}`) },
  });
  office.query = query;
  const { root } = showPage(CommentsDeskElement, office);
  return { root, state: () => office.query, steps: office.steps };
}
