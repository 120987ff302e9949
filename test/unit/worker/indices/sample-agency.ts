import { parseDay } from "../../../../shared/calendar/day.ts";
import type { Failure } from "../../../../worker/problems/failure.ts";
import type { IndexQuery, PublishedIndex } from "../../../../shared/contract/published-index.ts";
import type { Result } from "../../../../shared/result.ts";
import { parseIndexQuestion } from "../../../../worker/indices/index-question.ts";
import type { IndexRows } from "../../../../worker/indices/index-rows.ts";
import { readIndices } from "../../../../worker/indices/read-indices.ts";
import type { DatedSuccession } from "../../../../worker/organization/unit-heirs.ts";
import { type DatedUnit, unitHistory } from "../../../../worker/organization/unit-tree.ts";
import type { KnownOption, KnownQuestion, Organization } from "../../../../worker/organization/organization.ts";
import { type Answer, memorySource, type Received } from "./memory-source.ts";

/** A day that the test's author knows to exist. */
export function day(text: string): number {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(`no day ${text}`);
  return parsed;
}

/** A version of a unit, for ever from 2020 on unless said otherwise. */
export function unit(code: string, parent: string | null, more: Partial<DatedUnit> = {}): DatedUnit {
  return { code, name: `Unit ${code}`, parent, kind: "office", validFrom: day("2020-01-01"), validTo: null, ...more };
}

/** Reasons of the agency's form. */
export const reasons = ["attitude", "quick", "waiting-time"] as const;

const form = { id: "default", version: 1, questions: [], reasons: [], comment: true };

/** Agency H20 with these units and successions, two services, three reasons and four questions of different scales. */
export function organizationOf(
  units: readonly DatedUnit[],
  successions: readonly DatedSuccession[] = [],
  touchpoints: Organization["touchpoints"] = new Map(),
): Organization & { readonly questions: Map<string, KnownQuestion> } {
  return {
    agency: { code: "H20", name: "Đồng Tháp", time_zone: "Asia/Ho_Chi_Minh", cursor_secret: "secret" },
    units: unitHistory("H20", units, successions),
    services: new Map([
      ["1.001", "Birth"],
      ["1.002", "Building"],
    ]),
    questions: new Map<string, KnownQuestion>([
      ["overall", { type: "rating", scale: 5 }],
      ["attitude", { type: "rating", scale: 3 }],
      ["wait", { type: "rating", scale: 4 }],
      ["recommend", { type: "rating", scale: 11 }],
    ]),
    forms: new Map([["default", { newest: form, questionsEver: new Set(["overall"]), reasonsEver: new Set(reasons) }]]),
    touchpoints,
  };
}

/** A plain answer to `overall` at a kiosk of unit A in October 2026, unless said otherwise. */
export function answer(more: Partial<Answer> = {}): Answer {
  return {
    day: day("2026-10-15"),
    unit: "A",
    service: "",
    channel: "kiosk",
    touchpoint: "H20-aaaaaaaaaa",
    question: "overall",
    officer: "",
    level: 5,
    standing: "plain",
    ...more,
  };
}

/** The same answer many times. */
export function answers(count: number, more: Partial<Answer> = {}): Answer[] {
  return Array.from({ length: count }, () => answer(more));
}

/** An agency with what it received, as of a day. */
export type World = Received & {
  readonly units: readonly DatedUnit[];
  readonly successions?: readonly DatedSuccession[];
  readonly today?: number;
  readonly touchpoints?: Organization["touchpoints"];
  /** Options of the choice `source`, in the order of first appearance; no choice without it. */
  readonly options?: readonly KnownOption[];
  /** The unit whose subtree the asker sees; the whole agency where left out. */
  readonly root?: string;
};

/** The rows of a query, not made yet, or the failure. */
export function answerTo(world: World, query: IndexQuery): Result<IndexRows, Failure> {
  const organization = organizationOf(world.units, world.successions, world.touchpoints);
  if (world.options) organization.questions.set("source", { type: "choice", options: world.options });
  const today = world.today ?? day("2026-11-24");
  const question = parseIndexQuestion(query, { organization, root: world.root ?? "H20", today });
  return question.ok ? readIndices(question.value, { source: memorySource(world), organization, today }) : question;
}

/** The rows of a query, or the failure. */
export function ask(world: World, query: IndexQuery): PublishedIndex[] | Failure {
  const rows = answerTo(world, query);
  return rows.ok ? rows.value.slice() : rows.failure;
}

/** The rows of a query that has some. */
export function rowsOf(world: World, query: IndexQuery): PublishedIndex[] {
  const rows = ask(world, query);
  if ("kind" in rows) throw new Error(`refused: ${JSON.stringify(rows)}`);
  return rows;
}

/** The only row of a query. */
export function rowOf(world: World, query: IndexQuery): PublishedIndex {
  const rows = rowsOf(world, query);
  const [row] = rows;
  if (row === undefined || rows.length !== 1) throw new Error(`${rows.length} rows`);
  return row;
}
