import type { OfficeComment } from "../../../../shared/contract/comment.ts";
import type { Session } from "../../../../shared/contract/session.ts";
import { CommentsDeskElement } from "../../../../widget/desk/comments-desk-element.ts";
import { draftsOf } from "../../../../widget/office/drafts-of.ts";
import { officeClient } from "../../../../widget/office-ui/office-client.ts";
import type { OfficeDeps } from "../../../../widget/office-ui/office-page-element.ts";
import { freshName } from "../rating-page.ts";

const unit = { code: "29869", name: "Phường Cao Lãnh" };
const perPage = 40;

/** A comment of the fake office. */
export function deskComment(place: number, more: Partial<OfficeComment> = {}): OfficeComment {
  return {
    ...{ id: `c${place}`, version: 1, received_on: "2026-11-24", touchpoint: "H20-a", unit, service: null, page: null },
    ...{ level: 2, reasons: [], category: "other", words: `Góp ý số ${place}`, dossier: null, masked: [], like: null },
    ...{ state: "received", decision: null, hide_reason: null, not_a_comment: null, held_for: [], assigned_to: null },
    ...{ deadline: null, replies: [], rating: null, reopened: false, reopen_why: null },
    ...more,
  };
}

const lists: Readonly<Record<string, readonly unknown[]>> = {
  forms: [{ reasons: [{ id: "waiting-time", text: { vi: "Chờ lâu mới đến lượt" } }] }],
  services: [{ id: "1.004227", name: "Đăng ký biến động đất đai" }],
  touchpoints: [{ id: "H20-a", channel: "qr" }],
  units: [
    { ...unit, parent: "H20", kind: "ward", valid_from: "2025-07-01", valid_to: null },
    { code: "So", name: "Sở Xây dựng", parent: "H20", kind: "department", valid_from: "2025-07-01", valid_to: null },
  ],
  "answer-templates": [],
  digests: [],
  audit: [],
};

/** What was written: such as `POST /comments/c3/replies`, the version that was seen, and the body. */
export type Write = { readonly line: string; readonly match: string | null; readonly body: Record<string, unknown> };

/** An office with 120 comments, the first of `late` of them overdue. */
export type FakeDesk = {
  readonly comments: OfficeComment[];
  readonly writes: Write[];
  readonly lists: Record<string, readonly unknown[]>;
  /** Why it refuses a write: `unreachable`, or the kind of a problem and more of it; `of`: only of this comment. */
  refused: { readonly kind: string; readonly of?: string; readonly more?: Readonly<Record<string, unknown>> } | null;
  session: Partial<Session>;
  readonly fetch: typeof globalThis.fetch;
};

/** Makes a fake office. */
export function fakeDesk({ late = 0 } = {}): FakeDesk {
  const deadline = { due_on: "2026-11-20", is_assumed: false, status: "overdue" as const };
  const office: FakeDesk = {
    comments: Array.from({ length: 120 }, (_, place) => deskComment(place, place < late ? { deadline } : {})),
    ...{ writes: [], lists: { ...lists }, refused: null, session: {} },
    async fetch(input) {
      const request = input as Request;
      const { pathname, searchParams } = new URL(request.url);
      const path = pathname.replace("/v1/agencies/H20", "");
      const [, room = "", id] = path.split("/");
      if (request.method !== "GET") return written(office, request, path);
      if (room !== "comments") return listed(office.lists[room] ?? []);
      if (id) return Response.json(office.comments.find((one) => one.id === id));
      return listedComments(office, searchParams);
    },
  };
  return office;
}

function listed(data: readonly unknown[], next_cursor: string | null = null): Response {
  return Response.json({ data, meta: { next_cursor } });
}

function listedComments({ comments }: FakeDesk, query: URLSearchParams): Response {
  const isLate = query.get("overdue") === "true";
  const states = query.get("state")?.split(",") ?? null;
  const rows = comments.filter(
    ({ deadline, state }) => (deadline?.status === "overdue") === isLate && (states?.includes(state) ?? true),
  );
  const from = Number(query.get("cursor") ?? 0);
  return listed(rows.slice(from, from + perPage), from + perPage < rows.length ? String(from + perPage) : null);
}

async function written(office: FakeDesk, request: Request, path: string): Promise<Response> {
  const body = (await request.json()) as Record<string, unknown>;
  office.writes.push({ line: `${request.method} ${path}`, match: request.headers.get("if-match"), body });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const refused = office.refused?.of && !path.endsWith(office.refused.of) ? null : office.refused;
  if (refused?.kind === "unreachable") throw new TypeError("down");
  if (refused) {
    const problem = { type: `/docs/problems#${refused.kind}`, title: "", status: 400, detail: "", ...refused.more };
    return Response.json(problem, { status: 400 });
  }
  const [, room, id] = path.split("/");
  if (room !== "comments") {
    const { templates } = body as { templates: readonly { readonly words: string | null }[] };
    const left = templates.filter(({ words }) => words !== null);
    office.lists["answer-templates"] = left;
    return listed(left);
  }
  const place = office.comments.findIndex((one) => one.id === id);
  const before = office.comments[place] as OfficeComment;
  const now = changed(before, request.method, body);
  office.comments[place] = now;
  return Response.json(now);
}

function changed(before: OfficeComment, method: string, body: Record<string, unknown>): OfficeComment {
  const version = before.version + 1;
  if (method === "PATCH") {
    const state = (body.state ?? before.state) as OfficeComment["state"];
    const decision = state === "approved" || state === "hidden" ? state : before.decision;
    return { ...before, version, state, decision };
  }
  const reply = { id: `r${version}`, on: "2026-11-29", unit, words: String(body.words), is_public: true };
  return { ...before, version, state: "answered", replies: [...before.replies, reply] };
}

/** Puts the page of a fake office into the document; its state in the address is kept in `query`. */
export function showDesk(office: FakeDesk, { query = {} as Record<string, string>, language = "vi" as const } = {}) {
  let state: Readonly<Record<string, string>> = query;
  const deps: OfficeDeps = {
    agency: "H20",
    session: {
      ...{ agency: "H20", id: "m1", name: "Lan", role: null, unit: "H20" },
      scopes: ["comments:read", "comments:write", "audit:read"],
      ...{ key_expires_on: null, begun_at: "2026-11-29T01:00:00Z", ends_at: "2026-11-29T13:00:00Z", ...office.session },
    },
    ...{ language, server: "https://s", today: () => "2026-11-29", nowMs: () => Date.now() },
    client: officeClient({ fetch: office.fetch, server: "https://s", signedOut: () => {} }),
    every: () => () => {},
    mayOpen: () => true,
    nameOf: (page: string) => page,
    open: () => {},
    query: {
      read: () => state,
      write: (next) => {
        state = next;
      },
    },
    tell: () => {},
    drafts: draftsOf(localStorage, `H20:${office.session.id ?? "m1"}`),
  };
  const tag = freshName("desk");
  customElements.define(
    tag,
    class extends CommentsDeskElement {
      constructor() {
        super(deps);
      }
    },
  );
  const element = document.body.appendChild(document.createElement(tag));
  return { root: element.shadowRoot as ShadowRoot, state: () => state };
}
