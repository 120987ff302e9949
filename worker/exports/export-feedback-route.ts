import { recordExportQuery } from "../../shared/contract/export.ts";
import type { Route } from "../operations/route.ts";
import { exportRecords } from "./export-records.ts";

/** `GET …/exports/feedback.{csv,xlsx,parquet,ndjson}`: every rating once, in its newest revision. */
export const exportFeedbackRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/exports/feedback.:format",
  audience: "feedback:read",
  summary: "Export feedback as csv, xlsx, parquet or ndjson",
  query: recordExportQuery,
  handle: (context) => exportRecords(context, "feedback"),
};
