import * as z from "zod/mini";
import { importQuery } from "../../shared/contract/import-query.ts";
import { type TallyReceipt, tallyReceipts } from "../../shared/contract/receipt.ts";
import { postTallies as postTalliesBody, tallyItem } from "../../shared/contract/tally.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import { importTypes, readUpload } from "./read-upload.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";
import { uuidOf } from "../crypto/hash.ts";
import { type FileImport, importFile, isDryRun, keepOfFile } from "./import-file.ts";
import type { ImportRow } from "./read-rows.ts";
import { nameOfTally, tallyColumns, tallyOfRow } from "./tally-columns.ts";

/** `POST …/tallies`: counts from paper or another system; one receipt for each, in order. */
export const postTalliesRoute: Route = {
  method: "POST",
  path: "/v1/agencies/:agency/tallies",
  audience: "tallies:write",
  summary: "Hand in tallies; each gets a receipt",
  query: importQuery,
  mediaTypes: importTypes,
  // Read as unknown items, so that a bad one never spoils the others; described as what each must be.
  body: z.extend(postTalliesBody, { tallies: z.array(tallyItem).check(z.minLength(1), z.maxLength(1000)) }),
  answer: tallyReceipts,
  handle: postTallies,
};

async function postTallies(context: RouteContext): Promise<Answer> {
  const upload = await readUpload(context.request);
  if (!upload.ok) return problemAnswer(upload.failure);
  const [agency, principal] = [context.agency(context.params.agency ?? ""), needPrincipal(context)];
  if (upload.value) {
    const take: FileImport<TallyReceipt>["take"] = (items, keep) => agency.postTallies(principal, items, keep);
    return importFile(upload.value, { columns: tallyColumns, itemOf: tallyItemOf, take }, keepOfFile(context.url));
  }
  const body = await readBody(context.request, postTalliesBody, importTypes);
  if (!body.ok) return problemAnswer(body.failure);
  const receipts = await agency.postTallies(principal, body.value.tallies, isDryRun(context.url) ? "nothing" : "each");
  return receipts.ok ? jsonAnswer(receipts.value) : problemAnswer(receipts.failure);
}

/** A row without an id has one made of its place, so that the same file sent again is known. */
async function tallyItemOf(row: ImportRow): Promise<unknown> {
  const tally = tallyOfRow(row);
  return tally.id === undefined ? { ...tally, id: await uuidOf(nameOfTally(tally)) } : tally;
}
