import type { FailureOf } from "../problems/failure.ts";
import type { Result } from "../../shared/result.ts";

/** Why a signed delivery is refused as a whole. */
export type DeliveryFailure = FailureOf<"signature" | "device-revoked" | "counter-stale">;

/** The device whose key signed a delivery. */
export type Signer = {
  readonly device: string;
  /** Which of the device's keys. */
  readonly key: number;
  /** Null where it came in a file: then neither the counter nor whether the key still holds is asked. */
  readonly counter: number | null;
  /** r and s in base64. */
  readonly signature: string;
};

/** A number that arrived: whose it is, and when it was captured, in milliseconds since 1970. */
export type Arrival = { readonly sequence: number; readonly id: string; readonly capturedMs: number };

/** What feedback passes where touchpoints have devices. */
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
  /** Notes a number; false where another feedback has it. */
  arrive(arrival: Arrival): boolean;
  /** Notes that something was taken: feedback, or a technician's trial. */
  took(what: "feedback" | "trial"): void;
  /** Writes down what was noted. */
  close(): void;
}
