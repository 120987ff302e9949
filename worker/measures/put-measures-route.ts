import * as z from "zod/mini";
import { listOf } from "../../shared/contract/list.ts";
import { importQuery } from "../../shared/contract/import-query.ts";
import { measure, putMeasures as putMeasuresBody } from "../../shared/contract/measure.ts";
import { type Answer, jsonAnswer } from "../http/answer.ts";
import { checkContract } from "../http/check-contract.ts";
import { problemAnswer } from "../http/problems.ts";
import { readBody } from "../http/read-body.ts";
import { importTypes, readUpload } from "../http/read-upload.ts";
import { needPrincipal, type Route, type RouteContext } from "../http/route.ts";
import { keepOfFile } from "../imports/import-file.ts";
import { measureColumns, measureOfRow } from "../imports/measure-columns.ts";
import { readTable } from "../imports/read-table.ts";
import { atRows } from "../imports/refused-rows.ts";

/** A file may have more rows than a body in JSON. */
const fileBody = z.strictObject({ measures: z.array(measure) });

/** `PUT …/measures`: what units report from the agency's own systems, by unit and span. */
export const putMeasuresRoute: Route = {
  method: "PUT",
  path: "/v1/agencies/:agency/measures",
  audience: "tallies:write",
  summary: "Put the inputs of scorecards, by unit and span; all or none",
  query: importQuery,
  mediaTypes: importTypes,
  body: putMeasuresBody,
  answer: listOf(measure),
  handle: putMeasures,
};

async function putMeasures(context: RouteContext): Promise<Answer> {
  const upload = await readUpload(context.request);
  if (!upload.ok) return problemAnswer(upload.failure);
  const table = upload.value ? readTable(upload.value, measureColumns) : null;
  if (table && !table.ok) return problemAnswer(table.failure);
  const rows = table?.value ?? [];
  const body = table
    ? checkContract(fileBody, { measures: rows.map(measureOfRow) })
    : await readBody(context.request, putMeasuresBody, importTypes);
  if (!body.ok) return problemAnswer(atRows(rows, body.failure));
  const agency = context.agency(context.params.agency ?? "");
  const put = await agency.putMeasures(needPrincipal(context), body.value, keepOfFile(context.url));
  return put.ok ? jsonAnswer(put.value) : problemAnswer(atRows(rows, put.failure));
}
