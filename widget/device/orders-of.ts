import type { HeartbeatAnswer } from "../../shared/contract/device.ts";
import type { DeviceOrders } from "./device-facts.ts";

// Whatever a server says, a device does not ask without a rest.
const fewestSeconds = 5;
const usualSeconds = 60;

/** What the office wants, out of the server's answer. Throws where it is none of ours. */
export function ordersOf({ touchpoint, name, pin, heartbeat_seconds, server_time }: HeartbeatAnswer): DeviceOrders {
  const heardAtMs = Date.parse(server_time);
  if (!touchpoint || !(heardAtMs > 0)) throw new TypeError("This is no answer to a device");
  const heartbeatSeconds = heartbeat_seconds >= fewestSeconds ? heartbeat_seconds : usualSeconds;
  return { touchpoint, name, pin, heartbeatSeconds, heardAtMs };
}
