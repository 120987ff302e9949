import { recordExportQuery } from "../../shared/contract/export.ts";
import type { Route } from "../operations/route.ts";
import { exportRecords } from "./export-records.ts";

/** `GET …/exports/comments.{csv,xlsx,parquet,ndjson}`: the words, without exact times for keys below the whole agency. */
export const exportCommentsRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/exports/comments.:format",
  audience: "comments:read",
  summary: "Export comments as csv, xlsx, parquet or ndjson",
  query: recordExportQuery,
  handle: (context) => exportRecords(context, "comments"),
};
