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
import { jsonAnswer, type Answer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readJson, readJsonBytes } from "../operations/read-json.ts";
import type { Route, RouteContext } from "../operations/route.ts";
import { readSignedRequest, saysSigned, type SignedCall } from "../operations/signed-call.ts";
import {
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
    return jsonAnswer({ receipts: receiptsOf(batch.value, await deliver(batch.value, context)) });
  } catch (error) {
    return notStored(error, context);
  }
}

/** Without a receipt the sender keeps everything and sends it again; what was stored meanwhile is a duplicate then. */
function notStored(error: unknown, { log }: RouteContext): Answer {
  log("feedback not stored", error);
  return problemAnswer({ kind: "unavailable" });
}

/** @param device whose signature goes with it: its limit is its own, or whoever knows the touchpoint could use it up. */
function limit({ checked }: CheckedBatch, context: RouteContext, device?: string): Result<null, Failure> {
  const own = device === undefined ? null : `device ${device}`;
  return context.limit(checked.flatMap(({ item }) => (item.ok ? (own ?? item.value.touchpoint) : [])));
}

type Receipts = Map<number, FeedbackReceipt>;

/** Sends each agency its items and gathers the receipts by place in the batch. Rejects where one does not answer. */
async function deliver(batch: CheckedBatch, context: RouteContext): Promise<Receipts> {
  const receipts: Receipts = new Map();
  await Promise.all(
    [...sharesOf(batch)].map(async ([code, share]) => {
      const answered = await deliverTo(code, { sentAt: batch.sentAt, items: share.items }, context);
      for (const [place, receipt] of placeReceipts(share, answered)) receipts.set(place, receipt);
    }),
  );
  return receipts;
}

type Delivered = { readonly sentAt: string; readonly items: readonly FeedbackItem[] };

async function deliverTo(code: string, delivered: Delivered, context: RouteContext): Promise<FeedbackReceipt[]> {
  if (!(await context.registry.knows(code))) return unknownTouchpoints(delivered);
  return JSON.parse(await context.agency(code).acceptFeedback(JSON.stringify(delivered), context.underWay.count()));
}

function unknownTouchpoints({ items }: Delivered): FeedbackReceipt[] {
  return items.map((item) => refusedItem(item, { kind: "unknown-touchpoint", given: item.touchpoint }));
}

/** What a device signed belongs to one agency, and is taken or refused whole before its items are looked at one by one. */
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
  if (sole.value === null) return jsonAnswer({ receipts: receiptsOf(batch.value, new Map()) });
  const { agency, share } = sole.value;
  const delivered = { sentAt: batch.value.sentAt, items: share.items };
  try {
    const taken = await deliverSigned(agency, { call: call.value, delivered }, context);
    if (!taken.ok) return problemAnswer(taken.failure);
    return jsonAnswer({ receipts: receiptsOf(batch.value, new Map(placeReceipts(share, taken.value))) });
  } catch (error) {
    return notStored(error, context);
  }
}

type Signed = { readonly call: SignedCall; readonly delivered: Delivered };

async function deliverSigned(code: string, { call, delivered }: Signed, context: RouteContext): Promise<Taken> {
  if (!(await context.registry.knows(code))) return ok(unknownTouchpoints(delivered));
  const json = JSON.stringify(delivered);
  const underWay = context.underWay.count();
  return JSON.parse(await context.agency(code).acceptSigned({ call, json }, underWay));
}
