import * as z from "zod/mini";
import { tallyReceipts } from "../../shared/contract/receipt.ts";
import { postTallies as postTalliesBody, tallyItem } from "../../shared/contract/tally.ts";
import { type Answer, jsonAnswer } from "../http/answer.ts";
import { problemAnswer } from "../http/problems.ts";
import { readBody } from "../http/read-body.ts";
import { needPrincipal, type Route, type RouteContext } from "../http/route.ts";

/** `POST …/tallies`: counts from paper or another system; one receipt for each, in order. */
export const postTalliesRoute: Route = {
  method: "POST",
  path: "/v1/agencies/:agency/tallies",
  audience: "tallies:write",
  summary: "Hand in tallies; each gets a receipt",
  // Read as unknown items, so that a bad one never spoils the others; described as what each must be.
  body: z.extend(postTalliesBody, { tallies: z.array(tallyItem).check(z.minLength(1), z.maxLength(1000)) }),
  answer: tallyReceipts,
  handle: postTallies,
};

async function postTallies(context: RouteContext): Promise<Answer> {
  const body = await readBody(context.request, postTalliesBody);
  if (!body.ok) return problemAnswer(body.failure);
  const agency = context.agency(context.params.agency ?? "");
  const receipts = await agency.postTallies(needPrincipal(context), body.value.tallies);
  return receipts.ok ? jsonAnswer(receipts.value) : problemAnswer(receipts.failure);
}
