import { volumeReceipts } from "../../shared/contract/receipt.ts";
import { postVolumes as postVolumesBody } from "../../shared/contract/tally.ts";
import { type Answer, jsonAnswer } from "../http/answer.ts";
import { problemAnswer } from "../http/problems.ts";
import { readBody } from "../http/read-body.ts";
import { needPrincipal, type Route, type RouteContext } from "../http/route.ts";

/** `POST …/volumes`: transactions per unit, service and span; one receipt for each, in order. */
export const postVolumesRoute: Route = {
  method: "POST",
  path: "/v1/agencies/:agency/volumes",
  audience: "tallies:write",
  summary: "Hand in transaction volumes; each gets a receipt",
  body: postVolumesBody,
  answer: volumeReceipts,
  handle: postVolumes,
};

async function postVolumes(context: RouteContext): Promise<Answer> {
  const body = await readBody(context.request, postVolumesBody);
  if (!body.ok) return problemAnswer(body.failure);
  const agency = context.agency(context.params.agency ?? "");
  const receipts = await agency.postVolumes(needPrincipal(context), body.value.volumes);
  return receipts.ok ? jsonAnswer(receipts.value) : problemAnswer(receipts.failure);
}
