import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import { type QueueFile, type QueueFileReceipt, queueFile, queueFileReceipt } from "../../shared/contract/device.ts";
import { feedbackPath } from "../../shared/crypto/signature-base.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import {
  type BatchShare,
  type CheckedBatch,
  checkBatch,
  placeReceipts,
  receiptsOf,
  soleShare,
} from "../feedback/checked-batch.ts";
import type { Taken } from "../feedback/take-batch.ts";
import { jsonAnswer, type Operation, operationInWorker, part } from "../operations/operation.ts";
import { parseJson, readSigned } from "../operations/read-request.ts";
import { type Failure, invalidAt } from "../problems/failure.ts";
import { problemOf } from "../problems/problems.ts";
import type { DeviceDeps } from "./device-deps.ts";
import { reachedDevice } from "./reached-device.ts";
import { type AcceptSignedDeps, findSigner } from "./signer.ts";
import type { SignedDelivery } from "../runtime/ports.ts";

/** Largest file. 10,000 waiting feedback take about 5 MB. */
const maxBytes = 32 * 1024 * 1024;
/** Batches in one call to the agency's object; between calls others get their turn. */
const batchesAtOnce = 20;
/** Most refused feedback that the receipt tells one by one. */
const mostTold = 100;

/** What the import of a queue file works with. */
export type QueueFileDeps = DeviceDeps & AcceptSignedDeps;

type Import = { readonly id: string; readonly deliveries: readonly SignedDelivery[] };

/** Takes each delivery by itself, without a check of the counter: the file may come long after later requests. */
const takeQueue = part({
  name: "takeQueue",
  failures: ["unknown-device", "outside-subtree"],
  // Each delivery is written by the group commit.
  runs: "reads",
  async run(deps: QueueFileDeps, principal: Principal, { id, deliveries }: Import) {
    const device = reachedDevice(deps, principal, id);
    if (!device.ok) return device;
    const taken = deliveries.map(async ({ call, json }): Promise<Taken> => {
      if (call.device !== id) return fail({ kind: "signature", given: "it names another device" });
      const signer = await findSigner(deps, call);
      if (!signer.ok) return signer;
      const brought = { json, signer: { ...signer.value, counter: null } };
      return JSON.parse(await deps.deliver(brought, deliveries.length)) as Taken;
    });
    return ok(await Promise.all(taken));
  },
});

/** `POST …/devices/{id}/queue-files`: takes the queue that a technician carried here. */
export const importQueueFile: Operation<QueueFileDeps> = operationInWorker({
  method: "POST",
  path: "/v1/agencies/:agency/devices/:id/queue-files",
  params: { id: "The device's id." },
  audience: "devices:write",
  summary: "Hand in the queue that was written to a file on a device",
  description:
    "At most 32 MiB. A batch whose signature is not the device's is rejected whole. The same file again changes nothing.",
  body: queueFile,
  maxBytes,
  answer: queueFileReceipt,
  failures: ["invalid", "unknown-device", "outside-subtree"],
  parts: [takeQueue],
  async handle(worker, principal, { params: { agency, id }, body: { device, batches } }) {
    if (device !== id) return fail(invalidAt("/device", "must be the device that the address names"));
    const receipt: QueueFileReceipt = {
      ...{ batches: batches.length, accepted: 0, duplicate: 0, refused: 0 },
      ...{ rejected: [], problems: [] },
    };
    // A file without batches asks once too, so that an unknown device is a failure.
    for (let first = 0; first === 0 || first < batches.length; first += batchesAtOnce) {
      const portion = batches.slice(first, first + batchesAtOnce);
      const some = await Promise.all(portion.map((batch) => readBatch(batch, agency)));
      const deliveries = some.flatMap((one) => (one.ok && one.value.sent ? [one.value.sent.delivery] : []));
      const answered = await worker.ask(takeQueue, { agency, principal, input: { id, deliveries } });
      if (!answered.ok) return answered;
      const taken = answered.value.values();
      for (const [place, one] of some.entries()) {
        addTo(receipt, first + place, one.ok ? receiptsIn(one.value, taken) : one);
      }
      await worker.letOthersIn();
    }
    return ok(jsonAnswer(receipt));
  },
});

/** What is wrong with a batch is in the receipt; other batches are not affected. */
type TakenBatch = Result<FeedbackReceipt[], Failure>;
/** `sent` is null where no item passed the check. */
type ReadBatch = {
  readonly batch: CheckedBatch;
  readonly sent: { readonly share: BatchShare; readonly delivery: SignedDelivery } | null;
};

/** Reads a batch of a file as if the device had sent it. */
async function readBatch(given: QueueFile["batches"][number], agency: string): Promise<Result<ReadBatch, Failure>> {
  const body = new TextEncoder().encode(given.body);
  const message = { input: given.signature_input, signature: given.signature, digest: given.content_digest, body };
  const call = await readSigned({ method: "POST", path: feedbackPath, ...message });
  if (!call.ok) return call;
  const json = parseJson(body);
  const batch = json.ok ? checkBatch(json.value) : json;
  if (!batch.ok) return batch;
  const sole = soleShare(batch.value);
  if (!sole.ok) return sole;
  if (sole.value === null) return ok({ batch: batch.value, sent: null });
  if (sole.value.agency !== agency) return fail({ kind: "other-agency" });
  const { share } = sole.value;
  const delivery = { call: call.value, json: JSON.stringify({ sentAt: batch.value.sentAt, items: share.items }) };
  return ok({ batch: batch.value, sent: { share, delivery } });
}

/** @param taken answers to the deliveries of all batches, of which the next is this batch's. */
function receiptsIn({ batch, sent }: ReadBatch, taken: Iterator<Taken, undefined>): TakenBatch {
  const receipts = sent ? taken.next().value : undefined;
  if (receipts && !receipts.ok) return receipts;
  return ok(receiptsOf(batch, new Map(sent && receipts ? placeReceipts(sent.share, receipts.value) : [])));
}

function addTo(receipt: QueueFileReceipt, batch: number, taken: TakenBatch): void {
  if (!taken.ok) {
    receipt.rejected.push({ batch, problem: problemOf(taken.failure) });
    return;
  }
  for (const { id, outcome, problem } of taken.value) {
    receipt[outcome] += 1;
    if (problem && receipt.problems.length < mostTold) receipt.problems.push({ id, problem });
  }
}
