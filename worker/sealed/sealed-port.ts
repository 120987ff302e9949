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
import type { Principal } from "../access/principal.ts";
import type { Reply } from "../agency/reply.ts";

/** What the Worker asks of an agency's object about sealed reports. */
export interface SealedPort {
  door(): Promise<SealedDoor>;
  setRecipient(principal: Principal, recipient: NewSealedRecipient): Reply<Page<SealedRecipient>>;
  endRecipient(principal: Principal): Reply<null>;
  report(report: SealedReport): Reply<SealedReceipt>;
  /** Failure: `unknown-talk`, also where the token is another talk's. */
  read(reading: TalkReading): Reply<PersonsTalk>;
  write(writing: TalkWriting): Reply<SealedReceipt>;
  list(principal: Principal, query: TalkQuery): Reply<Page<RecipientsTalk>>;
  answer(principal: Principal, id: string, answer: NewSealedAnswer): Reply<SealedReceipt>;
  mark(principal: Principal, id: string, mark: TalkMark): Reply<MarkedTalk>;
}
