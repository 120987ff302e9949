import type {
  MarkedTalk,
  RecipientsTalk,
  SealedAnnouncement,
  SealedDoor,
  SealedReceipt,
} from "../../shared/contract/sealed.ts";
import type { CallFault } from "../ui/call-server.ts";
import { keyFaults, OfficeController } from "./office-controller.ts";
import { heldKey, type HeldKey } from "./held-key.ts";
import { openRecipientsTalk, type ReadTalk } from "./recipients-talk.ts";

type TalkPage = { readonly data: RecipientsTalk[]; readonly meta: { readonly next_cursor: string | null } };

/** A recipient reads and answers: everything is opened and sealed in this memory. */
export class ReaderController extends OfficeController {
  talks: readonly ReadTalk[] | null = null;
  /** Answers being written, by talk. */
  answers: Readonly<Record<string, string>> = {};
  key: HeldKey | null = null;
  /** Whether reports are sealed to the key that was opened. */
  isPresentKey = true;
  /** The recipient that is to follow, unless somebody withdraws it. */
  announcement: SealedAnnouncement | null = null;

  /** Opens the key and loads what was sealed. */
  async open(): Promise<void> {
    if (this.isBusy) return;
    this.begin();
    const door = await this.call<SealedDoor>("GET sealed-recipient");
    if (!door.ok) return this.failed(door.failure);
    const key = await heldKey(this.input, door.value, this.seal.subtle);
    if (!key.ok) return this.end(keyFaults[key.failure]);
    this.forgetInput();
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
    const withdrawn = await this.ask<null>("DELETE sealed-recipient/announcement");
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
    const sent = await this.ask<SealedReceipt>(`POST sealed-talks/${id}/messages`, body);
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
    const marked = await this.ask<MarkedTalk>(`PATCH sealed-talks/${id}`, { state });
    if (!marked.ok) return this.failed(marked.failure);
    if (this.key) await this.load(this.key);
  }

  private async load(key: HeldKey): Promise<void> {
    const talks: ReadTalk[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const more: string = cursor && `?cursor=${encodeURIComponent(cursor)}`;
      const page = await this.ask<TalkPage>(`GET sealed-talks${more}`);
      if (!page.ok) return this.failed(page.failure);
      for (const talk of page.value.data) talks.push(await openRecipientsTalk(this.agency.trim(), talk, key));
      cursor = page.value.meta.next_cursor;
    }
    this.talks = talks;
    this.end(null);
  }

  private ask<T>(line: string, body?: unknown): ReturnType<typeof this.call<T>> {
    return this.call<T>(line, { body, key: this.access });
  }

  protected override failed(failure: CallFault): void {
    if (this.talks === null) this.key = null;
    super.failed(failure);
  }
}
