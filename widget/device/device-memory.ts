import type { PinCheck } from "../../shared/contract/device.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { KeptFeedback, Outbox, ParkedFeedback, PlacedTime } from "../outbox/outbox-store.ts";
import type { Epoch } from "./watch-clock.ts";

/** What a tablet is since its enrolment. The browser never exports the private key. */
export type DeviceIdentity = {
  readonly device: string;
  readonly agency: string;
  readonly key: CryptoKey;
  /** Whether the server said that it accepts nothing more of this device. */
  readonly isRevoked: boolean;
};

/** What the office wants of the device, as last heard. */
export type DeviceOrders = {
  readonly touchpoint: string;
  readonly name: string;
  readonly pin: PinCheck;
  readonly heartbeatSeconds: number;
  /** By the server's clock. */
  readonly heardAtMs: number;
};

/** The touchpoint's config as last heard, and its ETag. */
export type HeardConfig = { readonly config: TouchpointConfig; readonly etag: string | null };

/** Wrong PINs in a row, and when the last one was tried by the wall clock. */
export type PinTries = { readonly wrong: number; readonly lastMs: number };

/** A span in which the page was up and asking, by the wall clock of an epoch. */
export type ReadySpan = { readonly epoch: number; readonly fromMs: number; readonly untilMs: number };

/** A key for an enrolment code. It is kept before the code is used, so that a lost answer can be asked for again. */
export type KeyForCode = { readonly code: string; readonly pair: CryptoKeyPair };

/** Everything that a device knows but its queue. */
export type DeviceFacts = {
  readonly identity: DeviceIdentity | undefined;
  readonly keyForCode: KeyForCode | undefined;
  readonly orders: DeviceOrders | undefined;
  readonly config: HeardConfig | undefined;
  readonly tries: PinTries;
  readonly ready: readonly ReadySpan[];
  /** Highest counter used for a signature. */
  readonly counter: number;
  /** Highest sequence number given to a feedback. */
  readonly sequence: number;
  /** Time of the feedback placed last, by the server's clock: no later sequence number is earlier. */
  readonly placedUntilMs: number;
};

/** A device that knows nothing yet. */
export const noFacts: DeviceFacts = {
  identity: undefined,
  keyForCode: undefined,
  orders: undefined,
  config: undefined,
  tries: { wrong: 0, lastMs: 0 },
  ready: [],
  counter: 0,
  sequence: 0,
  placedUntilMs: 0,
};

/** A feedback in a device's queue. */
export type NumberedFeedback = KeptFeedback & {
  readonly device: string;
  readonly sequence: number;
  readonly epoch: number;
};

/** A revision without a sequence number yet, and the epoch of its first tap. */
export type Capture = Omit<NumberedFeedback, "sequence" | "epoch" | "placed"> & { readonly epoch: Epoch };

/** A waiting feedback's time, found. */
export type Placement = { readonly row: NumberedFeedback; readonly placed: PlacedTime };

/** How long the queue is. */
export type QueueState = {
  /** Sequence numbers of the device that have not arrived, rising; without trials. */
  readonly numbers: readonly number[];
  readonly waiting: number;
  readonly parked: number;
  readonly oldest: NumberedFeedback | undefined;
};

/** What a device keeps. Its queues are those of devices; its promises are like those of {@link Outbox}. */
export type DeviceMemory = Pick<Outbox<NumberedFeedback>, "oldest" | "settle" | "reconsider"> & {
  facts(): Promise<DeviceFacts>;
  epochs(): Promise<Epoch[]>;
  /** Changes facts; numbers only rise. */
  write(change: Partial<DeviceFacts>): Promise<void>;
  /** Returns the next counter for a signature, above all used ones and above that one. */
  nextCounter(above: number): Promise<number>;
  /** Keeps what was learnt of an epoch, and forgets those of long ago. */
  learn(epoch: Epoch): Promise<void>;
  /** Keeps a revision, a first one under the device's next sequence number. Returns that number; 0 for a trial. */
  keep(capture: Capture): Promise<number>;
  /** Returns all that was refused. */
  parked(): Promise<(NumberedFeedback & ParkedFeedback)[]>;
  /** Stores times that were found, before the feedback is sent for the first time. */
  place(placements: readonly Placement[]): Promise<void>;
  queue(device: string): Promise<QueueState>;
};
