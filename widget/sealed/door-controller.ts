import type {
  PersonsTalk,
  SealedDoor,
  SealedReceipt,
  SealedRecipient,
  SealedReport,
} from "../../shared/contract/sealed.ts";
import type { SealedMessageKey } from "../messages/sealed-messages.ts";
import type { CallFault, CallServer } from "../ui/call-server.ts";
import { makeReport, type OpenedTalk, openPersonsTalk } from "./persons-talk.ts";
import type { ReportText } from "./open-message.ts";
import type { SealDeps } from "./sealing.ts";
import { type CheckedEntry, checkHistory } from "./successors.ts";
import { readTalkCode, talkCode, talkCodeBytes, type TalkSecrets, talkSecrets } from "./talk-code.ts";

/** What the door works with; `seal` is null on a page that came by plain http, where browsers cannot seal. */
export type DoorDeps = { readonly agency: string | null; readonly call: CallServer; readonly seal: SealDeps | null };

/** Which screen is shown; `left`: the person has left in a hurry, and nothing is shown. */
export type DoorView =
  | ("loading" | "unreachable" | "unknown" | "insecure" | "closed")
  | ("form" | "sent" | "code" | "talk" | "left");

const nothing: ReportText = { happened: "", where: "", contact: "" };

/** What a person does at the door. Everything that they write stays in this memory, until it is sealed. */
export class DoorController {
  view: DoorView = "loading";
  door: SealedDoor | null = null;
  /** All keys that were ever set, newest first, with their signatures checked. */
  history: readonly CheckedEntry[] = [];
  text: ReportText = nothing;
  fault: SealedMessageKey | null = null;
  isBusy = false;
  hasSent = false;
  code: string | null = null;
  typedCode = "";
  more = "";
  talk: OpenedTalk | null = null;
  /** What was sealed last. If the answer was lost, the same bytes are sent again, so that no report is taken twice. */
  private ready: { readonly text: ReportText; readonly report: SealedReport } | null = null;
  private held: { readonly agency: string; readonly secrets: TalkSecrets } | null = null;
  private readonly deps: DoorDeps;
  private readonly changed: () => void;

  constructor(deps: DoorDeps, changed: () => void) {
    this.deps = deps;
    this.changed = changed;
  }

  /** Asks who the recipient is. */
  async load(): Promise<void> {
    const { agency, call, seal } = this.deps;
    if (agency === null) return this.show("unknown");
    const door = await call<SealedDoor>({ line: `GET /v1/agencies/${agency}/sealed-recipient` });
    if (!door.ok) return this.show(door.failure === "unreachable" ? "unreachable" : "unknown");
    this.door = door.value;
    this.history = seal ? await checkHistory(door.value, seal.subtle) : [];
    if (this.view !== "loading" && this.view !== "unreachable") return this.changed();
    return this.show(door.value.recipient === null ? "closed" : seal === null ? "insecure" : "form");
  }

  /** Shows another screen. Nothing comes back after {@link leave}. */
  show(view: DoorView): void {
    if (this.view !== "left") this.view = view;
    this.fault = null;
    this.changed();
  }

  /** Stores what was typed of a report. */
  write(typed: Partial<ReportText>): void {
    this.text = { ...this.text, ...typed };
  }

  /** Stores what was typed of a talk. */
  fill(typed: Partial<Pick<DoorController, "typedCode" | "more">>): void {
    Object.assign(this, typed);
  }

  /** Seals the report and sends it. */
  async send(): Promise<void> {
    const { call, seal } = this.deps;
    const recipient = this.door?.recipient;
    if (!seal || !recipient || !this.door || this.isBusy) return;
    if (this.text.happened.trim() === "") return this.fail("e.empty");
    this.begin();
    const report = await this.sealed(this.door.agency.code, recipient, seal);
    if (report === null) return this.fail("e.long");
    const sent = await call<SealedReceipt>({ line: "POST /v1/sealed", body: report });
    if (!sent.ok && sent.failure === "recipient-changed") await this.load();
    if (!sent.ok) return this.failed(sent.failure);
    this.text = nothing;
    this.ready = null;
    this.isBusy = false;
    this.show("sent");
  }

  /** Forgets the code that was shown or typed, and its talk. */
  forget(view: DoorView = this.door?.recipient ? "form" : "closed"): void {
    Object.assign(this, { code: null, talk: null, held: null, typedCode: "", more: "", hasSent: false });
    this.show(view);
  }

  /** Forgets everything that was written, and shows nothing from now on. */
  leave(): void {
    Object.assign(this, { text: nothing, ready: null, door: null, history: [] });
    this.forget("left");
  }

  /** Looks a talk up by the code that was typed. */
  async look(): Promise<void> {
    const { seal } = this.deps;
    const read = readTalkCode(this.typedCode);
    if (!seal || this.isBusy) return;
    if (read === null) return this.fail("t.bad");
    this.begin();
    this.held = { agency: read.agency, secrets: await talkSecrets(read.code, seal.subtle) };
    await this.read();
  }

  /** Seals what was written further, and sends it. */
  async writeMore(): Promise<void> {
    if (!this.talk || !this.held || this.isBusy || this.more.trim() === "") return;
    this.begin();
    const message = await this.talk.write(this.more);
    if (message === null) return this.fail("e.long");
    const body = { ...this.proof(this.held), message };
    const sent = await this.deps.call<SealedReceipt>({ line: "POST /v1/sealed/talks/write", body });
    if (!sent.ok) return this.failed(sent.failure);
    this.more = "";
    this.hasSent = true;
    await this.read();
  }

  private async sealed(agency: string, to: SealedRecipient, seal: SealDeps): Promise<SealedReport | null> {
    const { text, ready } = this;
    if (ready?.text === text && ready.report.recipient === to.fingerprint) return ready.report;
    const code = talkCode(agency, seal.random(talkCodeBytes));
    const report = await makeReport({ agency, recipientKey: to.public_key, code, text }, seal);
    if (this.view === "left") return null;
    this.code = code;
    this.ready = report && { text, report };
    return report;
  }

  private async read(): Promise<void> {
    const {
      held,
      deps: { call, seal },
    } = this;
    if (!held || !seal) return;
    const found = await call<PersonsTalk>({ line: "POST /v1/sealed/talks/read", body: this.proof(held) });
    if (!found.ok) return this.failed(found.failure);
    const talk = await openPersonsTalk(found.value, { ...held, subtle: seal.subtle });
    if (this.view === "left") return;
    this.talk = talk;
    this.isBusy = false;
    if (talk === null) return this.fail("t.note");
    this.show("talk");
  }

  private proof({ agency, secrets }: { agency: string; secrets: TalkSecrets }): object {
    return { agency, id: secrets.id, token: secrets.token };
  }

  private begin(): void {
    this.isBusy = true;
    this.fault = null;
    this.changed();
  }

  private failed(failure: CallFault): void {
    this.fail(faults[failure] ?? "e.other");
  }

  private fail(fault: SealedMessageKey): void {
    this.isBusy = false;
    this.fault = fault;
    this.changed();
  }
}

const faults: Readonly<Record<CallFault, SealedMessageKey>> = {
  unreachable: "e.unreachable",
  "rate-limited": "e.busy",
  unavailable: "e.busy",
  "recipient-changed": "e.changed",
  "sealed-closed": "r.closed",
  "unknown-talk": "t.none",
  "unknown-agency": "t.none",
};
