import * as z from "zod/mini";
import { volumeReceipts } from "../../shared/contract/receipt.ts";
import { postVolumes as postVolumesBody, volumeItem } from "../../shared/contract/tally.ts";
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
  // Read as unknown items, so that a bad one never spoils the others; described as what each must be.
  body: z.extend(postVolumesBody, { volumes: z.array(volumeItem).check(z.minLength(1), z.maxLength(1000)) }),
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
