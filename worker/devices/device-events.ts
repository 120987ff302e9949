import {
  type DeviceEvent,
  deviceEvent,
  type DeviceEventQuery,
  deviceEventQuery,
} from "../../shared/contract/device.ts";
import { listOf, type Page } from "../../shared/contract/list.ts";
import { ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { queryName } from "../lists/cursor.ts";
import { type PageFailure, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { DeviceStore } from "./device-store.ts";
import { type ReachDeps, reachesDevice } from "./reached-device.ts";
import type { StoredEvent, WatchStore } from "./watch-store.ts";

/** What the list of events works with. */
export type DeviceEventsDeps = ReachDeps & {
  readonly devices: Pick<DeviceStore, "all">;
  readonly watch: Pick<WatchStore, "events">;
};

/** `GET …/devices/events`: alerts that began or ended. */
export const listDeviceEvents: Operation<DeviceEventsDeps> = operation({
  method: "GET",
  path: "/v1/agencies/:agency/devices/events",
  audience: "devices:write",
  summary: "Read which alerts of devices began or ended, from an event on",
  description: "Events of devices of the key's subtree, in the order in which they were found.",
  query: deviceEventQuery,
  answer: listOf(deviceEvent),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: (deps, principal, { query }) => pageOfEvents(deps, principal, query),
});

async function pageOfEvents(
  deps: DeviceEventsDeps,
  principal: Principal,
  { after: from = "0", ...query }: DeviceEventQuery,
): Promise<Result<Page<DeviceEvent>, PageFailure>> {
  const { agency } = deps.organization;
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
}

function toDeviceEvent({ atMs, ...event }: StoredEvent): DeviceEvent {
  return { ...event, at: new Date(atMs).toISOString() };
}
