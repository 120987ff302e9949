import type { FailureOf } from "../problems/failure.ts";
import type { Result } from "../../shared/result.ts";

/** Why a signed delivery is refused as a whole. */
export type DeliveryFailure = FailureOf<"signature" | "device-revoked" | "counter-stale">;

/** The device whose key signed a delivery. */
export type Signer = {
  readonly device: string;
  /** Which of the device's keys. */
  readonly key: number;
  /** Null if it came in a file. Then neither the counter nor the validity of the key is checked. */
  readonly counter: number | null;
  /** r and s in base64. */
  readonly signature: string;
};

/** A sequence number that arrived, the feedback that has it, and when that was captured, in milliseconds since 1970. */
export type Arrival = { readonly sequence: number; readonly id: string; readonly capturedMs: number };

/** Decides whether feedback passes if touchpoints have devices. */
export interface DeviceGate {
  /** Whether feedback for a touchpoint must be signed by its device. */
  isNeeded(touchpoint: string): boolean;
  /**
   * Lets a signed delivery in, and takes its counter.
   * @param numbers sequence numbers in it.
   */
  open(signer: Signer, numbers: readonly number[]): Result<OpenGate, DeliveryFailure>;
}

/** The gate for one delivery. */
export interface OpenGate {
  readonly isFile: boolean;
  /** Whether the touchpoint is, or was, the device's. */
  owns(touchpoint: string): boolean;
  /** Notes a number. Returns false if another feedback has it. */
  arrive(arrival: Arrival): boolean;
  /** Notes that feedback or a technician's trial was accepted. */
  took(what: "feedback" | "trial"): void;
  /** Stores what was noted. */
  close(): void;
}
