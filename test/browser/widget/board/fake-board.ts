import type { PublishedRow } from "../../../../shared/contract/publication.ts";
import { computeIndex } from "../../../../shared/methods/compute-index.ts";
import { findMethod } from "../../../../shared/methods/all-methods.ts";
import { topTwo } from "../../../../shared/methods/top-two.ts";
import { fail, ok } from "../../../../shared/result.ts";
import { officeQuestions } from "../../../../widget/office-questions/office-questions.ts";
import { BoardElement } from "../../../../widget/board/board-element.ts";
import { PresentController } from "../../../../widget/board/present-controller.ts";
import type { AnyQuestion } from "../../../../widget/figures/question.ts";
import type { CallServer, ServerCall } from "../../../../widget/ui/call-server.ts";
import { publishedIn } from "../../../fixtures/published-figure.ts";
import { freshName } from "../rating-page.ts";

/** An agency of a test: what it answers, what it was asked, and what fails. */
export type FakeAgency = {
  readonly call: CallServer;
  readonly calls: ServerCall[];
  /** Kind of failure by a part of the path. */
  readonly fails: Map<string, string>;
  /** Parts of paths whose answers wait until they are taken out. */
  readonly holds: Set<string>;
  /** Parts of paths that are answered with a row that is none. */
  readonly breaks: Set<string>;
  readonly facts: Record<string, unknown>;
  readonly rows: (unit: string) => readonly PublishedRow[];
  /** What is done again and again while the board is presented. */
  readonly turns: Set<() => void>;
  /** Made different, a later publication has other figures. `root`: the unit that the key is of; `isEmpty`: nobody rated. */
  readonly change: { level5: number; root: string; isEmpty: boolean };
};

export const goodKey = "cfk_good";

const names: Readonly<Record<string, string>> = {
  H20: "Tỉnh Đồng Tháp",
  "29869": "Phường Cao Lãnh",
  "29870": "Xã Tân Hồng",
};

function row(unit: string, period: string, tally: number[] | null): PublishedRow {
  const coverage = tally ? { transactions: 5000, rate: 20 } : null;
  return publishedIn(period, tally, { unit: { code: unit, name: names[unit] ?? unit }, coverage });
}

function rowsOf(unit: string): PublishedRow[] {
  if (unit === "29870") return [row(unit, "2026-Q2", [0, 0, 10, 40, 50]), row(unit, "2026-Q3", null)];
  const quarters = [
    row(unit, "2025-Q3", [0, 0, 100, 400, 500]),
    row(unit, "2026-Q2", [0, 0, 98, 400, 502]),
    row(unit, "2026-Q3", [0, 0, 50, 400, 550]),
  ];
  return unit === "H20"
    ? [row(unit, "2026-08", [0, 0, 20, 100, 100]), row(unit, "2026-09", [0, 0, 10, 100, 100]), ...quarters]
    : quarters;
}

const page = (data: readonly unknown[]) => ({
  data,
  meta: {
    next_cursor: null,
    publication: {
      version: 7,
      published_at: "2026-10-04T00:10:00+07:00",
      day: "2026-10-03",
      rows: 90,
      restated: 0,
      withheld: 1,
    },
  },
});

