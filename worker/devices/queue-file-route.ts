import { type QueueFile, type QueueFileReceipt, queueFile, queueFileReceipt } from "../../shared/contract/device.ts";
import type { Failure } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { feedbackPath } from "../../shared/crypto/signature-base.ts";
import { type CheckedBatch, checkBatch, placeReceipts, receiptsOf, soleShare } from "../feedback/checked-batch.ts";
import type { Taken } from "../feedback/take-batch.ts";
import { borrow } from "../agency/borrow.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { checkContract } from "../operations/check-contract.ts";
import { problemAnswer, problemOf } from "../problems/problems.ts";
import { parseJson, readJson } from "../operations/read-json.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";
import { readSigned } from "../operations/signed-call.ts";
import type { SignedDelivery } from "./devices-port.ts";

/** Largest file. 10,000 feedback that waited take about 5 MB. */
const maxBytes = 32 * 1024 * 1024;
/** Batches that go to the agency's object in one call, so that others get their turn. */
const batchesAtOnce = 20;
const mostTold = 100;

/** `POST …/devices/{id}/queue-files`: takes the queue that a technician carried here; again changes nothing. */
export const queueFileRoute: Route = {
  method: "POST",
  path: "/v1/agencies/:agency/devices/:id/queue-files",
  audience: "devices:write",
  summary: "Hand in the queue that was written to a file on a device",
  body: queueFile,
  answer: queueFileReceipt,
  handle: postQueueFile,
};

async function postQueueFile(context: RouteContext): Promise<Answer> {
  const read = await readJson(context.request, { maxBytes });
  if (!read.ok) return problemAnswer(read.failure);
  const file = checkContract(queueFile, read.value);
  if (!file.ok) return problemAnswer(file.failure);
  const { device, batches } = file.value;
  if (device !== context.params.id) {
    const errors = [{ pointer: "/device", detail: "must be the device that the address names" }];
    return problemAnswer({ kind: "invalid", errors });
  }
  const receipt: QueueFileReceipt = {
    ...{ batches: batches.length, accepted: 0, duplicate: 0, refused: 0 },
    ...{ rejected: [], problems: [] },
  };
  // Also without a batch, so that a device that is not there is told.
  for (let first = 0; first === 0 || first < batches.length; first += batchesAtOnce) {
    const some = await Promise.all(
      batches.slice(first, first + batchesAtOnce).map((batch) => readBatch(batch, context)),
    );
    const taken = await hand(some, context);
    if (!taken.ok) return problemAnswer(taken.failure);
    for (const [place, one] of taken.value.entries()) addTo(receipt, first + place, one);
    await context.letOthersIn();
  }
  return jsonAnswer(receipt);
}

type ReadBatch = Result<{ readonly batch: CheckedBatch; readonly delivery: SignedDelivery | null }, Failure>;

/** A batch of a file, as the device would have sent it. */
async function readBatch(given: QueueFile["batches"][number], { params }: RouteContext): Promise<ReadBatch> {
  const body = new TextEncoder().encode(given.body);
  const message = { input: given.signature_input, signature: given.signature, digest: given.content_digest, body };
  const call = await readSigned({ method: "POST", path: feedbackPath, ...message });
  if (!call.ok) return call;
  const json = parseJson(body);
  const batch = json.ok ? checkBatch(json.value) : json;
  if (!batch.ok) return batch;
  const sole = soleShare(batch.value);
  if (!sole.ok) return sole;
  if (sole.value === null) return ok({ batch: batch.value, delivery: null });
  const { agency, share } = sole.value;
  if (agency !== params.agency) return fail({ kind: "other-agency" });
  const delivered = JSON.stringify({ sentAt: batch.value.sentAt, items: share.items });
  return ok({ batch: batch.value, delivery: { call: call.value, json: delivered } });
}

/** Failures: `unknown-device`, `outside-subtree`; what is wrong with one batch is that batch's alone. */
async function hand(some: readonly ReadBatch[], context: RouteContext): Promise<Result<Taken[], Failure>> {
  const { agency = "", id = "" } = context.params;
  const deliveries = some.flatMap((one) => (one.ok && one.value.delivery ? [one.value.delivery] : []));
  const answered = await borrow(context.agency(agency).devices(), (devices) =>
    devices.importQueue(needPrincipal(context), id, deliveries),
  );
  if (!answered.ok) return answered;
  const taken = answered.value.values();
  return ok(
    some.map((one): Taken => {
      if (!one.ok) return one;
      const { batch, delivery } = one.value;
      const receipts = delivery ? taken.next().value : undefined;
      if (receipts && !receipts.ok) return receipts;
      const sole = soleShare(batch);
      const share = sole.ok ? sole.value?.share : undefined;
      return ok(receiptsOf(batch, new Map(share && receipts ? placeReceipts(share, receipts.value) : [])));
    }),
  );
}

function addTo(receipt: QueueFileReceipt, batch: number, taken: Taken): void {
  if (!taken.ok) {
    receipt.rejected.push({ batch, problem: problemOf(taken.failure) });
    return;
  }
  for (const { id, outcome, problem } of taken.value) {
    receipt[outcome] += 1;
    if (problem && receipt.problems.length < mostTold) receipt.problems.push({ id, problem });
  }
}
