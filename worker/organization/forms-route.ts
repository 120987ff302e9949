import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { putForms as putFormsBody, versionedForm } from "../../shared/contract/form.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

/** `PUT …/forms`: forms, by id; what differs becomes a new version. */
export const putFormsRoute: Route = {
  method: "PUT",
  path: "/v1/agencies/:agency/forms",
  audience: "config:write",
  summary: "Write forms",
  body: putFormsBody,
  answer: listOf(versionedForm),
  handle: putForms,
};

/** `GET …/forms`: the newest version of every form, by id. */
export const getFormsRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/forms",
  audience: "any-key",
  summary: "Read all forms",
  query: pageQuery,
  answer: listOf(versionedForm),
  handle: getForms,
};

async function putForms(context: RouteContext): Promise<Answer> {
  const body = await readBody(context.request, putFormsBody);
  if (!body.ok) return problemAnswer(body.failure);
  const agency = context.agency(context.params.agency ?? "");
  const put = await agency.putForms(needPrincipal(context), body.value.forms);
  return put.ok ? jsonAnswer(put.value) : problemAnswer(put.failure);
}

async function getForms(context: RouteContext): Promise<Answer> {
  const query = readQuery(context.url, pageQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const page = await context.agency(context.params.agency ?? "").listForms(query.value);
  return page.ok ? jsonAnswer(page.value) : problemAnswer(page.failure);
}
