import { formatDay } from "../../shared/calendar/day.ts";
import {
  mostMessages,
  type NewSealedMessage,
  type PersonsTalk,
  personsTalk,
  type SealedMessage,
  type SealedReceipt,
  sealedReceipt,
  sealedReport,
  talkReading,
  talkWriting,
} from "../../shared/contract/sealed.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { equalHashes, hashOf } from "../crypto/hash.ts";
import { publicKeyFingerprint } from "../crypto/public-keys.ts";
import type { Flow } from "../limits/rate-limit.ts";
import { type AgencyPlace, type Operation, operation } from "../operations/operation.ts";
import { type FailureOf, givenAt, invalidAt } from "../problems/failure.ts";
import { notOnCurve, presentRecipient, type SealedDeps, toSealedRecipient } from "./present-recipient.ts";
import { lastDayFrom } from "./delete-old-talks.ts";
import type { Sender, StoredMessage, StoredTalk } from "./sealed-store.ts";

/** The largest padded text in base64url, and what stands around it. */
const maxBytes = 32 * 1024;

/** Reports and messages, or looks for answers: what one client may do at an agency, and all clients together. */
type Shares = { readonly name: string; readonly ofClient: Flow; readonly ofAgency: Flow };

const writing: Shares = {
  name: "writing",
  ofClient: { atOnce: 5, perMinute: 1 },
  ofAgency: { atOnce: 600, perMinute: 120 },
};
/** Apart, so that guesses at codes hold up no report: reading stores nothing, and of 115 bits many may be tried. */
const reading: Shares = {
  name: "reading",
  ofClient: { atOnce: 20, perMinute: 20 },
  ofAgency: { atOnce: 6000, perMinute: 6000 },
};

/** `POST /v1/sealed`: takes a report that only its recipient can open. */
export const postSealedReport: Operation<SealedDeps> = operation({
  method: "POST",
  path: "/v1/sealed",
  audience: "public",
  summary: "Hand in a report that was sealed in the browser to the recipient's key",
  description:
    "The same report again changes nothing. A sender's limit is kept in memory, under a hash that changes daily and that no other limit uses.",
  body: sealedReport,
  maxBytes,
  answer: sealedReceipt,
  statuses: [201],
  failures: ["unknown-agency", "rate-limited", "invalid", "sealed-closed", "recipient-changed", "talk-taken"],
  at: ({ body }) => placeOf(body, writing),
  runs: "in a transaction",
  prepare: async (_, __, { body }) => {
    const isOnCurve = (await publicKeyFingerprint(body.talk.public_key)) !== null;
    return isOnCurve ? ok(undefined) : fail(notOnCurve("/talk/public_key"));
  },
  run({ sealed, today }, _, { body: report }) {
    const { talk, enc, ciphertext, recipient } = report;
    const known = sealed.findTalk(talk.id);
    if (known) {
      const first = sealed.messages(known.id).find(isOf("person", 1));
      const isSame = isSameMessage(first, report) && known.proof === talk.proof;
      return isSame ? ok({ received_on: formatDay(known.day) }) : fail({ kind: "talk-taken" });
    }
    const present = presentRecipient(sealed);
    if (!present) return fail({ kind: "sealed-closed" });
    if (present.fingerprint !== recipient) {
      const wrong = givenAt("/recipient", recipient, "must be the present recipient's fingerprint");
      return fail({ kind: "recipient-changed", ...wrong, fits: [present.fingerprint] });
    }
    const { id, public_key: publicKey, proof, note } = talk;
    const lastDay = lastDayFrom({ sealed, today });
    sealed.putTalk({ id, recipient, publicKey, proof, note, day: today, state: "new", lastDay });
    sealed.addMessage(id, { sender: "person", number: 1, day: today, enc, ciphertext });
    return ok({ received_on: formatDay(today) });
  },
});

/** `POST /v1/sealed/talks/read`: what was said in a talk, for the holder of its code. */
export const readSealedTalk: Operation<SealedDeps> = operation({
  method: "POST",
  path: "/v1/sealed/talks/read",
  audience: "code-holder",
  summary: "Read the sealed answers to a report, by what its code leads to",
  description: "The token shows that the caller has the code; the code itself stays with them.",
  body: talkReading,
  maxBytes,
  answer: personsTalk,
  failures: ["unknown-agency", "rate-limited", "unknown-talk"],
  at: ({ body }) => placeOf(body, reading),
  runs: "reads",
  prepare: async (_, __, { body }) => ok(await hashOf(body.token)),
  run: (deps, _, { body: { id }, prepared: proof }) =>
    withTalk(deps, { id, proof }, ({ recipient, note, day, state, lastDay }) => {
      // With the key that the talk was sealed to, whoever is the recipient now.
      const sealedTo = deps.sealed.recipients().find(({ fingerprint }) => fingerprint === recipient);
      if (!sealedTo) throw new Error("a talk was kept without the key that it was sealed to");
      const messages = deps.sealed.messages(id).filter(({ sender }) => sender !== "copy");
      const talk: PersonsTalk = {
        ...{ recipient: toSealedRecipient(sealedTo), note, received_on: formatDay(day), state },
        kept_until: formatDay(lastDay),
        messages: messages.map(toSealedMessage),
      };
      return ok(talk);
    }),
});

