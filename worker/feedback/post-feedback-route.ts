import * as z from "zod/mini";
import {
  batchMaxBytes,
  batchMaxItems,
  feedbackBatch,
  feedbackItem,
  type FeedbackItem,
} from "../../shared/contract/feedback.ts";
import type { Failure } from "../problems/failure.ts";
import { feedbackReceipts, type FeedbackReceipt } from "../../shared/contract/receipt.ts";
import { ok, type Result } from "../../shared/result.ts";
import { jsonTextAnswer, type Answer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readJson, readJsonBytes } from "../operations/read-json.ts";
import type { Route, RouteContext } from "../operations/route.ts";
import { readSignedRequest, saysSigned, type SignedCall } from "../operations/signed-call.ts";
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
import type { Taken } from "./take-batch.ts";

/** Plain text lets a page that is being left send without a preflight. */
const mediaTypes = ["application/json", "text/plain"];
const reading = { maxBytes: batchMaxBytes, mediaTypes };

/** `POST /v1/feedback`: a batch of 1..100, of any agencies' touchpoints; one receipt for each, in order. */
export const postFeedbackRoute: Route = {
  method: "POST",
  path: "/v1/feedback",
  audience: "public",
  signed: "by-devices",
  summary: "Hand in feedback; each item gets a receipt",
  // Read as unknown items, so that a bad one never spoils the others; described as what each must be.
  body: z.extend(feedbackBatch, {
    feedback: z.array(feedbackItem).check(z.minLength(1), z.maxLength(batchMaxItems)),
  }),
  mediaTypes,
  answer: feedbackReceipts,
  handle: (context) => context.underWay.during(() => postFeedback(context)),
};

async function postFeedback(context: RouteContext): Promise<Answer> {
  if (saysSigned(context.request)) return postSigned(context);
  const read = await readJson(context.request, reading);
  if (!read.ok) return problemAnswer(read.failure);
  const batch = checkBatch(read.value);
  if (!batch.ok) return problemAnswer(batch.failure);
  const limited = limit(batch.value, context);
  if (!limited.ok) return problemAnswer(limited.failure);
  try {
    return receiptsAnswer(await deliver(batch.value, context));
  } catch (error) {
    return notStored(error, context);
  }
}

/** Without a receipt the sender keeps all items and sends them again. Those that were stored are duplicates then. */
function notStored(error: unknown, { log }: RouteContext): Answer {
  log("feedback not stored", error);
  return problemAnswer({ kind: "unavailable" });
}

/** @param device that signed the batch. It has a rate limit of its own: otherwise anyone who knows its touchpoint could use that up. */
function limit({ checked }: CheckedBatch, context: RouteContext, device?: string): Result<null, Failure> {
  const own = device === undefined ? null : `device ${device}`;
  return context.limit(checked.flatMap(({ item }) => (item.ok ? (own ?? item.value.touchpoint) : [])));
}

/** Sends each agency its items. Returns the JSON of all receipts in the batch's order; rejects if an agency doesn't answer. */
async function deliver(batch: CheckedBatch, context: RouteContext): Promise<string> {
  const shares = [...sharesOf(batch)];
  const [code, share] = shares[0] ?? [];
  // An agency answers in the order of its items. If the whole batch is its own, nobody needs to read the answer here.
  if (code !== undefined && share?.items.length === batch.checked.length)
    return deliverTo(code, share, { batch, context });
  const receipts = await Promise.all(
    shares.map(async ([agency, part]) => {
      const answered: FeedbackReceipt[] = JSON.parse(await deliverTo(agency, part, { batch, context }));
      return placeReceipts(part, answered);
    }),
  );
  return JSON.stringify(receiptsOf(batch, new Map(receipts.flat())));
}

type Delivering = { readonly batch: CheckedBatch; readonly context: RouteContext };

/** Sends an agency its share. Returns the JSON of its receipts. */
async function deliverTo(code: string, { items }: BatchShare, { batch, context }: Delivering): Promise<string> {
  if (!(await context.registry.knows(code))) return JSON.stringify(unknownTouchpoints(items));
  const delivered = JSON.stringify({ sentAt: batch.sentAt, items });
  return context.agency(code).acceptFeedback(delivered, context.underWay.count());
}

/** @param receipts JSON of a list of receipts */
function receiptsAnswer(receipts: string): Answer {
  return jsonTextAnswer(`{"receipts":${receipts}}`);
}

function unknownTouchpoints(items: readonly FeedbackItem[]): FeedbackReceipt[] {
  return items.map((item) => refusedItem(item, { kind: "unknown-touchpoint", given: item.touchpoint }));
}

/** A batch that a device signed belongs to one agency. It is accepted or refused as a whole before its items are checked one by one. */
async function postSigned(context: RouteContext): Promise<Answer> {
  const read = await readJsonBytes(context.request, reading);
  if (!read.ok) return problemAnswer(read.failure);
  const batch = checkBatch(read.value.json);
  if (!batch.ok) return problemAnswer(batch.failure);
  const sole = soleShare(batch.value);
  if (!sole.ok) return problemAnswer(sole.failure);
  const call = await readSignedRequest(context.request, read.value.bytes);
  if (!call.ok) return problemAnswer(call.failure);
  const limited = limit(batch.value, context, call.value.device);
  if (!limited.ok) return problemAnswer(limited.failure);
  if (sole.value === null) return receiptsAnswer(JSON.stringify(receiptsOf(batch.value, new Map())));
  const { agency, share } = sole.value;
  const delivered = { sentAt: batch.value.sentAt, items: share.items };
  try {
    const taken = await deliverSigned(agency, { call: call.value, delivered }, context);
    if (!taken.ok) return problemAnswer(taken.failure);
    return receiptsAnswer(JSON.stringify(receiptsOf(batch.value, new Map(placeReceipts(share, taken.value)))));
  } catch (error) {
    return notStored(error, context);
  }
}

type Signed = {
  readonly call: SignedCall;
  readonly delivered: { readonly sentAt: string; readonly items: readonly FeedbackItem[] };
};

async function deliverSigned(code: string, { call, delivered }: Signed, context: RouteContext): Promise<Taken> {
  if (!(await context.registry.knows(code))) return ok(unknownTouchpoints(delivered.items));
  const json = JSON.stringify(delivered);
  const underWay = context.underWay.count();
  return JSON.parse(await context.agency(code).acceptSigned({ call, json }, underWay));
}
