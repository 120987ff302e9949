import * as z from "zod/mini";
import { agencyCode, calendarDay, instant, nameUpTo, textUpTo, touchpointId } from "../codes.ts";
import { pageQuery } from "./list.ts";
import { problem } from "./problem.ts";

/** A device's id: `device-` and 16 characters of Crockford's base 32 in lower case. */
export const deviceId = z.string().check(z.regex(/^device-[0-9a-hjkmnp-tv-z]{16}$/, "must be a device id"));

/** An enrolment code: 8 characters that are hard to mistake for each other, in capitals and without spaces. */
export const enrolmentCode = z
  .string()
  .check(z.regex(/^[2-9A-HJ-NP-Z]{8}$/, "must be an enrolment code of 8 characters"));

/** How long an enrolment code is valid, in milliseconds; it can be used once. */
export const enrolmentForMs: number = 15 * 60 * 1000;

/** Time between two heartbeats of a device, in seconds. */
export const heartbeatSeconds = 60;

const clockTime = z.string().check(z.regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, "must be a time of day such as 07:30"));

/** Hours in which a device should be ready: days of the week (1 Monday … 7 Sunday), and a span of the day without its end. */
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

/** Opening hours of a device if none are given: Monday to Friday, without the midday break. */
export const usualOpeningHours: OpeningHours = [
  { days: [1, 2, 3, 4, 5], from: "07:30", to: "11:30" },
  { days: [1, 2, 3, 4, 5], from: "13:30", to: "17:00" },
];

/**
 * Body of `POST …/devices`: a device for a touchpoint of a kiosk or counter. If no PIN for its technician is given, the
 * server makes one of 6 digits; if no opening hours are given, they are {@link usualOpeningHours}.
 */
export const newDevice = z.strictObject({
  touchpoint: touchpointId,
  name: nameUpTo(200),
  opening_hours: z.optional(openingHours),
  pin: z.optional(pin),
});

/** Body of `PATCH …/devices/{id}`: moves the device to another touchpoint, renames it, or sets its opening hours or PIN. */
export const deviceChange = z.strictObject({
  touchpoint: z.optional(touchpointId),
  name: z.optional(nameUpTo(200)),
  opening_hours: z.optional(openingHours),
  pin: z.optional(pin),
});

