import * as z from "zod/mini";
import { agencyCode, calendarDay, instant, textUpTo, touchpointId } from "../codes.ts";
import { pageQuery } from "./list.ts";
import { problem } from "./problem.ts";

/** A device's id: `device-` and 16 characters of Crockford's base 32 in lower case. */
export const deviceId = z.string().check(z.regex(/^device-[0-9a-hjkmnp-tv-z]{16}$/, "must be a device id"));

/** Enrolment code: 8 capitals and digits that look different from each other, without spaces. */
export const enrolmentCode = z
  .string()
  .check(z.regex(/^[2-9A-HJ-NP-Z]{8}$/, "must be an enrolment code of 8 characters"));

/** How long an enrolment code is valid. It can be used once. */
export const enrolmentForMs: number = 15 * 60 * 1000;

/** Time between heartbeats, in seconds. */
export const heartbeatSeconds = 60;

const clockTime = z.string().check(z.regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, "must be a time of day such as 07:30"));

/** Hours in which a device should be ready. Days of the week are 1 Monday … 7 Sunday; `to` is not included. */
export const openingHours = z
  .array(
    z
      .strictObject({
        days: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7)),
        from: clockTime,
        to: clockTime,
      })
      .check(z.refine(({ from, to }) => from < to, { path: ["to"], error: "must be later than from" })),
  )
  .check(z.maxLength(14));

/** See {@link openingHours}. */
export type OpeningHours = z.infer<typeof openingHours>;

const pin = z.string().check(z.regex(/^[0-9]{4,8}$/, "must be 4 to 8 digits"));

/** Default opening hours: Monday to Friday, without the midday break. */
export const usualOpeningHours: OpeningHours = [
  { days: [1, 2, 3, 4, 5], from: "07:30", to: "11:30" },
  { days: [1, 2, 3, 4, 5], from: "13:30", to: "17:00" },
];

/**
 * Body of `POST …/devices`: a device for the touchpoint of a kiosk or counter. Without a technician's PIN, the server
 * makes one of 6 digits. The default opening hours are {@link usualOpeningHours}.
 */
export const newDevice = z.strictObject({
  touchpoint: touchpointId,
  name: textUpTo(200),
  opening_hours: z.optional(openingHours),
  pin: z.optional(pin),
});

/** See {@link newDevice}. */
export type NewDevice = z.infer<typeof newDevice>;

/** Body of `PATCH …/devices/{id}`. Moves the device to another touchpoint, with its history; changes name, hours, PIN. */
export const deviceChange = z.strictObject({
  touchpoint: z.optional(touchpointId),
  name: z.optional(textUpTo(200)),
  opening_hours: z.optional(openingHours),
  pin: z.optional(pin),
});

/** See {@link deviceChange}. */
export type DeviceChange = z.infer<typeof deviceChange>;

/** A code that makes a tablet the device. It is shown once. `link` opens our kiosk page with the code in its fragment. */
export const enrolmentTicket = z.strictObject({
  device: deviceId,
  code: enrolmentCode,
  /** The link as a QR code, an SVG document. */
  qr_svg: z.string(),
  link: z.string(),
  expires_at: instant,
  /** The technician's PIN; null for a second code, because the PIN was shown before. */
  pin: z.nullable(z.string()),
});

/** See {@link enrolmentTicket}. */
export type EnrolmentTicket = z.infer<typeof enrolmentTicket>;

const coordinate = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/, "must be a P-256 coordinate in base64url"));

/** A P-256 public key as a JWK (RFC 7518 §6.2). */
export const devicePublicKey = z.strictObject({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: coordinate,
  y: coordinate,
});

/** See {@link devicePublicKey}. */
export type DevicePublicKey = z.infer<typeof devicePublicKey>;

/** Body of `POST /v1/enrolments`. */
export const enrolment = z.strictObject({ agency: agencyCode, code: enrolmentCode, public_key: devicePublicKey });

