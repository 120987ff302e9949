import { errorsOf } from "../problems/failure.ts";
import { listOf } from "../../shared/contract/list.ts";
import { importQuery } from "../../shared/contract/import-query.ts";
import { type Measure, measure, putMeasures as putMeasuresBody } from "../../shared/contract/measure.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { checkContract } from "../operations/check-contract.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import { importTypes, readUpload, type Upload } from "../reported/read-upload.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";
import { keepOfFile } from "../reported/import-file.ts";
import { measureColumns, measureOfRow } from "../reported/measure-columns.ts";
import type { ImportRow } from "../reported/read-rows.ts";
import { readTable } from "../reported/read-table.ts";
import { atCell, atRows, wrongFile } from "../reported/refused-rows.ts";

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
  if (upload.value) return putFile(context, upload.value);
  const body = await readBody(context.request, putMeasuresBody, importTypes);
  if (!body.ok) return problemAnswer(body.failure);
  const agency = context.agency(context.params.agency ?? "");
  const put = await agency.putMeasures(needPrincipal(context), body.value, keepOfFile(context.url));
  return put.ok ? jsonAnswer(put.value) : problemAnswer(put.failure);
}

/** All of a file, or nothing and every row that is wrong, whether in itself or to the agency. */
async function putFile(context: RouteContext, upload: Upload): Promise<Answer> {
  const table = readTable(upload, measureColumns);
  if (!table.ok) return problemAnswer(table.failure);
  const errors = [...table.value.errors];
  const [rows, measures]: [ImportRow[], Measure[]] = [[], []];
  for (const row of table.value.rows) {
    const checked = checkContract(measure, measureOfRow(row));
    if (!checked.ok) errors.push(...errorsOf(checked.failure).map((error) => atCell(row, error)));
    if (checked.ok) measures.push(checked.value);
    if (checked.ok) rows.push(row);
  }
  const keep = errors.length > 0 ? "nothing" : keepOfFile(context.url);
  const put = await context.agency(context.params.agency ?? "").putMeasures(needPrincipal(context), { measures }, keep);
  if (put.ok && errors.length === 0) return jsonAnswer(put.value);
  if (!put.ok && errorsOf(put.failure).length === 0) return problemAnswer(put.failure);
  const refused = put.ok ? [] : atRows(rows, errorsOf(put.failure));
  return problemAnswer(wrongFile([...errors, ...refused]));
}
