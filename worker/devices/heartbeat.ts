import { type Heartbeat, heartbeat, heartbeatAnswer } from "../../shared/contract/device.ts";
import { fail, ok } from "../../shared/result.ts";
import { asDevice } from "../limits/device-limit.ts";
import { checkContract } from "../operations/check-contract.ts";
import { jsonAnswer, type Operation, operationInWorker, part } from "../operations/operation.ts";
import { readJson, readSignedRequest } from "../operations/read-request.ts";
import type { SignedCall } from "../runtime/ports.ts";
import type { DeviceDeps } from "./device-deps.ts";
import { withHighest } from "./device-gate.ts";
import type { StoredDevice } from "./device-store.ts";
import { ordersFor } from "./enrol-device.ts";
import { joinSpans, type Span } from "./opening-time.ts";
import { markReady, neverReady, type ReadyMinutes } from "./ready-minutes.ts";
import { admitSigner, findSigner } from "./signer.ts";
import { watchDevice } from "./watch-device.ts";

const maxBytes = 64 * 1024;

const signatureFailures = ["signature", "device-revoked", "counter-stale"] as const;

/** Stores what a device tells of itself, and which alerts began or ended by it; returns what the office wants of it. */
const takeSigned = part({
  name: "takeHeartbeat",
  failures: signatureFailures,
  runs: "in a transaction",
  prepare: (deps: DeviceDeps, _: null, { call }: { readonly call: SignedCall; readonly given: Heartbeat }) =>
    findSigner(deps, call),
  run(deps, _, { given, prepared: signer }) {
    const admitted = admitSigner(deps, signer);
    if (!admitted.ok) return admitted;
    const device = admitted.value;
    markDays(deps, device, given.ready);
    const { agency: _agency, ready: _ready, ...heartbeat } = given;
    const highest = Math.max(given.captured, ...given.pending.map(([, last]) => last));
    const told: StoredDevice = {
      ...withHighest(device, highest, deps.nowMs),
      lastHeartbeatMs: deps.nowMs,
      heartbeat,
      clockAheadMs: given.clock_ahead_ms ?? Date.parse(given.sent_at) - deps.nowMs,
    };
    deps.devices.put(told);
    watchDevice(deps, told);
    return ok(ordersFor(told, deps.nowMs));
  },
});

/** `POST /v1/devices/{id}/heartbeat`: what a device tells of itself, with its signature. */
export const postHeartbeat: Operation<DeviceDeps> = operationInWorker({
  method: "POST",
  path: "/v1/devices/:id/heartbeat",
  params: { id: "The device's id." },
  audience: "device",
  signed: "always",
  summary: "Tell how a device is, signed by its key; answers what the office wants of it",
  bodyInDocument: heartbeat,
  maxBytes,
  answer: heartbeatAnswer,
  failures: [
    ...signatureFailures,
    ...(["rate-limited", "bad-json", "media-type", "too-large", "invalid", "unknown-field"] as const),
  ],
  parts: [takeSigned],
  async handle(worker, _, { params: { id } }) {
    // As bytes, since their digest is signed.
    const read = await readJson(worker.request, { maxBytes, inTime: worker.inTime });
    if (!read.ok) return read;
    const body = checkContract(heartbeat, read.value.json);
    if (!body.ok) return body;
    const call = await readSignedRequest(worker.request, read.value.bytes);
    if (!call.ok) return call;
    const { device } = call.value;
    if (device !== id) return fail({ kind: "signature", given: "keyid is another device than the address names" });
    const { agency } = body.value;
    if (!(await worker.registry.knows(agency))) return fail({ kind: "signature", given: "the device is not known" });
    const input = { call: call.value, given: body.value };
    const orders = await asDevice(worker, { agency, device, cost: 1 }, () =>
      worker.ask(takeSigned, { agency, principal: null, input }),
    );
    return orders.ok ? ok(jsonAnswer(orders.value)) : orders;
  },
});

const dayMs = 24 * 60 * 60 * 1000;
/** Spans that began longer than this before the last heartbeat are ignored. */
const farthestBackMs = 45 * dayMs;

/** Marks the minutes of the agency's days in which the device was ready. */
function markDays(deps: DeviceDeps, device: StoredDevice, ready: Heartbeat["ready"]): void {
  const { watch, nowMs, offsetOf } = deps;
  const least = (device.lastHeartbeatMs ?? device.enrolledMs ?? nowMs) - farthestBackMs;
  const spans = ready.map(({ from, to }): Span => [Date.parse(from), Date.parse(to)]);
  const local = joinSpans(spans, [least, nowMs]).map(([from, to]): Span => [from + offsetOf(from), to + offsetOf(to)]);
  const [first] = local;
  const last = local.at(-1);
  if (!first || !last) return;
  const days = watch.readyDays(device.id, Math.floor(first[0] / dayMs), Math.floor(last[1] / dayMs));
  const touched = new Map<number, ReadyMinutes>();
  markReady(local, (day) => {
    const minutes = touched.get(day) ?? days.get(day) ?? neverReady();
    touched.set(day, minutes);
    return minutes;
  });
  for (const [day, minutes] of touched) watch.putReadyDay(device.id, day, minutes);
}
