import { formatDay } from "../../shared/calendar/day.ts";
import { type PublishedAnswersRow, publishedAnswers } from "../../shared/contract/publication.ts";
import { computeIndex } from "../../shared/methods/compute-index.ts";
import { topTwo } from "../../shared/methods/top-two.ts";
import { ok } from "../../shared/result.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { DatedAnswers, FrozenAnswersStore } from "./frozen-answers-store.ts";
import { isoOf } from "./published-row.ts";
import { findPublication, type ReadDeps, toPublication } from "./read-publication.ts";
import { maxAgeOf, versionOrLatest } from "./publications.ts";

/** What frozen answers are read from. */
export type AnswersDeps = ReadDeps & { readonly frozenAnswers: Pick<FrozenAnswersStore, "upTo"> };

/** `GET …/publications/{version}/answers`: whether the agency answers comments, by quarter. */
export const getPublishedAnswers: Operation<AnswersDeps> = operation({
  method: "GET",
  path: "/v1/agencies/:agency/publications/:version/answers",
  params: { version: versionOrLatest },
  audience: "public",
  summary: "Read by quarter how many comments the agency received, answered on time and how people rated the answers",
  description:
    "Of the whole agency, by the quarter in which answers were due; quarters without comments are left out. Each quarter is frozen with its first publication and never changes. Counts from which a number under the minimum group size would follow are null.",
  answer: publishedAnswers,
  failures: ["unknown-publication"],
  runs: "reads",
  run(deps: AnswersDeps, _, { params: { version } }) {
    const found = findPublication(deps, version);
    if (!found.ok) return found;
    const publication = toPublication(found.value, deps.organization);
    const data = deps.frozenAnswers.upTo(found.value.version).map(toRow);
    return ok({ data, meta: { next_cursor: null, publication } });
  },
  shape: (_value, _worker, { params }) => ({ maxAgeSeconds: maxAgeOf(params.version) }),
});

function toRow({ from, to, received, onTime, rated, satisfied, ...frozen }: DatedAnswers): PublishedAnswersRow {
  const none = { value: null, interval: null };
  // The method asks for levels; only who is satisfied and who is not was kept.
  const isGiven = rated !== null && satisfied !== null;
  const index = isGiven ? computeIndex(topTwo, [rated - satisfied, 0, 0, 0, satisfied]) : none;
  return {
    period: { from: formatDay(from), to: formatDay(to) },
    ...{ received, on_time: onTime },
    late: received === null || onTime === null ? null : received - onTime,
    ...{ rated, satisfied, method: "top-two@1", ...index },
    ...{ withheld: frozen.withheld, version: frozen.version, published_at: isoOf(frozen.publishedMs) },
  };
}
