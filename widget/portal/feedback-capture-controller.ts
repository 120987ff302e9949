import type { Answer } from "../../shared/contract/form.ts";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import type { OutboxNews } from "../outbox/drain-outbox.ts";
import type { OutboxDoor } from "../outbox/start-outbox.ts";
import type { DraftChange, DraftContext, FeedbackDraft, Now } from "../visit/feedback-draft.ts";
import { reviseDraft, startDraft } from "../visit/feedback-draft.ts";
import { ticketCode } from "../visit/ticket-code.ts";

/** What capturing needs, handed in by the composition. */
export type CapturePorts = {
  readonly outbox: OutboxDoor;
  readonly session: string;
  /** The browser's own random key, as long-lived as the tab; by it the server tells several ratings within minutes. */
  readonly browser: string;
  readonly now: () => Now;
  /** That many random bytes. */
  readonly random: (bytes: number) => Uint8Array;
};

/** Where the current feedback is: being written, on the device, in memory alone, held up on its way, or answered. */
export type Delivery = "none" | "writing" | "device" | "memory" | "unreachable" | "busy" | "receipted" | "refused";

/** Where a feedback is given. */
export type CapturePlace = { readonly server: string; readonly context: DraftContext };

/** What the host tells of itself, and hears. */
export type CaptureHost = {
  place(): CapturePlace;
  requestUpdate(): unknown;
  tell(event: string, detail: Readonly<Record<string, unknown>>): void;
};

/** The visitor's acts become revisions of one feedback, each kept before anything is said of it. */
export class FeedbackCaptureController {
  /** The feedback in its newest revision, and those that had to follow it since it was closed. Empty before the first tap. */
  declare drafts: readonly FeedbackDraft[];
  declare delivery: Delivery;
  /** Whether an act came after 15 minutes, so that it became a feedback of its own. */
  declare isLate: boolean;
  /** Whether the newest revision lies in this page's memory alone. */
  declare isInMemory: boolean;
  /** The server's answer to the newest revision, once it is there. */
  declare receipt: FeedbackReceipt | undefined;
  /** Fulfilled once every act so far has been kept. */
  declare written: Promise<unknown>;
  declare private readonly host: CaptureHost;
  declare private readonly ports: CapturePorts;
  declare private readonly own: Set<string>;
  declare private unwatch: () => void;

  constructor(host: CaptureHost, ports: CapturePorts) {
    this.host = host;
    this.ports = ports;
    this.own = new Set();
    this.reset();
  }

  /** Listens to the outbox until {@link disconnect}. */
  connect(): void {
    this.unwatch = this.ports.outbox.watch((news) => this.hear(news));
  }

  /** Stops listening. */
  disconnect(): void {
    this.unwatch();
  }

  /** Forgets the current feedback; what is in the outbox stays there. */
  reset(): void {
    this.drafts = [];
    this.delivery = "none";
    this.isLate = false;
    this.isInMemory = false;
    this.written = Promise.resolve();
  }

  /** Level chosen, 1 to 5; null before. */
  get level(): number | null {
    return this.drafts[0] ? this.drafts[0].item.level : null;
  }

  /** Reasons chosen so far. */
  get reasons(): readonly string[] {
    return this.drafts.flatMap(({ item }) => item.reasons || []);
  }

  /** Answers given so far, by question. */
  get answers(): Readonly<Record<string, Answer>> {
    return Object.assign({}, ...this.drafts.map(({ item }) => item.answers));
  }

  /** The newest comment that was sent, and its code. */
  get comment(): { readonly text: string; readonly ticket: string | undefined } {
    const { comment = "", ticket } = this.newest ? this.newest.item : {};
    return { text: comment, ticket };
  }

  private get newest(): FeedbackDraft | undefined {
    return this.drafts[this.drafts.length - 1];
  }

  /** A face was tapped. Reasons chosen before stay where they fit the new level. */
  chooseLevel(level: number, fits: (reason: string) => boolean): void {
    const [first, ...later] = this.drafts;
    // Whatever something had to follow is closed.
    const isOpen = first !== undefined && later.length === 0;
    const change = { level, reasons: this.reasons.filter(fits) };
    const revised = isOpen && reviseDraft(first, change, this.ports.now());
    this.isLate = first !== undefined && !revised;
    this.drafts = [revised || this.start({ level })];
    this.keep();
  }

