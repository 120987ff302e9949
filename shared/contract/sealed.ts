import * as z from "zod/mini";
import { agencyCode, calendarDay, nameUpTo } from "../codes.ts";
import { sealedSizes } from "../crypto/sealed-sizes.ts";
import { officialChannel } from "./agency.ts";
import { pageQuery } from "./list.ts";

/** Length of an AES-GCM tag, in bytes. */
const tagBytes = 16;
/** Most messages of one side of a talk. */
export const mostMessages = 100;

const base64urlOf = (bytes: number): number => Math.ceil((bytes * 8) / 6);
const exactly = (length: number, what: string): z.ZodMiniString =>
  z.string().check(z.regex(new RegExp(`^[A-Za-z0-9_-]{${length}}$`), `must be ${what} in base64url`));

/** Fingerprint: the SHA-256 of a public key's point. */
export const sealedFingerprint = exactly(base64urlOf(32), "the SHA-256 of a public key");

/** A public key of P-256: its uncompressed point of 65 bytes (SEC 1 §2.3.3). */
export const sealedPublicKey = z
  .string()
  .check(z.regex(/^B[A-P][A-Za-z0-9_-]{85}$/, "must be an uncompressed point on P-256 in base64url"));

/** A talk's id of 16 bytes. It is derived from the person's code. */
export const talkId = exactly(base64urlOf(16), "16 bytes");

/**
 * Sealed by RFC 9180 in mode Auth with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, padded to one of the sizes.
 */
const ciphertext = z.string().check(
  z.regex(/^[A-Za-z0-9_-]+$/, "must be base64url"),
  z.refine(
    (text: string) => sealedSizes.some((size) => text.length === base64urlOf(size + tagBytes)),
    `must be ${sealedSizes.join(", ")} bytes and a tag of ${tagBytes}`,
  ),
);
const sealedFields = { enc: sealedPublicKey, ciphertext };
const messageNumber = z.int().check(z.minimum(1), z.maximum(mostMessages));

const successorFields = { name: nameUpTo(200), public_key: sealedPublicKey };
/** ECDSA on P-256 with SHA-256 over `successorText`, by the key before. */
const successorSignature = exactly(base64urlOf(64), "the 64 bytes of r and s");

/** Months for which a talk is kept after its last message or its closing; 24 until the agency sets others. */
const keepMonths = z.int().check(z.minimum(6), z.maximum(120));

/**
 * Body of `PUT …/sealed-recipient`: from now on only this recipient can read new reports. `signature` is needed for
 * every recipient but the first. `keep_months` holds for messages and closings from now on.
 */
export const newSealedRecipient = z.strictObject({
  ...successorFields,
  signature: z.optional(successorSignature),
  keep_months: z.optional(keepMonths),
});

/** Body and answer of `PUT …/sealed-recipient/contact`: where people turn by telephone or on paper, also while no key is set. */
export const sealedContact = z.strictObject({
  name: nameUpTo(200),
  phone: z.optional(nameUpTo(60)),
  address: z.optional(nameUpTo(300)),
});

/** See {@link sealedContact}. */
export type SealedContact = z.infer<typeof sealedContact>;

/** Body of `PUT …/sealed-recipient/announcement`: the recipient that two keys name where the key before is lost. */
export const newSealedAnnouncement = z.strictObject(successorFields);

/** A recipient's key, and the days on which reports are or were sealed to it. */
export const sealedRecipient = z.strictObject({
  name: z.string(),
  public_key: sealedPublicKey,
  fingerprint: sealedFingerprint,
  from: calendarDay,
  until: z.nullable(calendarDay),
});

/** See {@link sealedRecipient}. */
export type SealedRecipient = z.infer<typeof sealedRecipient>;

/**
 * A recipient, and how it came after the one before: as the `first`, `signed` by the key before, `announced` in public
 * for seven days, or `unproved`, by an access key alone, before either was needed.
 */
export const sealedHistoryEntry = z.extend(sealedRecipient, {
  followed: z.enum(["first", "signed", "announced", "unproved"]),
  signature: z.nullable(successorSignature),
  announced_on: z.nullable(calendarDay),
});

/** See {@link sealedHistoryEntry}. */
export type SealedHistoryEntry = z.infer<typeof sealedHistoryEntry>;

const announcementFields = { name: z.string(), public_key: sealedPublicKey, fingerprint: sealedFingerprint };

/** Answer of `PUT …/sealed-recipient/announcement`. The days are null until a second key has named the recipient too. */
export const sealedNaming = z.strictObject({
  ...announcementFields,
  announced_on: z.nullable(calendarDay),
  takes_effect_on: z.nullable(calendarDay),
});

/** See {@link sealedNaming}. */
export type SealedNaming = z.infer<typeof sealedNaming>;

/** A recipient that stands announced. It takes effect at the beginning of a day; until then the one before stands. */
export const sealedAnnouncement = z.strictObject({
  ...announcementFields,
  announced_on: calendarDay,
  takes_effect_on: calendarDay,
});

/** See {@link sealedAnnouncement}. */
export type SealedAnnouncement = z.infer<typeof sealedAnnouncement>;