/** A code that enrols a tablet as the device; shown once. `link` opens the kiosk's page with the code in its fragment. */
export const enrolmentTicket = z.strictObject({
  device: deviceId,
  code: enrolmentCode,
  /** The link as a QR code, an SVG document. */
  qr_svg: z.string(),
  link: z.string(),
  expires_at: instant,
  /** The technician's PIN; null for a further code, since the PIN was shown with the first. */
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

/** What a tablet checks its technician's PIN by, also offline: PBKDF2 with SHA-256; salt and hash (32 bytes) in base64url. */
export const pinCheck = z.strictObject({ salt: z.string(), hash: z.string(), rounds: z.int() });

/** See {@link pinCheck}. */
export type PinCheck = z.infer<typeof pinCheck>;

const orders = {
  touchpoint: touchpointId,
  name: z.string(),
  pin: pinCheck,
  /** The server's time when it answered. */
  server_time: instant,
  heartbeat_seconds: z.int(),
  /** The highest sequence number that the server knows; the next feedback gets a higher one. */
  sequence: z.int(),
};

/** Answer of `POST /v1/enrolments`: which device the tablet is now, and what the office wants of it. */
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
 * Body of `POST /v1/devices/{id}/heartbeat`. Times are by the device's corrected clock. `agency` is the one of its
 * enrolment. `ready`: spans since the last answered heartbeat in which the page asked people for feedback.
 */
export const heartbeat = z.strictObject({
  agency: agencyCode,
  sent_at: instant,
  version: textUpTo(50),
  /** The highest sequence number captured; 0 before the first. */
  captured: count,
  /** Numbers that still wait on the device, in order; if there are too many ranges, the last one covers the rest. */
  pending: z.array(sequenceRange).check(z.maxLength(200)),
  queue: z.strictObject({
    length: count,
    parked: count,
    oldest_at: z.nullable(instant),
    oldest_age_ms: z.nullable(count),
  }),
  /** How far the device's wall clock is ahead of the server's, by the last answer; null before the first. */
  clock_ahead_ms: z.nullable(z.int()),
  storage: z.strictObject({ persisted: z.boolean(), quota: z.nullable(count), usage: z.nullable(count) }),
  battery: z.nullable(z.strictObject({ level: z.number().check(z.minimum(0), z.maximum(1)), charging: z.boolean() })),
  ready: z.array(z.strictObject({ from: instant, to: instant })).check(z.maxLength(50)),
});

/** See {@link heartbeat}. */
export type Heartbeat = z.infer<typeof heartbeat>;

/** Why numbers are missing: they still wait on the device, are lost, or were wiped with a browser profile. */
export const gapKind = z.enum(["pending", "lost", "wiped"]);

/** See {@link gapKind}. */
export type GapKind = z.infer<typeof gapKind>;

/** Numbers that did not arrive, and the times between which they were captured; null if that is not known. */
export const sequenceGap = z.strictObject({
  from: sequence,
  to: sequence,
  kind: gapKind,
  after: z.nullable(instant),
  before: z.nullable(instant),
});

/**
 * What the office should look at: no heartbeat in opening hours, feedback that waits too long, missing numbers, a wrong clock,
 * two tablets with one key, an enrolment code given a second time, storage nearly full or not granted for good.
 */
export const alertKind = z.enum(["quiet", "queue-old", "gap", "clock", "fork", "code-reused", "storage"]);

/** See {@link alertKind}. */
export type AlertKind = z.infer<typeof alertKind>;

/** An alert, and when it began. */
export const deviceAlert = z.strictObject({ kind: alertKind, since: instant, detail: z.string() });

/** A device as the office sees it. */
export const device = z.strictObject({
  id: deviceId,
  name: z.string(),
  touchpoint: touchpointId,
  unit: z.string(),
  /** `waiting`: no tablet has used a code yet. */
  state: z.enum(["waiting", "enrolled", "revoked"]),
  opening_hours: openingHours,
  created_at: instant,
  enrolled_at: z.nullable(instant),
  revoked_at: z.nullable(instant),
  last_heartbeat_at: z.nullable(instant),
  last_feedback_at: z.nullable(instant),
  last_test_at: z.nullable(instant),
  heartbeat: z.nullable(z.omit(heartbeat, { agency: true, ready: true, pending: true })),
  /** How far its wall clock is ahead, by its last heartbeat; if the device did not know, by the time of its arrival. */
  clock_ahead_ms: z.nullable(z.int()),
  /** The highest number known, how many arrived, and how many did not, by kind. */
  sequence: z.strictObject({ highest: count, received: count, pending: count, lost: count, wiped: count }),
  /** The newest gaps first, at most 100; `GET …/devices/{id}` lists all. */
  gaps: z.array(sequenceGap),
  /** For the seven days before today, from its first enrolment on: opening hours, and how long it was ready in them. */
  coverage: z.array(z.strictObject({ day: calendarDay, open_minutes: count, ready_minutes: count })),
  alerts: z.array(deviceAlert),
});

/** See {@link device}. */
export type Device = z.infer<typeof device>;

/** An alert that began or ended; ids rise in the order in which that was found. */
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
 * A queue that a technician wrote to a file: each batch as the device would have sent it, with its signature, so that
 * nobody who carries the file can add or change anything.
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
 * Answer of `POST …/queue-files`: its receipts summed up. A batch whose signature is not the device's, or which is not
 * readable, is `rejected` whole, by its place in the file. `problems` holds the first 100 feedback that were refused.
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

/** Query of `GET …/devices/events`. */
export const deviceEventQuery = z.extend(pageQuery, {
  after: z.optional(
    z
      .string()
      .check(
        z.regex(/^[0-9]{1,15}$/, "must be an event's id"),
        z.describe("Id of the last event that the caller has; only later ones are given."),
      ),
  ),
});
