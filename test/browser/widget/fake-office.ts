import { type Role, scopesOfRole } from "../../../shared/contract/member.ts";
import type { Session } from "../../../shared/contract/session.ts";
import type { paths } from "../../../widget/office-ui/api-types.d.ts";
import { officeClient, type Problem } from "../../../widget/office-ui/office-client.ts";
import type { OfficeDeps } from "../../../widget/office-ui/office-page-element.ts";
import { freshName } from "./rating-page.ts";

/** A call that a page of the office made. */
export type OfficeCall = {
  /** Method and path below the agency, such as `GET /units`. */
  readonly line: string;
  /** What stands in the path's places, such as the id in `GET /comments/{id}`. */
  readonly ids: readonly string[];
  readonly query: URLSearchParams;
  /** JSON, or the text of anything else. */
  readonly body: unknown;
  /** The header `if-match`. */
  readonly match: string | null;
};

type PlaceOf<Path> = Path extends `/v1/agencies/{agency}${infer Below}` ? Below : Path & string;
/** Every operation of the OpenAPI document: its method, and its path below the agency, such as `GET /comments/{id}`, or whole. */
type Line = {
  [Path in keyof paths]: `${Uppercase<Exclude<keyof paths[Path], "parameters"> & string>} ${PlaceOf<Path>}`;
}[keyof paths];

type PathOf<Place extends string> = Place extends keyof paths ? Place : `/v1/agencies/{agency}${Place}` & keyof paths;
type OperationAt<At extends Line> = At extends `${infer Method} ${infer Place}`
  ? paths[PathOf<Place>][Lowercase<Method> & keyof paths[PathOf<Place>]]
  : never;
type JsonOf<Operation> = Operation extends { responses: infer All }
  ? All[keyof All & (200 | 201)] extends { content: { "application/json": infer Json } }
    ? Json
    : object
  : never;
/** As much of an answer as a test needs. */
type Part<T> = T extends readonly (infer Row)[]
  ? readonly Part<Row>[]
  : T extends object
    ? { readonly [Name in keyof T]?: Part<T[Name]> | undefined }
    : T;

/** Part of the operation's answer; a problem, which comes with its status; null for 204; or the whole response. */
export type Answer<At extends Line = Line> = Part<JsonOf<OperationAt<At>>> | Problem | Response | null;

/** What the server answers by operation. What is not here is an empty list. A function sees the call; what it throws is a failed network. */
export type Answers = {
  [At in Line]?: Answer<At> | ((call: OfficeCall) => Answer<At> | Promise<Answer<At>>);
};

/** A server of agency H20 that a test answers for, and what the page does beside calling it. */
export type FakeOffice = {
  readonly deps: OfficeDeps;
  readonly calls: OfficeCall[];
  /** May be changed meanwhile. */
  readonly answers: Answers;
  /** The pages that were gone to. */
  readonly opened: unknown[];
  readonly told: string[];
  /** The state in the address. */
  query: Readonly<Record<string, string>>;
  /** What was left by a step of the browser's history. */
  readonly steps: Readonly<Record<string, string>>[];
  /** Runs what the page does every so often. */
  readonly tick: () => void;
};

/** A list that ends here, or goes on at a cursor. */
export function list<Row>(data: readonly Row[], next: string | null = null) {
  return { data, meta: { next_cursor: next } };
}

/** Why the server refuses. */
export function refusal<More extends Partial<Problem>>(kind: string, more?: More): Problem & More {
  return { type: `/docs/problems#${kind}`, title: kind, status: 400, ...more } as Problem & More;
}

/** A session of somebody at H20. */
export function sessionOf(role: Role, more: Partial<Session> = {}): Session {
  return {
    ...{ agency: "H20", id: `id-of-${role}`, name: `Người có vai trò ${role}`, role, scopes: [...scopesOfRole[role]] },
    ...{
      unit: "H20",
      key_expires_on: null,
      begun_at: "2026-11-29T01:00:00Z",
      ends_at: "2026-11-29T13:00:00Z",
      ...more,
    },
  };
}

/** An office in which an administrator is signed in; `more` changes that, and what else the page works with. */
export function fakeOffice(answers: Answers = {}, more: Partial<OfficeDeps> = {}): FakeOffice {
  const tasks = new Set<() => void>();
  const [calls, opened, told, steps]: [OfficeCall[], unknown[], string[], FakeOffice["steps"]] = [[], [], [], []];
  const server = "https://gopy.example";
  const office: FakeOffice = {
    ...{ answers, calls, opened, told, steps, query: {}, tick: () => [...tasks].forEach((task) => void task()) },
    deps: {
      ...{ agency: "H20", session: sessionOf("administrator"), language: "vi", server, drafts: null },
      client: officeClient({
        server,
        signedOut: async () => false,
        fetch: (request) => answer(office, request as Request),
      }),
      ...{
        today: () => "2026-11-29",
        nowMs: () => Date.parse("2026-11-29T03:00:00Z"),
        nameOf: (page) => page,
        mayOpen: () => true,
      },
      every(_ms, task) {
        tasks.add(task);
        return () => tasks.delete(task);
      },
      open: (...place) => void opened.push(place),
      reload: () => void opened.push("reloaded"),
      query: {
        read: () => office.query,
        write(query, as) {
          if (as === "step") steps.push(office.query);
          office.query = query;
        },
      },
      tell: (words) => void told.push(words),
      ...more,
    },
  };
  return office;
}

async function answer(office: FakeOffice, request: Request): Promise<Response> {
  const { pathname, searchParams: query } = new URL(request.url);
  const line = `${request.method} ${pathname.replace("/v1/agencies/H20", "")}`;
  const text = await request.text();
  const isJson = request.headers.get("content-type")?.startsWith("application/json") ?? false;
  const body: unknown = isJson && text !== "" ? JSON.parse(text) : text;
  const [at, ids] = operationAt(office.answers, line);
  const call = { line, ids, query, body, match: request.headers.get("if-match") };
  office.calls.push(call);
  const found = (at && office.answers[at]) ?? list([]);
  const given = await (typeof found === "function" ? found(call) : found);
  if (given instanceof Response) return given;
  if (given === null) return new Response(null, { status: 204 });
  const { type, status } = given as Partial<Problem>;
  return Response.json(given, { status: type?.startsWith("/docs/problems#") ? (status ?? 400) : 200 });
}

/** The operation among these that a line is a call of, and what stands in its path's places. The exact one comes first. */
function operationAt(answers: Answers, line: string): [Line | undefined, string[]] {
  if (Object.hasOwn(answers, line)) return [line as Line, []];
  for (const at of Object.keys(answers)) {
    const ids = new RegExp(`^${at.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "([^/]+)")}$`).exec(line);
    if (ids) return [at as Line, ids.slice(1)];
  }
  return [undefined, []];
}

/** Puts a page's element into the document, where the office's frame has it. */
export function showPage(
  Page: new (office: OfficeDeps) => HTMLElement,
  { deps }: Pick<FakeOffice, "deps">,
): { readonly element: HTMLElement; readonly root: ShadowRoot } {
  const Own = class extends Page {};
  customElements.define(freshName("office"), Own);
  const element = document.body.appendChild(document.createElement("main")).appendChild(new Own(deps));
  return { element, root: element.shadowRoot as ShadowRoot };
}
