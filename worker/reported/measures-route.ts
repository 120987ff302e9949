import { listOf } from "../../shared/contract/list.ts";
import { keptMeasure, measureKey } from "../../shared/contract/report.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readQuery } from "../operations/read-query.ts";
import type { Route } from "../operations/route.ts";
import { answerReports, answerWithdrawal, listedReports, withdrawnReport } from "./answer-reports.ts";

/** `GET …/measures`: what stands, or with `withdrawn=1` what was taken back, within the key's subtree. */
export const getMeasuresRoute: Route = {
  ...listedReports,
  path: "/v1/agencies/:agency/measures",
  summary: "Read inputs of scorecards that were put",
  answer: listOf(keptMeasure),
  handle: (context) => answerReports(context, "measures"),
};

/** `DELETE …/measures`: takes one back by the measure's unit and span. */
export const deleteMeasureRoute: Route = {
  ...withdrawnReport,
  path: "/v1/agencies/:agency/measures",
  summary: "Take back the inputs of scorecards of one unit and span",
  query: measureKey,
  async handle(context) {
    const key = readQuery(context.url, measureKey);
    return key.ok ? answerWithdrawal(context, { list: "measures", key: key.value }) : problemAnswer(key.failure);
  },
};
