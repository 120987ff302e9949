import * as z from "zod/mini";
import { importQuery } from "../../shared/contract/import-query.ts";
import { type VolumeReceipt, volumeReceipts } from "../../shared/contract/receipt.ts";
import { postVolumes as postVolumesBody, volumeItem } from "../../shared/contract/tally.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import { importTypes, readUpload } from "./read-upload.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";
import { type FileImport, importFile, isDryRun, keepOfFile } from "./import-file.ts";
import type { ImportRow } from "./read-rows.ts";
import { volumeColumns } from "./volume-columns.ts";

/** `POST …/volumes`: transactions per unit, service and span; one receipt for each, in order. */
export const postVolumesRoute: Route = {
  method: "POST",
  path: "/v1/agencies/:agency/volumes",
  audience: "tallies:write",
  summary: "Hand in transaction volumes; each gets a receipt",
  query: importQuery,
  mediaTypes: importTypes,
  // Read as unknown items, so that a bad one never spoils the others; described as what each must be.
  body: z.extend(postVolumesBody, { volumes: z.array(volumeItem).check(z.minLength(1), z.maxLength(1000)) }),
  answer: volumeReceipts,
  handle: postVolumes,
};

async function postVolumes(context: RouteContext): Promise<Answer> {
  const upload = await readUpload(context.request);
  if (!upload.ok) return problemAnswer(upload.failure);
  const [agency, principal] = [context.agency(context.params.agency ?? ""), needPrincipal(context)];
  if (upload.value) {
    const take: FileImport<VolumeReceipt>["take"] = (items, keep) => agency.postVolumes(principal, items, keep);
    const volumes = { columns: volumeColumns, itemOf: ({ values }: ImportRow) => values, take };
    return importFile(upload.value, volumes, keepOfFile(context.url));
  }
  const body = await readBody(context.request, postVolumesBody, importTypes);
  if (!body.ok) return problemAnswer(body.failure);
  const receipts = await agency.postVolumes(principal, body.value.volumes, isDryRun(context.url) ? "nothing" : "each");
  return receipts.ok ? jsonAnswer(receipts.value) : problemAnswer(receipts.failure);
}
