import { publication } from "../../shared/contract/publication.ts";
import { type Answer, jsonAnswer } from "../operations/operation.ts";
import { problemAnswer } from "../problems/problems.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

/** `POST …/publications`: publishes what has closed, as the close of the day does; again on the same day changes nothing. */
export const postPublicationRoute: Route = {
  method: "POST",
  path: "/v1/agencies/:agency/publications",
  audience: "config:write",
  summary: "Publish what has closed by now",
  answer: publication,
  status: 201,
  handle: postPublication,
};

async function postPublication(context: RouteContext): Promise<Answer> {
  const made = await context.agency(context.params.agency ?? "").publish(needPrincipal(context));
  if (!made.ok) return problemAnswer(made.failure);
  return jsonAnswer(made.value.publication, { status: made.value.isNew ? 201 : 200 });
}
