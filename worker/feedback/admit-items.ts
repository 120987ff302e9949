import { agencyOf } from "../../shared/codes.ts";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Draw, Flow } from "../limits/rate-limit.ts";
import type { WorkerDeps } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { Door } from "../runtime/ports.ts";
import type { CheckedBatch, CheckedItem } from "./checked-batch.ts";

/** Ratings of one client at one touchpoint: a family on one telephone is not held up; a program is. */
const ratingsAtTouchpoint: Flow = { atOnce: 5, perMinute: 3 };
/** Ratings of one client over all touchpoints of an agency: of a thousand honest ratings in a day, ten move less than a point. */
const ratingsAtAgency: Flow = { atOnce: 10, perMinute: 6 };
/** Comments of one client at an agency: a person must read each. */
const commentsAtAgency: Flow = { atOnce: 5, perMinute: 2 };
/** Kibibytes and requests of one client: revisions and repetitions are not counted as ratings, but cost work. */
const workOfClient: Flow = { atOnce: 600, perMinute: 600 };

type Share = Pick<WorkerDeps, "limits" | "perMinute" | "passed" | "registry" | "doors">;
type Limited = FailureOf<"rate-limited">;

/** Bytes that a body without a Content-Length header counts as. Browsers always send the header. */
const untoldBytes = 32 * 1024;

/** Takes the work of a request from its client's bucket, before its body is read. `length` as the header tells it, in bytes. */
export function admitWork({ limits }: Share, client: string, length: string | null): Result<null, Limited> {
  const bytes = length !== null && /^\d{1,9}$/.test(length) ? Number(length) : untoldBytes;
  const cost = 1 + Math.ceil(bytes / 1024);
  return limits.take([{ of: "client", bucket: `${client} work`, cost, flow: workOfClient }]);
}

/** A batch without the items that must wait, and the longest wait; null if none must. */
export type Admitted = { readonly batch: CheckedBatch; readonly retryAfterSeconds: number | null };

/**
 * Lets the items of a client without a signature through their limits, one by one. Items for touchpoints that don't exist cost
 * nothing. Fails if nothing can be let through now and something must wait, so that all of it waits in the outbox.
 */
export async function admitItems(
  worker: Share,
  client: string,
  batch: CheckedBatch,
): Promise<Result<Admitted, Limited>> {
  const checked: CheckedItem[] = [];
  let hasPassed = false;
  let longest: Limited | null = null;
  for (const { given, item } of batch.checked) {
    const admitted = item.ok ? await admitItem(worker, client, item.value) : item;
    checked.push({ given, item: admitted });
    if (admitted.ok) hasPassed = true;
    else if (admitted.failure.kind === "rate-limited") longest = longerOf(longest, admitted.failure);
  }
  if (longest && !hasPassed) return fail(longest);
  return ok({ batch: { ...batch, checked }, retryAfterSeconds: longest?.retryAfterSeconds ?? null });
}

function longerOf(one: Limited | null, other: Limited): Limited {
  return one && one.retryAfterSeconds > other.retryAfterSeconds ? one : other;
}

async function admitItem(
  { limits, perMinute, passed, registry, doors }: Share,
  client: string,
  item: FeedbackItem,
): Promise<Result<FeedbackItem, Limited | FailureOf<"unknown-touchpoint">>> {
  const agency = agencyOf(item.touchpoint);
  const door = (await registry.knows(agency)) ? await doors.touchpoint(agency, item.touchpoint) : null;
  if (!door) return fail({ kind: "unknown-touchpoint", given: item.touchpoint });
  const isRating = item.level !== null || Object.keys(item.answers ?? {}).length > 0;
  const asked = [...(isRating ? ["rating" as const] : []), ...(item.comment === undefined ? [] : ["comment" as const])];
  const fresh = asked.filter((kind) => !passed.has(`${kind} ${item.id}`));
  if (fresh.length === 0) return ok(item);
  const taken = limits.take([
    ...fresh.flatMap((kind) => clientDraws[kind](item, { client, agency, door })),
    { of: "place", bucket: item.touchpoint, cost: 1, flow: ofEverybody(perMinute, perMinute / 10) },
    { of: "place", bucket: agency, cost: 1, flow: ofEverybody(4 * perMinute, perMinute) },
  ]);
  if (!taken.ok) return taken;
  for (const kind of fresh) passed.add(`${kind} ${item.id}`);
  return ok(item);
}

type Sender = { readonly client: string; readonly agency: string; readonly door: Door };

/** What one client's rating, and the words of a comment, take from the client's buckets. */
const clientDraws = {
  rating({ touchpoint }: FeedbackItem, { client, agency, door: { limit } }: Sender): Draw[] {
    if (limit) return [ofClient(`${client} ${touchpoint}`, { atOnce: limit.at_once, perMinute: limit.per_minute })];
    return [ofClient(`${client} ${touchpoint}`, ratingsAtTouchpoint), ofClient(`${client} ${agency}`, ratingsAtAgency)];
  },
  comment: (_: FeedbackItem, { client, agency }: Sender): Draw[] => [
    ofClient(`${client} comments ${agency}`, commentsAtAgency),
  ],
};

function ofClient(bucket: string, flow: Flow): Draw {
  return { of: "client", bucket, cost: 1, flow };
}

/** Limit of all clients together: more than any honest crowd sends, at least a batch, and too little to hold up others. */
function ofEverybody(atOnce: number, perMinute: number): Flow {
  return { atOnce: Math.max(100, atOnce), perMinute };
}
