import type { DeviceEvent, DeviceEventQuery } from "../../shared/contract/device.ts";
import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import { ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import type { DeviceRooms } from "./device-rooms.ts";
import { reachesDevice } from "./reached-device.ts";
import type { StoredEvent } from "./watch-store.ts";

/**
 * Alerts of devices within the asker's subtree that began or ended, in the order in which that was found, above the id
 * `after`. Failures: `invalid` for the limit, `bad-cursor`.
 */
export async function listDeviceEvents(
  rooms: DeviceRooms,
  principal: Principal,
  { after: from = "0", ...query }: DeviceEventQuery,
): Promise<Result<Page<DeviceEvent>, Failure>> {
  const { agency } = rooms.organization;
  const within = rooms.store.all().filter((device) => reachesDevice(rooms, principal, device));
  const ids = within.map(({ id }) => id);
  const page = await pageOf<StoredEvent>(
    {
      secret: agency.cursor_secret,
      query: queryName("device-events", { unit: subtreeRoot(principal, agency.code), after: from }),
      read: (after, limit) => rooms.watch.events(ids, after === null ? Number(from) : Number(after[0]), limit),
      positionOf: ({ id }) => [id],
    },
    query,
  );
  return page.ok ? ok({ ...page.value, data: page.value.data.map(toDeviceEvent) }) : page;
}

function toDeviceEvent({ atMs, ...event }: StoredEvent): DeviceEvent {
  return { ...event, at: new Date(atMs).toISOString() };
}
