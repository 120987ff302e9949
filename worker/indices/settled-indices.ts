import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import type { SettledStore } from "../counts/settled-store.ts";
import { fewestPeople } from "../organization/organization.ts";
import { asksForReasons, type IndexQuestion } from "./index-question.ts";
import { choicesOf, countedNames } from "./option-cells.ts";
import type { IndexDeps } from "./read-indices.ts";

/** What indices are read from, for whoever asks. */
export type AskedIndexDeps = Omit<IndexDeps, "settled"> & { readonly settled: Pick<SettledStore, "read"> };

/**
 * What an asker's indices are read from. Keys of the whole agency read all counts as they are. Keys of a unit read closed days,
 * paper, and counts of people who settled together (`counts/settle-people.ts`), and nothing else that people said.
 */
export function depsFor(
  principal: Principal,
  question: IndexQuestion,
  { settled, source, organization, today }: AskedIndexDeps,
): IndexDeps {
  if (needWholeAgency(principal, organization).ok) return { source, organization, today, settled: null };
  const asked = question.question;
  const questions = asked === null ? null : countedNames(asked, choicesOf(organization));
  const byReason = asksForReasons(question);
  return {
    source: {
      rollups: () => [],
      daily: () => [],
      tallies: (units, from, to) => [
        ...source.tallies(units, from, to),
        ...settled.read({ units, from, to, questions, byReason }),
      ],
      volumes: source.volumes,
    },
    ...{ organization, today },
    settled: { lastDay: today - 1, fewest: fewestPeople(organization) },
  };
}

/** A row of some people, but fewer than the minimum group size: it tells only how many. */
export function withoutFew(row: PublishedIndex, fewest: number): PublishedIndex {
  const { change, n } = row;
  const isFew = n > 0 && n < fewest;
  const isFewBefore = change != null && change.n > 0 && change.n < fewest;
  const shown = isFew || isFewBefore ? { ...row, ...(change === undefined ? {} : { change: null }) } : row;
  if (!isFew) return shown;
  const { weights: _, interval_of_served: __, ...rest } = shown;
  return {
    ...rest,
    ...{ value: null, tally: [], interval: null, channels: {}, withheld: "too-few" },
    flagged: { n: row.flagged.n, value_without: null },
    set_aside: { n: row.set_aside.n, value_with: null },
    ...(row.standardised === undefined ? {} : { standardised: null }),
  };
}
