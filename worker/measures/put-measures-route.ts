import { listOf } from "../../shared/contract/list.ts";
import { importQuery } from "../../shared/contract/import-query.ts";
import { type Measure, measure, putMeasures as putMeasuresBody } from "../../shared/contract/measure.ts";
import { type Answer, jsonAnswer } from "../http/answer.ts";
import { checkContract } from "../http/check-contract.ts";
import { problemAnswer } from "../http/problems.ts";
import { readBody } from "../http/read-body.ts";
import { importTypes, readUpload, type Upload } from "../http/read-upload.ts";
import { needPrincipal, type Route, type RouteContext } from "../http/route.ts";
import { keepOfFile } from "../imports/import-file.ts";
import { measureColumns, measureOfRow } from "../imports/measure-columns.ts";
import type { ImportRow } from "../imports/read-rows.ts";
import { readTable } from "../imports/read-table.ts";
import { atCell, atRows, wrongFile } from "../imports/refused-rows.ts";

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
    if (!checked.ok) errors.push(...(checked.failure.errors ?? []).map((error) => atCell(row, error)));
    if (checked.ok) measures.push(checked.value);
    if (checked.ok) rows.push(row);
  }
  const keep = errors.length > 0 ? "nothing" : keepOfFile(context.url);
  const put = await context.agency(context.params.agency ?? "").putMeasures(needPrincipal(context), { measures }, keep);
  if (put.ok && errors.length === 0) return jsonAnswer(put.value);
  if (!put.ok && !put.failure.errors) return problemAnswer(put.failure);
  const refused = put.ok ? [] : atRows(rows, put.failure.errors ?? []);
  return problemAnswer(wrongFile([...errors, ...refused]));
}
