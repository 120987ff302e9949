import { heartbeat, heartbeatAnswer } from "../../shared/contract/device.ts";
import { borrow } from "../agency/borrow.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { checkContract } from "../operations/check-contract.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readJsonBytes } from "../operations/read-json.ts";
import type { Route, RouteContext } from "../operations/route.ts";
import { readSignedRequest } from "../operations/signed-call.ts";

const maxBytes = 64 * 1024;

/** `POST /v1/devices/{id}/heartbeat`: what a device tells of itself, signed by it. */
export const heartbeatRoute: Route = {
  method: "POST",
  path: "/v1/devices/:id/heartbeat",
  audience: "public",
  signed: "always",
  summary: "Tell how a device is, signed by its key; answers what the office wants of it",
  body: heartbeat,
  answer: heartbeatAnswer,
  handle: postHeartbeat,
};

async function postHeartbeat(context: RouteContext): Promise<Answer> {
  const read = await readJsonBytes(context.request, { maxBytes });
  if (!read.ok) return problemAnswer(read.failure);
  const body = checkContract(heartbeat, read.value.json);
  if (!body.ok) return problemAnswer(body.failure);
  const call = await readSignedRequest(context.request, read.value.bytes);
  if (!call.ok) return problemAnswer(call.failure);
  const limited = context.limit([call.value.device]);
  if (!limited.ok) return problemAnswer(limited.failure);
  const { agency } = body.value;
  if (call.value.device !== context.params.id) {
    return problemAnswer({ kind: "signature", given: "keyid is another device than the address names" });
  }
  if (!(await context.registry.knows(agency)))
    return problemAnswer({ kind: "signature", given: "the device is not known" });
  const devices = context.agency(agency).devices();
  const answer = await borrow(devices, (port) => port.heartbeat(call.value, body.value));
  return answer.ok ? jsonAnswer(answer.value) : problemAnswer(answer.failure);
}
