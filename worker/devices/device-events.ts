import { type DeviceEvent, deviceEvent, deviceEventQuery } from "../../shared/contract/device.ts";
import { listOf } from "../../shared/contract/list.ts";
import { ok } from "../../shared/result.ts";
import { subtreeRoot } from "../access/principal.ts";
import { queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { DeviceDeps } from "./device-deps.ts";
import { reachesDevice } from "./reached-device.ts";
import type { StoredEvent } from "./watch-store.ts";

/** `GET …/devices/events`: alerts that began or ended. */
export const listDeviceEvents: Operation<DeviceDeps> = operation({
  method: "GET",
  path: "/v1/agencies/:agency/devices/events",
  audience: "devices:write",
  summary: "Read which alerts of devices began or ended, from an event on",
  description: "Events of devices of the key's subtree, in the order in which they were found.",
  query: deviceEventQuery,
  answer: listOf(deviceEvent),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  async run(deps, principal, { query }) {
    const { agency } = deps.organization;
    const { after: from = "0" } = query;
    const within = deps.devices.all().filter((device) => reachesDevice(deps, principal, device));
    const ids = within.map(({ id }) => id);
    const page = await pageOf<StoredEvent>(
      {
        secret: agency.cursor_secret,
        query: queryName("device-events", { unit: subtreeRoot(principal, agency.code), after: from }),
        read: (after, limit) => deps.watch.events(ids, after === null ? Number(from) : Number(after[0]), limit),
        positionOf: ({ id }) => [id],
      },
      query,
    );
    return page.ok ? ok({ ...page.value, data: page.value.data.map(toDeviceEvent) }) : page;
  },
});

function toDeviceEvent({ atMs, ...event }: StoredEvent): DeviceEvent {
  return { ...event, at: new Date(atMs).toISOString() };
}
