import { formatDay, toDay } from "../../shared/calendar/day.ts";
import { listOf } from "../../shared/contract/list.ts";
import { type SignCountRow, signCount, signsQuery } from "../../shared/contract/sign.ts";
import { fail, ok } from "../../shared/result.ts";
import { queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { ReachDeps } from "../organization/organization.ts";
import { invalidAt } from "../problems/failure.ts";
import type { SignCount, SignStore } from "./sign-store.ts";

/** What reading signs works with. */
export type SignsDeps = ReachDeps & { readonly signs: Pick<SignStore, "counts"> };

/** Most days of one query. */
const mostDays = 92;

/** `GET …/signs`: what carries which sign, by day and touchpoint, so that the office can judge. */
export const listSigns: Operation<SignsDeps> = operation({
  method: "GET",
  path: "/v1/agencies/:agency/signs",
  audience: "feedback:read",
  summary: "Read how many ratings carry which sign of gaming, by day and touchpoint",
  description: "By day, touchpoint and sign, with the levels. A sign is a question: what carries it is counted.",
  query: signsQuery,
  answer: listOf(signCount),
  failures: ["outside-subtree", "invalid", "bad-cursor"],
  runs: "reads",
  wholeAgency: true,
  async run({ signs, organization }: SignsDeps, _, { query }) {
    const [from, to] = [toDay(query.from), toDay(query.to)];
    if (to < from || to - from >= mostDays) {
      return fail(invalidAt("/to", `must be from the first day on, and ${mostDays} days at most`));
    }
    const page = await pageOf<SignCount>(
      {
        secret: organization.agency.cursor_secret,
        query: queryName("signs", { from: query.from, to: query.to }),
        read: (after, limit) =>
          signs.counts(
            { from, to },
            after && { day: Number(after[0]), touchpoint: String(after[1]), sign: String(after[2]) },
            limit,
          ),
        positionOf: ({ day, touchpoint, sign }) => [day, touchpoint, sign],
      },
      query,
    );
    return page.ok ? ok({ ...page.value, data: page.value.data.map(toRow) }) : page;
  },
});

function toRow({ day, touchpoint, sign, count, firstMs, lastMs, tally }: SignCount): SignCountRow {
  const [first_at, last_at] = [new Date(firstMs).toISOString(), new Date(lastMs).toISOString()];
  return { day: formatDay(day), touchpoint, sign, count, first_at, last_at, tally: [...tally] };
}
