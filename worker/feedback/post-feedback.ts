import * as z from "zod/mini";
import { batchMaxBytes, batchMaxItems, feedbackBatch, feedbackItem } from "../../shared/contract/feedback.ts";
import type { ContractFailure, FailureOf } from "../problems/failure.ts";
import { feedbackReceipts, type FeedbackReceipt } from "../../shared/contract/receipt.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import {
  type Answer,
  jsonTextAnswer,
  type Operation,
  operationInWorker,
  type WorkerDeps,
} from "../operations/operation.ts";
import { type BodyFailure, type Bytes, readJson, readSignedRequest, saysSigned } from "../operations/read-request.ts";
import {
  type BatchShare,
  checkBatch,
  type CheckedBatch,
  placeReceipts,
  receiptsOf,
  refusedItem,
  sharesOf,
  soleShare,
} from "./checked-batch.ts";
import type { DeliveryFailure, Taken } from "./take-batch.ts";

/** Plain text lets a page that is being left send without a preflight. */
const mediaTypes = ["application/json", "text/plain"];

/** `POST /v1/feedback`: a batch of 1..100, of any agencies' touchpoints; one receipt for each, in order. */
export const postFeedback: Operation<unknown> = operationInWorker({
  method: "POST",
  path: "/v1/feedback",
  audience: "public",
  signed: "by-devices",
  summary: "Hand in feedback; each item gets a receipt",
  description:
    "A bad item does not affect the others. Send a refused item again only if its problem is not permanent. A batch that a device signs belongs to one agency.",
  // Items are checked one by one, so that a bad one does not affect the others.
  bodyInDocument: z.extend(feedbackBatch, {
    feedback: z.array(feedbackItem).check(z.minLength(1), z.maxLength(batchMaxItems)),
  }),
  mediaTypes,
  answer: feedbackReceipts,
  failures: ["invalid", "rate-limited", "unavailable", "signature", "device-revoked", "counter-stale"],
  async handle(worker) {
    worker.underWay.count += 1;
    try {
      const read = await readJson(worker.request, { maxBytes: batchMaxBytes, mediaTypes });
      if (!read.ok) return read;
      const batch = checkBatch(read.value.json);
      if (!batch.ok) return batch;
      return await (saysSigned(worker.request)
        ? postSigned(worker, batch.value, read.value.bytes)
        : post(worker, batch.value));
    } finally {
      worker.underWay.count -= 1;
    }
  },
});

/** The answer, or why the batch as a whole was refused. */
type Posted = Result<
  Answer,
  ContractFailure | BodyFailure | DeliveryFailure | FailureOf<"rate-limited" | "unavailable">
>;

async function post(worker: WorkerDeps, batch: CheckedBatch): Promise<Posted> {
  const limited = limit(batch, worker);
  if (!limited.ok) return limited;
  try {
    return receiptsAnswer(await deliver(batch, worker));
  } catch (error) {
    return notStored(error, worker);
  }
}

/** Without a receipt the sender keeps all items and sends them again. Those that were stored are duplicates then. */
function notStored(error: unknown, { log }: WorkerDeps): Posted {
  log("feedback not stored", error);
  return fail({ kind: "unavailable" });
}

/** @param device that signed the batch. It has a rate limit of its own: otherwise anyone who knows its touchpoint could use that up. */
function limit(
  { checked }: CheckedBatch,
  worker: WorkerDeps,
  device?: string,
): Result<null, FailureOf<"rate-limited">> {
  const own = device === undefined ? null : `device ${device}`;
  return worker.limit(checked.flatMap(({ item }) => (item.ok ? (own ?? item.value.touchpoint) : [])));
}

/** Sends each agency its items. Returns the JSON of all receipts in the batch's order; rejects if an agency doesn't answer. */
async function deliver(batch: CheckedBatch, worker: WorkerDeps): Promise<string> {
  const shares = [...sharesOf(batch)];
  const [code, share] = shares[0] ?? [];
  // An agency answers in the order of its items. If the whole batch is its own, nobody needs to read the answer here.
  if (code !== undefined && share?.items.length === batch.checked.length)
    return deliverTo(code, share, { batch, worker });
  const receipts = await Promise.all(
    shares.map(async ([agency, part]) => {
      const answered: FeedbackReceipt[] = JSON.parse(await deliverTo(agency, part, { batch, worker }));
      return placeReceipts(part, answered);
    }),
  );
  return JSON.stringify(receiptsOf(batch, new Map(receipts.flat())));
}

type Delivering = { readonly batch: CheckedBatch; readonly worker: WorkerDeps };

/** Sends an agency its share. Returns the JSON of its receipts. */
async function deliverTo(code: string, share: BatchShare, { batch, worker }: Delivering): Promise<string> {
  if (!(await worker.registry.knows(code))) return JSON.stringify(unknownTouchpoints(share));
  return worker.agency(code).acceptFeedback(deliveryOf(batch, share), worker.underWay.count);
}

function deliveryOf({ sentAt }: CheckedBatch, { items }: BatchShare): string {
  return JSON.stringify({ sentAt, items });
}

/** @param receipts JSON of a list of receipts */
function receiptsAnswer(receipts: string): Posted {
  return ok(jsonTextAnswer(`{"receipts":${receipts}}`));
}

function unknownTouchpoints({ items }: BatchShare): FeedbackReceipt[] {
  return items.map((item) => refusedItem(item, { kind: "unknown-touchpoint", given: item.touchpoint }));
}

/** A batch that a device signed belongs to one agency. It is accepted or refused as a whole before its items are checked one by one. */
async function postSigned(worker: WorkerDeps, batch: CheckedBatch, bytes: Bytes): Promise<Posted> {
  const sole = soleShare(batch);
  if (!sole.ok) return sole;
  const call = await readSignedRequest(worker.request, bytes);
  if (!call.ok) return call;
  const limited = limit(batch, worker, call.value.device);
  if (!limited.ok) return limited;
  if (sole.value === null) return receiptsAnswer(JSON.stringify(receiptsOf(batch, new Map())));
  const { agency, share } = sole.value;
  try {
    const signed = { call: call.value, json: deliveryOf(batch, share) };
    const taken: Taken = (await worker.registry.knows(agency))
      ? JSON.parse(await worker.agency(agency).acceptSigned(signed, worker.underWay.count))
      : ok(unknownTouchpoints(share));
    if (!taken.ok) return taken;
    return receiptsAnswer(JSON.stringify(receiptsOf(batch, new Map(placeReceipts(share, taken.value)))));
  } catch (error) {
    return notStored(error, worker);
  }
}
