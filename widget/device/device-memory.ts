import type { Versions } from "../outbox/outbox.ts";
import type { DeviceFacts } from "./device-facts.ts";
import type { Epoch } from "./epoch.ts";
import type { NumberedFeedback, ParkedNumbered } from "./numbered-feedback.ts";
import type { PlacedTime } from "./place-times.ts";

/** What is captured: a revision, not yet numbered, and the epoch of its first tap. */
export type Capture = Omit<NumberedFeedback, "sequence" | "epoch" | "placed"> & { readonly epoch: Epoch };

/** A waiting feedback's time, found. */
export type Placement = { readonly row: NumberedFeedback; readonly placed: PlacedTime };

/** How long the queue is. */
export type QueueState = {
  /** Numbers of the device that have not arrived, rising; without trials. */
  readonly numbers: readonly number[];
  readonly waiting: number;
  readonly parked: number;
  readonly oldest: NumberedFeedback | undefined;
};

/**
 * What a device keeps. A promise is fulfilled once the change is on disk, and rejected where the browser would not store:
 * full, or shut.
 */
export type DeviceMemory = {
  facts(): Promise<DeviceFacts>;
  epochs(): Promise<Epoch[]>;
  /** Changes facts; numbers only rise. */
  write(change: Partial<DeviceFacts>): Promise<void>;
  /** The next number for a signature, above all that were used and above that one. */
  nextCounter(above: number): Promise<number>;
  /** Keeps what was learnt of an epoch, and forgets those of long ago. */
  learn(epoch: Epoch): Promise<void>;
  /** Keeps a revision, the first of a feedback under the device's next number. Answers the number; 0 for a trial. */
  keep(capture: Capture): Promise<number>;
  /** Looks, without taking: what waits of a device, behind a number (−1: from the start), in order, at most `count`. */
  waiting(device: string, after: number, count: number): Promise<NumberedFeedback[]>;
  /** All that was refused. */
  parked(): Promise<ParkedNumbered[]>;
  /** Fixes times that were found, before the feedback is sent for the first time. */
  place(placements: readonly Placement[]): Promise<void>;
  /** Lets go of receipted revisions, where no newer one has come. */
  settle(receipted: readonly RevisionId[]): Promise<void>;
  /** Puts refused revisions apart, where no newer one has come. */
  park(refused: readonly (RevisionId & Pick<ParkedNumbered, "problem" | "versions">)[]): Promise<void>;
  /** Lets refused feedback wait again where a version differs from the one that refused it; permanently refused never. */
  reconsider(versions: Versions): Promise<void>;
  queue(device: string): Promise<QueueState>;
};

/** Names one revision. */
export type RevisionId = { readonly id: string; readonly revision: number };
