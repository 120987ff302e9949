import type { Failure } from "../problems/failure.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, pageOf } from "../lists/page-of.ts";
import type { DeviceRooms } from "./device-rooms.ts";
import type { StoredDevice } from "./device-store.ts";
import { reachesDevice } from "./reached-device.ts";

/** Devices within the asker's subtree, by id. Failures: `invalid` for the limit, `bad-cursor`. */
export function listDevices(
  rooms: DeviceRooms,
  principal: Principal,
  query: PageQuery,
): Promise<Result<Page<StoredDevice>, Failure>> {
  const { agency } = rooms.organization;
  const within = rooms.store.all().filter((device) => reachesDevice(rooms, principal, device));
  const scope = queryName("devices", { unit: subtreeRoot(principal, agency.code) });
  return pageOf({ secret: agency.cursor_secret, query: scope, ...inOrderOf(within, ({ id }) => id) }, query);
}
