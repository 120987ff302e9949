import { listOf } from "../../shared/contract/list.ts";
import { keptVolume, volumeKey } from "../../shared/contract/report.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readQuery } from "../operations/read-query.ts";
import type { Route } from "../operations/route.ts";
import { answerReports, answerWithdrawal, listedReports, withdrawnReport } from "./answer-reports.ts";

/** `GET …/volumes`: what stands, or with `withdrawn=1` what was taken back, within the key's subtree. */
export const getVolumesRoute: Route = {
  ...listedReports,
  path: "/v1/agencies/:agency/volumes",
  summary: "Read transaction volumes that were handed in",
  answer: listOf(keptVolume),
  handle: (context) => answerReports(context, "volumes"),
};

/** `DELETE …/volumes`: takes one back by the volume's place and span. */
export const deleteVolumeRoute: Route = {
  ...withdrawnReport,
  path: "/v1/agencies/:agency/volumes",
  summary: "Take back a transaction volume",
  query: volumeKey,
  async handle(context) {
    const key = readQuery(context.url, volumeKey);
    return key.ok ? answerWithdrawal(context, { list: "volumes", key: key.value }) : problemAnswer(key.failure);
  },
};
