import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import type { Result } from "../../shared/result.ts";
import type { FeedbackDraft, Now } from "../visit/feedback-draft.ts";
import type { Timers } from "../clock/start-clock.ts";
import type { Language } from "../messages/messages.ts";

/**
 * What this tablet is: not yet known; a page without a secure context, where no key can be kept; one that has no key, or
 * whose key was taken from it; a second tab beside the one that asks; or a kiosk that may ask.
 */
export type KioskStanding = "starting" | "insecure" | "unenrolled" | "revoked" | "second-tab" | "ready";

/**
 * Why a code was not taken: not known, used or too old (they look alike); nobody answered; too many tries, come back later;
 * or this browser keeps no keys (private mode, or storage that is shut).
 */
export type EnrolFailure = "code" | "unreachable" | "busy" | "storage";

/** What the technician sees. Times in milliseconds, ages as well; null where not known. */
export type DeviceStatus = {
  readonly device: string;
  readonly name: string;
  readonly touchpoint: string;
  readonly version: string;
  readonly serverVersion: string | null;
  /** Feedback that waits, of them those that the server refused, and the age of the oldest. */
  readonly waiting: number;
  readonly parked: number;
  readonly oldestAgeMs: number | null;
  /** Last number given to a feedback. */
  readonly sequence: number;
  /** How far this tablet's clock is ahead of the server's. */
  readonly clockAheadMs: number | null;
  readonly storage: { readonly persisted: boolean; readonly quota: number | null; readonly usage: number | null };
  readonly battery: { readonly level: number; readonly charging: boolean } | null;
  readonly lastSyncMs: number | null;
};

/** What the kiosk's element works with; behind it are the device's key, its outbox and its network. */
export type KioskDeps = {
  readonly sheet: CSSStyleSheet;
  readonly timers: Timers;
  readonly now: () => Now;
  /** That many random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  /** 0 up to, without, 1. */
  readonly chance: () => number;
  /** Address of the server, without a slash at the end: for links handed to phones. */
  readonly server: string;
  readonly standing: () => KioskStanding;
  /** What is asked, as last heard from the server; undefined before the first time. */
  readonly config: () => TouchpointConfig | undefined;
  /** Whether the server answered the last request. */
  readonly isOnline: () => boolean;
  /** Calls back after standing, config or network changed; returns how to stop. */
  readonly watch: (listener: () => void) => () => void;
  /** Trades a code for a key of this tablet's own. */
  readonly enrol: (agency: string, code: string) => Promise<Result<{ readonly persisted: boolean }, EnrolFailure>>;
  /**
   * Keeps a revision: true once it is durable on the device, under the device's next sequence number if it is the first.
   * False: the device would not keep it (full, or shut), and the person must be told. In test mode nothing is numbered or counted.
   */
  readonly keep: (draft: FeedbackDraft, isTest: boolean) => Promise<boolean>;
  /** Tells whether somebody stands here: only while nobody does may the page load a newer version of itself. */
  readonly occupied: (isOccupied: boolean) => void;
  /** Checks the technician's PIN. `waitMs`: how long to wait after too many wrong ones. */
  readonly checkPin: (pin: string) => Promise<"right" | "wrong" | { readonly waitMs: number }>;
  readonly status: () => Promise<DeviceStatus>;
  /** Tries to send at once, and to hear what the office wants. */
  readonly sendNow: () => void;
  /** Writes the queue to a file that the office can import; null where nothing waits. */
  readonly queueFile: () => Promise<{ readonly name: string; readonly json: string } | null>;
  /** Whether anything can be read aloud in a language, by a recording or by a voice of this browser. */
  readonly canRead: (language: Language) => boolean;
  /** Reads texts one after another, in place of what is being read. */
  readonly read: (texts: readonly string[], language: Language) => void;
  readonly hush: () => void;
  /** Shows the camera in an element and waits for a QR code; rejects if there is no camera or it is not allowed. */
  readonly scan: (video: HTMLVideoElement, stop: AbortSignal) => Promise<string>;
};
