import { RpcTarget } from "cloudflare:workers";
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
import type { Failure } from "../problems/failure.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { importDeviceKey } from "../crypto/public-keys.ts";
import { hashOf } from "../crypto/hash.ts";
import { pinCheckOf } from "../crypto/hash.ts";
import type { Principal } from "../access/principal.ts";
import type { Reply } from "../agency/reply.ts";
import type { Brought } from "../feedback/take-batch.ts";
import type { Taken } from "../feedback/take-batch.ts";
import { guessLimit } from "../access/guess-limit.ts";
import type { SignedCall } from "../operations/signed-call.ts";
import { changeDevice, giveFurtherCode, revokeDevice } from "./change-device.ts";
import { createDevice } from "./create-device.ts";
import { listDeviceEvents } from "./list-device-events.ts";
import { listDevices } from "./list-devices.ts";
import type { DeviceRooms } from "./device-rooms.ts";
import type { StoredDevice } from "./device-store.ts";
import type { DevicesPort, SignedDelivery } from "./devices-port.ts";
import { codeName, type FreshCode, newEnrolmentCode, newDeviceId, newPin, type NewTicket } from "./enrolment-code.ts";
import { findSigner } from "./find-signer.ts";
import { reachedDevice } from "./reached-device.ts";
import { takeHeartbeat } from "./take-heartbeat.ts";
import { tradeCode } from "./trade-code.ts";
import { watchDevice } from "./watch-device.ts";

/**
 * Wrong codes that an agency takes in a minute, wherever they come from: in the 15 minutes of a code 9,000 of 2⁴⁰ are tried.
 */
const wrongCodesPerMinute = 600;

/** What the agency's object hands in. */
export type DevicesHands = {
  /** The rooms as they are now. */
  readonly rooms: () => DeviceRooms;
  /** Runs a call in one transaction. */
  readonly write: <T>(call: () => T) => T;
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
  /** Hands feedback to the group that is being committed. */
  readonly deliver: (brought: Brought, underWay: number) => Promise<string>;
  /** Sets the object's alarm earlier where devices must be looked at before it. */
  readonly keepAwake: () => Promise<void>;
};

/** Devices of one agency, as its object hands them out: carries calls, and does what takes time before a transaction. */
export class DevicesTarget extends RpcTarget implements DevicesPort {
  readonly #hands: DevicesHands;
  readonly #guesses = guessLimit(wrongCodesPerMinute);

  constructor(hands: DevicesHands) {
    super();
    this.#hands = hands;
  }

  async create(principal: Principal, device: NewDevice): Reply<NewTicket> {
    const { randomBytes } = this.#hands;
    const pin = device.pin ?? newPin(randomBytes);
    const seed = { ...(await this.#freshCode()), id: newDeviceId(randomBytes), ...(await this.#pinOf(pin)) };
    return this.#write((rooms) => createDevice({ ...rooms, seed }, principal, device));
  }

  async list(principal: Principal, query: PageQuery): Reply<Page<Device>> {
    const page = await listDevices(this.#hands.rooms(), principal, query);
    if (!page.ok) return page;
    const { data, meta } = page.value;
    // Read anew: while the cursor was made, a heartbeat may have come.
    const show = (rooms: DeviceRooms) => (device: StoredDevice) =>
      watchDevice(rooms, rooms.store.find(device.id) ?? device);
    return ok(this.#write((rooms) => ({ data: data.map(show(rooms)), meta })));
  }

  async read(principal: Principal, id: string): Reply<Device> {
    return this.#write((rooms) => {
      const device = reachedDevice(rooms, principal, id);
      return device.ok ? ok(watchDevice(rooms, device.value, Number.MAX_SAFE_INTEGER)) : device;
    });
  }

  async change(principal: Principal, id: string, change: DeviceChange): Reply<Device> {
    const pinCheck = change.pin === undefined ? null : (await this.#pinOf(change.pin)).pinCheck;
    const changed = this.#write((rooms) => changeDevice({ ...rooms, id, pinCheck }, principal, change));
    await this.#hands.keepAwake();
    return changed;
  }

  async revoke(principal: Principal, id: string): Reply<null> {
    return this.#write((rooms) => revokeDevice(rooms, principal, id));
  }

  async giveCode(principal: Principal, id: string): Reply<NewTicket> {
    const fresh = await this.#freshCode();
    return this.#write((rooms) => giveFurtherCode({ ...rooms, fresh }, principal, id));
  }

  async events(principal: Principal, query: DeviceEventQuery): Reply<Page<DeviceEvent>> {
    return listDeviceEvents(this.#hands.rooms(), principal, query);
  }

  async enrol({ agency, code, public_key: publicKey }: Enrolment): Reply<EnrolledDevice> {
    const hash = await hashOf(codeName(agency, code));
    if ((await importDeviceKey(publicKey)) === null) {
      return fail({ kind: "invalid", errors: [{ pointer: "/public_key", detail: "must be a point on P-256" }] });
    }
    const enrolled = this.#write((rooms): Result<EnrolledDevice, Failure> => {
      const allowed = this.#guesses.mayTry(rooms.nowMs);
      if (!allowed.ok) return allowed;
      const traded = tradeCode(rooms, { hash, publicKey });
      if (!traded.ok) this.#guesses.wasWrong(rooms.nowMs);
      return traded;
    });
    if (enrolled.ok) await this.#hands.keepAwake();
    return enrolled;
  }

  async heartbeat(call: SignedCall, heartbeat: Heartbeat): Reply<HeartbeatAnswer> {
    const signer = await findSigner(this.#hands.rooms(), call);
    return signer.ok ? this.#write((rooms) => takeHeartbeat(rooms, signer.value, heartbeat)) : signer;
  }

  async acceptFeedback({ call, json }: SignedDelivery, underWay: number): Promise<string> {
    const signer = await findSigner(this.#hands.rooms(), call);
    return signer.ok ? this.#hands.deliver({ json, signer: signer.value }, underWay) : JSON.stringify(signer);
  }

  async importQueue(principal: Principal, id: string, deliveries: readonly SignedDelivery[]): Reply<Taken[]> {
    const rooms = this.#hands.rooms();
    const device = reachedDevice(rooms, principal, id);
    if (!device.ok) return device;
    const taken = deliveries.map(async ({ call, json }): Promise<Taken> => {
      if (call.device !== id) return fail({ kind: "signature", given: "it names another device" });
      const signer = await findSigner(rooms, call);
      if (!signer.ok) return signer;
      const brought = { json, signer: { ...signer.value, counter: null } };
      return JSON.parse(await this.#hands.deliver(brought, deliveries.length)) as Taken;
    });
    return ok(await Promise.all(taken));
  }

  #write<T>(call: (rooms: DeviceRooms) => T): T {
    return this.#hands.write(() => call(this.#hands.rooms()));
  }

  async #freshCode(): Promise<FreshCode> {
    const code = newEnrolmentCode(this.#hands.randomBytes);
    return { code, hash: await hashOf(codeName(this.#hands.rooms().organization.agency.code, code)) };
  }

  async #pinOf(pin: string): Promise<{ pin: string; pinCheck: Awaited<ReturnType<typeof pinCheckOf>> }> {
    return { pin, pinCheck: await pinCheckOf(pin, this.#hands.randomBytes(16)) };
  }
}
