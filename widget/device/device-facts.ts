import type { PinCheck } from "../../shared/contract/device.ts";
import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";

/** What a tablet is since its enrolment. The private key cannot be taken out of the browser. */
export type DeviceIdentity = {
  readonly device: string;
  readonly agency: string;
  readonly key: CryptoKey;
  /** Whether the server said that it takes nothing more of this device. */
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

/** What is asked, as last heard, and the tag by which to ask for news. */
export type HeardConfig = { readonly config: TouchpointConfig; readonly etag: string | null };

/** Wrong PINs in a row, and when the last one was tried by the wall clock. */
export type PinTries = { readonly wrong: number; readonly lastMs: number };

/** A span in which the page was up and asking, by the wall clock of an epoch. */
export type ReadySpan = { readonly epoch: number; readonly fromMs: number; readonly untilMs: number };

/** A key made for an enrolment code: kept before the code is traded, so that a lost answer can be asked for again. */
export type KeyForCode = { readonly code: string; readonly pair: CryptoKeyPair };

/** Everything that a device knows but its queue. */
export type DeviceFacts = {
  readonly identity: DeviceIdentity | undefined;
  readonly keyForCode: KeyForCode | undefined;
  readonly orders: DeviceOrders | undefined;
  readonly config: HeardConfig | undefined;
  readonly tries: PinTries;
  readonly ready: readonly ReadySpan[];
  /** Highest number used for a signature. */
  readonly counter: number;
  /** Highest number given to a feedback. */
  readonly sequence: number;
  /** Time of the feedback placed last, by the server's clock: no later number is earlier. */
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
