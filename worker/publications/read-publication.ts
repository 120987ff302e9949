import { formatDay } from "../../shared/calendar/day.ts";
import type { Failure } from "../../shared/contract/failure.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Publication, PublicationQuery, PublishedPage, PublishedRow } from "../../shared/contract/publication.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { decodeCursor, encodeCursor, queryName } from "../http/cursor.ts";
import { pageOf, readLimit } from "../http/page-of.ts";
import { generationAt, parentsOf } from "./lattice-row.ts";
import { isoOf, type Naming, publishedRow, questionOf } from "./published-row.ts";
import type { PublicationFacts } from "./publication-ledger.ts";
import { parsePublicationQuestion, type PublicationQuestion } from "./publication-question.ts";
import type { ShelfRow } from "./publication-shelf-store.ts";
import type { PublicationStore } from "./publication-store.ts";

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
    query: queryName("publication", { ...asked, version: String(facts.version) }),
  };
  const position = cursor === undefined ? ok([0]) : await decodeCursor(cursor, scope);
  if (!position.ok) return position;
  const { data, next } = pageFrom(Number(position.value[0]), limit.value, {
    shelves,
    question: question.value,
    version: facts.version,
  });
  const next_cursor = next === null ? null : await encodeCursor([next], scope);
  return ok({ data, meta: { next_cursor, publication: toPublication(facts) } });
}

type Reading = { readonly shelves: Shelves; readonly question: PublicationQuestion; readonly version: number };

/** Every row has a place for each method, also for one that does not take its scale: so a place is found again. */
function pageFrom(start: number, limit: number, reading: Reading): { data: PublishedRow[]; next: number | null } {
  const { shelves, question } = reading;
  const each = question.methods.length;
  const first = Math.floor(start / each);
  const rows = rowsFrom(first, limit + 1, reading);
  const data: PublishedRow[] = [];
  for (const [place, row] of rows.entries()) {
    const scale = shelves.organization.questions.get(questionOf(row));
    for (const [number, method] of question.methods.entries()) {
      const here = (first + place) * each + number;
      if (here < start || scale === undefined || !method.scales.includes(scale)) continue;
      if (data.length === limit) return { data, next: here };
      data.push(publishedRow(row, method, shelves));
    }
  }
  return { data, next: rows.length > limit ? (first + rows.length) * each : null };
}

function rowsFrom(offset: number, limit: number, { shelves, question, version }: Reading): ShelfRow[] {
  const { facet, period, families } = question;
  const nodes = nodesOf(question, version, shelves);
  return shelves.publications.shelfRows({ version, nodes, families, facet, period, offset, limit });
}

/** The unit with its subtree; by unit, those directly below it and what is its own. */
function nodesOf({ unit, byUnit }: PublicationQuestion, version: number, { publications }: Shelves): string[] {
  const parents = parentsOf(generationAt(publications.generations(), version));
  if (!byUnit) return parents.has(unit) ? [unit] : [];
  const below = [...parents].flatMap(([node, parent]) => (parent === unit ? [node] : []));
  return below.length > 0 || !parents.has(unit) ? below : [unit];
}
