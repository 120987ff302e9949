import { RpcTarget } from "cloudflare:workers";
import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import type {
  MarkedTalk,
  NewSealedAnswer,
  NewSealedRecipient,
  PersonsTalk,
  RecipientsTalk,
  SealedDoor,
  SealedReceipt,
  SealedRecipient,
  SealedReport,
  TalkMark,
  TalkQuery,
  TalkReading,
  TalkWriting,
} from "../../shared/contract/sealed.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { equalHashes, hashOf } from "../crypto/hash.ts";
import type { Principal } from "../access/principal.ts";
import { sealingKeyFingerprint } from "../crypto/public-keys.ts";
import type { Reply } from "../agency/reply.ts";
import { listTalks } from "./list-talks.ts";
import { markTalk, reachedTalk } from "./mark-talk.ts";
import { personsTalk, provenTalk } from "./persons-talk.ts";
import type { SealedPort } from "./sealed-port.ts";
import type { SealedRooms } from "./sealed-rooms.ts";
import { endRecipient, sealedDoor, setRecipient } from "./set-recipient.ts";
import type { StoredTalk } from "./sealed-store.ts";
import { takeAnswer, takeMessage, takeReport } from "./take-message.ts";

/** What the agency's object hands in. */
export type SealedHands = {
  /** The rooms as they are now. */
  readonly rooms: () => SealedRooms;
  /** Runs a call in one transaction. */
  readonly write: <T>(call: () => T) => T;
};

/** Sealed reports of one agency, as its object hands them out: carries calls, and hashes before a transaction. */
export class SealedTarget extends RpcTarget implements SealedPort {
  readonly #hands: SealedHands;

  constructor(hands: SealedHands) {
    super();
    this.#hands = hands;
  }

  async door(): Promise<SealedDoor> {
    return sealedDoor(this.#hands.rooms());
  }

  async setRecipient(principal: Principal, recipient: NewSealedRecipient): Reply<Page<SealedRecipient>> {
    const fingerprint = await sealingKeyFingerprint(recipient.public_key);
    if (fingerprint === null) return fail(notOnCurve("/public_key"));
    return this.#write((rooms) => setRecipient(rooms, principal, { ...recipient, fingerprint }));
  }

  async endRecipient(principal: Principal): Reply<null> {
    return this.#write((rooms) => endRecipient(rooms, principal));
  }

  async report(report: SealedReport): Reply<SealedReceipt> {
    const isOnCurve = (await sealingKeyFingerprint(report.talk.public_key)) !== null;
    if (!isOnCurve) return fail(notOnCurve("/talk/public_key"));
    return this.#write((rooms) => takeReport(rooms, report));
  }

  async read(reading: TalkReading): Reply<PersonsTalk> {
    const talk = await this.#proven(reading);
    return talk.ok ? ok(personsTalk(this.#hands.rooms(), talk.value)) : talk;
  }

  async write({ message, ...reading }: TalkWriting): Reply<SealedReceipt> {
    const talk = await this.#proven(reading);
    if (!talk.ok) return talk;
    return this.#write((rooms) => takeMessage(rooms, { talk: talk.value, sender: "person", message }));
  }

  async list(principal: Principal, query: TalkQuery): Reply<Page<RecipientsTalk>> {
    return listTalks(this.#hands.rooms(), principal, query);
  }

  async answer(principal: Principal, id: string, answer: NewSealedAnswer): Reply<SealedReceipt> {
    return this.#write((rooms) => {
      const talk = reachedTalk(rooms, principal, id);
      return talk.ok ? takeAnswer(rooms, talk.value, answer) : talk;
    });
  }

  async mark(principal: Principal, id: string, { state }: TalkMark): Reply<MarkedTalk> {
    return this.#write((rooms) => {
      const talk = reachedTalk(rooms, principal, id);
      return talk.ok ? markTalk(rooms, talk.value, state) : talk;
    });
  }

  async #proven({ id, token }: TalkReading): Promise<Result<StoredTalk, Failure>> {
    const proof = await hashOf(token);
    return provenTalk({ ...this.#hands.rooms(), equalHashes }, { id, proof });
  }

  #write<T>(call: (rooms: SealedRooms) => T): T {
    return this.#hands.write(() => call(this.#hands.rooms()));
  }
}

function notOnCurve(pointer: string): Failure {
  return { kind: "invalid", errors: [{ pointer, detail: "must be a point on P-256" }] };
}