/** See {@link enrolment}. */
export type Enrolment = z.infer<typeof enrolment>;

/** For checking the technician's PIN offline: PBKDF2 with SHA-256; salt and hash of 32 bytes in base64url. */
export const pinCheck = z.strictObject({ salt: z.string(), hash: z.string(), rounds: z.int() });

/** See {@link pinCheck}. */
export type PinCheck = z.infer<typeof pinCheck>;

const orders = {
  touchpoint: touchpointId,
  name: z.string(),
  pin: pinCheck,
  /** The server's time of the answer. */
  server_time: instant,
  heartbeat_seconds: z.int(),
  /** Highest sequence number that the server knows. The next feedback gets a higher one. */
  sequence: z.int(),
};

/** Answer of `POST /v1/enrolments`: the device that the tablet is from now on. */
export const enrolledDevice = z.strictObject({ device: deviceId, agency: agencyCode, ...orders });

/** See {@link enrolledDevice}. */
export type EnrolledDevice = z.infer<typeof enrolledDevice>;

/** Answer of a heartbeat: the device's current settings. */
export const heartbeatAnswer = z.strictObject(orders);

/** See {@link heartbeatAnswer}. */
export type HeartbeatAnswer = z.infer<typeof heartbeatAnswer>;

const sequence = z.int().check(z.minimum(1));
/** A range of sequence numbers, both ends included. */
export const sequenceRange = z.tuple([sequence, sequence]);

/** See {@link sequenceRange}. */
export type SequenceRange = z.infer<typeof sequenceRange>;

const count = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));

/**
 * Body of `POST /v1/devices/{id}/heartbeat`. Times are by the device's corrected clock. `agency` is from enrolment.
 * `ready`: spans in which the page could take feedback, since the last heartbeat that was answered.
 */
export const heartbeat = z.strictObject({
  agency: agencyCode,
  sent_at: instant,
  version: textUpTo(50),
  /** Highest sequence number captured; 0 before the first. */
  captured: count,
  /**
   * Numbers that are still on the device, in order. If there are many, the last range may include numbers that have
   * left.
   */
  pending: z.array(sequenceRange).check(z.maxLength(200)),
  queue: z.strictObject({
    length: count,
    parked: count,
    oldest_at: z.nullable(instant),
    oldest_age_ms: z.nullable(count),
  }),
  /** How far the device's clock is ahead of the server's, as last measured; null before that. */
  clock_ahead_ms: z.nullable(z.int()),
  storage: z.strictObject({ persisted: z.boolean(), quota: z.nullable(count), usage: z.nullable(count) }),
  battery: z.nullable(z.strictObject({ level: z.number().check(z.minimum(0), z.maximum(1)), charging: z.boolean() })),
  ready: z.array(z.strictObject({ from: instant, to: instant })).check(z.maxLength(50)),
});

/** See {@link heartbeat}. */
export type Heartbeat = z.infer<typeof heartbeat>;

/** Why numbers are missing: still on the device, lost without explanation, or lost with a wiped browser profile. */
export const gapKind = z.enum(["pending", "lost", "wiped"]);

/** See {@link gapKind}. */
export type GapKind = z.infer<typeof gapKind>;

/** Numbers that never arrived, and the time in which they were captured, if known. */
export const sequenceGap = z.strictObject({
  from: sequence,
  to: sequence,
  kind: gapKind,
  after: z.nullable(instant),
  before: z.nullable(instant),
});

/** See {@link sequenceGap}. */
export type SequenceGap = z.infer<typeof sequenceGap>;

/**
 * What the office should look at: no heartbeat in opening hours, feedback that waits too long, missing numbers, a wrong
 * clock, two devices with one key, an enrolment code used twice, storage nearly full or not persistent.
 */
export const alertKind = z.enum(["quiet", "queue-old", "gap", "clock", "fork", "code-reused", "storage"]);