  /** A reason was chosen, or taken back. */
  chooseReason(reason: string, isChosen: boolean): void {
    this.add(({ reasons = [] }) => {
      if (isChosen) return { reasons: [...reasons, reason] };
      return reasons.includes(reason) && { reasons: reasons.filter((one) => one !== reason) };
    });
  }

  /** A further question was answered. */
  answer(question: string, answer: Answer): void {
    this.add(({ answers }) => ({ answers: { ...answers, [question]: answer } }));
  }

  /** A comment was sent; an empty one takes the former back. One code for one feedback, however often it changes. */
  leaveComment(comment: string): void {
    const [agency = ""] = this.host.place().context.touchpoint.split("-");
    this.add(({ ticket }) => {
      if (comment) return { comment, ticket: ticket || ticketCode(agency, this.ports.random(12)) };
      return ticket !== undefined && { comment: undefined, ticket: undefined };
    });
  }

  /** The next revision; after 15 minutes a feedback of its own, which follows. False: there is nothing to change. */
  private add(change: (item: Partial<FeedbackItem>) => DraftChange | false): void {
    const newest = this.newest as FeedbackDraft;
    const more = change(newest.item);
    const revised = more && reviseDraft(newest, more, this.ports.now());
    const apart = revised || change({});
    if (!more || !apart) return;
    this.isLate = !revised;
    this.drafts = revised
      ? [...this.drafts.slice(0, -1), revised]
      : [...this.drafts, this.start({ ...apart, follows: newest.item.id })];
    this.keep();
  }

  /** Tries to send at once, since the person asked. */
  sendNow(): void {
    this.ports.outbox.sendNow(this.host.place().server);
  }

  private start(change: DraftChange): FeedbackDraft {
    const { now, random, browser } = this.ports;
    const context = { browser_key: browser, ...this.host.place().context };
    return startDraft(change, { context, now: now(), random });
  }

  private keep(): void {
    this.delivery = "writing";
    this.receipt = undefined;
    this.written = Promise.all([this.written, this.write(this.newest as FeedbackDraft)]);
    this.host.requestUpdate();
  }

  private async write({ item, tappedAtMs }: FeedbackDraft): Promise<void> {
    const { id, revision } = item;
    this.own.add(id);
    const { server } = this.host.place();
    const stored = await this.ports.outbox.keep({ server, id, item, session: this.ports.session, tappedAtMs });
    if (this.isNewest(id, revision)) {
      this.isInMemory = stored === "memory";
      if (this.delivery === "writing") this.delivery = stored;
    }
    this.host.tell("feedback-captured", { id, revision, stored });
    this.host.requestUpdate();
  }

  private isNewest(id: string, revision: number): boolean {
    const newest = this.newest;
    return newest !== undefined && newest.item.id === id && newest.item.revision === revision;
  }

  private hear(news: OutboxNews): void {
    const { server, context } = this.host.place();
    if (news.server !== server) return;
    if (news.kind === "delayed") {
      if (!/none|writing|receipted|refused/.test(this.delivery)) this.delivery = news.isBusy ? "busy" : "unreachable";
    } else {
      const { kept, receipt } = news.settlement;
      const { id, item, session } = kept;
      const { revision, touchpoint } = item;
      const { outcome, problem } = receipt;
      const isRefused = outcome === "refused";
      if (this.isNewest(id, revision)) {
        this.receipt = receipt;
        this.delivery = isRefused ? "refused" : "receipted";
      }
      // What an earlier page load left behind belongs to no element of this one; whoever stands at the same place tells.
      if (this.own.has(id) || (session !== this.ports.session && touchpoint === context.touchpoint)) {
        const name = isRefused ? "feedback-refused" : "feedback-receipted";
        this.host.tell(name, { id, revision, outcome, problem });
      }
    }
    this.host.requestUpdate();
  }
}
