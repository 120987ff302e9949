import type {
  MarkedTalk,
  RecipientsTalk,
  SealedAnnouncement,
  SealedDoor,
  SealedReceipt,
} from "../../shared/contract/sealed.ts";
import type { SealedMessageKey } from "../messages/sealed-messages.ts";
import type { CallFault, CallServer, ServerCall } from "../ui/call-server.ts";
import { heldKey, type KeyInput } from "./held-key.ts";
import type { SealPorts } from "./make-report.ts";
import { keyFaults, officeFault } from "./office-fault.ts";
import { type HeldKey, openRecipientsTalk, type ReadTalk } from "./open-recipients-talk.ts";

/** What the recipient's reading works with. */
export type ReaderPorts = { readonly call: CallServer; readonly seal: SealPorts };

type TalkPage = { readonly data: RecipientsTalk[]; readonly meta: { readonly next_cursor: string | null } };

/** A recipient reads and answers: everything is opened and sealed in this memory. */
export class ReaderController {
  agency = "";
  access = "";
  input: KeyInput = { file: "", passphrase: "", recovery: "" };
  talks: readonly ReadTalk[] | null = null;
  /** Answers being written, by talk. */
  answers: Readonly<Record<string, string>> = {};
  key: HeldKey | null = null;
  /** Whether reports are sealed to the key that was opened. */
  isPresentKey = true;
  /** The recipient that is to follow, unless somebody withdraws it. */
  announcement: SealedAnnouncement | null = null;
  fault: SealedMessageKey | null = null;
  refused = "";
  isBusy = false;
  private readonly ports: ReaderPorts;
  private readonly changed: () => void;

  constructor(ports: ReaderPorts, changed: () => void) {
    this.ports = ports;
    this.changed = changed;
  }

  /** Writes down what was typed. */
  fill(typed: Partial<Pick<ReaderController, "agency" | "access">>): void {
    Object.assign(this, typed);
  }

  /** Takes a part of what the key is opened with. */
  give(part: Partial<KeyInput>): void {
    this.input = { ...this.input, ...part };
  }

  /** Opens the key and loads what was sealed. */
  async open(): Promise<void> {
    if (this.isBusy) return;
    this.begin();
    const door = await this.ports.call<SealedDoor>({ line: `GET ${this.path("sealed-recipient")}` });
    if (!door.ok) return this.failed(door.failure);
    const key = await heldKey(this.input, door.value, this.ports.seal.subtle);
    if (!key.ok) return this.end(keyFaults[key.failure]);
    this.input = { file: "", passphrase: "", recovery: "" };
    this.key = key.value;
    this.announcement = door.value.announcement;
    this.isPresentKey = door.value.recipient?.fingerprint === key.value.fingerprint;
    await this.load(key.value);
  }

  /** Loads again what was sealed. */
  async reload(): Promise<void> {
    if (this.isBusy || !this.key) return;
    this.begin();
    await this.load(this.key);
  }

  /** Withdraws the recipient that stands announced. */
  async withdraw(): Promise<void> {
    if (this.isBusy) return;
    this.begin();
    const withdrawn = await this.ask<null>({ line: `DELETE ${this.path("sealed-recipient/announcement")}` });
    if (!withdrawn.ok) return this.failed(withdrawn.failure);
    this.announcement = null;
    this.end(null);
  }

  /** Lets go of key and texts. */
  putAway(): void {
    this.key = null;
    this.talks = null;
    this.answers = {};
    this.access = "";
    this.end(null);
  }

  /** Writes down what was typed as an answer. */
  write(talk: string, text: string): void {
    this.answers = { ...this.answers, [talk]: text };
  }

  /** Seals an answer, and sends it. */
  async answer({ id, opened }: ReadTalk): Promise<void> {
    const text = (this.answers[id] ?? "").trim();
    if (this.isBusy || !opened || text === "") return;
    this.begin();
    const body = await opened.answer(text);
    if (body === null) return this.end("e.long");
    const sent = await this.ask<SealedReceipt>({ line: `POST ${this.path(`sealed-talks/${id}/messages`)}`, body });
    if (!sent.ok) return this.failed(sent.failure);
    this.write(id, "");
    await this.marked(id, "read");
  }

  /** Marks a talk as read or closed; the person sees it. */
  async mark(id: string, state: "read" | "closed"): Promise<void> {
    if (this.isBusy) return;
    this.begin();
    await this.marked(id, state);
  }

  private async marked(id: string, state: "read" | "closed"): Promise<void> {
    const line = `PATCH ${this.path(`sealed-talks/${id}`)}`;
    const marked = await this.ask<MarkedTalk>({ line, body: { state } });
    if (!marked.ok) return this.failed(marked.failure);
    if (this.key) await this.load(this.key);
  }

  private async load(key: HeldKey): Promise<void> {
    const talks: ReadTalk[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const more: string = cursor && `?cursor=${encodeURIComponent(cursor)}`;
      const page = await this.ask<TalkPage>({ line: `GET ${this.path("sealed-talks")}${more}` });
      if (!page.ok) return this.failed(page.failure);
      for (const talk of page.value.data) talks.push(await openRecipientsTalk(this.agency.trim(), talk, key));
      cursor = page.value.meta.next_cursor;
    }
    this.talks = talks;
    this.end(null);
  }

  private path(rest: string): string {
    return `/v1/agencies/${encodeURIComponent(this.agency.trim())}/${rest}`;
  }

  private ask<T>(call: ServerCall): ReturnType<typeof this.ports.call<T>> {
    return this.ports.call<T>({ ...call, key: this.access });
  }

  private begin(): void {
    this.isBusy = true;
    this.fault = null;
    this.changed();
  }

  private failed(failure: CallFault): void {
    this.refused = failure;
    if (this.talks === null) this.key = null;
    this.end(officeFault(failure));
  }

  private end(fault: SealedMessageKey | null): void {
    this.isBusy = false;
    this.fault = fault;
    this.changed();
  }
}
