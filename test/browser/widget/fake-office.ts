import type { Session } from "../../../shared/contract/session.ts";
import { officeClient } from "../../../widget/office-ui/office-client.ts";
import type { OfficeDeps, OfficePageClass } from "../../../widget/office-ui/office-page-element.ts";
import { freshName } from "./rating-page.ts";

/** A call that a page of the office made: `GET units?limit=1000`, below the agency. */
export type OfficeCall = { readonly line: string; readonly body: unknown };

/** The answer of a path: JSON, or a status with a problem's kind. */
export type FakeAnswer = object | { readonly status: number; readonly kind: string };

/** A server of agency H20 that a test answers for, and what the page does beside calling it. */
export type FakeOffice = {
  readonly deps: OfficeDeps;
  readonly calls: OfficeCall[];
  /** Answers by path without its query; what has none is an empty list. A function sees the call. */
  readonly answers: Record<string, FakeAnswer | ((call: OfficeCall) => FakeAnswer)>;
  readonly opened: unknown[];
  readonly told: string[];
  /** The state in the address. */
  query: Readonly<Record<string, string>>;
  /** Runs what the page does every so often. */
  tick: () => void;
};

const everything: Session["scopes"] = [
  ...(["config:write", "indices:read", "tallies:write", "feedback:read", "comments:read", "comments:write"] as const),
  ...(["devices:write", "set-asides:write", "keys:write", "members:write", "audit:read"] as const),
];

/** An office in which an administrator is signed in. `who` makes them somebody else. */
export function fakeOffice(who: Partial<Session> = {}, language: OfficeDeps["language"] = "vi"): FakeOffice {
  const tasks = new Set<() => void>();
  const session: Session = {
    ...{ agency: "H20", id: "root", name: "root", role: null, scopes: [...everything], unit: "H20" },
    ...{ key_expires_on: null, begun_at: "2026-11-24T01:00:00Z", ends_at: "2026-11-24T13:00:00Z", ...who },
  };
  const office: FakeOffice = {
    calls: [],
    answers: {},
    opened: [],
    told: [],
    query: {},
    tick: () => {
      for (const task of tasks) task();
    },
    deps: {
      ...{ agency: "H20", session, language, server: "https://gopy.example" },
      client: officeClient({
        server: "https://gopy.example",
        signedOut: () => undefined,
        fetch: (request) => answer(office, request as Request),
      }),
      today: () => "2026-11-24",
      nowMs: () => Date.UTC(2026, 10, 24, 1),
      every(_ms, task) {
        tasks.add(task);
        return () => tasks.delete(task);
      },
      open: (...place) => void office.opened.push(place),
      mayOpen: () => true,
      nameOf: (id) => id,
      query: {
        read: () => office.query,
        write: (query) => {
          office.query = query;
        },
      },
      tell: (words) => void office.told.push(words),
      drafts: null,
    },
  };
  return office;
}

async function answer(office: FakeOffice, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const path = pathname.replace(/^\/v1\/agencies\/H20\/?/, "");
  const text = await request.text();
  const call = { line: `${request.method} ${path}${search}`, body: text === "" ? undefined : JSON.parse(text) };
  office.calls.push(call);
  const found = office.answers[`${request.method} ${path}`] ??
    office.answers[path] ?? { data: [], meta: { next_cursor: null } };
  const given = typeof found === "function" ? found(call) : found;
  if (!("kind" in given && "status" in given)) return new Response(JSON.stringify(given));
  const { status, kind } = given as { status: number; kind: string };
  return new Response(JSON.stringify({ type: `/docs/problems#${kind}`, title: kind, status }), { status });
}

/** Puts a page's element into the document, where the office's frame has it. */
export function showPage(Page: OfficePageClass, { deps }: FakeOffice): HTMLElement {
  customElements.define(freshName("office"), Page);
  const main = document.body.appendChild(document.createElement("main"));
  return main.appendChild(new Page(deps));
}
