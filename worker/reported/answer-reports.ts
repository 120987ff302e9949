import { type ReportList, type ReportName, reportQuery } from "../../shared/contract/report.ts";
import { type Answer, emptyAnswer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

/** What `GET` of every list of reports is, but its path and its rows. */
export const listedReports: Pick<Route, "method" | "audience" | "query"> = {
  method: "GET",
  audience: "tallies:write",
  query: reportQuery,
};

/** What `DELETE` of every report is, but its path and how it is named. */
export const withdrawnReport: Pick<Route, "method" | "audience" | "status"> = {
  method: "DELETE",
  audience: "tallies:write",
  status: 204,
};

/** Answers a page of a list. */
export async function answerReports(context: RouteContext, list: ReportList): Promise<Answer> {
  const query = readQuery(context.url, reportQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const agency = context.agency(context.params.agency ?? "");
  const page = await agency.listReports(needPrincipal(context), { list, query: query.value });
  return page.ok ? jsonAnswer(page.value) : problemAnswer(page.failure);
}

/** Takes a report back, and answers that it is. */
export async function answerWithdrawal(context: RouteContext, named: ReportName): Promise<Answer> {
  const agency = context.agency(context.params.agency ?? "");
  const withdrawn = await agency.withdrawReport(needPrincipal(context), named);
  return withdrawn.ok ? emptyAnswer : problemAnswer(withdrawn.failure);
}
