import type {
  Device,
  DeviceChange,
  DeviceEvent,
  DeviceEventQuery,
  EnrolledDevice,
  Enrolment,
  Heartbeat,
  HeartbeatAnswer,
  NewDevice,
} from "../../shared/contract/device.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Principal } from "../access/principal.ts";
import type { Reply } from "../agency/reply.ts";
import type { Taken } from "../feedback/take-batch.ts";
import type { SignedCall } from "../operations/signed-call.ts";
import type { NewTicket } from "./enrolment-code.ts";

/** A signed batch: who signed it, and the JSON of `{ sentAt, items }` of what in it passed the contract. */
export type SignedDelivery = { readonly call: SignedCall; readonly json: string };

/** What the Worker asks of an agency's object about devices. */
export interface DevicesPort {
  create(principal: Principal, device: NewDevice): Reply<NewTicket>;
  list(principal: Principal, query: PageQuery): Reply<Page<Device>>;
  /** With all its gaps. */
  read(principal: Principal, id: string): Reply<Device>;
  change(principal: Principal, id: string, change: DeviceChange): Reply<Device>;
  revoke(principal: Principal, id: string): Reply<null>;
  giveCode(principal: Principal, id: string): Reply<NewTicket>;
  events(principal: Principal, query: DeviceEventQuery): Reply<Page<DeviceEvent>>;
  enrol(enrolment: Enrolment): Reply<EnrolledDevice>;
  heartbeat(call: SignedCall, heartbeat: Heartbeat): Reply<HeartbeatAnswer>;
  /** Answers the JSON of a {@link Taken}. @param underWay as for unsigned feedback. */
  acceptFeedback(delivery: SignedDelivery, underWay: number): Promise<string>;
  /** Takes batches that were carried here in a file; each by itself. Failures: `unknown-device`, `outside-subtree`. */
  importQueue(principal: Principal, id: string, deliveries: readonly SignedDelivery[]): Reply<Taken[]>;
}