/** `POST /v1/sealed/talks/write`: a further message of the holder of the code. */
export const writeSealedTalk: Operation<SealedDeps> = operation({
  method: "POST",
  path: "/v1/sealed/talks/write",
  audience: "code-holder",
  summary: "Write on in a talk, sealed to the same recipient",
  description:
    "Messages are numbered by their sender from 1 on, without a gap. The same message again changes nothing.",
  body: talkWriting,
  maxBytes,
  answer: sealedReceipt,
  statuses: [201],
  failures: ["unknown-agency", "rate-limited", "unknown-talk", "message-taken", "invalid"],
  at: ({ body }) => placeOf(body, writing),
  runs: "in a transaction",
  prepare: async (_, __, { body }) => ok(await hashOf(body.token)),
  run: (deps, _, { body: { id, message }, prepared: proof }) =>
    withTalk(deps, { id, proof }, (talk) => takeMessage(deps, { talk, sender: "person", message })),
});

/** Somebody who floods the door uses up their own share first, which others need not share. */
function placeOf(
  { agency }: { readonly agency: string },
  { name, ofClient, ofAgency }: Shares,
): AgencyPlace<"unknown-agency"> {
  return {
    agency,
    otherwise: { kind: "unknown-agency", ...givenAt("/agency", agency, "must be a known agency") },
    draws: (client) => [
      { of: "client", bucket: `${client} ${name} ${agency}`, cost: 1, flow: ofClient },
      { of: "place", bucket: `sealed ${name} ${agency}`, cost: 1, flow: ofAgency },
    ],
  };
}

/** A talk's id, and the hash of the token that was shown. */
type Proof = { readonly id: string; readonly proof: string };

/** Does something with a talk. A talk with another proof is unknown, like one that is not there. */
function withTalk<T, F>(
  { sealed }: SealedDeps,
  { id, proof }: Proof,
  act: (talk: StoredTalk) => Result<T, F>,
): Result<T, F | FailureOf<"unknown-talk">> {
  const talk = sealed.findTalk(id);
  return talk && equalHashes(talk.proof, proof) ? act(talk) : fail({ kind: "unknown-talk" });
}

/** A stored message as it stands on the wire. */
export function toSealedMessage({ day, ...message }: StoredMessage): SealedMessage {
  return { ...message, day: formatDay(day) };
}

/** A further message, its talk, and the side that it comes from. */
export type FurtherMessage = {
  readonly talk: StoredTalk;
  readonly sender: Sender;
  readonly message: NewSealedMessage;
};

/**
 * Adds a message to a talk; a message of the person makes the talk new again. The same message again changes nothing.
 * Another message under a known number is `message-taken`; a number that is not the next one is `invalid`.
 */
export function takeMessage(
  deps: SealedDeps,
  { talk, sender, message }: FurtherMessage,
): Result<SealedReceipt, FailureOf<"message-taken" | "invalid">> {
  const { sealed, today } = deps;
  const sent = sealed.messages(talk.id).filter((one) => one.sender === sender);
  const same = sent.find(isOf(sender, message.number));
  if (same) {
    return isSameMessage(same, message) ? ok({ received_on: formatDay(same.day) }) : fail({ kind: "message-taken" });
  }
  const next = sent.length + 1;
  if (message.number !== next) {
    return fail(invalidAt("/number", next > mostMessages ? "is more than a talk holds" : `must be ${next}`));
  }
  sealed.addMessage(talk.id, { ...message, sender, day: today });
  const state = sender === "person" ? "new" : talk.state;
  sealed.putTalk({ ...talk, state, lastDay: lastDayFrom(deps, talk.lastDay) });
  return ok({ received_on: formatDay(today) });
}

function isSameMessage(one: StoredMessage | undefined, other: Pick<StoredMessage, "enc" | "ciphertext">): boolean {
  return one?.ciphertext === other.ciphertext && one.enc === other.enc;
}

/** Finds the message of a side with a number. */
export function isOf(sender: Sender, number: number): (message: StoredMessage) => boolean {
  return (message) => message.sender === sender && message.number === number;
}