/**
 * Answer of `GET …/sealed-recipient`: the recipient of the agency's sealed reports. Without one the agency accepts
 * none. `history` has all recipients that were ever set, newest first, the present one included; `former` those that
 * ended.
 */
export const sealedDoor = z.strictObject({
  agency: z.strictObject({ code: agencyCode, name: z.string() }),
  recipient: z.nullable(sealedRecipient),
  former: z.array(sealedRecipient),
  history: z.array(sealedHistoryEntry),
  announcement: z.nullable(sealedAnnouncement),
  keep_months: keepMonths,
  official_channel: z.nullable(officialChannel),
  /** Telephone and address for reports that are not sealed; null until they are set. */
  contact: z.nullable(sealedContact),
});

/** See {@link sealedDoor}. */
export type SealedDoor = z.infer<typeof sealedDoor>;

/**
 * Body of `POST /v1/sealed`: message 1 of a talk. `proof` is the SHA-256, in hex, of the secret that is needed to read
 * and write the talk. Only the person's code opens `note`.
 */
export const sealedReport = z.strictObject({
  agency: agencyCode,
  recipient: sealedFingerprint,
  ...sealedFields,
  talk: z.strictObject({
    id: talkId,
    public_key: sealedPublicKey,
    proof: z.string().check(z.regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hex")),
    note: exactly(base64urlOf(12 + 2 * 65 + tagBytes), "an AES-GCM ciphertext of two public keys behind its nonce"),
  }),
});

/** See {@link sealedReport}. */
export type SealedReport = z.infer<typeof sealedReport>;

/** Answer for a report or message that was stored now or before. */
export const sealedReceipt = z.strictObject({ received_on: calendarDay });

/** See {@link sealedReceipt}. */
export type SealedReceipt = z.infer<typeof sealedReceipt>;

/** Proves that the caller has a talk's code, without showing the code. */
const talkProof = { agency: agencyCode, id: talkId, token: exactly(base64urlOf(32), "32 bytes") };

/** Body of `POST /v1/sealed/talks/read`. */
export const talkReading = z.strictObject(talkProof);

/** The next message of one side. `number` is that side's last number plus 1. */
export const newSealedMessage = z.strictObject({ number: messageNumber, ...sealedFields });

/** See {@link newSealedMessage}. */
export type NewSealedMessage = z.infer<typeof newSealedMessage>;

/** Body of `POST …/sealed-talks/{id}/messages`. `copy` is the same message, sealed to the recipient. */
export const newSealedAnswer = z.extend(newSealedMessage, { copy: z.strictObject(sealedFields) });

/** See {@link newSealedAnswer}. */
export type NewSealedAnswer = z.infer<typeof newSealedAnswer>;

/** Body of `POST /v1/sealed/talks/write`. */
export const talkWriting = z.strictObject({ ...talkProof, message: newSealedMessage });

/** A message as it is stored: its sender, its day, and its text, which nobody here can read. */
export const sealedMessage = z.strictObject({
  sender: z.enum(["person", "recipient", "copy"]),
  number: messageNumber,
  day: calendarDay,
  ...sealedFields,
});

/** See {@link sealedMessage}. */
export type SealedMessage = z.infer<typeof sealedMessage>;

/** `new`: the person's last message is not marked as read. */
export const talkState = z.enum(["new", "read", "closed"]);

/** See {@link talkState}. */
export type TalkState = z.infer<typeof talkState>;

/** `kept_until` is the last day of the talk: it is deleted at the close of that day. */
const talkFields = {
  received_on: calendarDay,
  state: talkState,
  kept_until: calendarDay,
  messages: z.array(sealedMessage),
};

/** Answer of `POST /v1/sealed/talks/read`. */
export const personsTalk = z.strictObject({ recipient: sealedRecipient, note: z.string(), ...talkFields });

/** See {@link personsTalk}. */
export type PersonsTalk = z.infer<typeof personsTalk>;

/** A talk as its recipient gets it. `recipient` is the fingerprint of the key that it was sealed to. */
export const recipientsTalk = z.strictObject({
  id: talkId,
  recipient: sealedFingerprint,
  public_key: sealedPublicKey,
  ...talkFields,
});

/** See {@link recipientsTalk}. */
export type RecipientsTalk = z.infer<typeof recipientsTalk>;

/** Query of `GET …/sealed-talks`. A page may be shorter than its limit, since messages are long. */
export const talkQuery = z.extend(pageQuery, {
  state: z.optional(talkState).check(z.describe("Only talks that stand so.")),
});

/** Body of `PATCH …/sealed-talks/{id}`. */
export const talkMark = z.strictObject({ state: z.enum(["read", "closed"]) });

/** Answer of `PATCH …/sealed-talks/{id}`. */
export const markedTalk = z.strictObject({ id: talkId, state: talkState });

/** See {@link markedTalk}. */
export type MarkedTalk = z.infer<typeof markedTalk>;

/** What the page of sealed reports says to the page that opened it: that words may come, under this name. */
export type SealedReady = "citizen-sealed-ready";
