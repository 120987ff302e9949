import * as z from "zod/mini";
import { batchMaxBytes, batchMaxItems, feedbackBatch, feedbackItem } from "../../shared/contract/feedback.ts";
import type { ContractFailure, FailureOf } from "../problems/failure.ts";
import { feedbackReceipts, type FeedbackReceipt } from "../../shared/contract/receipt.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { asDevice } from "../limits/device-limit.ts";
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
import { admitItems, admitWork } from "./admit-items.ts";
import { shedFeedback } from "./shed-feedback.ts";
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
    "A bad item does not affect the others. Send a refused item again only if its problem is not permanent. An item that is refused as rate-limited is to be sent again after the seconds in Retry-After. A batch that a device signs belongs to one agency.",
  // Items are checked one by one, so that a bad one does not affect the others.
  bodyInDocument: z.extend(feedbackBatch, {
    feedback: z.array(feedbackItem).check(z.minLength(1), z.maxLength(batchMaxItems)),
  }),
  mediaTypes,
  answer: feedbackReceipts,
  failures: ["invalid", "rate-limited", "unavailable", "overloaded", "signature", "device-revoked", "counter-stale"],
  async handle(worker) {
    worker.underWay.count += 1;
    try {
      const room = shedFeedback(worker);
      if (!room.ok) return room;
      return await (saysSigned(worker.request) ? postSigned(worker) : post(worker));
    } finally {
      worker.underWay.count -= 1;
    }
  },
});

/** The answer, or why the batch as a whole was refused. */
type Posted = Result<
  Answer,
  ContractFailure | BodyFailure | DeliveryFailure | FailureOf<"rate-limited" | "unavailable" | "overloaded">
>;

type Read = { readonly batch: CheckedBatch; readonly bytes: Bytes };

async function readBatch({ request, inTime }: WorkerDeps): Promise<Result<Read, ContractFailure | BodyFailure>> {
  const read = await readJson(request, { maxBytes: batchMaxBytes, mediaTypes, inTime });
  if (!read.ok) return read;
  const batch = checkBatch(read.value.json);
  return batch.ok ? ok({ batch: batch.value, bytes: read.value.bytes }) : batch;
}

async function post(worker: WorkerDeps): Promise<Posted> {
  const source = await worker.clientName("feedback");
  const work = admitWork(worker, source, worker.request.headers.get("content-length"));
  if (!work.ok) return work;
  const read = await readBatch(worker);
  if (!read.ok) return read;
  try {
    const admitted = await admitItems(worker, source, read.value.batch);
    if (!admitted.ok) return admitted;
    const { batch, retryAfterSeconds } = admitted.value;
    // Signs must not take all for one who are not known, or who are not told apart since no limits are set.
    const isTold = worker.client !== null && Number.isFinite(worker.perMinute);
    return receiptsAnswer(await deliver({ batch, source: isTold ? source : null, worker }), retryAfterSeconds);
  } catch (error) {
    return notStored(error, worker);
  }
}

/** Without a receipt the sender keeps all items and sends them again. Those that were stored are duplicates then. */
function notStored(error: unknown, { log }: WorkerDeps): Posted {
  log("feedback not stored", error);
  return fail({ kind: "unavailable" });
}

type Delivering = {
  readonly batch: CheckedBatch;
  /** Name of the client; null if nobody tells who it is. */
  readonly source: string | null;
  readonly worker: WorkerDeps;
};

/** Sends each agency its items. Returns the JSON of all receipts in the batch's order; rejects if an agency doesn't answer. */
async function deliver({ batch, source, worker }: Delivering): Promise<string> {
  const deliverTo = (code: string, share: BatchShare): Promise<string> =>
    worker.agency(code).acceptFeedback(deliveryOf(batch, share, source), worker.underWay.count);
  const shares = [...sharesOf(batch)];
  const [code, share] = shares[0] ?? [];
  // An agency answers in the order of its items. If the whole batch is its own, nobody needs to read the answer here.
  if (code !== undefined && share?.items.length === batch.checked.length) return deliverTo(code, share);
  const receipts = await Promise.all(
    shares.map(async ([agency, part]) => {
      const answered: FeedbackReceipt[] = JSON.parse(await deliverTo(agency, part));
      return placeReceipts(part, answered);
    }),
  );
  return JSON.stringify(receiptsOf(batch, new Map(receipts.flat())));
}

/** @param source name of the client; null for a device, and if nobody tells who it is */
function deliveryOf({ sentAt }: CheckedBatch, { items }: BatchShare, source: string | null): string {
  return JSON.stringify({ sentAt, source, items });
}

/**
 * @param receipts JSON of a list of receipts
 * @param retryAfterSeconds after which items that had to wait may be sent again; null if there are none
 */
function receiptsAnswer(receipts: string, retryAfterSeconds: number | null = null): Posted {
  const answer = jsonTextAnswer(`{"receipts":${receipts}}`);
  return ok(retryAfterSeconds === null ? answer : { ...answer, headers: { "retry-after": String(retryAfterSeconds) } });
}

function unknownTouchpoints({ items }: BatchShare): FeedbackReceipt[] {
  return items.map((item) => refusedItem(item, { kind: "unknown-touchpoint", given: item.touchpoint }));
}

/** A batch that a device signed belongs to one agency. It is accepted or refused as a whole before its items are checked one by one. */
async function postSigned(worker: WorkerDeps): Promise<Posted> {
  const read = await readBatch(worker);
  if (!read.ok) return read;
  const { batch, bytes } = read.value;
  const sole = soleShare(batch);
  if (!sole.ok) return sole;
  const call = await readSignedRequest(worker.request, bytes);
  if (!call.ok) return call;
  if (sole.value === null) return receiptsAnswer(JSON.stringify(receiptsOf(batch, new Map())));
  const { agency, share } = sole.value;
  if (!(await worker.registry.knows(agency))) {
    return receiptsAnswer(JSON.stringify(receiptsOf(batch, new Map(placeReceipts(share, unknownTouchpoints(share))))));
  }
  const signed = { call: call.value, json: deliveryOf(batch, share, null) };
  const by = { agency, device: call.value.device, cost: share.items.length };
  try {
    const taken = await asDevice(
      worker,
      by,
      async (): Promise<Taken> => JSON.parse(await worker.agency(agency).acceptSigned(signed, worker.underWay.count)),
    );
    if (!taken.ok) return taken;
    return receiptsAnswer(JSON.stringify(receiptsOf(batch, new Map(placeReceipts(share, taken.value)))));
  } catch (error) {
    return notStored(error, worker);
  }
}
