import { ratingScales } from "../organization/organization.ts";
import { formatDay } from "../../shared/calendar/day.ts";
import type { Failure } from "../problems/failure.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Publication, PublicationQuery, PublishedPage, PublishedRow } from "../../shared/contract/publication.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { decodeCursor, encodeCursor, queryName } from "../lists/cursor.ts";
import { pageOf, readLimit } from "../lists/page-of.ts";
import { generationAt, parentsOf } from "./lattice-row.ts";
import { isoOf, type Naming, publishedRow, questionOf } from "./published-row.ts";
import type { PublicationFacts } from "./publication-ledger.ts";
import { parsePublicationQuestion, type PublicationQuestion } from "./publication-question.ts";
import type { PublicationStore } from "./publication-store.ts";
import { portionsOf } from "./steps.ts";

/** What publications are read from: what was written, never the rollups. */
export type Shelves = Naming & {
  readonly publications: Pick<PublicationStore, "publicationsBefore" | "publication" | "shelfRows" | "generations">;
};

/** A publication as the API tells of it. */
export function toPublication({ version, day, publishedMs, ...counts }: PublicationFacts): Publication {
  return { version, published_at: isoOf(publishedMs), day: formatDay(day), ...counts };
}

/** All publications, newest first. Failures: `invalid` for the limit, `bad-cursor`. */
export function listPublications(
  { publications, organization }: Shelves,
  query: PageQuery,
): Promise<Result<Page<Publication>, Failure>> {
  const list = {
    secret: organization.agency.cursor_secret,
    query: queryName("publications"),
    read: (after: readonly (string | number)[] | null, limit: number) =>
      publications.publicationsBefore(after === null ? null : Number(after[0]), limit).map(toPublication),
    positionOf: ({ version }: Publication) => [version],
  };
  return pageOf(list, query);
}

/**
 * Rows of a version; null: the latest. Failures: `unknown-publication`, those of the question, `invalid` for the limit,
 * `bad-cursor`.
 */
export async function readPublication(
  shelves: Shelves,
  version: number | null,
  query: PublicationQuery,
): Promise<Result<PublishedPage, Failure>> {
  const { publications, organization } = shelves;
  const question = parsePublicationQuestion(query, organization);
  if (!question.ok) return question;
  const limit = readLimit(query.limit);
  if (!limit.ok) return limit;
  const facts = version === null ? publications.publicationsBefore(null, 1)[0] : publications.publication(version);
  if (!facts)
    return fail({ kind: "unknown-publication", given: version === null ? "none is made yet" : String(version) });
  const { cursor, limit: _limit, ...asked } = query;
  const scope = {
    secret: organization.agency.cursor_secret,
    query: queryName("publication-nodes", { ...asked, version: String(facts.version) }),
  };
  const position = cursor === undefined ? ok([0, 0]) : await decodeCursor(cursor, scope);
  if (!position.ok) return position;
  const [group = 0, start = 0] = position.value.map(Number);
  const reading = { shelves, question: question.value, version: facts.version };
  const { data, next } = pageFrom({ group, start }, limit.value, reading);
  const next_cursor = next === null ? null : await encodeCursor([next.group, next.start], scope);
  return ok({ data, meta: { next_cursor, publication: toPublication(facts) } });
}

type Reading = { readonly shelves: Shelves; readonly question: PublicationQuestion; readonly version: number };

/** Where a page begins: in which group of nodes, and at which place of its rows. */
type Place = { readonly group: number; readonly start: number };

/**
 * Nodes whose rows are sorted together. Of all periods a node has thousands of rows: whoever asks for a page must not make
 * the whole province's be looked at.
 */
const nodesTogether = { onePeriod: 25, allPeriods: 1 };

function pageFrom(from: Place, limit: number, reading: Reading): { data: PublishedRow[]; next: Place | null } {
  const { question, version, shelves } = reading;
  const most = question.period === null ? nodesTogether.allPeriods : nodesTogether.onePeriod;
  const groups = portionsOf(nodesOf(question, version, shelves).sort(), most);
  const data: PublishedRow[] = [];
  for (let { group, start } = from; group < groups.length; group += 1) {
    const page = pageOfGroup({ nodes: groups[group] ?? [], start, limit: limit - data.length }, reading);
    data.push(...page.data);
    if (page.next !== null) return { data, next: { group, start: page.next } };
    start = 0;
  }
  return { data, next: null };
}

type GroupPage = { readonly nodes: readonly string[]; readonly start: number; readonly limit: number };

/** Every row has a place for each method, also for one that does not take its scale: so a place is found again. */
function pageOfGroup(
  { nodes, start, limit }: GroupPage,
  { shelves, question, version }: Reading,
): { data: PublishedRow[]; next: number | null } {
  const { facet, period, families, methods } = question;
  const first = Math.floor(start / methods.length);
  const wanted = { version, nodes, families, facet, period, offset: first, limit: limit + 1 };
  const rows = shelves.publications.shelfRows(wanted);
  const data: PublishedRow[] = [];
  const scales = ratingScales(shelves.organization);
  for (const [place, row] of rows.entries()) {
    const scale = scales.get(questionOf(row));
    for (const [number, method] of methods.entries()) {
      const here = (first + place) * methods.length + number;
      if (here < start || scale === undefined || !method.scales.includes(scale)) continue;
      if (data.length === limit) return { data, next: here };
      data.push(publishedRow(row, method, shelves));
    }
  }
  return { data, next: rows.length > limit ? (first + rows.length) * methods.length : null };
}

/** The unit with its subtree; by unit, those directly below it and what is its own. */
function nodesOf({ unit, byUnit }: PublicationQuestion, version: number, { publications }: Shelves): string[] {
  const parents = parentsOf(generationAt(publications.generations(), version));
  if (!byUnit) return parents.has(unit) ? [unit] : [];
  const below = [...parents].flatMap(([node, parent]) => (parent === unit ? [node] : []));
  return below.length > 0 || !parents.has(unit) ? below : [unit];
}
