import { deviceEvent, deviceEventQuery } from "../../shared/contract/device.ts";
import { listOf } from "../../shared/contract/list.ts";
import { borrow } from "../agency/borrow.ts";
import { type Answer, jsonAnswer } from "../operations/answer.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readQuery } from "../operations/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../operations/route.ts";

/** `GET …/devices/events`: alerts that began or ended, in the order in which that was found. */
export const getDeviceEventsRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/devices/events",
  audience: "devices:write",
  summary: "Read which alerts of devices began or ended, from an event on",
  query: deviceEventQuery,
  answer: listOf(deviceEvent),
  handle: getEvents,
};

async function getEvents(context: RouteContext): Promise<Answer> {
  const query = readQuery(context.url, deviceEventQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const devices = context.agency(context.params.agency ?? "").devices();
  const page = await borrow(devices, (port) => port.events(needPrincipal(context), query.value));
  return page.ok ? jsonAnswer(page.value) : problemAnswer(page.failure);
}
