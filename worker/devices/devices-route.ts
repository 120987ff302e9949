import { device, deviceChange, enrolmentTicket, newDevice } from "../../shared/contract/device.ts";
import type { Failure } from "../problems/failure.ts";
import { listOf, pageQuery } from "../../shared/contract/list.ts";
import type { Result } from "../../shared/result.ts";
import { borrow } from "../agency/borrow.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readBody } from "../operations/read-body.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";
import type { DevicesPort } from "./devices-port.ts";
import type { NewTicket } from "./enrolment-code.ts";
import { enrolmentLink } from "./enrolment-link.ts";

const devices = "/v1/agencies/:agency/devices";
const oneDevice = `${devices}/:id`;

/** `POST …/devices`: makes a device for a touchpoint, and the code by which a tablet becomes it. */
export const postDeviceRoute: Route = {
  method: "POST",
  path: devices,
  audience: "devices:write",
  summary: "Make a device for a kiosk's touchpoint, with a code and a QR for its tablet",
  body: newDevice,
  answer: enrolmentTicket,
  status: 201,
  handle: async (context) => {
    const body = await readBody(context.request, newDevice);
    if (!body.ok) return problemAnswer(body.failure);
    return ticketAnswer(context, await ask(context, (devices) => devices.create(needPrincipal(context), body.value)));
  },
};

/** `POST …/devices/{id}/codes`: a further code for the same device. */
export const postDeviceCodeRoute: Route = {
  method: "POST",
  path: `${oneDevice}/codes`,
  audience: "devices:write",
  summary: "Make a further code for a device: after a wipe, for another tablet, or after it was revoked",
  answer: enrolmentTicket,
  status: 201,
  handle: async (context) =>
    ticketAnswer(context, await ask(context, (devices) => devices.giveCode(needPrincipal(context), idOf(context)))),
};

/** `GET …/devices`: devices within the asking key's subtree. */
export const listDevicesRoute: Route = {
  method: "GET",
  path: devices,
  audience: "devices:write",
  summary: "Read devices: how they are, what is missing, what to look at",
  query: pageQuery,
  answer: listOf(device),
  handle: async (context) => {
    const query = readQuery(context.url, pageQuery);
    if (!query.ok) return problemAnswer(query.failure);
    return answerOf(await ask(context, (devices) => devices.list(needPrincipal(context), query.value)));
  },
};

/** `GET …/devices/{id}`: one device with all its gaps. */
export const getDeviceRoute: Route = {
  method: "GET",
  path: oneDevice,
  audience: "devices:write",
  summary: "Read a device with all its gaps",
  answer: device,
  handle: async (context) =>
    answerOf(await ask(context, (devices) => devices.read(needPrincipal(context), idOf(context)))),
};

/** `PATCH …/devices/{id}`: moves, renames, or sets hours or PIN. */
export const patchDeviceRoute: Route = {
  method: "PATCH",
  path: oneDevice,
  audience: "devices:write",
  summary: "Move a device to another touchpoint, rename it, set its opening hours or PIN",
  body: deviceChange,
  answer: device,
  handle: async (context) => {
    const body = await readBody(context.request, deviceChange);
    if (!body.ok) return problemAnswer(body.failure);
    return answerOf(await ask(context, (devices) => devices.change(needPrincipal(context), idOf(context), body.value)));
  },
};

/** `DELETE …/devices/{id}`: revokes a device's key; the device stays to be seen. */
export const deleteDeviceRoute: Route = {
  method: "DELETE",
  path: oneDevice,
  audience: "devices:write",
  summary: "Revoke a device's key, from its next request on",
  status: 204,
  handle: async (context) => {
    const revoked = await ask(context, (devices) => devices.revoke(needPrincipal(context), idOf(context)));
    return revoked.ok ? { status: 204, body: null, type: "" } : problemAnswer(revoked.failure);
  },
};

function ask<T>(context: RouteContext, question: (devices: DevicesPort) => Promise<T>): Promise<T> {
  return borrow(context.agency(context.params.agency ?? "").devices(), question);
}

function idOf({ params }: RouteContext): string {
  return params.id ?? "";
}

function answerOf(result: Result<unknown, Failure>): Answer {
  return result.ok ? jsonAnswer(result.value) : problemAnswer(result.failure);
}

function ticketAnswer(context: RouteContext, ticket: Result<NewTicket, Failure>): Answer {
  if (!ticket.ok) return problemAnswer(ticket.failure);
  const linked = enrolmentLink(ticket.value, context.params.agency ?? "", originOf(context));
  return jsonAnswer(linked, { status: 201, headers: { "cache-control": "no-store" } });
}

/** A server that ends TLS before us says by which scheme it was asked. */
function originOf({ url, request }: RouteContext): string {
  const isSecure = request.headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https";
  return isSecure ? `https://${url.host}` : url.origin;
}
