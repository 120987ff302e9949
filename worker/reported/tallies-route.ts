import { listOf } from "../../shared/contract/list.ts";
import { keptTally } from "../../shared/contract/report.ts";
import type { Route } from "../operations/route.ts";
import { answerReports, answerWithdrawal, listedReports, withdrawnReport } from "./answer-reports.ts";

/** `GET …/tallies`: what stands, or with `withdrawn=1` what was taken back, within the key's subtree. */
export const getTalliesRoute: Route = {
  ...listedReports,
  path: "/v1/agencies/:agency/tallies",
  summary: "Read tallies that were handed in",
  answer: listOf(keptTally),
  handle: (context) => answerReports(context, "tallies"),
};

/** `DELETE …/tallies/{id}`: takes a tally back, which then counts nowhere; it stays in the list of those withdrawn. */
export const deleteTallyRoute: Route = {
  ...withdrawnReport,
  path: "/v1/agencies/:agency/tallies/:id",
  summary: "Take back a tally",
  handle: (context) => answerWithdrawal(context, { list: "tallies", id: context.params.id ?? "" }),
};