/** See {@link alertKind}. */
export type AlertKind = z.infer<typeof alertKind>;

/** An alert, and since when it is true. */
export const deviceAlert = z.strictObject({ kind: alertKind, since: instant, detail: z.string() });

/** See {@link deviceAlert}. */
export type DeviceAlert = z.infer<typeof deviceAlert>;

/** A device as the office sees it. */
export const device = z.strictObject({
  id: deviceId,
  name: z.string(),
  touchpoint: touchpointId,
  unit: z.string(),
  /** `waiting`: no tablet has enrolled yet. */
  state: z.enum(["waiting", "enrolled", "revoked"]),
  opening_hours: openingHours,
  created_at: instant,
  enrolled_at: z.nullable(instant),
  revoked_at: z.nullable(instant),
  last_heartbeat_at: z.nullable(instant),
  last_feedback_at: z.nullable(instant),
  last_test_at: z.nullable(instant),
  heartbeat: z.nullable(z.omit(heartbeat, { agency: true, ready: true, pending: true })),
  /** How far its clock is ahead, from its last heartbeat; measured by the server if the device does not know. */
  clock_ahead_ms: z.nullable(z.int()),
  /** The highest known number, how many numbers arrived, and how many are missing by kind. */
  sequence: z.strictObject({ highest: count, received: count, pending: count, lost: count, wiped: count }),
  /** The newest gaps first, at most 100; `GET …/devices/{id}` lists all. */
  gaps: z.array(sequenceGap),
  /**
   * Minutes of its opening hours in which it was ready, for each of the last seven days before today since it was
   * enrolled.
   */
  coverage: z.array(z.strictObject({ day: calendarDay, open_minutes: count, ready_minutes: count })),
  alerts: z.array(deviceAlert),
});

/** See {@link device}. */
export type Device = z.infer<typeof device>;

/** An alert that began or ended, in the order of discovery. Meant for webhooks. */
export const deviceEvent = z.strictObject({
  id: z.int(),
  device: deviceId,
  kind: alertKind,
  change: z.enum(["began", "ended"]),
  at: instant,
  detail: z.string(),
});

/** See {@link deviceEvent}. */
export type DeviceEvent = z.infer<typeof deviceEvent>;

/**
 * A queue that a technician wrote to a file: the batch bodies as the device would have sent them, each with its
 * signature. So whoever carries the file cannot add or change anything.
 */
export const queueFile = z.strictObject({
  kind: z.literal("citizen-feedback-queue"),
  device: deviceId,
  written_at: instant,
  batches: z
    .array(
      z.strictObject({
        body: z.string(),
        signature_input: z.string(),
        signature: z.string(),
        content_digest: z.string(),
      }),
    )
    .check(z.maxLength(10_000)),
});

/** See {@link queueFile}. */
export type QueueFile = z.infer<typeof queueFile>;

/**
 * Answer of `POST …/queue-files`: a summary of the receipts. `rejected` lists batches that are not signed by the device
 * or cannot be read, by their place in the file. `refused` lists the first 100 items that were refused.
 */
export const queueFileReceipt = z.strictObject({
  batches: count,
  accepted: count,
  duplicate: count,
  refused: count,
  rejected: z.array(z.strictObject({ batch: count, problem })),
  problems: z.array(z.strictObject({ id: z.nullable(z.string()), problem })),
});

/** See {@link queueFileReceipt}. */
export type QueueFileReceipt = z.infer<typeof queueFileReceipt>;

/** Query of `GET …/devices/events`. `after` is the id of the last event that the caller has. */
export const deviceEventQuery = z.extend(pageQuery, {
  after: z.optional(z.string().check(z.regex(/^[0-9]{1,15}$/, "must be an event's id"))),
});

/** See {@link deviceEventQuery}. */
export type DeviceEventQuery = z.infer<typeof deviceEventQuery>;
