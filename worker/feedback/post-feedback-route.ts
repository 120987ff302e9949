import * as z from "zod/mini";
import { agencyOf } from "../../shared/codes.ts";
import {
  batchMaxBytes,
  batchMaxItems,
  feedbackBatch,
  feedbackItem,
  type FeedbackItem,
} from "../../shared/contract/feedback.ts";
import type { Failure } from "../../shared/contract/failure.ts";
import { feedbackReceipts, type FeedbackReceipt } from "../../shared/contract/receipt.ts";
import { ok, type Result } from "../../shared/result.ts";
import { jsonAnswer, type Answer } from "../http/answer.ts";
import { checkContract } from "../http/check-contract.ts";
import { problemAnswer, receiptProblem } from "../http/problems.ts";
import { readJson } from "../http/read-json.ts";
import type { Route, RouteContext } from "../http/route.ts";
import { checkItem } from "./check-item.ts";

/** Plain text lets a page that is being left send without a preflight. */
const mediaTypes = ["application/json", "text/plain"];

/** `POST /v1/feedback`: a batch of 1..100, of any agencies' touchpoints; one receipt for each, in order. */
export const postFeedbackRoute: Route = {
  method: "POST",
  path: "/v1/feedback",
  audience: "public",
  summary: "Hand in feedback; each item gets a receipt",
  // Read as unknown items, so that a bad one never spoils the others; described as what each must be.
  body: z.extend(feedbackBatch, {
    feedback: z.array(feedbackItem).check(z.minLength(1), z.maxLength(batchMaxItems)),
  }),
  mediaTypes,
  answer: feedbackReceipts,
  handle: (context) => context.underWay.during(() => postFeedback(context)),
};

type Checked = { readonly given: unknown; readonly item: Result<FeedbackItem, Failure> };

async function postFeedback(context: RouteContext): Promise<Answer> {
  const batch = await readBatch(context.request);
  if (!batch.ok) return problemAnswer(batch.failure);
  const checked = batch.value.feedback.map((given): Checked => ({ given, item: checkItem(given) }));
  const limited = context.limit(checked.flatMap(({ item }) => (item.ok ? item.value.touchpoint : [])));
  if (!limited.ok) return problemAnswer(limited.failure);
  try {
    const accepted = await deliver(checked, batch.value.sent_at, context);
    return jsonAnswer({ receipts: checked.map((one, place) => receiptOf(one, accepted.get(place))) });
  } catch (error) {
    // Without a receipt the sender keeps everything and sends it again; what was stored meanwhile is a duplicate then.
    context.log("feedback not stored", error);
    return problemAnswer({ kind: "unavailable" });
  }
}

async function readBatch(request: Request): Promise<Result<{ sent_at: string; feedback: unknown[] }, Failure>> {
  const read = await readJson(request, { maxBytes: batchMaxBytes, mediaTypes });
  if (!read.ok) return read;
  const batch = checkContract(feedbackBatch, read.value);
  return batch.ok ? ok(batch.value) : batch;
}

type Share = { readonly places: number[]; readonly items: FeedbackItem[] };

/** Sends each agency its items and gathers the receipts by place in the batch. Rejects where one does not answer. */
async function deliver(
  checked: readonly Checked[],
  sentAt: string,
  context: RouteContext,
): Promise<Map<number, FeedbackReceipt>> {
  const receipts = new Map<number, FeedbackReceipt>();
  await Promise.all(
    [...byAgency(checked)].map(async ([code, { places, items }]) => {
      const answered = await deliverTo(code, { sentAt, items }, context);
      for (const [at, place] of places.entries()) {
        const receipt = answered[at];
        if (receipt) receipts.set(place, receipt);
      }
    }),
  );
  return receipts;
}

function byAgency(checked: readonly Checked[]): Map<string, Share> {
  const shares = new Map<string, Share>();
  for (const [place, { item }] of checked.entries()) {
    if (!item.ok) continue;
    const code = agencyOf(item.value.touchpoint);
    const share = shares.get(code) ?? { places: [], items: [] };
    shares.set(code, share);
    share.places.push(place);
    share.items.push(item.value);
  }
  return shares;
}

type Delivered = { readonly sentAt: string; readonly items: readonly FeedbackItem[] };

async function deliverTo(code: string, delivered: Delivered, context: RouteContext): Promise<FeedbackReceipt[]> {
  if (!(await context.registry.knows(code))) {
    return delivered.items.map((item) => refusedItem(item, { kind: "unknown-touchpoint", given: item.touchpoint }));
  }
  return JSON.parse(await context.agency(code).acceptFeedback(JSON.stringify(delivered), context.underWay.count()));
}

function refusedItem({ id, revision }: FeedbackItem, failure: Failure): FeedbackReceipt {
  return { id, revision, outcome: "refused", problem: receiptProblem(failure) };
}

/** An item that failed the contract is named by its receipt as far as that can be read. Throws where an agency gave none. */
function receiptOf({ given, item }: Checked, receipt: FeedbackReceipt | undefined): FeedbackReceipt {
  if (receipt) return receipt;
  if (item.ok) throw new Error("an agency answered without a receipt for an item");
  const { id, revision } = Object(given) as { id?: unknown; revision?: unknown };
  return {
    id: typeof id === "string" ? id.slice(0, 100) : null,
    revision: typeof revision === "number" ? revision : null,
    outcome: "refused",
    problem: receiptProblem(item.failure),
  };
}