/** An agency of three units with a few published quarters, and live figures for its key. */
export function fakeAgency(): FakeAgency {
  const calls: ServerCall[] = [];
  const fails = new Map<string, string>();
  const holds = new Set<string>();
  const breaks = new Set<string>();
  const change = { level5: 0, root: "H20", isEmpty: false };
  const facts: Record<string, unknown> = {
    code: "H20",
    name: names.H20,
    time_zone: "Asia/Ho_Chi_Minh",
    publication_threshold: 10,
    targets: [],
    milestones: [],
    licence: null,
    sample: false,
  };
  const units = Object.keys(names).map((code) => ({
    code,
    name: names[code],
    parent: code === "H20" ? null : "H20",
    kind: "commune",
    national_code: null,
    valid_from: "2020-01-01",
    valid_to: null,
  }));
  const live = (unit: string, query: URLSearchParams) => {
    const at = row(unit, query.get("by") ? "2026-11" : "2026-Q4", [0, 0, 10, 30, 160]);
    const changed = {
      value: -1.5,
      interval: { confidence: 0.95, kind: "newcombe", low: -4, high: 1 },
      beyond_chance: false,
      with: { from: "2026-07-01", to: "2026-09-30" },
      n: 1000,
    };
    return {
      ...at,
      channels: { kiosk: 150, portal: 50 },
      flagged: { n: 4, value_without: 94.9 },
      set_aside: { n: 2, value_with: 94.8 },
      spanning: 0,
      ...(query.has("service") ? { coverage: null } : {}),
      ...(change.isEmpty ? { n: 0, tally: [0, 0, 0, 0, 0], value: null, interval: null } : {}),
      ...(query.has("compare") ? { change: changed } : {}),
    };
  };
  const published = (data: readonly unknown[]) => {
    const { meta } = page(data);
    return { data, meta: { ...meta, publication: { ...meta.publication, version: facts.version ?? 7 } } };
  };
  const answer = (path: string, query: URLSearchParams, key: string | undefined): unknown => {
    const unit = query.get("unit") ?? "H20";
    if (path === "") return facts;
    if (path === "/publications") return page([published([]).meta.publication]);
    if (path === "/units") return page(units);
    if (path === "/successions") return page([]);
    if (facts.isWhole && (path === "/questions" || path === "/publications/latest/answers")) return page([]);
    if (path === "/services") return page([{ id: "1.001193", name: "Đăng ký khai sinh" }]);
    if (path === "/set-asides")
      return page([
        {
          id: "s1",
          state: "in-effect",
          reason: "Nhiều phiếu trong mười phút",
          role: "Phòng cải cách",
          unit: "29869",
          from: "2026-08-03",
          to: "2026-08-03",
          announced_on: "2026-08-10",
          in_effect_on: "2026-08-17",
          undone_on: null,
          undo_reason: null,
          n: 40,
          office: null,
        },
      ]);
    if (path === "/indices") {
      const asked = query.get("unit") ?? change.root;
      if (key !== goodKey) return "unauthorized";
      return change.root === "H20" || asked === change.root ? page([live(asked, query)]) : "outside-subtree";
    }
    if (path !== "/publications/latest") return "not-found";
    if (query.get("by") === "channel")
      return page([
        { ...row(unit, "2026-Q3", null), channel: "kiosk", n: 700, value: 95, rounded: true, withheld: null },
      ]);
    const method = findMethod(query.get("method") ?? "") ?? topTwo;
    const children = unit === "H20" ? ["29869", "29870"] : [];
    const isByUnit = query.get("by") === "unit" && children.length > 0;
    return published(
      (isByUnit ? children.flatMap(rowsOf) : rowsOf(unit)).map((one) => {
        const tally = one.tally?.map((people, place) => (place === 4 ? people + change.level5 : people));
        return { ...one, method: method.id, ...(tally ? { tally, ...computeIndex(method, tally) } : {}) };
      }),
    );
  };
  const call = (async (asked: ServerCall) => {
    calls.push(asked);
    const { pathname, searchParams } = new URL(asked.line.replace("GET ", ""), "https://s");
    while ([...holds].some((part) => asked.line.includes(part)))
      await new Promise((resolve) => setTimeout(resolve, 10));
    if ([...breaks].some((part) => asked.line.includes(part))) return ok(page([null]));
    for (const [part, kind] of fails) if (asked.line.includes(part)) return fail(kind);
    const told = pathname.startsWith("/v1/agencies/H20")
      ? answer(pathname.replace("/v1/agencies/H20", ""), searchParams, asked.key)
      : "unknown-agency";
    return typeof told === "string" ? fail(told) : ok(told);
  }) as CallServer;
  return { call, calls, fails, holds, breaks, facts, rows: rowsOf, turns: new Set(), change };
}

/** Puts a board on the page; `isPage`: with its state in the address. */
export function openBoard(
  agency: FakeAgency,
  {
    isPage = false,
    loadOffice = async () => officeQuestions,
    loadPresenting = async () => PresentController,
    bySession = agency.call,
    ...attributes
  }: {
    isPage?: boolean;
    loadOffice?: () => Promise<readonly AnyQuestion[]>;
    loadPresenting?: () => Promise<typeof PresentController>;
    bySession?: FakeAgency["call"];
  } & Record<string, unknown> = {},
): HTMLElement & { readonly shadowRoot: ShadowRoot } {
  const tag = freshName("board");
  const deps = {
    server: location.origin,
    isPage,
    loadOffice: isPage ? loadOffice : null,
    loadPresenting: isPage ? loadPresenting : null,
    callFor: () => agency.call,
    bySession,
    today: () => "2026-11-29",
    now: () => Date.parse("2026-11-29T07:05:00Z"),
    every: (_ms: number, work: () => void) => {
      agency.turns.add(work);
      return () => void agency.turns.delete(work);
    },
    language: "vi",
    speaks: () => {},
  } as const;
  customElements.define(
    tag,
    class extends BoardElement {
      constructor() {
        super(deps);
      }
    },
  );
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries({ agency: "H20", ...attributes }))
    element.setAttribute(name, String(value));
  return document.body.appendChild(element) as HTMLElement & { readonly shadowRoot: ShadowRoot };
}
